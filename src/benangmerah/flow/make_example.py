"""Nothing → example city: an invented agency as a folder of tables or a workbook."""

from __future__ import annotations

from pathlib import Path

from benangmerah.exchange.exports.dataset import Format, write_dataset
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.synthesis.city import make_city

FORMATS: dict[str, Format] = {"csv": "csv", "parquet": "parquet", "xlsx": "xlsx"}


def make_example(path: Path, *, people: int, seed: int, file_format: str, progress: Progress = silent) -> None:
    """Write a city of that many staff; the same seed gives the same bytes."""
    if file_format not in FORMATS:
        raise BenangMerahError(
            message("{option} cannot be {value}.", option="--format", value=file_format),
            message("Choose one of: {known}.", known=", ".join(FORMATS)),
        )
    progress(message("Inventing the city"))
    city = make_city(people=people, seed=seed, progress=progress)
    write_dataset(city, path, format=FORMATS[file_format], progress=progress)
