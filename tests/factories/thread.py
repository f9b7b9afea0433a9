"""A planning tree of the cast's city as a run saw it: a target that the plan serves, one that nobody serves."""

from __future__ import annotations

from collections.abc import Sequence

from benangmerah.store.models import Run, ThreadLine, ThreadNode, ThreadPath, ThreadSum

NODES: tuple[tuple[str, str | None, str, str | None, str, int, int], ...] = (
    ("S0", None, "vision", None, "Kota yang sehat dan melayani", 0, 2),
    ("S1", "S0", "target", "1.02", "Meningkatnya mutu layanan puskesmas", 1, 1),
    ("S1.1", "S1", "program", "1.02.03", "Program peningkatan kapasitas tenaga kesehatan", 2, 0),
    ("S2", "S0", "target", "5.03", "Meningkatnya profesionalitas aparatur", 1, 0),
)
PEOPLE = {"people": 6, "need_count": 6, "gap": 8.5, "closed_count": 2, "partly_count": 1}
NOBODY = {"people": 0, "need_count": 0, "gap": 0, "closed_count": 0, "partly_count": 0}


def publish_thread(run: Run, unit_ids: Sequence[str]) -> None:
    """The tables of the thread for the whole agency and those units; the first of them is asked something."""
    asked = unit_ids[0]
    for place, (key, above, kind, code, name, depth, below) in enumerate(NODES):
        ThreadNode.objects.create(
            run=run, objective_id=key, agency_id=run.agency_id, parent_objective_id=above, kind=kind, code=code, title=name,
            share=1 / (depth + 1), depth=depth, place=place, below_count=below, link_count=int(key == "S1.1"),
        )  # fmt: skip
    for level, scope_id in (("agency", str(run.agency_id)), *(("unit", each) for each in unit_ids)):
        where = {"run": run, "level": level, "scope_id": scope_id}
        for key, _above, kind, *_ in NODES:
            is_asked = key != "S2"
            if is_asked or level == "agency":
                ThreadSum.objects.create(
                    **where, objective_id=key, kind=kind, link_count=int(is_asked), unit_count=int(is_asked),
                    **(PEOPLE if is_asked else NOBODY), line_count=int(is_asked), item_count=3 * is_asked,
                    head_rupiah=3_000_000 * is_asked, done_count=2 * is_asked, done_before_count=5 * is_asked,
                )  # fmt: skip
        ways: tuple[tuple[str | None, str | None], ...] = ((None, None), ("KEG-1", "Pelatihan layanan prima"))
        for intervention_id, title in ways:
            for key, is_of_unit in (("S1", False), ("S1.1", True)):
                ThreadPath.objects.create(
                    **where, **PEOPLE, objective_id=key, unit_id=asked if is_of_unit else None, competency_id="K1",
                    intervention_id=intervention_id, unit="Puskesmas Melati" if is_of_unit else None,
                    competency="Integritas", intervention=title, asked_level=3, weight=0.8, item_count=3,
                    head_rupiah=3_000_000,
                )  # fmt: skip
        ThreadLine.objects.create(
            **where, intervention_id="KEG-1", title="Pelatihan layanan prima", item_count=4, cost_rupiah=5_000_000,
            traced_count=3, traced_rupiah=3_000_000, target_count=1,
        )  # fmt: skip
