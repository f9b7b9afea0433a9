from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benangmerah.flow.explain_employee import explain_employee
from benangmerah.flow.run_dataset import RunRequest, run_dataset
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Explanation, render
from tests.factories.office import AS_OF, office_rows, write_rows


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jelaskan")
    source = write_rows(office_rows(), folder / "kantor")
    return run_dataset(RunRequest(source=source, out=folder / "hasil", as_of=AS_OF)).out


def sentences(explanations: list[Explanation], language: str) -> Iterator[str]:
    for one in explanations:
        yield render(one.sentence, language)
        yield from (render(step, language) for step in one.steps)
        yield from sentences(list(one.parts), language)


def test_explain_tells_ratings_used_and_ignored_the_arithmetic_and_the_rank(results: Path) -> None:
    told = list(sentences(explain_employee(results, "budi", "T.1"), "en"))
    assert told == [
        "Surveilans, position held: Analis Kesehatan",
        "On 1 January 2026 the position requires level 3, by the standard valid from the beginning until before further notice.",
        "Attained level 1.5, judged, from superior.",
        "For a technical competency the first source with a counting rating decides: competency test, certificate, superior.",
        "Mean of 1 raters: (1.5) ÷ 1 = 1.5.",
        "Rating 3 by superior on 1 January 2024, level 4: ignored, it is older than the 12 months for which this source is valid.",
        "Rating 2 by superior on 1 September 2025, level 1.5: it counts.",
        "Required 3 − attained 1.5 = gap 1.5, surplus 0: gap.",
        "A requirement counts as a gap from 0.5 level short.",
        "Weight 1 = importance 1 × criticality 1 × (1 + strategic weight 0).",
        "Priority 1.5 = gap 1.5 × weight 1; rank 2 of 2 in the agency.",
    ]


def test_explain_says_what_was_not_assessed_in_indonesian(results: Path) -> None:
    told = list(sentences(explain_employee(results, "sari", "T.1"), "id"))
    assert told[-1].startswith("Hanya penilaian diri sendiri yang berlaku")


def test_explain_cites_the_law_of_the_index(results: Path) -> None:
    index = explain_employee(results, "ratna")[-1]
    assert {citation.instrument for citation in index.citations} == {"Peraturan BKN 8/2019"}


@pytest.mark.parametrize(("employee", "competency"), [("tiada", None), ("ratna", "T.1"), ("ratna", "tiada")])
def test_explain_refuses_what_the_run_does_not_know(results: Path, employee: str, competency: str | None) -> None:
    with pytest.raises(BenangMerahError):
        explain_employee(results, employee, competency)


def test_explain_refuses_a_folder_without_a_run(tmp_path: Path) -> None:
    with pytest.raises(BenangMerahError, match="holds no run"):
        explain_employee(tmp_path, "budi")


def test_explain_tells_the_plan_its_items_and_what_stays_open(tmp_path: Path) -> None:
    rows = office_rows()
    rows["interventions"] = [
        {"intervention_id": "K1", "title": "Bimtek surveilans", "form": "KL10", "learning_hours": 20.0, "cost_per_participant": 500_000, "cost_per_batch": 0, "period": 3},
    ]  # fmt: skip
    rows["effects"] = [{"intervention_id": "K1", "competency_id": "T.1", "raise_by": 1.0, "raise_to": 3.0}]
    source = write_rows(rows, tmp_path / "kantor")
    out = run_dataset(RunRequest(source=source, out=tmp_path / "hasil", as_of=AS_OF, budget=500_000)).out
    told = list(sentences(explain_employee(out, "budi"), "en"))
    assert told[told.index("The plan: 1 items, 2 needs not or not fully served.") :] == [
        "The plan: 1 items, 2 needs not or not fully served.",
        "Bimtek surveilans (K1), batch 1: closes a gap.",
        "It begins in month 3 of the plan year.",
        "It gives 20 JP and costs Rp 500,000 by the head.",
        "It closes 1 levels, weighted 1.",
        "Gaps it closes, in whole or in part: Surveilans.",
        "In its place nothing would come that is worth its price.",
        "That closes 1 weighted levels fewer, and 20 JP more are missing to the minimum.",
        "Integritas, position aimed: not or not fully served. In the way: no offering fits.",
        "The run says: Masih kurang 0,75 level. Tidak ada kegiatan terbuka bagi instansi yang menaikkannya.",
        "Surveilans, position held: not or not fully served. In the way: no offering fits.",
        "The run says: Masih kurang 0,5 level. Tidak ada kegiatan terbuka bagi instansi yang menaikkannya.",
    ]
