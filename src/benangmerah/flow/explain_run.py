"""Why a figure of a run that stands in the archive is what it is: of the run asked for, also of a former one."""

from __future__ import annotations

from collections.abc import Sequence

from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.explain_employee import explain_employee, explain_figure
from benangmerah.flow.run_folder import path_of
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Explanation, message
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_person import RunPerson
from benangmerah.store.selectors.run_person import read_run_person


def can_explain(run: Run) -> bool:
    """Whether the run's folder is on this server: it may be taken away, and put back."""
    return bool(run.folder) and path_of(run).is_dir()


def explain_person(
    visit: Visit, run: Run, employee_id: str, *, competency_id: str | None = None, figure: str = ""
) -> tuple[RunPerson, Sequence[Explanation]]:
    """The reasons of one figure of a person, or of all; ratings stand in them, so that the look is written down."""
    person = read_run_person(visit.scope, run, employee_id, Right.READ_ASSESSMENTS)
    if visit.scope.employee_id != employee_id:
        write_audit(visit, Verb.ASSESSMENT_READ, employee_id=employee_id, place=(person.agency_id, person.unit_id),
                    run=str(run.pk), about=competency_id or figure or None)  # fmt: skip
    folder = path_of(run)
    if not can_explain(run):
        gone = message(
            "The folder of run {number} is not on this server any more, so that nothing can be explained. Put "
            "it back from the backup of the data folder.",
            number=str(run.pk),
        )
        return person, [Explanation(gone)]
    try:
        return person, explain_figure(folder, employee_id, figure) if figure else explain_employee(
            folder, employee_id, competency_id
        )
    except BenangMerahError as error:  # a competency that nobody asks of her
        return person, [Explanation(error.reason)]
