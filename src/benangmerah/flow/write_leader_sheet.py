"""Results of a run → the sheet for leaders: the five sentences that are signed, and what would be postponed."""

from __future__ import annotations

from pathlib import Path

from benangmerah.domain.plan import CUT_PERCENT
from benangmerah.flow.write_documents import read_run
from benangmerah.kernel.message_json import Json, write_message
from benangmerah.reports.akpk_facts import read_akpk
from benangmerah.reports.akpk_sentence import say_five
from benangmerah.reports.cut_list import Cut, CutList
from benangmerah.reports.plan_cut import read_cut, say_cut


def make_leader_sheet(run_folder: Path) -> dict[str, list[Json]]:
    """`sentences` and `cuts` as they are kept: sentences that any language can be said in, and one row a batch."""
    akpk = read_akpk(read_run(run_folder, "id"))
    sentences = [write_message(each) for each in say_five(akpk)]
    cut = read_cut(akpk.plan)
    sketch = [] if cut is None else [write_message(each) for each in say_cut(akpk.plan, cut)]
    return {"sentences": sentences, "cuts": [{**_write_list(each), "sketch": sketch} for each in akpk.cuts]}


def _write_list(cuts: CutList) -> Json:
    return {
        "agency": cuts.agency.name, "percent": CUT_PERCENT, "ceiling_rupiah": cuts.ceiling_rupiah,
        "missing_rupiah": cuts.missing_rupiah, "freed_rupiah": cuts.freed_rupiah, "people": cuts.people,
        "budget_rupiah": cuts.agency.budget_rupiah, "spent_rupiah": cuts.agency.spent_rupiah,
        "batches": [_write_cut(place, cut) for place, cut in enumerate(cuts.cuts, 1)],
    }  # fmt: skip


def _write_cut(place: int, cut: Cut) -> Json:
    return {
        "place": place, "intervention_id": cut.line.offering.intervention_id, "title": cut.line.offering.title,
        "batch": cut.batch.number, "people": cut.batch.participants, "weighted_closure": cut.weighted_closure,
        "missing_jp": float(cut.missing_jp), "cost_rupiah": cut.batch.cost_rupiah, "freed_rupiah": cut.freed_rupiah,
        "is_kept_longest": cut.is_kept_longest,
    }  # fmt: skip
