"""An office's workbook as it really looks, made cell by cell."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook

from benangmerah.exchange.opd.directory import Directory, Person
from benangmerah.exchange.opd.sheet import Place, SheetLayout

BUDI, SARI, RATNA, NINA = "199001012015031001", "199205052018032002", "197503032000032003", "200001012024032009"
ROWS: tuple[tuple[object, ...], ...] = (
    ("PEMERINTAH KOTA CONTOH",),
    ("DINAS KESEHATAN",),
    ("Jl. Melati No. 1",),
    (),
    ("DAFTAR PEGAWAI FIX FINAL rev2",),
    (),
    ("No", "Nama Lengkap", "NIP", "Data Pegawai", None, None, "Pendidikan", "JPL"),
    (None, "dan Gelar", None, "Tgl. Lahir", "Gol/Ruang", "Jabatan", "Terakhir", None),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"),
    ("A.", "Puskesmas Melati"),
    (1, "drg. Budi Santoso", "19900101 201503 1 001", "01/01/1990", "III D", "Perawat Ahli Muda", "S1/AIV", "20 JPL"),
    (2, "Hj. Sari Wulandari, S.Kep., Ns.", "'" + SARI, 33729, "Penata Tk.I/III.d", "Ahli Muda - Perawat", "S-2", "-"),
    (3, "Ratna", 1.97503032000032e17, "3 Pebruari 1975", "IV/a", "Kasi Yankes", "S2", "3 hari"),
    (None, "JUMLAH", None, None, None, None, None, 20),
    ("B.", "Pustu Melati"),
    (4, f"Nina NIP. {NINA}", None, datetime(2000, 1, 1), "IX", "Perawat Ahli Muda", "D.III", "8"),  # noqa: DTZ001 a spreadsheet knows no zones
    (5, "Budi Santosa", "1271010101900001", "01/01/1991", "III/a", "Perawat Ahli Muda", "S1", None),
    (None, None, None, None, None, "Kota Contoh, 17 Agustus 2026"),
    (None, None, None, None, None, "Kepala Dinas Kesehatan,"),
    (None, None, None, None, None, None),
    (None, "dr. Dewi", "196808081990032005"),
    (None, None, "NIP. 196808081990032005"),
)
LAYOUT = SheetLayout(
    "Lampiran", "employees", 7, 8,
    {1: "name", 2: "employee_id", 3: "birth_date", 4: "rank", 5: "position_id", 6: "education_level", 7: "learning_hours"},
)  # fmt: skip
PLACE = Place("KOTA", "DINKES")


def write_ugly(path: Path) -> Path:
    """The workbook: merged titles, a heading of two lines, a hidden sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Lampiran"
    for row, cells in enumerate(ROWS, 1):
        for column, value in enumerate(cells, 1):
            sheet.cell(row, column, value)  # type: ignore[call-overload]  # the stubs know fewer kinds of values
    for merged in ("A1:H1", "A2:H2", "A5:H5", "D7:F7", "A7:A8", "C7:C8", "H7:H8"):
        sheet.merge_cells(merged)
    hidden = book.create_sheet("coret")
    hidden.append(["NIP", "Nama", "Jabatan"])
    hidden.append(["1", "lama", "Staf"])
    hidden.sheet_state = "hidden"
    book.create_sheet("kosong")
    book.save(path)
    return path


def known() -> Directory:
    """What the archive knows: three people, of whom one has a namesake, two units, one position."""
    people = {
        BUDI: Person(
            BUDI, "Budi Santoso", date(1990, 1, 1), {"employee_id": BUDI, "status": "pns", "discipline": "none"}
        ),
        SARI: Person(SARI, "Sari Wulandari", None, {"employee_id": SARI, "status": "pns"}),
        RATNA: Person(RATNA, "Ratna", date(1975, 2, 3), {"employee_id": RATNA, "status": "pns"}),
    }
    names = {
        "unit": {"DINKES": "Dinas Kesehatan", "PKM-A": "Puskesmas Melati", "PUSTU-A": "Pustu Melati"},
        "position": {"P1": "Perawat Ahli Muda", "P2": "Kepala Seksi Pelayanan Kesehatan"},
        "competency": {"K1": "Integritas"},
        "intervention": {"D1": "Pelatihan Kegawatdaruratan"},
    }
    return Directory(names, people)
