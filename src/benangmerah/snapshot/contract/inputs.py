"""The tables a dataset may hold. A table or column not listed here is refused by name."""

from __future__ import annotations

from benangmerah.snapshot.contract.column import Column, Kind, Privacy, Table

GRADES = (
    "jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "pelaksana",
    "jf_ahli_utama", "jf_ahli_madya", "jf_ahli_muda", "jf_ahli_pertama",
    "jf_penyelia", "jf_mahir", "jf_terampil", "jf_pemula",
)  # fmt: skip
EDUCATION_LEVELS = (
    "s3", "subspecialist", "specialist", "s2", "profession", "s1", "d4", "d3", "d2", "d1", "slta", "sltp", "sd",
)  # fmt: skip
STATUSES = ("pns", "cpns", "pppk", "pppk_part_time")
STANDINGS = ("active", "study", "leave", "seconded_out", "suspended", "retiring")
PREDICATES = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
SCHEMES = ("pp46", "pp30", "permenpanrb6")
DISCIPLINES = ("none", "light", "moderate", "severe")
SECTORS = ("education", "health", "other")
COMPETENCY_KINDS = ("managerial", "sociocultural", "technical", "governmental")
SOURCES = (
    "assessment_center", "competency_test", "certificate", "superior", "peer", "subordinate", "self", "post_training",
)  # fmt: skip
IMPORTANCES = ("mutlak", "penting", "perlu")
BASES = ("decreed", "provisional", "default")
OBJECTIVE_KINDS = (
    "vision", "mission", "national_priority", "goal", "target", "strategy", "program", "activity", "sub_activity",
    "output",
)  # fmt: skip
REQUIREMENT_KINDS = (
    "education_level", "education_field", "leadership_training", "functional_training", "technical_training",
    "experience_years", "rank",
)  # fmt: skip
FORMS = (
    "PD01", "PD02",
    *(f"KL{number:02d}" for number in range(1, 13)),
    *(f"NKL{number:02d}" for number in range(1, 14)),
)  # fmt: skip

AGENCY_KINDS = ("ministry", "agency", "province", "regency", "city")
SCHEMES_OF_DELIVERY = ("own", "contribution", "facilitation", "cooperation", "sent", "self_paced")
CURRICULUM_FITS = ("fits", "partly", "no_standard", "unchecked")
ASSIGNMENT_KINDS = ("plt", "plh", "pj", "additional")

_PERSON = Privacy.PERSONAL
_ASSESSED = Privacy.ASSESSMENT

