"""Planning trees of many offices, so that pages of the red thread are measured on some two thousand nodes."""

from __future__ import annotations

from itertools import cycle, islice

NODES = 2_000
LEVELS = ("goal", "target", "program", "activity", "sub_activity")


def plant_trees(agency_id: str) -> int:
    """A Renstra below each OPD with links to it and its units, until there are enough nodes; how many there are."""
    from benangmerah.store.models import Objective, ObjectiveNeed, Receipt, Requirement, Unit

    receipt = Receipt.objects.order_by("-pk")[0]
    current = {"archived__isnull": True}
    units = list(Unit.objects.filter(agency_id=agency_id, **current).order_by("unit_id"))
    offices = [unit.unit_id for unit in units if unit.is_opd]
    asked = sorted(set(Requirement.objects.filter(**current).values_list("competency_id", flat=True)))
    competencies = cycle(asked)
    nodes: list[Objective] = []
    links: dict[tuple[str, str, str], ObjectiveNeed] = {}
    left = NODES - Objective.objects.filter(agency_id=agency_id, **current).count()
    branches = (left // (len(LEVELS) * len(offices))) + 1
    for number, office in islice(enumerate(offices * branches), left // len(LEVELS)):
        above = None
        for depth, kind in enumerate(LEVELS):
            key = f"BESAR-{number}-{depth}"
            nodes.append(Objective(
                objective_id=key, parent_objective_id=above, agency_id=agency_id, kind=kind, code=f"{number}.{depth}",
                title=f"{kind} {number} {office}", recorded=receipt,
            ))  # fmt: skip
            above = key
        for key in (f"BESAR-{number}-2", f"BESAR-{number}-4"):
            competency = next(competencies)
            links[key, office, competency] = ObjectiveNeed(
                objective_id=key, unit_id=office, competency_id=competency, level=3, weight=0.5, recorded=receipt
            )
    Objective.objects.bulk_create(nodes, batch_size=500)
    ObjectiveNeed.objects.bulk_create(links.values(), batch_size=500)
    return Objective.objects.filter(agency_id=agency_id, **current).count()
