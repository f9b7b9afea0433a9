"""Nothing → archive: an invented city to look at, in an archive that is still empty."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from benangmerah.flow.change_data import apply_change, propose_change
from benangmerah.flow.planning_rows import write_beside
from benangmerah.flow.weigh_change import Proposal
from benangmerah.flow.write_change import Stamp
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.store.models import Agency, Receipt
from benangmerah.synthesis.city import make_city

Row = dict[str, Any]
DOCUMENTS = {"vision": "rpjmd", "national_priority": "rpjmn"}
"""Which document a tree of the example belongs to, by the kind of its root; others are of a Renstra."""
NOMENCLATURE = "Permendagri 90/2019"
SPAN = 4
"""A plan of five years ends that many years after its first."""


def load_example(*, people: int, seed: int, as_of: date, made_at: datetime, progress: Progress = silent) -> Receipt:
    """Store a city of that many people as it could stand on a day; refused where an agency stands in the archive."""
    if Agency.objects.filter(archived=None).exists():
        raise BenangMerahError(
            message("The archive already holds an agency; the example goes only into an empty one."),
            message("Name another folder for the data, or another database."),
        )
    progress(message("Inventing the city"))
    city = make_city(people=people, seed=seed, progress=progress, as_of=as_of)
    difference = propose_change(Proposal(city), progress)
    with transaction.atomic():
        receipt = apply_change(difference, Stamp(Receipt.Kind.EXAMPLE, made_at), progress)
        write_beside(receipt, _bind_documents(city.table("objectives").to_pylist(), as_of.year), {})
    return receipt


def _bind_documents(nodes: list[Row], year: int) -> dict[str, list[Row]]:
    """A planning document for each set of trees of the example, by the kind of its roots, with the nodes in it."""
    by_id = {node["objective_id"]: node for node in nodes}
    documents: dict[str, Row] = {}
    details: list[Row] = []
    for node in nodes:
        root = node
        while root["parent_objective_id"] is not None:
            root = by_id[root["parent_objective_id"]]
        kind = DOCUMENTS.get(root["kind"], "renstra")
        document_id = "-".join((kind.upper(), root["agency_id"] or "NASIONAL"))
        first = year - 1
        documents[document_id] = {
            "document_id": document_id, "agency_id": root["agency_id"], "kind": kind,
            "title": f"{kind.upper() if kind != 'renstra' else 'Renstra'} {first}-{first + SPAN}", "first_year": first,
            "last_year": first + SPAN, "amendment": 0,
            "nomenclature": NOMENCLATURE if root["agency_id"] is not None else None,
        }  # fmt: skip
        details.append({"objective_id": node["objective_id"], "document_id": document_id})
    return {"planning_documents": list(documents.values()), "objective_details": details}
