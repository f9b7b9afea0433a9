from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from benangmerah.exchange.imports.file_kind import tell_kind, unpack
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from tests.factories.upload import pack, save


def test_kind_is_told_by_content_whatever_the_name(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "book")
    pq.write_table(pa.table({"a": [1]}), tmp_path / "parquet")
    files = {
        "csv": b"a,b\n", "utf16": "a,b".encode("utf-16"), "old": bytes.fromhex("d0cf11e0a1b11ae1"),
        "packed": pack({"employees.csv": b"a\n"}),
    }  # fmt: skip
    for name, data in files.items():
        save(data, tmp_path / name)
    kinds = {name: tell_kind(tmp_path / name) for name in ("book", "parquet", *files)}
    assert kinds == {
        "book": ".xlsx", "parquet": ".parquet", "csv": ".csv", "utf16": ".csv", "old": ".xls", "packed": ".zip",
    }  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"\x89PNG\r\n", b"a\0b", b"PK\x03\x04 cut off"])
def test_what_holds_no_table_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        tell_kind(save(data, tmp_path / "data.xlsx"))


def test_zip_gives_its_tables_alone_wherever_they_stand(tmp_path: Path) -> None:
    packed = pack(
        {
            "../../kota/employees.csv": b"a",
            "units.parquet": b"b",
            "baca.txt": b"c",
            "__MACOSX/units.csv": b"d",
            ".x/y.csv": b"e",
        }
    )
    folder = tmp_path / "out"
    folder.mkdir()
    unpack(save(packed, tmp_path / "data.zip"), folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {"employees.csv": b"a", "units.parquet": b"b"}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data.zip", "out"]


@pytest.mark.parametrize("files", [{}, {"baca.txt": b"x"}, {"a/units.csv": b"1", "b/Units.csv": b"2"}])
def test_zip_without_tables_or_with_one_twice_is_refused(files: dict[str, bytes], tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        unpack(save(pack(files), tmp_path / "data.zip"), tmp_path)


def test_zip_that_would_fill_the_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENANGMERAH_WORKBOOK_RATIO", "1")
    with pytest.raises(UnreadableFileError):
        unpack(save(pack({"a.csv": b"0" * 100_000}), tmp_path / "data.zip"), tmp_path)
