"""A Renstra table → the tree of a document: read and compared first, written when somebody accepts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benangmerah.exchange.imports.file_kind import MACRO_WORKBOOK, WORKBOOK
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.exchange.renstra.nomenclature import find_nomenclature
from benangmerah.exchange.renstra.sheet import Renstra, read_renstra
from benangmerah.flow.audit import Visit
from benangmerah.flow.edit_rows import Edit, check_keeper, write_edit
from benangmerah.flow.keep_upload import FIELD, SentFile, forget_upload, keep_upload, path_of_upload
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError, Refusal, RefusedInputError
from benangmerah.kernel.explanation import message
from benangmerah.store.models import (
    IndicatorBase,
    Objective,
    ObjectiveDetail,
    ObjectiveIndicator,
    PlanningDocument,
    Receipt,
    Unit,
)
from benangmerah.store.selectors.objective import read_document


@dataclass(frozen=True)
class RenstraDraft:
    """What a table would change: counts by kind as new and known, and every cell that cannot be taken or is doubtful.

    `nomenclature` is the kept version that codes were checked against.
    """

    folder: str
    counts: Mapping[str, tuple[int, int]]
    indicators: int
    money: int
    refusals: Sequence[Refusal]
    doubts: Sequence[Refusal] = ()
    nomenclature: str | None = None

    @property
    def is_acceptable(self) -> bool:
        """Whether it can be written: nothing is refused, and there is something."""
        return not self.refusals and bool(self.counts)


def check_renstra(visit: Visit, document_id: str, files: Sequence[SentFile]) -> RenstraDraft:
    """Keep the file and say what it would change; nothing is written."""
    _open(visit, document_id)
    kept = keep_upload(files)
    try:
        return weigh_renstra(visit, document_id, kept.folder)
    except BenangMerahError:
        forget_upload(kept.folder)
        raise


def weigh_renstra(visit: Visit, document_id: str, folder: str) -> RenstraDraft:
    """What a kept file would change."""
    document = _open(visit, document_id)
    found = _read(document, folder)
    kept = find_nomenclature(document.nomenclature)
    known = set(Objective.objects.filter(archived__isnull=True).values_list("objective_id", flat=True))
    counts: dict[str, tuple[int, int]] = {}
    for node in found.nodes.values():
        new, there = counts.get(node.kind, (0, 0))
        is_known = _id(document_id, node.key) in known
        counts[node.kind] = (new + (not is_known), there + is_known)
    return RenstraDraft(folder, counts, len({key[:2] for key in found.targets}), len(found.money), found.refusals,
                        found.doubts, kept.version if kept else None)  # fmt: skip


def write_renstra(visit: Visit, document_id: str, folder: str) -> Receipt:
    """Write the kept file into the document's tree under one receipt; refused where a cell cannot be taken."""
    document = _open(visit, document_id)
    found = _read(document, folder)
    if found.refusals:
        reason = message("{count} cells cannot be taken; nothing was written.", count=len(found.refusals))
        raise RefusedInputError(reason, found.refusals)
    receipt = write_edit(visit, _edit(document, found))
    forget_upload(folder)
    return receipt


def _open(visit: Visit, document_id: str) -> PlanningDocument:
    document = read_document(visit.scope, document_id)
    check_keeper(visit.scope, document.agency_id)
    return document


def _read(document: PlanningDocument, folder: str) -> Renstra:
    path = path_of_upload(folder)
    if path.suffix not in (WORKBOOK, MACRO_WORKBOOK):
        raise RefusedFieldError(FIELD, message("This is no workbook."), message("Send the table as .xlsx."))
    units = Unit.objects.filter(archived__isnull=True)
    if document.agency_id is not None:
        units = units.filter(agency_id=document.agency_id)
    names = dict(units.order_by("-unit_id").values_list("name", "unit_id"))
    try:
        return read_renstra(path, names, find_nomenclature(document.nomenclature))
    except UnreadableFileError as problem:
        raise RefusedFieldError(FIELD, *problem.fault) from None


def _id(document_id: str, key: str) -> str:
    return f"{document_id}/{key}"


def _edit(document: PlanningDocument, found: Renstra) -> Edit:
    """Every row; what the table does not say is kept as it stands.

    That is shares, realised figures, directions, national priorities, and what its roots hang from in another document.
    """
    own = document.document_id
    ids = [_id(own, key) for key in found.nodes]
    there = {row.objective_id: row for row in Objective.objects.filter(archived__isnull=True, objective_id__in=ids)}
    details = {
        row.objective_id: row for row in ObjectiveDetail.objects.filter(archived__isnull=True, objective_id__in=ids)
    }
    realised = {
        (row.objective_id, row.unit_id, row.name, row.year): row.realised
        for row in ObjectiveIndicator.objects.filter(archived__isnull=True, objective_id__in=ids)
    }
    rows: list[dict[str, Any]] = []
    beside: list[dict[str, Any]] = []
    for node in found.nodes.values():
        key, known = _id(own, node.key), there.get(_id(own, node.key))
        detail = details.get(key)
        above = known.parent_objective_id if known else None
        rows.append({
            "objective_id": key, "parent_objective_id": above if node.parent is None else _id(own, node.parent),
            "agency_id": document.agency_id, "kind": node.kind, "code": node.code, "title": node.title,
            "weight": None if known is None else known.weight,
        })  # fmt: skip
        beside.append({
            "objective_id": key, "document_id": own,
            "unit_id": found.units.get(node.key) or (detail.unit_id if detail else document.unit_id),
            "national_objective_id": detail.national_objective_id if detail else None,
            "nomenclature": detail.nomenclature if detail else None,
        })  # fmt: skip
    indicators = [
        {"objective_id": _id(own, key), "unit_id": None, "name": name, "year": year, "measure": measure,
         "target": target, "realised": realised.get((_id(own, key), None, name, year))}
        for (key, name, year), (measure, target) in found.targets.items()
    ]  # fmt: skip
    set_by_hand = {
        (row.objective_id, row.name): row.direction
        for row in IndicatorBase.objects.filter(archived__isnull=True, objective_id__in=ids)
    }
    bases = [
        {"objective_id": _id(own, key), "name": name, "base_year": document.first_year - 1, "base_value": value,
         "direction": set_by_hand.get((_id(own, key), name))}
        for (key, name), value in found.bases.items()
    ]  # fmt: skip
    money = [
        {"objective_id": _id(own, key), "year": year, "amount_rupiah": amount}
        for (key, year), amount in found.money.items()
    ]
    given: dict[str, Sequence[Mapping[str, Any]]] = {"objectives": rows}
    if indicators:
        given["objective_indicators"] = indicators
    return Edit(document.agency_id, f"{document.title}: Renstra", given, beside={
        "objective_details": beside, "objective_budgets": money, "indicator_bases": bases,
    })  # fmt: skip
