"""Learning hours (jam pelajaran, JP): what a form of development is worth by the law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Explanation, Message, Term, message
from benangmerah.regulations.library import Law

PROGRAM = "program"
PER_DAY = "per_day"
PER_EVENT = "per_event"
PER_SEMESTER = "per_semester"
AT_MOST_PER_DAY = "at_most_per_day"
CLASSICAL = "klasikal"
"""The track of the law's table of forms to which the KL forms belong."""


@dataclass(frozen=True)
class LearningActivity:
    """What a person did: the form and how much of it.

    `amount` counts what the form is measured by: hours of the programme, days, events or semesters; for a form with
    a most per day, the hours spent, and then `days` is needed. `months` is how many months the events lie in.
    """

    form: str
    amount: Fraction
    is_international: bool = False
    days: int | None = None
    months: int = 1


@dataclass(frozen=True)
class LearningHours:
    """The hours an activity counts for, and why."""

    hours: Fraction
    explanation: Explanation


def is_elective(form: str, law: Law) -> bool:
    """Whether hours of that form fall under the yearly ceiling on elective hours."""
    return form not in law.texts("learning_hour/not_elective")


def is_classical(form: str, law: Law) -> bool:
    """Whether a form is held in class (the KL forms), so that people are away from their work."""
    return any(row["code"] == form and row["track"] == CLASSICAL for row in law.records("development_form"))


@dataclass(frozen=True)
class FinishedHours:
    """The hours of one finished offering of the plan year, and whether its form is elective."""

    hours: Fraction
    is_elective: bool


def hours_so_far(
    learning_hours: Fraction | None, finished: Iterable[FinishedHours], *, only_elective: bool = False
) -> Fraction:
    """The hours a person has in the plan year: a filled figure in full, else the year's completions.

    `only_elective` leaves out completions of other forms, as the ceiling of PNS and CPNS does (rule 17).
    """
    if learning_hours is not None:
        return learning_hours
    return sum((one.hours for one in finished if one.is_elective or not only_elective), Fraction())


def convert_learning_hours(activity: LearningActivity, law: Law) -> LearningHours:
    """The learning hours an activity counts for.

    Fails where the form is not known, the amount is negative, or hours are limited by the day and no days are given.
    """
    if activity.amount < 0:
        raise BenangMerahError(message("hours, days, events and semesters cannot be fewer than none"))
    if activity.months < 1:
        raise BenangMerahError(message("events lie in at least one month"))
    form = _find_form(activity.form, law)
    counted, steps = _counted_amount(activity, form)
    each, extra = _worth_of_one(form, is_international=activity.is_international)
    hours = counted * each * (1 + extra / 100)
    steps = (*steps, _say_arithmetic(form, counted, each, extra, hours))
    if activity.is_international and not _has_international(form):
        steps = (*steps, message("The law names no international conversion for this form; the national one is used."))
    return LearningHours(hours, _explain(activity.form, hours, steps, law))


def _find_form(code: str, law: Law) -> Mapping[str, object]:
    for form in law.records("development_form"):
        if form["code"] == code:
            return form
    raise BenangMerahError(message("{form} is no form of competency development", form=code))


def _counted_amount(activity: LearningActivity, form: Mapping[str, object]) -> tuple[Fraction, tuple[Message, ...]]:
    """How much of the amount counts, after what the law allows in a day or a month."""
    if form["how"] == AT_MOST_PER_DAY:
        return _limit_to_days(activity, form)
    most = _number(form, "max_per_month")
    if most is None or activity.amount <= most * activity.months:
        return activity.amount, ()
    limit = most * activity.months
    step = message(
        "At most {most} in a month: {limit} of {amount} count.", most=most, limit=limit, amount=activity.amount
    )
    return limit, (step,)


def _limit_to_days(activity: LearningActivity, form: Mapping[str, object]) -> tuple[Fraction, tuple[Message, ...]]:
    """Hours spent, up to what a day may count; an international event has its own most where the law names one."""
    if activity.days is None or activity.days < 0:
        raise BenangMerahError(
            message("{form} is limited by the day: the number of days is needed", form=activity.form)
        )
    most = (_number(form, "international_jp") if activity.is_international else None) or _number(form, "jp")
    if most is None or activity.amount <= most * activity.days:
        return activity.amount, ()
    limit = most * activity.days
    text = message("At most {most} JP a day: {limit} JP in {days} days.", most=most, limit=limit, days=activity.days)
    return limit, (text,)


def _worth_of_one(form: Mapping[str, object], *, is_international: bool) -> tuple[Fraction, Fraction]:
    """The hours of one unit of the amount, and the percentage an international event adds."""
    extra = _number(form, "international_percent") if is_international else None
    if form["how"] in (PROGRAM, AT_MOST_PER_DAY):
        return Fraction(1), extra or Fraction(0)
    own = _number(form, "international_jp") if is_international else None
    return own or _number(form, "jp") or Fraction(1), extra or Fraction(0)


def _has_international(form: Mapping[str, object]) -> bool:
    return "international_jp" in form or "international_percent" in form


def _number(form: Mapping[str, object], column: str) -> Fraction | None:
    value = form.get(column)
    return value if isinstance(value, Fraction) else None


def _say_arithmetic(
    form: Mapping[str, object], counted: Fraction, each: Fraction, extra: Fraction, hours: Fraction
) -> Message:
    if form["how"] not in (PROGRAM, AT_MOST_PER_DAY):
        return message("Converted: {counted} × {each} JP = {hours} JP.", counted=counted, each=each, hours=hours)
    if not extra:
        return message("{hours} JP as held.", hours=hours)
    return message("International: {given} JP + {extra}% = {hours} JP.", given=counted, extra=extra, hours=hours)


def _explain(code: str, hours: Fraction, steps: tuple[Message, ...], law: Law) -> Explanation:
    sentence = message("{form} ({code}) counts {hours} JP.", form=Term(code), code=code, hours=hours)
    return Explanation(sentence, steps, (law.citation("development_form", code),))
