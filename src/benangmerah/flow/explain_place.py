"""Why a figure of a unit or an agency is what it is: the rule, the arithmetic, what it adds up, article and policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from benangmerah.domain.organisation_gap import explain_organisation_gap
from benangmerah.domain.rollup import Rollup, explain_rollup
from benangmerah.flow.explain_strategy import explain_strategy
from benangmerah.flow.explain_thread import explain_thread
from benangmerah.flow.read_person_result import policy_of
from benangmerah.kernel.explanation import Citation, Explanation, Message, Term, message
from benangmerah.kernel.quantity import exact
from benangmerah.regulations.library import Law, load_library
from benangmerah.store.models.gap_map import GapMap
from benangmerah.store.models.intervention import Intervention
from benangmerah.store.models.need_sum import NeedSum
from benangmerah.store.models.organisation_gap import OrganisationGap
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.place import Place, RunTree
from benangmerah.store.selectors.plan import list_limits, read_agency_plan, read_plan_line, read_share
from benangmerah.store.selectors.plan_next import add_up_next, find_waiting, may_count_next, name_next
from benangmerah.store.selectors.policy_mirror import add_up_mirror, list_mirror_lines
from benangmerah.store.selectors.scope import OutOfScopeError, Scope
from benangmerah.store.selectors.seen import seen_by

BASIS = "development_plan/basis"
PARTS_SHOWN = 10


@dataclass(frozen=True)
class FigureQuestion:
    """Which figure of which place: empty means all competencies, sectors and statuses."""

    figure: str
    subject_id: str = ""
    kind: str = "competency"
    target: str = "held"
    sector: str = ""
    status: str = ""


@dataclass(frozen=True)
class _Asked:
    scope: Scope
    run: Run
    tree: RunTree
    place: Place
    question: FigureQuestion

    @property
    def law(self) -> Law:
        return load_library().on(self.run.law_date)

    def cells(self, level: str, scope_ids: Sequence[str]) -> dict[str, GapMap]:
        """The rows of the gap map that the figure stands in, by place; too few people behind one leave it out."""
        asked = self.question
        rows = GapMap.objects.filter(
            self.tree.split(level, scope_ids, asked.sector, asked.status),
            run=self.run,
            kind=asked.kind,
            target=asked.target,
            subject_id=asked.subject_id or None,
        )
        return {
            row.scope_id: row
            for row in rows
            if not self.tree.is_hidden(row.scope_id if level == "unit" else None, row.people)
        }

    @property
    def split(self) -> tuple[str, str]:
        """The sector and status asked for."""
        return self.question.sector, self.question.status

    @property
    def own(self) -> GapMap | None:
        """The row of the place itself."""
        return self.cells(self.place.level, [self.place.scope_id]).get(self.place.scope_id)


def explain_figure_of(
    scope: Scope, run: Run, tree: RunTree, place: Place, question: FigureQuestion
) -> list[Explanation]:
    """The explanations of one figure; a figure that is not known is refused."""
    explain = FIGURES.get(question.figure)
    if explain is None:
        raise OutOfScopeError(message("There is no figure called {name}.", name=question.figure))
    return [*explain(_Asked(scope, run, tree, place, question)), _say_policy(run)]


def _explain_gap(asked: _Asked) -> Iterator[Explanation]:
    row = asked.own
    if row is None:
        yield _nothing()
        return
    counted = Rollup(
        row.people, row.required_count, row.assessed_count, row.below_count, row.below_people,
        exact(row.burden or 0), None, None, None, row.index_people,
    )  # fmt: skip
    found = explain_rollup(counted)
    threshold = policy_of(asked.run).gap_counts_from
    steps = [
        *(found.steps if row.burden is not None else ()),
        message(
            "Share assessed: {assessed} ÷ {required} = {percent} %; what is not assessed is counted as nothing, not "
            "as zero.",
            assessed=row.assessed_count,
            required=row.required_count,
            percent=_percent(row),
        ),
        message(
            "A requirement counts as a gap from {threshold} level short; a surplus never makes up for a gap.",
            threshold=threshold,
        ),
    ]
    if row.burden is not None and row.below_people:
        steps.append(
            message("Depth: {burden} ÷ {people} people below = {depth} levels.", burden=exact(row.burden),
                    people=row.below_people, depth=exact(row.burden) / row.below_people)
        )  # fmt: skip
    parts = _parts(asked, lambda cell: (cell.burden or cell.below_people, _say_cell(cell)))
    yield Explanation(found.sentence, tuple(steps), (_basis(asked, "gap"),), parts)
    if asked.question.kind == "competency":
        yield from explain_strategy(asked.run, asked.tree, asked.place, asked.split, asked.question.subject_id)


def _explain_index(asked: _Asked) -> Iterator[Explanation]:
    row = asked.own
    if row is None or row.index_mean is None:
        yield _nothing()
        return
    law = asked.law
    yield Explanation(
        message(
            "Mean IP ASN {mean} over {people} people who have one.", mean=exact(row.index_mean), people=row.index_people
        ),
        (
            message("It is the plain mean of the people, not of the units."),
            message(
                "A simulation under {instrument}, not the official figure.",
                instrument=law.citation("professionalism_index/competency").instrument,
            ),
        ),
        (law.citation("professionalism_index/category"),),
        _parts(
            asked, lambda cell: (-(cell.index_mean or 0), _say_index(cell)) if cell.index_mean is not None else None
        ),
    )


def _explain_need(asked: _Asked) -> Iterator[Explanation]:
    question = asked.question
    row = NeedSum.objects.filter(
        asked.tree.split(asked.place.level, [asked.place.scope_id], question.sector, question.status), run=asked.run,
        competency_id=question.subject_id or None,
    ).first()  # fmt: skip
    if row is None or asked.tree.is_hidden(asked.place.unit_id, row.people):
        yield _nothing()
        return
    yield Explanation(
        message("{needs} needs of {people} people, {gap} levels short, priority {priority}.", needs=row.need_count,
                people=row.people, gap=exact(row.gap), priority=exact(row.priority)),
        (
            message("A need is a gap that is measured; priority = gap × weight, summed over needs."),
            message("The plan closes {closed} in full and {partly} in part; {open} are not served, {left} belong to "
                    "people it is not for.", closed=row.closed_count, partly=row.partly_count, open=row.open_count,
                    left=row.left_out_count),
        ),
        (_basis(asked, "need"),),
    )  # fmt: skip
    yield from explain_strategy(asked.run, asked.tree, asked.place, asked.split, question.subject_id)


def _explain_plan(asked: _Asked) -> Iterator[Explanation]:
    agency = read_agency_plan(asked.run, asked.place)
    own = read_share(asked.run, asked.tree, asked.place, *asked.split)
    if own is None or own.people is None:
        yield _nothing()
        return
    closed, whole = exact(own.weighted_closure or 0), exact(own.weighted_gap or 0)
    yield Explanation(
        message("Weighted gap closed: {closed} ÷ {whole} = {percent} %.", closed=closed, whole=whole,
                percent=100 * closed / whole if whole else None),
        (
            message("Closure = weight × levels closed, summed over the needs of the {people} people the plan is for.",
                    people=own.planned_people),
            message("Cost by the head {cost} rupiah; what batches cost belongs to no unit.", cost=own.cost_rupiah),
        ),
        (_basis(asked, "plan"),),
        tuple(
            Explanation(message("{limit}: {needs} needs", limit=Term(each.limit), needs=each.need_count))
            for each in list_limits(asked.run, asked.tree, asked.place, *asked.split)
        ),
    )  # fmt: skip
    if agency is not None:
        yield Explanation(
            message("This plan is at most {percent} % away from the best plan that is possible under the same limits.",
                    percent=exact(agency.optimality_gap_percent)),
            (
                message("Objective {objective} = closure {closure} − the policy's price × {missing} missing JP.",
                        objective=exact(agency.objective), closure=exact(agency.weighted_closure),
                        missing=exact(agency.missing_jp)),
                message("No lawful plan can have more than {bound}: that bound is proven.",
                        bound=exact(agency.upper_bound)),
                message("Method: {method}. Spent {spent} of {budget} rupiah in {batches} batches.",
                        method=Term(agency.method), spent=agency.spent_rupiah, budget=agency.budget_rupiah,
                        batches=agency.batches),
            ),
        )  # fmt: skip


def _explain_organisation(asked: _Asked) -> Iterator[Explanation]:
    """People a unit needs at a level: of one competency, every level that somebody wrote down."""
    rows = OrganisationGap.objects.filter(
        run=asked.run, unit_id=asked.place.scope_id, competency_id=asked.question.subject_id
    ).order_by("level")
    for row in rows:
        found = explain_organisation_gap(row.level, row.people_needed, row.people_at_level)
        yield Explanation(
            found.sentence,
            (
                *found.steps,
                message(
                    "Counted are active people of the unit and below whose attained level is {level} or more; who is "
                    "not assessed is not among them.",
                    level=row.level,
                ),
            ),
            (_basis(asked, "need"),),
        )
    if not rows:
        yield _nothing()


def _explain_offering(asked: _Asked) -> Iterator[Explanation]:
    """What an offering costs and closes in the plan of a place."""
    line = read_plan_line(asked.run, asked.tree, asked.place, asked.question.subject_id)
    row = Intervention.objects.filter(seen_by(asked.run), intervention_id=line.intervention_id).first()
    if row is None:
        yield _nothing()
        return
    is_whole = asked.place.unit_id is None
    heads = message("By the head: {people} × {cost} = {sum} rupiah.", people=line.people, cost=row.cost_per_participant,
                    sum=line.people * row.cost_per_participant)  # fmt: skip
    batches = message("Batches: {batches} × {cost} = {sum} rupiah.", batches=line.batches, cost=row.cost_per_batch,
                      sum=line.batches * row.cost_per_batch)  # fmt: skip
    no_batches = message("What its batches cost belongs to no unit.")
    closes = (
        []
        if line.shown_closes is None
        else [
            message(
                "It closes {closes} levels of {needs} needs (each item is credited with what it adds, in the order of "
                "its highest level).",
                closes=exact(line.shown_closes),
                needs=line.shown_needs,
            )
        ]
    )
    yield Explanation(
        message("{title}: {cost} rupiah, {people} participants in {batches} batches.", title=line.title,
                cost=line.cost_rupiah, people=line.people, batches=line.batches),
        (heads, batches if is_whole else no_batches, *closes, *_say_next(asked, line)),
        (_basis(asked, "plan"),),
    )  # fmt: skip


def _say_next(asked: _Asked, line: Any) -> Iterator[Message]:
    """What would come in its place, and what its money would buy first."""
    following = name_next(asked.run, asked.place, line.intervention_id)
    if may_count_next(asked.tree, asked.place, len(following)):
        for each in add_up_next(following)[:PARTS_SHOWN]:
            yield (
                message("In its place nothing that is worth its price: {people} participants.", people=each.people)
                if each.title is None
                else message("In its place {title}: {people} participants.", title=each.title, people=each.people)
            )
    waiting = find_waiting(asked.run, asked.place, line.cost_rupiah, line.intervention_id)
    if waiting is not None:
        yield message(
            "With the {cost} rupiah that it would free, the first to be bought next is {title}: {people} people, "
            "{price} rupiah, {closes} weighted levels.",
            cost=line.cost_rupiah, title=waiting.title, people=waiting.people, price=waiting.cost_rupiah,
            closes=exact(waiting.weighted_closure),
        )  # fmt: skip


def _explain_mirror(asked: _Asked) -> Iterator[Explanation]:
    lines = list_mirror_lines(asked.scope, asked.run, asked.tree, asked.place)
    totals = add_up_mirror(lines)
    if not totals.lines:
        yield _nothing()
        return
    yield Explanation(
        message("Can have met a need: {met} ÷ {known} rupiah = {percent} %.", met=totals.met_rupiah,
                known=totals.known_rupiah, percent=None if totals.met_share is None else 100 * exact(totals.met_share)),
        (
            message("Of each line, money × the smaller of people with the need and participants ÷ participants; people "
                    "with the need are those of its unit and below, or of the agency."),
            message("{lines} of {all} lines are left out of the share: their participants or competencies are not "
                    "known.",
                    lines=totals.lines - totals.known_lines, all=totals.lines),
        ),
        (_basis(asked, "need"),),
    )  # fmt: skip


FIGURES: dict[str, Callable[[_Asked], Iterator[Explanation]]] = {
    "gap": _explain_gap, "index": _explain_index, "need": _explain_need, "plan": _explain_plan,
    "mirror": _explain_mirror,
    "organisation": _explain_organisation,
    "offering": _explain_offering,
    "thread": lambda asked: explain_thread(asked.run, asked.tree, asked.place),
}  # fmt: skip
"""What can be asked about a place."""


def _parts(asked: _Asked, say: Callable[[GapMap], tuple[float, Message] | None]) -> tuple[Explanation, ...]:
    """The units right below, the most telling first."""
    units = {unit.unit_id: unit.name for unit in asked.tree.rows(asked.place.unit_id)}
    found = []
    for unit_id, cell in asked.cells("unit", list(units)).items():
        said = say(cell)
        if said is not None:
            found.append((-said[0], units[unit_id], said[1]))
    found.sort(key=lambda each: each[:2])
    return tuple(
        Explanation(message("{unit}: {words}", unit=name, words=words)) for _, name, words in found[:PARTS_SHOWN]
    )


def _say_cell(cell: GapMap) -> Message:
    return message("{below} of {people} people below, {assessed} of {required} requirements assessed",
                   below=cell.below_people, people=cell.people, assessed=cell.assessed_count,
                   required=cell.required_count)  # fmt: skip


def _say_index(cell: GapMap) -> Message:
    return message("{mean} over {people} people", mean=exact(cell.index_mean or 0), people=cell.index_people)


def _percent(row: GapMap) -> Fraction | None:
    return Fraction(100 * row.assessed_count, row.required_count) if row.required_count else None


def _basis(asked: _Asked, entry: str) -> Citation:
    return asked.law.citation(BASIS, entry)


def _say_policy(run: Run) -> Explanation:
    if run.policy is None:
        return Explanation(message("Policy: the defaults; no policy was in force."))
    return Explanation(message("Policy: {decree}, in force from {day}.", decree=run.policy.decree,
                               day=run.policy.in_force_from))  # fmt: skip


def _nothing() -> Explanation:
    return Explanation(
        message("Nothing can be said here: nobody is asked for it, nobody was assessed, there is no plan, or too few "
                "people stand behind the figure.")
    )  # fmt: skip
