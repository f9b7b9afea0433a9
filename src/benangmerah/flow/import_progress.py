"""How far the work on an import is, and how it ended.

While its one transaction is open nobody else sees what it writes to the archive, and SQLite lets nobody else write:
what it tells meanwhile is kept beside the upload, where the open page finds it.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path

from benangmerah.flow.jobs import UNDER_WAY
from benangmerah.flow.keep_upload import folder_of
from benangmerah.kernel.explanation import Message, message
from benangmerah.kernel.message_json import read_message, write_message
from benangmerah.store.models.import_draft import ImportDraft
from benangmerah.store.models.job import Job

SECONDS_BETWEEN_SIGNS = 0.5
NEVER_WRITTEN = float("-inf")


@dataclass(frozen=True)
class Work:
    """The newest work on an import: what is being done, how far, and why it failed where it did."""

    stage: Message
    done: int
    total: int
    is_over: bool
    errors: tuple[Message, ...] = ()


def read_work(draft: ImportDraft) -> Work | None:
    """The work on an import that the reader may see; nothing where there was none."""
    job = draft.job
    if job is None:
        return None
    stage = read_message(job.stage) if job.stage else message("Waiting for its turn")
    done, total = job.done, job.total
    if job.state == Job.State.RUNNING:
        stage, done, total = read_upload_progress(draft.folder) or (stage, done, total)
    errors = tuple(read_message(each) for each in job.error or ())
    return Work(stage, done, total, job.state not in UNDER_WAY, errors)


@dataclass
class UploadProgress:
    """Writes down how far the writing is, twice a second at most."""

    folder: str
    written_at: float = field(default=NEVER_WRITTEN)

    def __call__(self, stage: Message, done: int = 0, total: int = 0) -> None:
        """Tell how far the work is."""
        now = time.monotonic()
        if now - self.written_at < SECONDS_BETWEEN_SIGNS:
            return
        self.written_at = now
        path = _path_of(self.folder)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps({"stage": write_message(stage), "done": done, "total": total}), encoding="utf-8")
        fresh.replace(path)  # so that nobody reads half of it


def read_upload_progress(folder: str) -> tuple[Message, int, int] | None:
    """What is being done, how much, of how much; nothing where nothing has been told."""
    try:
        told = json.loads(_path_of(folder).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return read_message(told["stage"]), int(told["done"]), int(told["total"])


def forget_upload_progress(folder: str) -> None:
    """The work has ended."""
    _path_of(folder).unlink(missing_ok=True)


def _path_of(folder: str) -> Path:
    return folder_of(folder).with_suffix(".progress")
