from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from benangmerah.flow.load_example import load_example
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.store.extract import extract_dataset, in_key_order
from benangmerah.store.models import IndicatorBase, Objective, ObjectiveBudget, ObjectiveDetail, PlanningDocument
from benangmerah.synthesis.city import make_city

NOON = datetime(2026, 1, 5, 5, tzinfo=UTC)
DAY = date(2026, 3, 1)


@pytest.mark.django_db
def test_example_city_goes_into_an_empty_archive_once() -> None:
    receipt = load_example(people=60, seed=3, as_of=DAY, made_at=NOON)
    city, stored = make_city(people=60, seed=3, as_of=DAY), extract_dataset()
    assert (receipt.kind, receipt.made_at) == ("example", NOON)
    assert [name for name in INPUTS if stored.table(name) != in_key_order(city.table(name), INPUTS[name])] == []
    assert {row.kind: row.first_year for row in PlanningDocument.objects.all()} == {
        "rpjmd": 2025, "renstra": 2025, "rpjmn": 2025,
    }  # fmt: skip
    assert ObjectiveDetail.objects.filter(recorded=receipt).count() == stored.table("objectives").num_rows
    kinds = dict(Objective.objects.values_list("objective_id", "kind"))
    details = {row.objective_id: row for row in ObjectiveDetail.objects.all()}
    supported = {row.national_objective_id for row in details.values()} - {None}
    assert {kinds[str(key)] for key in supported} == {"national_priority"}
    assert {kinds[row.objective_id] for row in details.values() if row.unit_id} >= {"program", "sub_activity"}
    assert {kinds[row.objective_id] for row in ObjectiveBudget.objects.all()} == {"program"}
    stunting = IndicatorBase.objects.get(name="Angka stunting")
    assert (stunting.base_year, stunting.base_value) == (2024, 16)  # 14 in 2025, 12 in 2026: 16 the year before
    with pytest.raises(BenangMerahError) as caught:
        load_example(people=60, seed=3, as_of=DAY, made_at=NOON)
    assert caught.value.say("id") == (
        "Arsip sudah berisi instansi; contoh hanya dapat dimuat ke arsip yang kosong. "
        "Tentukan folder data lain, atau basis data lain."
    )
