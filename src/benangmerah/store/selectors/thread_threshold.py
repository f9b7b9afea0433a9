"""The coverage an agency expects of a plan, its own or the law library's, and where a plan stays below it."""

from __future__ import annotations

from dataclasses import dataclass

from benangmerah.kernel.explanation import Message, message
from benangmerah.kernel.quantity import exact
from benangmerah.regulations.library import load_library
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.planning import ThreadThreshold
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.place import Place, RunTree
from benangmerah.store.selectors.thread import Thread, ThreadTotals

DEFAULT = "development_plan/thread_coverage"


@dataclass(frozen=True)
class Threshold:
    """Percent of targets and of money, and whether the agency has set them itself."""

    targets: float
    money: float
    is_own: bool
    decree: str | None = None


def read_threshold(agency_id: str, run: Run) -> Threshold:
    """What the agency has set, else what the law library proposes on the run's day."""
    own = ThreadThreshold.objects.filter(archived__isnull=True, agency_id=agency_id).first()
    if own is not None:
        return Threshold(own.targets_percent, own.money_percent, is_own=True, decree=own.decree)
    default = load_library().on(run.law_date).table(DEFAULT)
    return Threshold(float(default["targets"]), float(default["money"]), is_own=False)


def find_undoable(agency_id: str) -> int | None:
    """The change that set what the agency expects now, where it can be put back: its receipt's number."""
    own = ThreadThreshold.objects.filter(archived__isnull=True, agency_id=agency_id, recorded__kind=Receipt.Kind.POLICY)
    return own.values_list("recorded_id", flat=True).first()


def warn_plan(run: Run, tree: RunTree, place: Place) -> list[Message]:
    """What of the coverage stays below the threshold; a unit and a run without a plan are not warned."""
    if place.unit_id is not None:
        return []
    return list_warnings(Thread(run, tree, place).totals(), read_threshold(place.agency_id, run))


def list_warnings(totals: ThreadTotals, threshold: Threshold) -> list[Message]:
    """A sentence for each share that is known and below."""
    found = []
    covered, money = totals.covered_share, totals.money_share
    if not totals.items:
        return []
    if covered is not None and 100 * covered < threshold.targets:
        found.append(message(
            "Before it is submitted: {percent} % of the targets are served, {least} % are expected. {count} targets "
            "have no training.",
            percent=100 * exact(covered), least=exact(threshold.targets), count=totals.targets - totals.covered,
        ))  # fmt: skip
    if money is not None and 100 * money < threshold.money:
        found.append(message(
            "Before it is submitted: {percent} % of the money is traced to a target, {least} % are expected.",
            percent=100 * exact(money), least=exact(threshold.money),
        ))  # fmt: skip
    return found
