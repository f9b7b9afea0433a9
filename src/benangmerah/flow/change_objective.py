"""Planning documents and their trees changed by hand: documents, nodes, shares, indicators; amended with their past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from benangmerah.domain.strategy import PARENT_KINDS, ROOT_KINDS, list_parent_kinds
from benangmerah.exchange.renstra.nomenclature import CODE, SHAPE, CodeFault, check_code, find_nomenclature
from benangmerah.exchange.renstra.sheet import LEVELS
from benangmerah.flow.audit import Visit
from benangmerah.flow.edit_rows import Edit, Key, check_keeper, write_edit
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Term, message
from benangmerah.snapshot.validate_objectives import weight_fault
from benangmerah.store.models import (
    IndicatorBase,
    LinkReason,
    Objective,
    ObjectiveBudget,
    ObjectiveDetail,
    ObjectiveIndicator,
    ObjectiveNeed,
    PlanningDocument,
    Receipt,
)
from benangmerah.store.selectors.objective import read_document, read_objective

CODED = {kind: parts for parts, kind in LEVELS.items()}
"""How many parts the code of a programme, an activity and a sub-activity has."""


@dataclass(frozen=True)
class DocumentGiven:
    """A planning document as somebody writes it down."""

    document_id: str
    agency_id: str | None
    kind: str
    title: str
    first_year: int
    last_year: int
    unit_id: str | None = None
    decree: str | None = None
    nomenclature: str | None = None
    amendment: int = 0


@dataclass(frozen=True)
class NodeGiven:
    """A node as somebody writes it down, with its ceilings by year."""

    objective_id: str
    agency_id: str | None
    kind: str
    title: str
    parent_objective_id: str | None = None
    code: str | None = None
    document_id: str | None = None
    unit_id: str | None = None
    national_objective_id: str | None = None
    nomenclature: str | None = None
    budgets: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class IndicatorGiven:
    """An indicator with what it stood at, is to reach, and has reached by year; `direction` where set by hand."""

    name: str
    measure: str
    targets: Mapping[int, float]
    realised: Mapping[int, float] = field(default_factory=dict)
    base_year: int | None = None
    base_value: float | None = None
    direction: str | None = None


def add_document(visit: Visit, given: DocumentGiven) -> Receipt:
    """Add a planning document; its number must be free."""
    check_keeper(visit.scope, given.agency_id)
    if PlanningDocument.objects.filter(archived__isnull=True, document_id=given.document_id).exists():
        raise RefusedFieldError("document_id", message("This number is taken."), message("Choose another."))
    return _write_document(visit, replace(given, amendment=0), f"+ {given.title}")


def change_document(visit: Visit, given: DocumentGiven) -> Receipt:
    """Mend what was written wrongly of a document."""
    document = read_document(visit.scope, given.document_id)
    check_keeper(visit.scope, document.agency_id)
    given = replace(given, agency_id=document.agency_id, amendment=document.amendment)
    return _write_document(visit, given, given.title)


def amend_document(visit: Visit, document_id: str, decree: str, nomenclature: str = "") -> Receipt:
    """Begin an amendment under a decree, with another nomenclature where one is named; what stood stays readable."""
    document = read_document(visit.scope, document_id)
    check_keeper(visit.scope, document.agency_id)
    if not decree.strip():
        raise RefusedFieldError("decree", message("Name the decree of the amendment."))
    values = {column: getattr(document, column) for column in document.contract.names}
    row = values | {"decree": decree.strip(), "amendment": document.amendment + 1}
    if nomenclature.strip():
        row["nomenclature"] = nomenclature.strip()
    note = f"{document.title}: {decree.strip()}"
    return write_edit(visit, Edit(document.agency_id, note, beside={"planning_documents": [row]}))


def add_node(visit: Visit, given: NodeGiven) -> Receipt:
    """Add a node; among siblings that have shares it begins with none of them."""
    check_keeper(visit.scope, given.agency_id)
    if Objective.objects.filter(archived__isnull=True, objective_id=given.objective_id).exists():
        raise RefusedFieldError("objective_id", message("This number is taken."), message("Choose another."))
    given = _stand_below(visit, given)
    _check_code(given)
    return _write_node(visit, given, _first_share(given.parent_objective_id), f"+ {given.title}")


def change_node(visit: Visit, given: NodeGiven) -> Receipt:
    """Change a node's words, code, place, unit or money; it keeps its share where it keeps its parent.

    Among new siblings that have shares it begins with none of them, as a node that is added.
    """
    node = read_objective(visit.scope, given.objective_id)
    check_keeper(visit.scope, node.agency_id)
    given = replace(given, agency_id=node.agency_id)
    if (given.parent_objective_id, given.kind) != (node.parent_objective_id, node.kind):
        given = _stand_below(visit, given)
    if (given.code, given.kind) != (node.code, node.kind):
        _check_code(given)
    is_where_it_was = given.parent_objective_id == node.parent_objective_id
    weight = node.weight if is_where_it_was else _first_share(given.parent_objective_id)
    return _write_node(visit, given, weight, given.title)


def close_node(visit: Visit, objective_id: str) -> Receipt:
    """Close a node that has none below it, with its indicators, links and money."""
    node = read_objective(visit.scope, objective_id)
    check_keeper(visit.scope, node.agency_id)
    if Objective.objects.filter(archived__isnull=True, parent_objective_id=objective_id).exists():
        raise BenangMerahError(message("Nodes still stand below this one."), message("Move or close them first."))
    own = {"archived__isnull": True, "objective_id": objective_id}
    indicators = ObjectiveIndicator.objects.filter(**own).values_list("objective_id", "unit_id", "name", "year")
    needs = ObjectiveNeed.objects.filter(**own).values_list("objective_id", "unit_id", "competency_id")
    ended: dict[str, Sequence[Key]] = {"objectives": [(objective_id,)]}
    if indicators:
        ended["objective_indicators"] = list(indicators)
    if needs:
        ended["objective_needs"] = list(needs)
    beside: dict[str, Sequence[Key]] = {
        "objective_details": list(ObjectiveDetail.objects.filter(**own).values_list("objective_id")),
        "objective_budgets": list(ObjectiveBudget.objects.filter(**own).values_list("objective_id", "year")),
        "indicator_bases": list(IndicatorBase.objects.filter(**own).values_list("objective_id", "name")),
        "link_reasons": list(LinkReason.objects.filter(**own).values_list("objective_id", "unit_id", "competency_id")),
    }
    return write_edit(visit, Edit(node.agency_id, f"− {node.title}", ended=ended, ended_beside=beside))


def write_shares(visit: Visit, objective_id: str, weights: Mapping[str, float | None]) -> Receipt:
    """Set the shares of the nodes right below one; refused beside the field where they do not add up to 1."""
    node = read_objective(visit.scope, objective_id)
    check_keeper(visit.scope, node.agency_id)
    below = list(Objective.objects.filter(archived__isnull=True, parent_objective_id=objective_id))
    given = [weights.get(each.objective_id) for each in below]
    fault = weight_fault(given, node.title)
    if fault:
        wrong = next((each for each, weight in zip(below, given, strict=True) if weight is None), below[-1])
        raise RefusedFieldError(f"weight_{wrong.objective_id}", *fault)
    rows = [
        {column: getattr(each, column) for column in each.contract.names} | {"weight": weight}
        for each, weight in zip(below, given, strict=True)
    ]
    return write_edit(visit, Edit(node.agency_id, node.title, {"objectives": rows}))


def write_indicator(visit: Visit, objective_id: str, given: IndicatorGiven, former: str | None = None) -> Receipt:
    """Write an indicator of a node with its base, targets and what was realised; `former` is the name it had."""
    node = read_objective(visit.scope, objective_id)
    check_keeper(visit.scope, node.agency_id)
    if not given.targets:
        raise RefusedFieldError("name", message("Give a target for at least one year."))
    for year in given.realised:
        if year not in given.targets:
            raise RefusedFieldError(f"realised_{year}", message("A year without a target has no achievement."))
    there = ObjectiveIndicator.objects.filter(archived__isnull=True, objective_id=objective_id, name=former)
    units = {row.year: row.unit_id for row in there}
    own = next(iter(units.values()), None)
    rows = [
        {"objective_id": objective_id, "unit_id": units.get(year, own), "name": given.name, "measure": given.measure,
         "year": year, "target": target, "realised": given.realised.get(year)}
        for year, target in sorted(given.targets.items())
    ]  # fmt: skip
    kept = {(objective_id, row["unit_id"], row["name"], row["year"]) for row in rows}
    left = [key for row in there if (key := (row.objective_id, row.unit_id, row.name, row.year)) not in kept]
    bases, gone = [], []
    if given.base_value is not None or given.direction is not None:
        bases = [{"objective_id": objective_id, "name": given.name, "base_year": given.base_year,
                  "base_value": given.base_value, "direction": given.direction}]  # fmt: skip
    if former and (former != given.name or not bases):
        gone = [(objective_id, former)]
    return write_edit(visit, Edit(
        node.agency_id, f"{node.title}: {given.name}", {"objective_indicators": rows},
        {"objective_indicators": left} if left else {}, {"indicator_bases": bases}, {"indicator_bases": gone},
    ))  # fmt: skip


def _first_share(parent_objective_id: str | None) -> float | None:
    """The share a node begins with below a parent: none of it where its siblings have shares, else an even part."""
    siblings = Objective.objects.filter(
        archived__isnull=True, parent_objective_id=parent_objective_id, weight__isnull=False
    )
    return 0.0 if parent_objective_id and siblings.exists() else None


def _stand_below(visit: Visit, given: NodeGiven) -> NodeGiven:
    """The node with its parent's document where it names none; refused where such a node cannot stand there.

    Its parent is of the same document, or of one that its own serves: so a Renstra hangs from the RPJMD.
    """
    field, lawful = "parent_objective_id", PARENT_KINDS.get(given.kind, ())
    if given.parent_objective_id is None:
        if given.kind in PARENT_KINDS and given.kind not in ROOT_KINDS:
            reason = message("A {kind} cannot stand alone.", kind=Term(given.kind))
            below = message("Choose what it stands below: {kinds}.", kinds=_say_kinds(lawful))
            raise RefusedFieldError(field, reason, below)
        return given
    parent = read_objective(visit.scope, given.parent_objective_id)
    detail = ObjectiveDetail.objects.filter(archived__isnull=True, objective_id=parent.objective_id).first()
    document_id = detail.document_id if detail else None
    is_same = given.document_id in (None, document_id)
    if not is_same and parent.agency_id == given.agency_id:
        kinds = _kinds_of(given.document_id, document_id)
        if parent.kind in list_parent_kinds(given.kind, kinds[0], kinds[1] or ""):
            return given
    if parent.kind not in lawful:
        reason = message("A {kind} does not stand below a {parent}.", kind=Term(given.kind), parent=Term(parent.kind))
        suggestion = message("Choose what it stands below: {kinds}.", kinds=_say_kinds(lawful))
        if not lawful:
            suggestion = message("Leave it empty: it is a root.")
        raise RefusedFieldError(field, reason, suggestion)
    if parent.agency_id != given.agency_id or not is_same:
        raise RefusedFieldError(field, message("{title} stands in another planning document.", title=parent.title),
                                message("Choose a node of the same document, or of one that it serves: "
                                        "a Renstra serves the RPJMD."))  # fmt: skip
    return replace(given, document_id=document_id)


def _kinds_of(*document_ids: str | None) -> list[str | None]:
    """The kinds of those documents."""
    rows = PlanningDocument.objects.filter(
        archived__isnull=True, document_id__in=[each for each in document_ids if each]
    )
    kinds = dict(rows.values_list("document_id", "kind"))
    return [kinds.get(each or "") for each in document_ids]


def doubt_code(given: NodeGiven) -> CodeFault | None:
    """What should be looked at of a node's code or title, though it may stand."""
    fault = _find_fault(given)
    return fault if fault is not None and fault.is_doubt else None


