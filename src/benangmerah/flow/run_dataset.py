"""Dataset → gaps, needs and a plan without a web page: read and check it, then the tables go their way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benangmerah.exchange.exports.refusals import write_refusals
from benangmerah.exchange.imports.dataset import Reading, read_source
from benangmerah.exchange.imports.fault import EARLIEST
from benangmerah.flow.read_policy_file import read_policy_file
from benangmerah.flow.result_folder import REFUSED, check_result_folder
from benangmerah.flow.run_tables import Clock, RunOrder, RunResult, run_tables
from benangmerah.kernel.errors import BenangMerahError, RefusedInputError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.snapshot.validate import check_dataset
from benangmerah.snapshot.validate_keep import keep_valid


@dataclass(frozen=True, kw_only=True)
class RunRequest(RunOrder):
    """What a run of a dataset is asked for."""

    source: Path
    accept_valid: bool = False


def run_dataset(request: RunRequest, progress: Progress = silent) -> RunResult:
    """Run the circle from dataset to plan and publish the tables in the request's folder.

    Bad input raises RefusedInputError after `refused.csv` was written there; earlier results stay as they were.
    """
    _check_day(request.as_of)
    check_result_folder(request.out, overwrite=request.overwrite)
    policy = read_policy_file(request.policy_file)
    clock = Clock()
    with clock.stage("read"):
        progress(message("Reading the dataset"))
        reading = read_source(request.source, law_date=request.as_of, progress=progress)
        reading = check_reading(reading, request, progress, accept_valid=request.accept_valid)
    return run_tables(reading, request, policy, progress, clock)


def _check_day(as_of: date) -> None:
    if as_of < EARLIEST:
        raise BenangMerahError(
            message("{day} lies before the first day that can be computed, {earliest}.", day=as_of, earliest=EARLIEST),
            message("Write the day after --as-of as YYYY-MM-DD."),
        )


def check_reading(
    reading: Reading, order: RunOrder, progress: Progress = silent, *, accept_valid: bool = False
) -> Reading:
    """The dataset that goes on, with what was left out; faults that stop the run are written down first."""
    progress(message("Checking keys, references and circles"))
    refusals = (*reading.refusals, *check_dataset(reading.dataset))
    if refusals and accept_valid:
        try:
            dataset, pointing = keep_valid(reading.dataset, refusals)
        except RefusedInputError as error:
            refusals = error.refusals
        else:
            return Reading(dataset, (*refusals, *pointing), reading.notes)
    if refusals:
        order.out.mkdir(parents=True, exist_ok=True)
        write_refusals(refusals, order.out / REFUSED, order.language)
        raise RefusedInputError(
            message("{count} faults in the dataset; nothing was computed. All are listed in {file}.",
                    count=len(refusals), file=str(order.out / REFUSED)),
            refusals,
        )  # fmt: skip
    return reading
