"""Whatever is wrong with a file, it is told as refusals: no traceback, whatever bytes it holds."""

from __future__ import annotations

import zipfile
from pathlib import Path
from random import Random

import pytest

from benangmerah.exchange.exports.dataset import write_dataset
from benangmerah.exchange.exports.refusals import write_refusals
from benangmerah.exchange.imports.dataset import read_dataset
from benangmerah.kernel.errors import RefusedInputError
from benangmerah.snapshot.validate import check_dataset
from benangmerah.snapshot.validate_keep import keep_valid
from tests.exchange.imports.sample import right_tables, write_book, write_folder

NASTY = b'",\n\r;<>=\x00\xff\xe9 9'
SEEDS = range(40)


def spoil(content: bytes, dice: Random) -> bytes:
    """Change, leave out and repeat a few bytes."""
    spoilt = bytearray(content)
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(spoilt))
        kind = dice.random()
        if kind < 0.6:
            spoilt[place] = dice.choice(NASTY) if kind < 0.3 else dice.randrange(256)
        elif kind < 0.8:
            del spoilt[place]
        else:
            start = dice.randrange(len(spoilt))
            spoilt[place:place] = spoilt[start : start + dice.randint(1, 30)]
    return bytes(spoilt)


def assert_told(path: Path, folder: Path) -> None:
    """The path is read to an end, and what is kept of it has no fault."""
    dataset, found = read_dataset(path)
    refusals = (*found, *check_dataset(dataset))
    write_refusals(refusals, folder / "refused.csv")
    try:
        kept, _ = keep_valid(dataset, refusals)
    except RefusedInputError:
        return
    assert check_dataset(kept) == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_spoilt_csv_is_told(seed: int, tmp_path: Path) -> None:
    folder = write_folder(right_tables(), tmp_path / "data")
    file = folder / "ratings.csv"
    file.write_bytes(spoil(file.read_bytes(), Random(seed)))
    assert_told(folder, tmp_path)


@pytest.mark.parametrize("seed", SEEDS)
def test_spoilt_parquet_is_told(seed: int, tmp_path: Path) -> None:
    folder = write_folder(right_tables(), tmp_path / "data")
    write_dataset(read_dataset(folder)[0], tmp_path / "parquet", format="parquet")
    file = tmp_path / "parquet" / "ratings.parquet"
    file.write_bytes(spoil(file.read_bytes(), Random(seed)))
    assert_told(tmp_path / "parquet", tmp_path)


@pytest.mark.parametrize("seed", SEEDS)
def test_spoilt_part_of_a_workbook_is_told(seed: int, tmp_path: Path) -> None:
    path, dice = write_book(right_tables(), tmp_path / "data.xlsx"), Random(seed)
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    part = dice.choice(sorted(parts))
    parts[part] = spoil(parts[part], dice)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    assert_told(path, tmp_path)


@pytest.mark.parametrize("seed", SEEDS)
def test_spoilt_workbook_file_is_told(seed: int, tmp_path: Path) -> None:
    path = write_book(right_tables(), tmp_path / "data.xlsx")
    path.write_bytes(spoil(path.read_bytes(), Random(seed)))
    assert_told(path, tmp_path)