def _check_code(given: NodeGiven) -> None:
    """Refused beside the code where it has not the shape of its kind, or its nomenclature does not have it."""
    if given.code is None or given.kind not in CODED:
        return
    if CODE.fullmatch(given.code) is None or given.code.count(".") + 1 != CODED[given.kind]:
        reason = message("{code} is no code of a {kind}.", code=given.code, kind=Term(given.kind))
        raise RefusedFieldError("code", reason, SHAPE)
    fault = _find_fault(given)
    if fault is not None and not fault.is_doubt:
        raise RefusedFieldError("code", fault.reason, fault.suggestion)


def _find_fault(given: NodeGiven) -> CodeFault | None:
    if given.code is None or given.kind not in CODED:
        return None
    named = given.nomenclature
    if named is None and given.document_id is not None:
        document = PlanningDocument.objects.filter(archived__isnull=True, document_id=given.document_id).first()
        named = document.nomenclature if document else None
    return check_code(find_nomenclature(named), given.code, given.title)


def _say_kinds(kinds: Sequence[str]) -> list[Term]:
    return [Term(kind) for kind in kinds]


def _write_document(visit: Visit, given: DocumentGiven, note: str) -> Receipt:
    if given.last_year < given.first_year:
        raise RefusedFieldError("last_year", message("The last year lies before the first."))
    return write_edit(visit, Edit(given.agency_id, note, beside={"planning_documents": [vars(given)]}))


def _write_node(visit: Visit, given: NodeGiven, weight: float | None, note: str) -> Receipt:
    row = {
        "objective_id": given.objective_id, "parent_objective_id": given.parent_objective_id,
        "agency_id": given.agency_id, "kind": given.kind, "code": given.code, "title": given.title, "weight": weight,
    }  # fmt: skip
    detail = {
        "objective_id": given.objective_id, "document_id": given.document_id, "unit_id": given.unit_id,
        "national_objective_id": given.national_objective_id, "nomenclature": given.nomenclature,
    }  # fmt: skip
    budgets = [
        {"objective_id": given.objective_id, "year": year, "amount_rupiah": amount}
        for year, amount in sorted(given.budgets.items())
    ]
    there = ObjectiveBudget.objects.filter(archived__isnull=True, objective_id=given.objective_id)
    gone = [(row.objective_id, row.year) for row in there if row.year not in given.budgets]
    return write_edit(visit, Edit(
        given.agency_id, note, {"objectives": [row]},
        beside={"objective_details": [detail], "objective_budgets": budgets}, ended_beside={"objective_budgets": gone},
    ))  # fmt: skip
