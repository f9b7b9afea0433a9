"""What the archive keeps of talent management beside the dataset's tables, which have no place for it."""

from __future__ import annotations

from benangmerah.snapshot.contract.column import Column, Kind, Privacy, Table

PERFORMANCES = ("below", "meets", "above")
POTENTIALS = ("low", "medium", "high")
FIRST_PERIOD, LAST_PERIOD = 1900, 2200
"""As the contract of the dataset allows years."""


def _score(name: str, heading: str) -> Column:
    return Column(name, Kind.NUMBER, heading, optional=True, minimum=0, maximum=100, privacy=Privacy.ASSESSMENT)


TALENT_RESULTS = Table(
    "talent_results", "what was decided or assessed of somebody's talent for a period", ("employee_id", "period"), (
        Column("employee_id", heading="NIP", privacy=Privacy.PERSONAL),
        Column("period", Kind.INTEGER, "Periode", minimum=FIRST_PERIOD, maximum=LAST_PERIOD),
        Column("agency_id", heading="ID Instansi"),
        Column("performance", Kind.CODE, "Kinerja", optional=True, values=PERFORMANCES, privacy=Privacy.ASSESSMENT),
        Column("potential", Kind.CODE, "Tingkat Potensial", optional=True, values=POTENTIALS,
               privacy=Privacy.ASSESSMENT),
        _score("score", "Nilai Potensial"),
        _score("competency_score", "Nilai Kompetensi"),
        _score("potential_score", "Nilai Potensi"),
        _score("track_record_score", "Nilai Rekam Jejak"),
        Column("is_box_given", Kind.BOOLEAN, "Kotak Disebut", note="whether the decision names the box itself"),
        Column("source", heading="Sumber"),
        Column("decree", heading="Nomor Keputusan", optional=True),
    ),
)  # fmt: skip

TALENT: dict[str, Table] = {TALENT_RESULTS.name: TALENT_RESULTS}
