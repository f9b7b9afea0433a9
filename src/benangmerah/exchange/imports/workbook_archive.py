"""Looking into a workbook before it is opened: is it one, is it whole, does it unpack to a bearable size."""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from benangmerah.exchange.imports.grid import Fault
from benangmerah.exchange.imports.limits import Limits, read_limits
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.kernel.explanation import message

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError)
_CHUNK = 2**20
_SMALL = 10 * _CHUNK
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_TAG = re.compile(rb"<(?:\w+:)?(sheet|Relationship)\s([^>]*?)/?>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True)
class Archive:
    """A workbook file that may be opened; `parts` says where each sheet's cells lie in it."""

    path: Path
    parts: Mapping[str, str]

    def read_sheet(self, sheet: str) -> bytes:
        """The cells of a sheet as they are stored; nothing for a sheet that is none (a chart)."""
        part = self.parts.get(sheet)
        if part is None:
            return b""
        try:
            with ZipFile(self.path) as file:
                return file.read(part)
        except _BROKEN:
            raise UnreadableFileError(damaged()) from None


def open_archive(path: Path) -> Archive:
    """Check the file; raises UnreadableFileError where it is no workbook, is damaged, or would unpack too large."""
    _check_signature(path)
    try:
        with ZipFile(path) as file:
            _check_sizes(file, path.stat().st_size, read_limits())
            if _WORKBOOK not in file.namelist():
                raise UnreadableFileError(_no_workbook())
            archive = Archive(path, _find_sheets(file))
            _check_whole(file, set(archive.parts.values()))
            return archive
    except _BROKEN:
        raise UnreadableFileError(damaged()) from None


def _check_signature(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(len(_OLE))
        if start == _OLE:
            rest = file.read()
            raise UnreadableFileError(_protected() if _ENCRYPTED in rest else _old_format())
    if not start:
        raise UnreadableFileError((message("The file is empty."), message("Fill it in, or leave the file out.")))
    if not start.startswith(b"PK"):
        raise UnreadableFileError(_no_workbook())


def _check_sizes(file: ZipFile, packed: int, limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in file.infolist())
    if unpacked > limits.unpacked_bytes or (unpacked > _SMALL and unpacked > packed * limits.unpacked_ratio):
        reason = message(
            "The workbook would unpack from {packed} to {unpacked} bytes, which is not plausible.",
            packed=packed, unpacked=unpacked,
        )  # fmt: skip
        raise UnreadableFileError((reason, message("Save the tables to a new workbook, or as CSV UTF-8.")))


def _check_whole(file: ZipFile, later: set[str]) -> None:
    """Unpack once, bit by bit: a size that was lied about, or damage, shows here (in a sheet when it is read)."""
    for entry in file.infolist():
        if entry.filename not in later:
            with file.open(entry) as part:
                while part.read(_CHUNK):
                    pass


def _find_sheets(file: ZipFile) -> Mapping[str, str]:
    targets = {
        relation["Id"]: posixpath.normpath(posixpath.join("xl", relation["Target"])).lstrip("/")
        for relation in _tags(file.read(_RELATIONS), b"Relationship")
        if {"Id", "Target"} <= relation.keys()
    } if _RELATIONS in file.namelist() else {}  # fmt: skip
    parts = {}
    for sheet in _tags(file.read(_WORKBOOK), b"sheet"):
        relation = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        if targets.get(relation, "") in file.namelist():
            parts[sheet.get("name", "")] = targets[relation]
    return parts


def _tags(xml: bytes, name: bytes) -> list[dict[str, str]]:
    return [
        {
            key.decode(): unescape((double or single).decode(errors="replace"))
            for key, double, single in _ATTRIBUTE.findall(attributes)
        }
        for tag, attributes in _TAG.findall(xml)
        if tag == name
    ]


def _no_workbook() -> Fault:
    return (
        message("The file is not an Excel workbook, whatever its name says."),
        message("Open it in a spreadsheet program and save it as .xlsx."),
    )


def damaged() -> Fault:
    """A workbook that cannot be opened to its end."""
    return (
        message("The workbook is damaged or cut off."),
        message("Copy or download it again, or save it anew as .xlsx."),
    )


def _old_format() -> Fault:
    return (
        message("The file is a workbook of the old format (.xls)."),
        message("Open it in a spreadsheet program and save it as .xlsx."),
    )


def _protected() -> Fault:
    return message("The workbook is protected by a password."), message("Save it without a password.")
