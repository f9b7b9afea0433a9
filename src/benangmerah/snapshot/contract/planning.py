"""What the archive keeps of planning documents beside the dataset's tables, which have no place for it."""

from __future__ import annotations

from benangmerah.snapshot.contract.column import Column, Kind, Table

DOCUMENT_KINDS = ("rpjpn", "rpjpd", "rpjmn", "rpjmd", "renstra", "rkpd", "renja", "hcdp")
LINK_SOURCES = ("hand", "suggestion")
DIRECTIONS = ("more", "less")
_FIRST, _LAST = 1900, 2200
"""As the contract of the dataset allows years."""

PLANNING_DOCUMENTS = Table(
    "planning_documents", "one planning document as it stands, with its latest amendment", ("document_id",), (
        Column("document_id", heading="ID Dokumen"),
        Column("agency_id", heading="ID Instansi", optional=True),
        Column("kind", Kind.CODE, "Jenis", values=DOCUMENT_KINDS),
        Column("title", heading="Judul"),
        Column("first_year", Kind.INTEGER, "Tahun Awal", minimum=_FIRST, maximum=_LAST),
        Column("last_year", Kind.INTEGER, "Tahun Akhir", minimum=_FIRST, maximum=_LAST),
        Column("unit_id", heading="ID Unit", optional=True, note="whose Renstra or Renja it is"),
        Column("decree", heading="Dasar Hukum", optional=True),
        Column("amendment", Kind.INTEGER, "Perubahan Ke", minimum=0),
        Column("nomenclature", heading="Nomenklatur", optional=True, note="the decree whose codes it uses"),
    ),
)  # fmt: skip
OBJECTIVE_DETAILS = Table(
    "objective_details", "what the archive knows of a node beside the planning tree", ("objective_id",), (
        Column("objective_id", heading="ID Sasaran"),
        Column("document_id", heading="ID Dokumen", optional=True),
        Column("unit_id", heading="Unit Penanggung Jawab", optional=True),
        Column("national_objective_id", heading="Prioritas Nasional", optional=True),
        Column("nomenclature", heading="Nomenklatur", optional=True, note="where it is not the document's"),
    ),
)  # fmt: skip
OBJECTIVE_BUDGETS = Table(
    "objective_budgets", "the ceiling of a node in a year", ("objective_id", "year"), (
        Column("objective_id", heading="ID Sasaran"),
        Column("year", Kind.INTEGER, "Tahun", minimum=_FIRST, maximum=_LAST),
        Column("amount_rupiah", Kind.RUPIAH, "Pagu", minimum=0),
    ),
)  # fmt: skip
INDICATOR_BASES = Table(
    "indicator_bases", "what an indicator stood at before the plan, and which figures of it are the better ones",
    ("objective_id", "name"), (
        Column("objective_id", heading="ID Sasaran"),
        Column("name", heading="Nama Indikator"),
        Column("base_year", Kind.INTEGER, "Tahun Awal", optional=True, minimum=_FIRST, maximum=_LAST),
        Column("base_value", Kind.NUMBER, "Kondisi Awal", optional=True),
        Column("direction", Kind.CODE, "Arah", optional=True, values=DIRECTIONS,
               note="empty = as what is aimed at rises or falls"),
    ),
)  # fmt: skip
LINK_REASONS = Table(
    "link_reasons", "why a node asks a competency of a unit, and who says so",
    ("objective_id", "unit_id", "competency_id"), (
        Column("objective_id", heading="ID Sasaran"),
        Column("unit_id", heading="ID Unit"),
        Column("competency_id", heading="ID Kompetensi"),
        Column("reason", heading="Alasan"),
        Column("decided_by", heading="Diputuskan Oleh"),
        Column("source", Kind.CODE, "Asal", values=LINK_SOURCES),
    ),
)  # fmt: skip

THREAD_THRESHOLDS = Table(
    "thread_thresholds", "the coverage an agency expects of a plan before it is submitted", ("agency_id",), (
        Column("agency_id", heading="ID Instansi"),
        Column("targets_percent", Kind.NUMBER, "Sasaran Didukung (%)", minimum=0, maximum=100),
        Column("money_percent", Kind.NUMBER, "Anggaran Tertelusur (%)", minimum=0, maximum=100),
        Column("decree", heading="Dasar", optional=True),
    ),
)  # fmt: skip

PLANNING: dict[str, Table] = {
    table.name: table
    for table in (
        PLANNING_DOCUMENTS,
        OBJECTIVE_DETAILS,
        OBJECTIVE_BUDGETS,
        INDICATOR_BASES,
        LINK_REASONS,
        THREAD_THRESHOLDS,
    )
}
