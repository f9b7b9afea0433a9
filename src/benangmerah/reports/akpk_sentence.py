"""The five sentences that an official signs, with the figures of the run; what is not known is said to be unknown."""

from __future__ import annotations

from collections.abc import Sequence

from benangmerah.domain.plan import CUT_PERCENT
from benangmerah.kernel.explanation import Message, Term, Value, message
from benangmerah.reports.akpk_facts import AkpkFacts
from benangmerah.reports.unserved import Unserved

CUT_ANNEX = "IV"
LIMITS_NAMED = 4


def say_five(akpk: AkpkFacts) -> Sequence[Message]:
    """The five sentences in their order."""
    first = (_say_assessed(akpk), _say_below(akpk))
    if not akpk.facts.has_plan:
        unsaid = message("Not to be said yet: there is no plan, because this run names no money for {year}.",
                         year=str(akpk.facts.year))  # fmt: skip
        return (*first, unsaid, unsaid, unsaid)
    return (*first, _say_thread(akpk), _say_plan(akpk), _say_effect(akpk))


def _say_assessed(akpk: AkpkFacts) -> Message:
    whole = None if akpk.coverage is None else akpk.coverage.whole
    return message(
        "Up to {day}, {assessed} of {people} ASN ({percent} %) in {opds} units ({opd}) have been assessed; {decreed} "
        "of {positions} positions have decreed standards; who is not assessed is not counted as zero.",
        day=akpk.facts.as_of,
        assessed=None if whole is None else whole.some,
        people=akpk.people,
        percent=None if whole is None else whole.percent,
        opds=akpk.opds,
        opd=akpk.directory.organization.opd_word,
        decreed=akpk.standards.decreed,
        positions=akpk.standards.position_count,
    )


def _say_below(akpk: AkpkFacts) -> Message:
    assessed = None if akpk.coverage is None else akpk.coverage.whole.some
    is_known = akpk.below is not None and assessed
    return message(
        "{below} people ({percent} % of those assessed) are below standard in at least one competency, {owing} have "
        "not met a training that their position requires, {slow} perform below their target, and {units} of {known} "
        "units of which target and realisation are known are below a performance target.",
        below=akpk.below if assessed or assessed is None else None,
        percent=100 * (akpk.below or 0) / (assessed or 1) if is_known else None,
        owing=None if akpk.owed is None else akpk.owed.owing,
        slow=None if akpk.performance is None else akpk.performance.get("below", 0),
        units=akpk.unit_targets.units_below if akpk.unit_targets.units_known else None,
        known=akpk.unit_targets.units_known,
    )


def _say_thread(akpk: AkpkFacts) -> Message:
    targets = akpk.thread.targets
    if not targets:
        return message("The data hold no development plan, so no target can be named that this plan supports.")
    return message(
        "This plan supports {covered} of {targets} targets of the development plans; {percent} % of the money is "
        "traced to a target; {uncovered} targets are not supported yet.",
        covered=akpk.thread.covered,
        targets=len(targets),
        percent=akpk.money_traced_percent,
        uncovered=len(akpk.thread.uncovered),
    )


def _say_plan(akpk: AkpkFacts) -> Message:
    plan = akpk.plan
    return message(
        "In {year}: {programmes} programmes, {batches} batches, {items} participations of {people} people, IDR {spent} "
        "of a ceiling of IDR {budget}.",
        year=str(akpk.facts.year),
        programmes=plan.programmes,
        batches=plan.batches,
        items=len(plan.items),
        people=plan.participants,
        spent=plan.spent_rupiah,
        budget=plan.budget_rupiah,
    )


def _say_effect(akpk: AkpkFacts) -> Message:
    plan = akpk.plan
    return message(
        "With this plan the PNS with at least {minimum} JP rise from {before} to {after}, {percent} % of the weighted "
        "gap is closed, while {needs} needs are not closed in full{because}; if the ceiling fell by {cut} %, what "
        "would be postponed stands in Annex {annex}.",
        minimum=plan.hours.minimum,
        before=plan.hours.reached_before,
        after=plan.hours.reached_after,
        percent=plan.closure_percent,
        needs=None if plan.unserved is None else plan.unserved.total_needs,
        because=_say_limits(plan.unserved),
        cut=CUT_PERCENT,
        annex=CUT_ANNEX,
    )


def _say_limits(unserved: Unserved | None) -> Value:
    """Why, the limits that bind most needs first; nothing where every need is closed or the run keeps none."""
    limits = [] if unserved is None else [limit for limit in unserved.limits if unserved.needs.get(limit)]
    if unserved is None or not limits:
        return ""
    named, rest = limits[:LIMITS_NAMED], sum(unserved.needs[limit] for limit in limits[LIMITS_NAMED:])
    reasons = [message("{limit} ({count})", limit=Term(limit), count=unserved.needs[limit]) for limit in named]
    if rest:
        reasons.append(message("other limits ({count})", count=rest))
    return message(" because: {reasons}", reasons=reasons)