AGENCIES = Table(
    "agencies", "one agency", ("agency_id",), (
        Column("agency_id", heading="ID Instansi"),
        Column("name", heading="Nama Instansi"),
        Column("kind", Kind.CODE, "Jenis Instansi", values=AGENCY_KINDS),
    ), required=True, sheet="Instansi",
)  # fmt: skip
UNITS = Table(
    "units", "one organisation unit", ("unit_id",), (
        Column("unit_id", heading="ID Unit"),
        Column("agency_id", heading="ID Instansi", references="agencies.agency_id"),
        Column("parent_unit_id", heading="ID Unit Atasan", optional=True, references="units.unit_id"),
        Column("name", heading="Nama Unit"),
        Column("is_opd", Kind.BOOLEAN, "Perangkat Daerah",
               note="Ya untuk unit yang bertanggung jawab atas kebutuhan (dinas, badan, kecamatan, satker)."),
        Column("sector", Kind.CODE, "Sektor", optional=True, values=SECTORS,
               note="Kosong = mengikuti unit atasan."),
    ), required=True, sheet="Unit",
)  # fmt: skip
POSITIONS = Table(
    "positions", "one position", ("position_id",), (
        Column("position_id", heading="ID Jabatan"),
        Column("agency_id", heading="ID Instansi", references="agencies.agency_id"),
        Column("title", heading="Nama Jabatan"),
        Column("grade", Kind.CODE, "Jenjang", values=GRADES),
        Column("job_family", heading="Rumpun Jabatan", optional=True),
        Column("criticality", Kind.NUMBER, "Kekritisan", optional=True, above=0,
               note="Pengali prioritas jabatan; kosong = 1."),
    ), required=True, sheet="Jabatan",
)  # fmt: skip
EMPLOYEES = Table(
    "employees", "one person", ("employee_id",), (
        Column("employee_id", heading="NIP", privacy=_PERSON,
               note="Tulis sebagai teks; 18 angka untuk NIP dan NI PPPK."),
        Column("agency_id", heading="ID Instansi", references="agencies.agency_id"),
        Column("unit_id", heading="ID Unit", references="units.unit_id"),
        Column("position_id", heading="ID Jabatan", references="positions.position_id", note="Jabatan definitif."),
        Column("target_position_id", heading="ID Jabatan Tujuan", optional=True, references="positions.position_id"),
        Column("target_approved", Kind.BOOLEAN, "Tujuan Disetujui", optional=True),
        Column("name", heading="Nama", privacy=_PERSON),
        Column("status", Kind.CODE, "Status Kepegawaian", values=STATUSES),
        Column("standing", Kind.CODE, "Kedudukan", optional=True, values=STANDINGS, note="Kosong = active."),
        Column("contract_end", Kind.DATE, "Akhir Kontrak", optional=True),
        Column("sex", Kind.CODE, "Jenis Kelamin", optional=True, values=("male", "female"), privacy=_PERSON),
        Column("birth_date", Kind.DATE, "Tanggal Lahir", optional=True, privacy=_PERSON),
        Column("rank", heading="Golongan", optional=True),
        Column("education_level", Kind.CODE, "Tingkat Pendidikan", values=EDUCATION_LEVELS),
        Column("field_of_study", heading="Bidang Ilmu", optional=True),
        Column("performance_score", Kind.NUMBER, "Nilai Kinerja", optional=True, minimum=0, privacy=_ASSESSED),
        Column("performance_predicate", Kind.CODE, "Predikat Kinerja", optional=True, values=PREDICATES,
               privacy=_ASSESSED),
        Column("performance_scheme", Kind.CODE, "Aturan Penilaian Kinerja", optional=True, values=SCHEMES),
        Column("performance_year", Kind.INTEGER, "Tahun Penilaian Kinerja", optional=True, minimum=1900, maximum=2200),
        Column("discipline", Kind.CODE, "Hukuman Disiplin", optional=True, values=DISCIPLINES, privacy=_ASSESSED),
        Column("leadership_training", Kind.BOOLEAN, "Diklat Kepemimpinan", optional=True,
               note="Ya bila sudah mengikuti yang sesuai jabatan sekarang."),
        Column("functional_training", Kind.BOOLEAN, "Diklat Fungsional", optional=True,
               note="Ya bila sudah mengikuti yang sesuai jabatan sekarang."),
        Column("technical_training_jp", Kind.NUMBER, "JP Diklat Teknis", optional=True, minimum=0),
        Column("seminar", Kind.BOOLEAN, "Seminar", optional=True),
        Column("learning_hours", Kind.NUMBER, "JP Tahun Berjalan", optional=True, minimum=0),
    ), required=True, sheet="Pegawai",
)  # fmt: skip
ASSIGNMENTS = Table(
    "assignments", "one extra duty of a person", ("employee_id", "position_id", "kind", "from_date"), (
        Column("employee_id", heading="NIP", references="employees.employee_id", privacy=_PERSON),
        Column("position_id", heading="ID Jabatan", references="positions.position_id"),
        Column("kind", Kind.CODE, "Jenis Penugasan", values=ASSIGNMENT_KINDS),
        Column("from_date", Kind.DATE, "Mulai"),
        Column("to_date", Kind.DATE, "Sampai", optional=True),
    ), sheet="Penugasan",
)  # fmt: skip
COMPETENCIES = Table(
    "competencies", "one competency", ("competency_id",), (
        Column("competency_id", heading="ID Kompetensi"),
        Column("name", heading="Nama Kompetensi"),
        Column("kind", Kind.CODE, "Jenis Kompetensi", values=COMPETENCY_KINDS),
    ), required=True, sheet="Kompetensi",
)  # fmt: skip
COMPETENCY_LEVELS = Table(
    "competency_levels", "one level of a competency", ("competency_id", "level"), (
        Column("competency_id", heading="ID Kompetensi", references="competencies.competency_id"),
        Column("level", Kind.INTEGER, "Level", minimum=1, maximum=5),
        Column("description", heading="Deskripsi"),
        Column("indicators", heading="Indikator Perilaku", optional=True),
    ), sheet="Level Kompetensi",
)  # fmt: skip
REQUIREMENTS = Table(
    "requirements", "one competency a position requires, for a period",
    ("position_id", "competency_id", "valid_from"), (
        Column("position_id", heading="ID Jabatan", references="positions.position_id"),
        Column("competency_id", heading="ID Kompetensi", references="competencies.competency_id"),
        Column("required_level", Kind.INTEGER, "Level Standar", minimum=1, maximum=5),
        Column("importance", Kind.CODE, "Tingkat Penting", optional=True, values=IMPORTANCES),
        Column("basis", Kind.CODE, "Dasar Standar", optional=True, values=BASES, note="Kosong = decreed."),
        Column("valid_from", Kind.DATE, "Berlaku Sejak", optional=True),
        Column("valid_to", Kind.DATE, "Tidak Berlaku Sejak", optional=True, note="Hari pertama tidak berlaku lagi."),
        Column("decree", heading="Surat Keputusan", optional=True),
    ), required=True, sheet="Standar",
)  # fmt: skip
POSITION_REQUIREMENTS = Table(
    "position_requirements", "one qualification a position requires", ("position_id", "kind", "value"), (
        Column("position_id", heading="ID Jabatan", references="positions.position_id"),
        Column("kind", Kind.CODE, "Jenis Syarat", values=REQUIREMENT_KINDS),
        Column("value", heading="Nilai"),
        Column("importance", Kind.CODE, "Tingkat Penting", optional=True, values=IMPORTANCES),
    ), sheet="Syarat Jabatan",
)  # fmt: skip
RATINGS = Table(
    "ratings", "one rating", ("rating_id",), (
        Column("rating_id", heading="ID Penilaian"),
        Column("employee_id", heading="NIP", references="employees.employee_id", privacy=_PERSON),
        Column("competency_id", heading="ID Kompetensi", references="competencies.competency_id"),
        Column("source", Kind.CODE, "Sumber", values=SOURCES),
        Column("rater_id", heading="ID Penilai", optional=True, privacy=_ASSESSED),
        Column("level", Kind.LEVEL, "Level", minimum=0, maximum=5, privacy=_ASSESSED,
               note="0 sampai 5, paling banyak dua desimal."),
        Column("assessed_on", Kind.DATE, "Tanggal Penilaian"),
        Column("valid_until", Kind.DATE, "Berlaku Sampai", optional=True,
               note="Hari pertama tidak berlaku lagi; kosong = menurut masa berlaku sumbernya."),
    ), sheet="Penilaian",
)  # fmt: skip
OBJECTIVES = Table(
    "objectives", "one node of the planning tree", ("objective_id",), (
        Column("objective_id", heading="ID Sasaran"),
        Column("parent_objective_id", heading="ID Sasaran Induk", optional=True, references="objectives.objective_id"),
        Column("agency_id", heading="ID Instansi", optional=True, references="agencies.agency_id"),
        Column("kind", Kind.CODE, "Jenis", values=OBJECTIVE_KINDS),
        Column("code", heading="Kode", optional=True),
        Column("title", heading="Judul"),
        Column("weight", Kind.NUMBER, "Bobot", optional=True, minimum=0,
               note="Bagian di antara saudara seinduk; jumlahnya 1."),
    ), sheet="Sasaran",
)  # fmt: skip
OBJECTIVE_INDICATORS = Table(
    "objective_indicators", "one indicator of an objective, for a year",
    ("objective_id", "unit_id", "name", "year"), (
        Column("objective_id", heading="ID Sasaran", references="objectives.objective_id"),
        Column("unit_id", heading="ID Unit", optional=True, references="units.unit_id"),
        Column("name", heading="Nama Indikator"),
        Column("measure", heading="Satuan"),
        Column("year", Kind.INTEGER, "Tahun", minimum=1900, maximum=2200),
        Column("target", Kind.NUMBER, "Target"),
        Column("realised", Kind.NUMBER, "Realisasi", optional=True),
    ), sheet="Indikator",
)  # fmt: skip
OBJECTIVE_NEEDS = Table(
    "objective_needs", "one competency that an objective asks of a unit",
    ("objective_id", "unit_id", "competency_id"), (
        Column("objective_id", heading="ID Sasaran", references="objectives.objective_id"),
        Column("unit_id", heading="ID Unit", references="units.unit_id"),
        Column("competency_id", heading="ID Kompetensi", references="competencies.competency_id"),
        Column("level", Kind.INTEGER, "Level", optional=True, minimum=1, maximum=5),
        Column("weight", Kind.NUMBER, "Bobot", above=0, maximum=1),
    ), sheet="Kaitan Sasaran",
)  # fmt: skip
UNIT_NEEDS = Table(
    "unit_needs", "people a unit needs at a level of a competency", ("unit_id", "competency_id", "level"), (
        Column("unit_id", heading="ID Unit", references="units.unit_id"),
        Column("competency_id", heading="ID Kompetensi", references="competencies.competency_id"),
        Column("level", Kind.INTEGER, "Level", minimum=1, maximum=5),
        Column("people_needed", Kind.INTEGER, "Jumlah Dibutuhkan", minimum=0),
        Column("objective_id", heading="ID Sasaran", optional=True, references="objectives.objective_id"),
    ), sheet="Kebutuhan Unit",
)  # fmt: skip
INTERVENTIONS = Table(
    "interventions", "one offering", ("intervention_id",), (
        Column("intervention_id", heading="ID Kegiatan"),
        Column("program_id", heading="ID Program", optional=True),
        Column("agency_id", heading="ID Instansi", optional=True, references="agencies.agency_id",
               note="Kosong = terbuka bagi semua instansi."),
        Column("title", heading="Nama Kegiatan"),
        Column("form", Kind.CODE, "Bentuk", values=FORMS),
        Column("provider", heading="Penyelenggara", optional=True),
        Column("scheme", Kind.CODE, "Pola Penyelenggaraan", optional=True, values=SCHEMES_OF_DELIVERY),
        Column("curriculum_ref", heading="Kurikulum", optional=True),
        Column("curriculum_fit", Kind.CODE, "Kesesuaian Kurikulum", optional=True, values=CURRICULUM_FITS),
        Column("learning_hours", Kind.NUMBER, "JP", minimum=0),
        Column("duration_days", Kind.NUMBER, "Lama (Hari)", optional=True, minimum=0),
        Column("cost_per_participant", Kind.RUPIAH, "Biaya per Peserta", minimum=0),
        Column("cost_per_batch", Kind.RUPIAH, "Biaya per Angkatan", minimum=0),
        Column("batch_size", Kind.INTEGER, "Kapasitas Angkatan", optional=True, minimum=1,
               note="Kosong = tidak dibatasi."),
        Column("min_batch_size", Kind.INTEGER, "Peserta Minimum", optional=True, minimum=1),
        Column("max_batches", Kind.INTEGER, "Angkatan Maksimum", optional=True, minimum=1),
        Column("period", Kind.INTEGER, "Bulan Mulai", optional=True, minimum=1, maximum=12),
        Column("mandatory", Kind.BOOLEAN, "Wajib", optional=True),
        Column("repeat_after_months", Kind.INTEGER, "Diulang Setelah (Bulan)", optional=True, minimum=1),
    ), sheet="Kegiatan",
)  # fmt: skip
EFFECTS = Table(
    "effects", "one competency that an offering raises", ("intervention_id", "competency_id"), (
        Column("intervention_id", heading="ID Kegiatan", references="interventions.intervention_id"),
        Column("competency_id", heading="ID Kompetensi", references="competencies.competency_id"),
        Column("raise_by", Kind.LEVEL, "Naik", minimum=0, maximum=5),
        Column("raise_to", Kind.LEVEL, "Naik Sampai", minimum=0, maximum=5),
    ), sheet="Dampak",
)  # fmt: skip
ELIGIBILITY = Table(
    "eligibility", "one way to qualify for an offering", (), (
        Column("intervention_id", heading="ID Kegiatan", references="interventions.intervention_id"),
        Column("grade", Kind.CODE, "Jenjang", optional=True, values=GRADES),
        Column("job_family", heading="Rumpun Jabatan", optional=True),
        Column("unit_id", heading="ID Unit", optional=True, references="units.unit_id"),
        Column("status", Kind.CODE, "Status Kepegawaian", optional=True, values=STATUSES),
    ), sheet="Syarat Peserta",
)  # fmt: skip
PREREQUISITES = Table(
    "prerequisites", "one offering that must come first", ("intervention_id", "requires_intervention_id"), (
        Column("intervention_id", heading="ID Kegiatan", references="interventions.intervention_id"),
        Column("requires_intervention_id", heading="ID Kegiatan Prasyarat", references="interventions.intervention_id"),
    ), sheet="Prasyarat",
)  # fmt: skip
COMPLETIONS = Table(
    "completions", "one finished offering of a person", ("employee_id", "intervention_id", "completed_on"), (
        Column("employee_id", heading="NIP", references="employees.employee_id", privacy=_PERSON),
        Column("intervention_id", heading="ID Kegiatan", references="interventions.intervention_id"),
        Column("completed_on", Kind.DATE, "Tanggal Selesai"),
        Column("learning_hours", Kind.NUMBER, "JP", minimum=0),
    ), sheet="Kelulusan",
)  # fmt: skip
WISHES = Table(
    "wishes", "one wish (usulan)", ("wish_id",), (
        Column("wish_id", heading="ID Usulan"),
        Column("employee_id", heading="NIP", optional=True, references="employees.employee_id", privacy=_PERSON),
        Column("unit_id", heading="ID Unit", optional=True, references="units.unit_id"),
        Column("intervention_id", heading="ID Kegiatan", optional=True, references="interventions.intervention_id"),
        Column("competency_id", heading="ID Kompetensi", optional=True, references="competencies.competency_id"),
        Column("note", heading="Catatan", optional=True),
    ), sheet="Usulan",
)  # fmt: skip
SPENDING = Table(
    "spending", "one line of what the money really buys", ("spending_id",), (
        Column("spending_id", heading="ID Belanja"),
        Column("agency_id", heading="ID Instansi", references="agencies.agency_id"),
        Column("unit_id", heading="ID Unit", optional=True, references="units.unit_id"),
        Column("year", Kind.INTEGER, "Tahun", minimum=1900, maximum=2200),
        Column("title", heading="Uraian"),
        Column("intervention_id", heading="ID Kegiatan", optional=True, references="interventions.intervention_id"),
        Column("competency_id", heading="ID Kompetensi", optional=True, references="competencies.competency_id"),
        Column("participants", Kind.INTEGER, "Peserta", optional=True, minimum=0),
        Column("amount_rupiah", Kind.RUPIAH, "Jumlah (Rp)", minimum=0),
    ), sheet="Belanja",
)  # fmt: skip
BUDGETS = Table(
    "budgets", "money of an agency or a unit for a year", ("agency_id", "unit_id", "year"), (
        Column("agency_id", heading="ID Instansi", references="agencies.agency_id"),
        Column("unit_id", heading="ID Unit", optional=True, references="units.unit_id",
               note="Kosong = seluruh instansi."),
        Column("year", Kind.INTEGER, "Tahun", minimum=1900, maximum=2200),
        Column("amount_rupiah", Kind.RUPIAH, "Pagu (Rp)", minimum=0),
    ), sheet="Anggaran",
)  # fmt: skip

INPUTS: dict[str, Table] = {
    table.name: table
    for table in (
        AGENCIES, UNITS, POSITIONS, EMPLOYEES, ASSIGNMENTS, COMPETENCIES, COMPETENCY_LEVELS, REQUIREMENTS,
        POSITION_REQUIREMENTS, RATINGS, OBJECTIVES, OBJECTIVE_INDICATORS, OBJECTIVE_NEEDS, UNIT_NEEDS, INTERVENTIONS,
        EFFECTS, ELIGIBILITY, PREREQUISITES, COMPLETIONS, WISHES, SPENDING, BUDGETS,
    )
}  # fmt: skip
