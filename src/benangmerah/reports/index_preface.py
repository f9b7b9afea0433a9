"""What the IP ASN documents say before their tables: that it is a simulation, what it comes to, how to read it."""

from __future__ import annotations

from benangmerah.kernel.explanation import Message, Term, Value, message
from benangmerah.reports.index_figures import IndexFigures, IndexMean
from benangmerah.reports.preface import Line, Section
from benangmerah.reports.professionalism_index import EMPTY_NOTE, simulation_note
from benangmerah.reports.run import RunFacts

TITLE = message("Professionalism index of civil servants (IP ASN)")
PURPOSE = message("How high the index stands, in which dimension points are missing, and whom it does not cover.")
ASSUMED = message("The score tables of that day are assumed, not read in a regulation.")


def warnings_of(facts: RunFacts) -> list[Message]:
    """What nobody may overlook: a simulation, and under assumed tables where the law is not known."""
    assumed = facts.summary.get("professionalism_index", {}).get("assumed", False)
    return [simulation_note(facts), *([ASSUMED] if assumed else [])]


def in_short(figures: IndexFigures) -> Section:
    """What the index comes to, in a few lines."""
    whole = figures.whole
    lines: list[Line] = [
        (message("Mean"), _mean(figures)),
        (message("Coverage"), _coverage(whole)),
        (message("Lowest means"), _lowest(figures)),
    ]
    return Section(message("In short"), lines)


def _mean(figures: IndexFigures) -> Message:
    mean = figures.whole.mean
    category = figures.category_of(mean)
    if mean is None or category is None:
        return message("Not known: nobody has an index.")
    return message("{mean} ({category}), over {people} people.", mean=mean, category=Term(category),
                   people=figures.whole.index_people)  # fmt: skip


def _coverage(whole: IndexMean) -> Message:
    if not whole.people:
        return message("The dataset holds no people.")
    return message(
        "{covered} of {people} people ({percent} %); the others stand in no mean.",
        covered=whole.index_people,
        people=whole.people,
        percent=whole.coverage_percent,
    )


def _lowest(figures: IndexFigures) -> Value:
    lowest = [
        message("{opd} ({mean})", opd=figures.organization.unit_names[opd], mean=found.mean)
        for opd, found in figures.opds[:LOWEST_OPDS]
        if found.mean is not None
    ]
    return lowest or message("Not known: nobody has an index.")


LOWEST_OPDS = 5


def reading(facts: RunFacts) -> Section:
    """How the index is made, and what it does not say."""
    year = facts.summary.get("professionalism_index", {}).get("measurement_year")
    lines: list[Line] = [
        (message("Mean"), message("Sum of the four dimensions, over the people who have an index; never over others.")),
        (message("Category"), message("Decided before rounding; the upper bound of a category belongs to it.")),
        (message("Empty columns"), EMPTY_NOTE),
        (message("Year of the trainings"), message("Not told by this run.") if year is None else str(year)),
    ]
    return Section(message("How to read it"), lines)
