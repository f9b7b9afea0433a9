"""What the first sheet of the gap map says: the findings in short, the legend, and what is provisional."""

from __future__ import annotations

from collections import Counter

import pyarrow.compute as pc

from benangmerah.kernel.explanation import Message, Value, message
from benangmerah.reports.board import OPD_BOARD, SECTOR_BOARD
from benangmerah.reports.format.xlsx import Document
from benangmerah.reports.gap_map import GapMap
from benangmerah.reports.heat_map import HeatMap
from benangmerah.reports.measure import MEASURES
from benangmerah.reports.preface import NOT_KEPT, Line, Preface, Section
from benangmerah.reports.professionalism_index import INDEX_BY_OPD, INDEX_SHEET, simulation_note
from benangmerah.reports.run import RunFacts

TITLE = message("Competency gap map")
PURPOSE = message("Where people are below the standard of their position, how deep, and how much of it is known.")
OPDS_NAMED = 12

READING: tuple[Line, ...] = (
    (message("Below standard"), message("Short by as much as the policy counts as a gap, or more.")),
    (message("Burden"), message("Levels short, summed over everybody below standard: many people times depth.")),
    (message("Depth"), message("Mean gap of everybody assessed. A mean hides how many: read it beside the burden.")),
    (message("Coverage"), message("Percent of the requirements that have an assessment. Read every figure beside it.")),
    (
        message("Colours"),
        message("Each band holds about a fifth of the coloured cells of this map; compare two maps by their numbers."),
    ),
    (
        message("Whom it counts"),
        message("People of every status, in the position held; an OPD counts all units below."),
    ),
)
SHEETS: tuple[tuple[Value, Message], ...] = (
    *((measure.name, measure.title) for measure in MEASURES),
    (OPD_BOARD, message("Every OPD with its figures, heaviest burden first, coverage beside them.")),
    (SECTOR_BOARD, message("The whole and each competency, with education, health and other apart.")),
    (INDEX_SHEET, message("How people spread over the categories of the IP ASN (simulation).")),
    (INDEX_BY_OPD, message("The same for every OPD.")),
)


def gap_preface(document: Document, facts: RunFacts, gap_map: GapMap) -> Preface:
    """The first sheet of the gap map."""
    return Preface(
        TITLE,
        PURPOSE,
        [
            in_short(gap_map),
            Section(message("Colours of the map: burden in levels"), HeatMap(document, gap_map, MEASURES[0]).legend()),
            Section(message("How to read it"), READING),
            reservations(facts),
        ],
        SHEETS,
    )


def in_short(gap_map: GapMap) -> Section:
    """What the map says, in a few lines."""
    return Section(message("In short"), _findings(gap_map))


def _findings(gap_map: GapMap) -> list[Line]:
    whole = gap_map.of_whole()
    if whole is None:
        return [(message("Employees"), message("The dataset holds no people."))]
    assessed = message(
        "{assessed} of {required} requirements ({percent} %). What is not assessed is not known; it is never zero.",
        assessed=whole.assessed_count,
        required=whole.required_count,
        percent=whole.coverage_percent,
    )
    below = message(
        "{below} of {people} people in at least one competency; together {burden} levels short.",
        below=whole.below_people,
        people=whole.people,
        burden=whole.burden,
    )
    unassessed = gap_map.unassessed
    return [
        (message("Assessed"), assessed),
        (message("Below standard"), below if whole.is_assessed else message("Not known: nothing is assessed.")),
        (gap_map.organization.opd_word, message("{count} with people.", count=len(gap_map.opds))),
        (message("Nothing assessed in"), _name_some(unassessed)),
        (message("IP ASN mean (simulation)"), _index(whole.index_mean, whole.index_people)),
    ]


def _name_some(names: tuple[str, ...]) -> Message:
    if not names:
        return message("None: every one has assessments.")
    if len(names) <= OPDS_NAMED:
        return message("{count} of them: {names}.", count=len(names), names=names)
    more = len(names) - OPDS_NAMED
    return message("{count} of them: {names}, and {more} more.", count=len(names), names=names[:OPDS_NAMED], more=more)


def _index(mean: float | None, people: int) -> Message:
    if mean is None:
        return message("Not known: nobody has an index.")
    return message("{mean}, over {people} people.", mean=mean, people=people)


def reservations(facts: RunFacts) -> Section:
    """What the figures rest on that is provisional or simulated."""
    lines: list[Line] = [
        (message("Standards"), _standards(facts)),
        (message("Attained levels"), _levels(facts)),
        ("IP ASN", simulation_note(facts)),
    ]
    return Section(message("Provisional and simulated"), lines)


def _standards(facts: RunFacts) -> Message:
    if not facts.has("gap"):
        return NOT_KEPT
    gap = facts.table("gap")
    held = gap.filter(pc.equal(gap["target"], "held"))
    counts = Counter(held["basis_of_standard"].to_pylist())
    return message(
        "Of {count} requirements, {provisional} rest on a provisional standard and {default} on a default one; "
        "the figures include them.",
        count=len(held),
        provisional=counts["provisional"],
        default=counts["default"],
    )


def _levels(facts: RunFacts) -> Message:
    if not facts.has("attainment"):
        return NOT_KEPT
    counts = Counter(facts.table("attainment")["basis"].to_pylist())
    return message(
        "{measured} measured, {judged} judged by superiors, {provisional} provisional (after a training, not yet "
        "confirmed); the figures include all of them.",
        measured=counts["measured"],
        judged=counts["judged"],
        provisional=counts["provisional"],
    )
