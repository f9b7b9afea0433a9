"""A scenario planned in full: the proved plan takes the place of the sketch."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from benangmerah.domain.scenario import read_answer, read_question, write_answer, write_people
from benangmerah.flow.answer_sketch import world_of
from benangmerah.flow.jobs import finish_job
from benangmerah.kernel.progress import Progress
from benangmerah.store.models.job import Job
from benangmerah.store.models.scenario import Scenario


def refine(job: Job, progress: Progress) -> None:
    """Plan the question of a job's scenario in full; the job is finished by the transaction that writes it.

    Of two lawful plans the better one stays, under the lower of two proved bounds.
    """
    scenario = Scenario.objects.select_related("run").get(pk=job.request["scenario"])
    proved = world_of(scenario.run).answer(read_question(scenario.question), progress, is_refined=True)
    sketch = read_answer(scenario.answer)
    bound, is_better = min(sketch.upper_bound, proved.upper_bound), proved.is_better_than(sketch)
    answer = replace(proved if is_better else sketch, upper_bound=bound, is_refined=True)
    people = write_people(proved) if is_better else scenario.people
    with transaction.atomic():
        Scenario.objects.filter(pk=scenario.pk).update(answer=write_answer(answer), people=people, is_refined=True)
        finish_job(job.pk, {"distance_percent": answer.distance_percent})
