from __future__ import annotations

import pytest

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Message
from benangmerah.snapshot.contract.inputs import GRADES
from benangmerah.snapshot.validate import check_dataset
from benangmerah.synthesis.agencies import nation_of
from benangmerah.synthesis.nation import make_nation


@pytest.mark.parametrize(("people", "agencies", "made"), [(1, 1, 1), (3, 9, 3), (500, 9, 9), (4000, 20, 20)])
def test_nation_has_exactly_so_many_people_and_agencies_and_no_fault(people: int, agencies: int, made: int) -> None:
    nation = make_nation(people=people, agencies=agencies, seed=5)
    assert nation.table("employees").num_rows == people
    assert nation.table("agencies").num_rows == made
    assert len(set(nation.table("employees")["agency_id"].to_pylist())) == made
    assert check_dataset(nation) == ()


def test_agencies_differ_in_size_and_name() -> None:
    agencies = nation_of(500_000, 640)
    sizes = [agency.people for agency in agencies]
    assert sum(sizes) == 500_000
    assert sizes[0] > 20 * sizes[-1] > 0
    assert len({agency.name for agency in agencies}) == 640


def test_nation_reaches_every_grade() -> None:
    nation = make_nation(people=20_000, agencies=8, seed=1)
    assert set(nation.table("positions")["grade"].to_pylist()) == set(GRADES)


def test_some_people_aim_at_a_position_of_another_agency() -> None:
    nation = make_nation(people=4000, agencies=8, seed=1)
    positions = nation.table("positions").to_pylist()
    agency_of = {position["position_id"]: position["agency_id"] for position in positions}
    people = nation.table("employees").to_pylist()
    assert {agency_of[person["position_id"]] == person["agency_id"] for person in people} == {True}
    targets = [person for person in people if person["target_position_id"]]
    moved = [person for person in targets if agency_of[person["target_position_id"]] != person["agency_id"]]
    assert 0 < len(moved) < len(targets) // 10


def test_some_agencies_have_no_money_and_some_only_that_of_units() -> None:
    budgets = make_nation(people=4000, agencies=20, seed=1).table("budgets").to_pylist()
    whole = {row["agency_id"] for row in budgets if row["unit_id"] is None}
    named = {row["agency_id"] for row in budgets}
    assert len(named) == 19
    assert named - whole == {"I0007"}


def test_nation_without_agencies_is_refused() -> None:
    with pytest.raises(BenangMerahError) as refused:
        make_nation(people=10, agencies=0, seed=1)
    reason = Message("An example needs at least one agency, not {agencies}.", (("agencies", 0),))
    assert refused.value.reason == reason


@pytest.mark.slow
def test_nation_of_half_a_million_is_made() -> None:
    nation = make_nation(people=500_000, agencies=60, seed=1)
    assert nation.table("employees").num_rows == 500_000
    assert nation.table("ratings").num_rows > 9_000_000
    assert check_dataset(nation) == ()
