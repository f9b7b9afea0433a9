"""Who gains by a scenario and who is no longer helped; levels closed stand there, so looks are written down."""

from __future__ import annotations

from dataclasses import dataclass

from benangmerah.domain.scenario import PersonChange, read_answer
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.store.selectors.run_unit import units_of
from benangmerah.store.selectors.scenario import SavedScenario, list_people, read_scenario


@dataclass(frozen=True)
class ChangedPerson:
    """Somebody for whom a scenario is not the plan, with what she is called and where she works."""

    employee_id: str
    name: str
    position_title: str
    opd: str
    fate: str
    """`gaining`, `losing` or `dropped`."""
    items_before: int
    items: int
    hours_before: float
    hours: float
    levels_before: float
    levels: float


def read_changed_people(visit: Visit, scenario_id: int) -> tuple[SavedScenario, list[ChangedPerson]]:
    """The people of a scenario's answer whom the reader may see, those who are no longer helped first."""
    scenario = read_scenario(visit.scope, scenario_id)
    known = list_people(visit.scope, scenario.run)
    units = {unit.unit_id: unit.name for unit in units_of(scenario.run.pk, scenario.run.snapshot_hash)}
    write_audit(visit, Verb.ASSESSMENT_READ, place=(scenario.agency_id, None), run=str(scenario.run_id),
                about="scenario")  # fmt: skip
    found = []
    for change in read_answer(scenario.answer, scenario.people).people:
        person = known.get(change.employee_id)
        if person is not None:
            found.append(ChangedPerson(
                change.employee_id, person.name, person.position_title, units.get(person.opd_id or person.unit_id, ""),
                _name_fate(change), change.items_before, change.items, change.hours_before, change.hours,
                change.levels_before, change.levels,
            ))  # fmt: skip
    return scenario, sorted(found, key=lambda each: (ORDER.index(each.fate), each.name, each.employee_id))


ORDER = ("dropped", "losing", "gaining")


def _name_fate(change: PersonChange) -> str:
    return "gaining" if change.is_gaining else "dropped" if change.is_dropped else "losing"
