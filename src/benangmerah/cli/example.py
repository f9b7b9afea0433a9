"""`benangmerah example`: an invented city."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from benangmerah.cli.progress import watch_progress
from benangmerah.flow.make_example import make_example
from benangmerah.kernel.explanation import message, render


def example_command(*, folder: Path, people: int, seed: int, file_format: str, language: str) -> None:
    """Write the city and say where it is."""
    with watch_progress(language) as progress:
        written = make_example(folder, people=people, seed=seed, file_format=file_format, progress=progress)
    done = message("{people} invented people are in {path}", people=people, path=str(written))
    Console().print(render(done, language))
