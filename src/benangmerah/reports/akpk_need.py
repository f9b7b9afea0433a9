"""The tables of the second sentence: trainings owed, qualifications, performance of people and of units."""

from __future__ import annotations

from collections import Counter

import pyarrow.compute as pc

from benangmerah.kernel.explanation import Term, message, render_value
from benangmerah.reports.akpk_facts import AkpkFacts
from benangmerah.reports.akpk_listing import Listing
from benangmerah.reports.format.block import Table
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.owed_training import TRAININGS, OwedTraining
from benangmerah.reports.plan_content import begin_cell
from benangmerah.reports.unit_target import SMALLER_IS_BETTER, UnitTarget
from benangmerah.snapshot.contract.inputs import REQUIREMENT_KINDS

STATE_COLUMNS = (
    Column(message("Met"), 14, "count"),
    Column(message("Not met"), 14, "count"),
    Column(message("Not known"), 14, "count"),
)


def qualification_table(akpk: AkpkFacts, language: str) -> Listing:
    """Qualifications that positions held ask for, by kind: met, not met, not known."""
    table = akpk.facts.table("qualification_gap")
    held = table.filter(pc.equal(table["target"], "held"))
    counts = Counter(zip(held["kind"].to_pylist(), held["state"].to_pylist(), strict=True))
    kinds = [kind for kind in REQUIREMENT_KINDS if any(key[0] == kind for key in counts)]
    rows: list[Row] = [
        (begin_cell(Term(kind), language), *(counts[kind, state] for state in ("met", "gap", "unknown")))
        for kind in kinds
    ]
    return Listing(
        message("Qualifications"),
        message("Qualifications that positions held ask for"),
        Table((Column(message("Kind of qualification"), 40), *STATE_COLUMNS), rows, empty=NONE_ASKED),
        (message("Counts what is asked for, person by person; not known is neither met nor short."),),
    )


NONE_ASKED = message("No position asks for a qualification.")


def owed_table(akpk: AkpkFacts, owed: OwedTraining, language: str) -> Listing:
    """Trainings owed by OPD and kind, most first."""
    organization = akpk.directory.organization
    agency = [Column(message("Agency"), 26)] if organization.has_many_agencies else []
    names = list(organization.agency_names.values())
    rows: list[tuple[int, int, str, Row]] = []
    for (place, opd), counts in owed.of_opds.items():
        name = render_value(akpk.directory.name_opd(opd), language)
        lead = [names[place]] if agency else []
        rows.append((place, -sum(counts.values()), name, [*lead, name, *(counts.get(kind, 0) for kind in TRAININGS)]))
    columns = (*agency, Column(organization.opd_word, 44),
               *(Column(begin_cell(Term(kind), language), 16, "count") for kind in TRAININGS))  # fmt: skip
    total: Row = [*([""] if agency else []), begin_cell(message("Sum"), language),
             *(owed.kinds.get((kind, "gap"), 0) for kind in TRAININGS)]  # fmt: skip
    ordered = [row for _, _, _, row in sorted(rows, key=lambda row: row[:-1])]
    return Listing(
        message("Trainings owed"),
        message("People who have not met a training that their position requires, by {opd}", opd=organization.opd_word),
        Table(columns, ordered, [total], message("Nobody owes a required training.")),
        (message("A person stands once in each kind of training owed; the names stand in kebutuhan.xlsx."),),
    )


def performance_table(akpk: AkpkFacts, language: str) -> Listing:
    """People by the state of their performance."""
    counts = akpk.performance or {}
    rows: list[Row] = [(begin_cell(Term(state), language), counts.get(state, 0)) for state in STATES_OF_PERFORMANCE]
    columns = (Column(message("Performance"), 40), Column(message("Employees"), 14, "count"))
    total = (begin_cell(message("Sum"), language), sum(counts.values()))
    return Listing(
        message("Performance of people"), message("People by the state of their performance"),
        Table(columns, rows, [total]),
    )  # fmt: skip


STATES_OF_PERFORMANCE = ("below", "met", "not_rated")


def unit_target_table(akpk: AkpkFacts, language: str) -> Listing:
    """Indicators of units, those below their target first, then those of the whole agency."""
    columns = (
        Column(message("Unit"), 34),
        Column(message("Objective"), 40),
        Column(message("Indicator"), 34),
        Column(message("Measure"), 11),
        Column(message("Year"), 8),
        Column(message("Target"), 12, "figure"),
        Column(message("Realised"), 12, "figure"),
        Column(message("State"), 20),
    )
    rows = [_target_row(akpk, target, language) for target in akpk.unit_targets.targets]
    return Listing(
        message("Performance of units"),
        message("Performance targets and what was realised"),
        Table(columns, rows, empty=message("The data hold no indicators.")),
        (SMALLER_IS_BETTER,),
    )


def _target_row(akpk: AkpkFacts, target: UnitTarget, language: str) -> Row:
    unit = message("The whole agency") if target.unit is None else akpk.directory.organization.unit_names[target.unit]
    words = {True: message("target missed"), False: message("target reached"), None: message("not known")}
    return (
        render_value(unit, language), target.objective, target.indicator, target.measure, str(target.year),
        target.target, target.realised, begin_cell(words[target.is_below], language),
    )  # fmt: skip
