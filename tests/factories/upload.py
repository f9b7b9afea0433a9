"""Files as people send them: the city of the cast as a workbook, spoilt where a test wants it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from benangmerah.flow.keep_upload import SentFile, folder_of
from benangmerah.kernel.explanation import message
from benangmerah.kernel.message_json import write_message
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.store.models import Account, Competency, Employee, ImportDraft, ImportFault, Position, Receipt
from tests.factories import cast
from tests.factories.cast import BUDI, CITY, OWN

Sheets = Mapping[str, Sequence[Sequence[object]]]
PEOPLE = ("employee_id", "agency_id", "unit_id", "position_id", "name", "status", "education_level")


def make_archive() -> Receipt:
    """The cities of the cast with the position and the competency that their rows point to."""
    receipt = cast.make_city()
    for agency_id in (CITY, cast.OTHER_CITY):
        place = "P1" if agency_id == CITY else "P2"
        Position.objects.create(
            position_id=place, agency_id=agency_id, title="Perawat", grade="jf_ahli_muda", recorded=receipt
        )
    Employee.objects.filter(agency_id=cast.OTHER_CITY).update(position_id="P2")
    Competency.objects.create(competency_id="K1", name="Integritas", kind="managerial", recorded=receipt)
    return receipt


def person(employee_id: str = BUDI, name: str = "Budi", unit_id: str = OWN, **fields: object) -> list[object]:
    """A row of the sheet of people; its columns are `PEOPLE`."""
    values = {"employee_id": employee_id, "agency_id": CITY, "unit_id": unit_id, "position_id": "P1", "name": name,
              "status": "pns", "education_level": "s1"}  # fmt: skip
    return list((values | fields).values())


def people(*rows: Sequence[object]) -> Sheets:
    """A workbook's one sheet of people."""
    return {"Pegawai": [PEOPLE, *rows]}


def write_book(sheets: Sheets) -> bytes:
    """A workbook of these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def write_csv(name: str, rows: Iterable[Sequence[object]]) -> bytes:
    """A table as CSV, headed by the contract's columns."""
    lines = [INPUTS[name].names, *rows]
    return "".join(",".join("" if value is None else str(value) for value in line) + "\n" for line in lines).encode()


def sent(name: str, data: bytes) -> list[SentFile]:
    """One file as it is sent, in two pieces."""
    half = len(data) // 2
    return [SentFile(name, [data[:half], data[half:]])]


def book(sheets: Sheets, name: str = "Data Pegawai FIX.xlsx") -> list[SentFile]:
    """A workbook as it is sent."""
    return sent(name, write_book(sheets))


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def make_draft(account: Account, agency_id: str, unit_id: str | None) -> ImportDraft:
    """A file with one wrong cell, as it was sent by somebody and checked."""
    folder = secrets.token_hex(16)
    path = folder_of(folder)
    path.mkdir(parents=True)
    (path / "Data.xlsx").write_bytes(write_book({"Lampiran": [["NIP", "Nama", "Jabatan"], ["1", "Budi", "Staf"]]}))
    draft = ImportDraft.objects.create(
        folder=folder, file_name="Data.xlsx", file_sha256="0" * 64, size_bytes=30, uploaded_at=cast.NOW,
        uploaded_by=account, agency_id=agency_id, unit_id=unit_id, state="checked", fault_count=1,
        counts={"employees": {"new": 0, "changed": 0, "gone": 0, "unchanged": 0, "refused": 1}},
    )  # fmt: skip
    add_fault(draft, 1)
    return draft


def add_fault(draft: ImportDraft, number: int) -> ImportFault:
    """One more wrong cell."""
    reason, suggestion = (
        message("{value} is not one of the allowed values.", value="honorer"),
        message("Correct this value."),
    )
    return ImportFault.objects.create(
        draft=draft, number=number, table="employees", row=number + 1, column="status", value="honorer",
        place="employees.csv", reason=write_message(reason), suggestion=write_message(suggestion),
        headings=["employee_id", "status"], texts=[str(number), "honorer"], position=1, is_mendable=True,
    )  # fmt: skip


def save(data: bytes, path: Path) -> Path:
    """The bytes as a file."""
    path.write_bytes(data)
    return path
