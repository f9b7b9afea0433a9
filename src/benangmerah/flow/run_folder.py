"""Where a run of the archive keeps its snapshot, results and documents: DATA_FOLDER/runs/NUMBER."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings

from benangmerah.store.models.run import Run

RUNS = "runs"
DOCUMENTS = "documents"


def name_folder(run: Run, attempt: int = 1) -> str:
    """The folder below the data folder; a run that is started again gets its own, since the first worker may live."""
    return f"{RUNS}/{run.pk}" if attempt == 1 else f"{RUNS}/{run.pk}-{attempt}"


def path_of(run: Run) -> Path:
    """The folder on this machine."""
    return Path(settings.DATA_FOLDER) / run.folder


def clear_run_folder(run: Run) -> None:
    """Take away whatever a run that did not finish has left, also what a worker that died was still filling."""
    folder = path_of(run)
    shutil.rmtree(folder, ignore_errors=True)
    for left in folder.parent.glob(f".{folder.name}.*"):
        shutil.rmtree(left, ignore_errors=True)
