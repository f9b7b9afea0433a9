"""The worker's side of what-if questions: a run is opened once, then questions are answered from memory."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Collection
from typing import Any

from benangmerah.domain.scenario import read_question, write_answer, write_people
from benangmerah.flow.run_folder import path_of
from benangmerah.flow.sketch_world import WORLDS_KEPT, SketchWorld, open_world
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress
from benangmerah.planner.lifting import compile_lift
from benangmerah.store.models.job import Job
from benangmerah.store.models.run import Run

LOGGER = logging.getLogger(__name__)
_ONE_AT_A_TIME = threading.Lock()
"""A question waits while a run is being opened, and the other way round: neither search is made for two threads."""


def answer_sketch(job: Job, progress: Progress) -> dict[str, Any]:
    """Answer the question of a job."""
    progress(message("Opening the plan of the run"))
    with _ONE_AT_A_TIME:
        world = world_of(Run.objects.get(pk=job.request["run"]))
        progress(message("Sketching a plan"))
        answer = world.answer(read_question(job.request["question"]), progress)
    return {"answer": write_answer(answer), "people": write_people(answer)}


def world_of(run: Run) -> SketchWorld:
    """What questions about the run's plan are answered from."""
    return open_world(path_of(run), str(run.agency_id), run.as_of, run.year)


def warm_up(opened: Collection[int] = ()) -> frozenset[int]:
    """Open the newest published runs and ask each a question, so that the first reader waits for neither.

    As many as are kept; those of `opened` are open already. Gives the numbers of those that have been looked at.
    """
    newest = list(Run.objects.filter(is_published=True).order_by("-published_at")[:WORLDS_KEPT])
    for run in newest:
        if run.pk in opened:
            continue
        try:
            with _ONE_AT_A_TIME:
                world = world_of(run)
                world.answer(world.question)
                compile_lift(world.problem)
        except BenangMerahError as error:
            LOGGER.info("run %s is not opened: %s", run.pk, error)
    if any(run.pk not in opened for run in newest):
        # what is kept is looked at no more for what could be thrown away, which costs an answer some 0.15 s
        gc.unfreeze()
        gc.collect()
        gc.freeze()
    return frozenset(run.pk for run in newest)
