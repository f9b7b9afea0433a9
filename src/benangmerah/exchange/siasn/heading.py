"""The headings of SIASN's "Export Data ASN", by which the file is known whatever its name."""

from __future__ import annotations

from collections.abc import Sequence

NEEDED = (
    "NIP BARU", "NAMA", "JENIS JABATAN ID", "JABATAN ID", "JABATAN NAMA", "TINGKAT PENDIDIKAN ID", "UNOR ID",
    "UNOR NAMA",
)  # fmt: skip
USED = (
    *NEEDED,
    "GELAR DEPAN", "GELAR BELAKANG", "TANGGAL LAHIR", "JENIS KELAMIN", "JENIS PEGAWAI ID", "JENIS PEGAWAI NAMA",
    "KEDUDUKAN HUKUM ID", "KEDUDUKAN HUKUM NAMA", "STATUS CPNS PNS", "GOL AKHIR ID", "GOL AKHIR NAMA",
    "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN NAMA", "INSTANSI INDUK ID", "INSTANSI INDUK NAMA", "INSTANSI KERJA ID",
    "INSTANSI KERJA NAMA", "SATUAN KERJA INDUK ID", "SATUAN KERJA INDUK NAMA", "SATUAN KERJA KERJA ID",
    "SATUAN KERJA KERJA NAMA", "ESELON ID", "ESELON NAMA",
)  # fmt: skip


def plain_heading(text: str) -> str:
    """A heading as SIASN writes it: capitals, single spaces, no apostrophe."""
    return " ".join(text.replace("_", " ").split()).strip("'").upper()


def is_siasn_export(headings: Sequence[str]) -> bool:
    """Whether these are the headings of the export: the person's number, and most of what is needed."""
    found = {plain_heading(heading) for heading in headings}
    return NEEDED[0] in found and 2 * len(found.intersection(USED)) > len(USED)
