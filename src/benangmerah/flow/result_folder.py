"""The folder a run writes to: filled beside it first, put in its place only when the run has succeeded."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.outputs import OUTPUTS

REFUSED = "refused.csv"
SUMMARY = "summary.json"
SNAPSHOT = "snapshot"
FACTS = "facts"
OWN_NAMES = (*(f"{name}.parquet" for name in OUTPUTS), SUMMARY, REFUSED, SNAPSHOT, FACTS)
"""What a run may leave in its folder; nothing else there is ever touched."""


def check_result_folder(folder: Path, *, overwrite: bool) -> None:
    """Refuse a folder that is no folder, or that holds something and may not be overwritten."""
    if folder.exists() and not folder.is_dir():
        raise BenangMerahError(
            message("{path} is a file, not a folder.", path=str(folder)),
            message("Name another folder after --out."),
        )
    holds_something = folder.is_dir() and any(item.name != REFUSED for item in folder.iterdir())
    if holds_something and not overwrite:
        raise BenangMerahError(
            message("The folder {path} is not empty.", path=str(folder)),
            message("Name a new folder after --out, or add --overwrite to replace the results there."),
        )


@contextmanager
def fill_result_folder(folder: Path) -> Iterator[Path]:
    """A working folder whose contents replace the results in `folder` when the block ends well."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    working = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        (working / "new").mkdir()
        yield working / "new"
        _replace(folder, working)
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _replace(folder: Path, working: Path) -> None:
    kept = working / "old"
    kept.mkdir()
    folder.mkdir(exist_ok=True)
    moved = [name for name in OWN_NAMES if (folder / name).exists()]
    try:
        for name in moved:
            (folder / name).rename(kept / name)
        for item in (working / "new").iterdir():
            item.rename(folder / item.name)
    except OSError:
        for item in (working / "new").iterdir():
            item.unlink() if item.is_file() else shutil.rmtree(item)
        for name in moved:
            if (kept / name).exists() and not (folder / name).exists():
                (kept / name).rename(folder / name)
        raise
