"""`benangmerah report`: the documents of a run."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from benangmerah.cli.progress import watch_progress
from benangmerah.flow.write_documents import write_documents


def report_command(*, folder: Path, documents: Path, language: str) -> None:
    """Write the documents and name them."""
    with watch_progress(language) as progress:
        written = write_documents(folder, documents, language=language, progress=progress)
    for path in written:
        Console().print(str(path), soft_wrap=True)
