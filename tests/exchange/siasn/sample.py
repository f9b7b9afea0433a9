"""A SIASN export of four invented people, with all its headings, as a CSV file and as a workbook."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from openpyxl import Workbook

Row: TypeAlias = dict[str, object]

HEADINGS = (
    "PNS ID", "NIP BARU", "NIP LAMA", "NAMA", "GELAR DEPAN", "GELAR BELAKANG", "TEMPAT LAHIR ID", "TEMPAT LAHIR NAMA",
    "TANGGAL LAHIR", "JENIS KELAMIN", "AGAMA ID", "AGAMA NAMA", "JENIS KAWIN ID", "JENIS KAWIN NAMA", "NIK",
    "NOMOR HP", "EMAIL", "EMAIL GOV", "ALAMAT", "NPWP NOMOR", "BPJS", "JENIS PEGAWAI ID", "JENIS PEGAWAI NAMA",
    "KEDUDUKAN HUKUM ID", "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS", "KARTU ASN VIRTUAL", "NOMOR SK CPNS",
    "TANGGAL SK CPNS", "TMT CPNS", "NOMOR SK PNS", "TANGGAL SK PNS", "TMT PNS", "GOL AWAL ID", "GOL AWAL NAMA",
    "GOL AKHIR ID", "GOL AKHIR NAMA", "TMT GOLONGAN", "MK TAHUN", "MK BULAN", "JENIS JABATAN ID",
    "JENIS JABATAN NAMA", "JABATAN ID", "JABATAN NAMA", "TMT JABATAN", "TINGKAT PENDIDIKAN ID",
    "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN ID", "PENDIDIKAN NAMA", "TAHUN LULUS", "KPKN ID", "KPKN NAMA",
    "LOKASI KERJA ID", "LOKASI KERJA NAMA", "UNOR ID", "UNOR NAMA", "INSTANSI INDUK ID", "INSTANSI INDUK NAMA",
    "INSTANSI KERJA ID", "INSTANSI KERJA NAMA", "SATUAN KERJA INDUK ID", "SATUAN KERJA INDUK NAMA",
    "SATUAN KERJA KERJA ID", "SATUAN KERJA KERJA NAMA", "IS VALID NIK", "NAMA SEKOLAH", "FLAG IKD", "ESELON ID",
    "ESELON NAMA",
)  # fmt: skip

SHARED: Row = {
    "JENIS PEGAWAI ID": "15", "JENIS PEGAWAI NAMA": "PNS Daerah Kab./Kota yang bekerja pada Kab./Kota",
    "KEDUDUKAN HUKUM ID": "01", "KEDUDUKAN HUKUM NAMA": "Aktif", "STATUS CPNS PNS": "P", "NIP LAMA": "null",
    "INSTANSI INDUK ID": "KOTA", "INSTANSI INDUK NAMA": "Pemerintah Kota Contoh",
    "INSTANSI KERJA ID": "KOTA", "INSTANSI KERJA NAMA": "Pemerintah Kota Contoh",
    "SATUAN KERJA KERJA ID": "SATKER", "SATUAN KERJA KERJA NAMA": "Pemerintah Kota Contoh",
    "UNOR ID": "BIDANG", "UNOR NAMA": "Bidang Pengembangan Kompetensi",
}  # fmt: skip


def right_rows() -> list[Row]:
    """A head of division, a functional position, a PPPK with a general position, and one who has retired."""
    return [
        SHARED | {
            "NIP BARU": "'198003102005012001", "NAMA": "RATNA WULANDARI", "GELAR DEPAN": "Dr.",
            "GELAR BELAKANG": "M.Si.", "TANGGAL LAHIR": "10-03-1980", "JENIS KELAMIN": "F",
            "GOL AKHIR ID": "41", "GOL AKHIR NAMA": "IV/a", "JENIS JABATAN ID": "1", "JABATAN ID": "J1",
            "JABATAN NAMA": "Kepala Bidang Pengembangan Kompetensi", "TINGKAT PENDIDIKAN ID": "45",
            "PENDIDIKAN NAMA": "S-2 ADMINISTRASI PUBLIK", "ESELON ID": "31", "ESELON NAMA": "III.a",
        },
        SHARED | {
            "NIP BARU": "'199002152015031002", "NAMA": "BUDI HARTONO", "GELAR DEPAN": "null",
            "TANGGAL LAHIR": "15-02-1990", "JENIS KELAMIN": "M", "STATUS CPNS PNS": "C",
            "GOL AKHIR ID": "33", "JENIS JABATAN ID": "2", "JABATAN ID": "J2",
            "JABATAN NAMA": "Analis Sumber Daya Manusia Aparatur Ahli Muda", "TINGKAT PENDIDIKAN ID": "40",
            "PENDIDIKAN NAMA": "S-1 PSIKOLOGI", "KEDUDUKAN HUKUM ID": "03", "KEDUDUKAN HUKUM NAMA": "Tugas Belajar",
        },
        SHARED | {
            "NIP BARU": "'199507202022212003", "NAMA": "SARI ANGGRAINI", "TANGGAL LAHIR": "20-07-1995",
            "JENIS KELAMIN": "F", "STATUS CPNS PNS": "", "GOL AKHIR NAMA": "IX", "JENIS JABATAN ID": "4",
            "JABATAN ID": "J3", "JABATAN NAMA": "Pengelola Kepegawaian", "TINGKAT PENDIDIKAN ID": "30",
            "UNOR ID": "SEKRETARIAT", "UNOR NAMA": "Sekretariat",
        },
        SHARED | {
            "NIP BARU": "'196001011985031004", "NAMA": "WAYAN SUDARMA", "TANGGAL LAHIR": "01-01-1960",
            "JENIS JABATAN ID": "9", "KEDUDUKAN HUKUM ID": "99", "KEDUDUKAN HUKUM NAMA": "Pensiun",
        },
    ]  # fmt: skip


def write_csv(rows: Sequence[Mapping[str, object]], file: Path, headings: Sequence[str] = HEADINGS) -> Path:
    """The rows as a CSV file."""
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(headings)
        writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    return file


def write_xlsx(rows: Sequence[Mapping[str, object]], file: Path, headings: Sequence[str] = HEADINGS) -> Path:
    """The rows as the only sheet of a workbook."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Data Utama"
    sheet.append(list(headings))
    for row in rows:
        sheet.append([row.get(heading) for heading in headings])
    book.save(file)
    return file


WRITERS: Mapping[str, Callable[[Sequence[Mapping[str, object]], Path], Path]] = {
    "csv": lambda rows, folder: write_csv(rows, folder / "export_asn.csv"),
    "xlsx": lambda rows, folder: write_xlsx(rows, folder / "export_asn.xlsx"),
}
