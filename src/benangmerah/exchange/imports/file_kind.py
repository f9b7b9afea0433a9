"""What a file that was sent really is, told from its content and not from its name; folders come packed as zip."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from benangmerah.exchange.imports.limits import Limits, read_limits
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.exchange.imports.workbook_archive import damaged
from benangmerah.kernel.explanation import message

WORKBOOK, MACRO_WORKBOOK, OLD_WORKBOOK, PARQUET, CSV, PACKED = ".xlsx", ".xlsm", ".xls", ".parquet", ".csv", ".zip"
_TABLES = (WORKBOOK, MACRO_WORKBOOK, PARQUET, CSV)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OTHER = (b"%PDF", b"\xff\xd8\xff", b"\x89PNG", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_START = 4096
_CHUNK = 2**20
_MOST_FILES = 200
_HIDDEN = ("__MACOSX", ".")


def tell_kind(path: Path) -> str:
    """The suffix that the content deserves; raises UnreadableFileError where no tables can be read from it."""
    with path.open("rb") as file:
        start = file.read(_START)
    if not start:
        raise UnreadableFileError((message("The file is empty."), message("Fill it in, or leave the file out.")))
    if start.startswith(b"PK"):
        return _kind_of_zip(path)
    if start.startswith(b"PAR1"):
        return PARQUET
    if start.startswith(_OLE):
        return OLD_WORKBOOK
    if start.startswith(_OTHER) or (b"\0" in start and not start.startswith(_UTF_16)):
        raise UnreadableFileError((
            message("The file is neither a workbook nor CSV, Parquet or a zip of them."),
            message("A scan or a PDF cannot be read; ask for the workbook it was printed from."),
        ))  # fmt: skip
    return CSV


def unpack(path: Path, folder: Path) -> None:
    """Put the tables of a zip into the folder, whatever folders they stand in; nothing else is taken out of it."""
    try:
        with ZipFile(path) as file:
            entries = list(_tables_in(file))
            _check_sizes(entries, path.stat().st_size, read_limits())
            for entry in entries:
                _unpack_one(file, entry, folder / PurePosixPath(entry.filename).name)
    except (BadZipFile, NotImplementedError, EOFError, RuntimeError):
        raise UnreadableFileError(damaged()) from None


def _kind_of_zip(path: Path) -> str:
    try:
        with ZipFile(path) as file:
            names = file.namelist()
    except BadZipFile:
        raise UnreadableFileError(damaged()) from None
    if "xl/workbook.xml" not in names:
        return PACKED
    return MACRO_WORKBOOK if "xl/vbaProject.bin" in names else WORKBOOK


def _tables_in(file: ZipFile) -> Iterator[ZipInfo]:
    for entry in file.infolist():
        path = PurePosixPath(entry.filename)
        is_hidden = any(part != ".." and part.startswith(_HIDDEN) for part in path.parts)
        if not entry.is_dir() and not is_hidden and path.suffix.casefold() in _TABLES:
            yield entry


def _check_sizes(entries: list[ZipInfo], packed: int, limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > min(limits.unpacked_bytes, max(packed, 1) * limits.unpacked_ratio):
        raise UnreadableFileError((
            message("The zip would unpack from {packed} to {unpacked} bytes, which is not plausible.",
                    packed=packed, unpacked=unpacked),
            message("Send the tables one by one, or as Parquet."),
        ))  # fmt: skip
    names = [PurePosixPath(entry.filename).name.casefold() for entry in entries]
    if not names or len(names) > _MOST_FILES or len(set(names)) < len(names):
        raise UnreadableFileError((
            message("The zip must hold at least one table, and none of them twice."),
            message("Pack the files of one dataset: NAME.csv or NAME.parquet."),
        ))  # fmt: skip


def _unpack_one(file: ZipFile, entry: ZipInfo, target: Path) -> None:
    """Write one table, no longer than it said to be."""
    written = 0
    with file.open(entry) as part, target.open("wb") as out:
        while chunk := part.read(_CHUNK):
            written += len(chunk)
            if written > entry.file_size:
                raise UnreadableFileError(damaged())
            out.write(chunk)
