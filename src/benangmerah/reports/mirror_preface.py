"""What the policy mirror says before its tables: what the shares come to, how they are made, what they cannot say."""

from __future__ import annotations

from collections import Counter

from benangmerah.kernel.explanation import Message, message
from benangmerah.reports.mirror_figures import MirrorFigures, SpendingLine
from benangmerah.reports.preface import Line, Section
from benangmerah.reports.run import RunFacts

TITLE = message("Policy mirror: did the money meet a need?")
PURPOSE = message("What training money bought, against what people need: lines nobody needed, needs nobody served.")
NOT_IN_RUN = message("This run holds no policy mirror: it was stopped before the needs.")
NO_SPENDING = message("The dataset holds no spending lines, so there is nothing to mirror.")

READING: tuple[Line, ...] = (
    (
        message("Met a need, at most"),
        message(
            "Per line the smaller of participants and people with the need within reach, over the participants. Who "
            "sat there is not known, so it is the most that can have met a need."
        ),
    ),
    (message("Share of money"), message("Every seat of a line costs the same; only lines with a known fit count.")),
    (
        message("Within reach"),
        message("People of the unit that bought the line and the units below, or of the whole agency."),
    ),
    (
        message("Need"),
        message("A need on the day of the data. One that the training itself has closed no longer shows."),
    ),
    (
        message("Several lines"),
        message("One need can stand against several lines; they share it, and the shares do not take that off."),
    ),
)


def reason_for_nothing(facts: RunFacts, figures: MirrorFigures) -> Message | None:
    """Why there is nothing to show; None where there are lines."""
    if not facts.has("policy_mirror"):
        return NOT_IN_RUN
    return None if figures.lines else NO_SPENDING


def in_short(figures: MirrorFigures) -> Section:
    """What the mirror shows, in a few lines."""
    totals = figures.totals
    unwanted = figures.unwanted
    unserved = figures.unserved
    lines: list[Line] = [
        (
            message("Spending"),
            message("{lines} lines, IDR {rupiah}, {years}.", lines=totals.lines, rupiah=totals.rupiah,
                    years=_years(figures)),
        ),
        (message("Met a need, at most"), _shares(figures)),
        (
            message("Not known"),
            message("{lines} lines with IDR {rupiah} stand in no share: {reasons}.", lines=totals.unknown_lines,
                    rupiah=totals.unknown_rupiah, reasons=_reasons(figures))
            if totals.unknown_lines else message("Nothing: every line has a known fit."),
        ),
        (
            message("Nobody needed"),
            message("{lines} lines with IDR {rupiah}.", lines=len(unwanted),
                    rupiah=sum(line.amount_rupiah for line in unwanted)),
        ),
        (
            message("Needs nobody served"),
            message("{count} competencies, needed by {people} people counted once for each.", count=len(unserved),
                    people=sum(found.people for found in unserved)),
        ),
    ]  # fmt: skip
    return Section(message("In short"), lines)


def _years(figures: MirrorFigures) -> list[str]:
    return [str(year) for year in sorted({line.year for line in figures.lines})]


def _shares(figures: MirrorFigures) -> Message:
    totals = figures.totals
    if totals.money_percent is None and totals.seat_percent is None:
        return message("Not known: no line states both its competency and its participants.")
    return message(
        "{money} % of the money and {seats} % of the seats of the {lines} lines with a known fit (IDR {rupiah}).",
        money=totals.money_percent,
        seats=totals.seat_percent,
        lines=totals.known_lines,
        rupiah=totals.known_rupiah,
    )


def _reasons(figures: MirrorFigures) -> list[Message]:
    counts = Counter(why_unknown(line) for line in figures.unknown)
    return [message("{count} {why}", count=count, why=why) for why, count in counts.most_common()]


def why_unknown(line: SpendingLine) -> Message:
    """Why no fit can be stated for the line."""
    if line.people_with_need is None:
        if line.participants is None:
            return message("without competency and participants")
        return message("without a competency")
    return message("without participants") if line.participants is None else message("in which nobody took part")
