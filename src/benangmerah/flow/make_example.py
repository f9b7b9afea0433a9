"""Nothing → example city: an invented agency as a folder of tables or a workbook."""

from __future__ import annotations

from pathlib import Path

from benangmerah.exchange.exports.dataset import Format, write_dataset
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.synthesis.city import make_city

WORKBOOK = "kota-benang.xlsx"
FORMATS: dict[str, Format] = {"csv": "csv", "parquet": "parquet", "xlsx": "xlsx"}


def make_example(path: Path, *, people: int, seed: int, file_format: str, progress: Progress = silent) -> Path:
    """Write a city of that many staff and return where it is; the same seed gives the same bytes.

    csv and parquet fill the folder; a workbook is `path` itself where that ends in .xlsx, else a file in the folder.
    """
    if file_format not in FORMATS:
        raise BenangMerahError(
            message("{option} cannot be {value}.", option="--format", value=file_format),
            message("Choose one of: {known}.", known=", ".join(FORMATS)),
        )
    progress(message("Inventing the city"))
    city = make_city(people=people, seed=seed, progress=progress)
    target = path
    if file_format == "xlsx" and path.suffix.lower() != ".xlsx":
        target = path / WORKBOOK
    (target.parent if file_format == "xlsx" else target).mkdir(parents=True, exist_ok=True)
    write_dataset(city, target, format=FORMATS[file_format], progress=progress)
    return target
