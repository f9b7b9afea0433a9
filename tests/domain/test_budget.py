from __future__ import annotations

from itertools import permutations

import pytest

from benangmerah.domain.budget import Budget, agency_money
from benangmerah.domain.organization import OrgUnit

UNITS = {
    unit_id: OrgUnit(unit_id, agency, parent, None, parent is None)
    for unit_id, agency, parent in (
        ("dinas", "kota", None), ("bidang", "kota", "dinas"), ("seksi", "kota", "bidang"), ("badan", "kota", None),
        ("lain", "kabupaten", None),
    )
}  # fmt: skip


def row(unit_id: str | None, amount: int, year: int = 2026, agency: str = "kota") -> Budget:
    return Budget(agency, unit_id, year, amount)


@pytest.mark.parametrize(
    ("budgets", "money"),
    [
        ([], None),
        ([row(None, 100)], 100),
        ([row(None, 0), row("dinas", 70)], 0),
        ([row(None, 100), row("dinas", 700)], 100),
        ([row("dinas", 70)], 70),
        ([row("dinas", 70), row("badan", 5)], 75),
        ([row("dinas", 70), row("bidang", 50), row("seksi", 20)], 70),
        ([row("dinas", 70), row("seksi", 20)], 70),  # what lies between has no row
        ([row("bidang", 50), row("seksi", 20), row("badan", 5)], 55),
        ([row("seksi", 20)], 20),
        ([row("dinas", 0)], 0),
        ([row(None, 100, year=2025)], None),
        ([row(None, 100, year=2025), row("seksi", 20)], 20),
        ([row("dinas", 70, year=2027), row("bidang", 50)], 50),
        ([row(None, 100, agency="kabupaten")], None),
        ([row("lain", 100, agency="kabupaten"), row("dinas", 70)], 70),
    ],
)
def test_rule_17_money_is_the_agencys_own_row_or_the_sum_of_its_topmost_unit_rows(
    budgets: list[Budget], money: int | None
) -> None:
    assert {agency_money("kota", order, UNITS, 2026) for order in permutations(budgets)} == {money}
