"""Nothing → workbook to fill in, perhaps with a small consistent example."""

from __future__ import annotations

from pathlib import Path

from benangmerah.exchange.exports.example import make_example
from benangmerah.exchange.exports.template import write_template
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message


def make_template(path: Path, *, filled: bool, language: str = "id") -> None:
    """Write the template; a file that exists is not overwritten."""
    if path.suffix.lower() != ".xlsx":
        raise BenangMerahError(
            message("{path} does not end in .xlsx.", path=str(path)),
            message("The template is a workbook: name it FILE.xlsx."),
        )
    if path.exists():
        raise BenangMerahError(
            message("{path} exists already.", path=str(path)),
            message("Name another file; a workbook somebody may have filled in is never overwritten."),
        )
    write_template(path, filled=make_example() if filled else None, language=language)
