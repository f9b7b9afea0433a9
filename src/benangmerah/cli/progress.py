"""A progress bar on the terminal; none where nobody is watching."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from benangmerah.kernel.explanation import Message, render
from benangmerah.kernel.progress import Progress, silent


@contextmanager
def watch_progress(language: str) -> Iterator[Progress]:
    """Show how far the work is, on standard error, where that is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield silent
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def tell(stage: Message, done: int = 0, total: int = 0) -> None:
            bar.update(task, description=render(stage, language), completed=done, total=total or None)

        yield tell
