"""What the headings of offices mean: words that were seen, and how like them a heading is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process

TABLES = ("employees", "wishes", "completions")
"""What an office's own sheet may hold: its people, their wishes, the training they had."""

LIKENESS = 82.0
_NOISE = re.compile(r"[^a-z0-9 ]+")

WORDS: Mapping[str, tuple[str, ...]] = {
    "employee_id": ("nip", "nip baru", "nomor induk pegawai", "nip nipppk", "nip ni pppk", "nomor induk"),
    "name": ("nama", "nama lengkap", "nama pegawai", "nama dan gelar", "nama asn", "nama lengkap dan gelar"),
    "birth_date": ("tanggal lahir", "tgl lahir", "tempat tanggal lahir", "tempat tgl lahir", "ttl"),
    "rank": ("golongan", "pangkat golongan", "gol ruang", "pangkat gol ruang", "gol", "pangkat", "golongan ruang"),
    "position_id": ("jabatan", "nama jabatan", "jabatan terakhir", "jabatan saat ini", "jabatan baru"),
    "unit_id": ("unit kerja", "unit organisasi", "opd", "perangkat daerah", "unit", "bidang", "tempat tugas",
                "unit kerja baru", "unit organisasi baru", "opd baru", "perangkat daerah baru"),
    "education_level": ("pendidikan", "pendidikan terakhir", "tingkat pendidikan", "jenjang pendidikan"),
    "field_of_study": ("jurusan", "bidang ilmu", "program studi", "prodi", "jurusan pendidikan"),
    "status": ("status kepegawaian", "status", "status asn", "pns pppk", "jenis kepegawaian", "jenis pegawai"),
    "sex": ("jenis kelamin", "jk", "l p", "kelamin"),
    "performance_predicate": ("predikat kinerja", "predikat skp", "predikat"),
    "performance_score": ("nilai kinerja", "nilai skp", "skp"),
    "learning_hours": ("jp", "jumlah jp", "jam pelajaran", "jpl", "jumlah jpl", "jp tahun berjalan"),
    "leadership_training": ("diklat kepemimpinan", "diklat pim", "pelatihan kepemimpinan"),
    "functional_training": ("diklat fungsional", "pelatihan fungsional"),
    "intervention_id": ("nama diklat", "pelatihan", "kebutuhan diklat", "usulan diklat", "judul pelatihan",
                        "nama pelatihan", "diklat yang dibutuhkan", "pelatihan yang dibutuhkan"),
    "competency_id": ("kompetensi", "kebutuhan kompetensi", "nama kompetensi"),
    "completed_on": ("tanggal selesai", "tgl selesai", "tanggal pelaksanaan", "tanggal diklat"),
    "note": ("catatan", "keterangan", "ket", "alasan"),
}  # fmt: skip
"""By column of the contract; `name` and `birth_date` also tell who is meant where a table has no such columns."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "employees": (
        "employee_id", "name", "birth_date", "rank", "position_id", "unit_id", "education_level", "field_of_study",
        "status", "sex", "performance_predicate", "performance_score", "learning_hours", "leadership_training",
        "functional_training",
    ),
    "wishes": ("employee_id", "name", "birth_date", "unit_id", "intervention_id", "competency_id", "note"),
    "completions": ("employee_id", "name", "birth_date", "intervention_id", "completed_on", "learning_hours"),
}  # fmt: skip
"""What may be read from a sheet, by table."""


def plain_words(text: str) -> str:
    """A heading or name as its words alone."""
    return " ".join(_NOISE.sub(" ", text.casefold()).split())


def likeness_of(heading: str, column: str) -> float:
    """How like the known words for a column a heading is, from 0 to 100: as a whole, or one of its lines."""
    ways = dict.fromkeys((heading, *heading.splitlines()))
    found = [process.extractOne(plain_words(way), WORDS[column], scorer=fuzz.ratio) for way in ways]
    return max((float(each[1]) for each in found if each is not None), default=0.0)


def suggest_columns(headings: Sequence[str], table: str) -> dict[int, str]:
    """By position, what each heading most likely means; no column is suggested twice."""
    scored = sorted(
        (
            (-likeness_of(heading, column), position, column)
            for position, heading in enumerate(headings)
            if plain_words(heading)
            for column in COLUMNS[table]
        ),
    )
    suggested: dict[int, str] = {}
    for score, position, column in scored:
        if -score >= LIKENESS and position not in suggested and column not in suggested.values():
            suggested[position] = column
    return dict(sorted(suggested.items()))
