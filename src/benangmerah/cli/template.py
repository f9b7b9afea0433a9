"""`benangmerah template`: the workbook to fill in."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from benangmerah.flow.write_template import make_template
from benangmerah.kernel.explanation import message, render


def template_command(*, file: Path, filled: bool, language: str) -> None:
    """Write the template and say what to do with it."""
    make_template(file, filled=filled, language=language)
    done = message("Fill in {path}, then: benangmerah run {path} --as-of YYYY-MM-DD --out FOLDER", path=str(file))
    Console().print(render(done, language), soft_wrap=True)
