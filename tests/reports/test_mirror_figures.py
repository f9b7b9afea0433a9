from __future__ import annotations

from fractions import Fraction
from typing import Any

from benangmerah.reports.mirror_figures import CompetencyMirror, SpendingLine, Totals, add_lines, read_mirror
from tests.reports.cast import CAST, change
from tests.reports.mirror_cast import FOUND, MIRRORED, SPENDING


def line(**more: Any) -> SpendingLine:
    given: dict[str, Any] = {
        "spending_id": "b", "agency_id": "kota", "unit_id": None, "year": 2025, "title": "x", "amount_rupiah": 900,
        "participants": 3, "people_with_need": 1, "objectives": 0,
    }  # fmt: skip
    return SpendingLine(**(given | more))


def test_totals_leave_out_what_is_not_known() -> None:
    assert read_mirror(MIRRORED).totals == Totals(
        lines=6, rupiah=20_500_000, known_lines=2, known_rupiah=13_000_000, rupiah_met=Fraction(5_000_000), seats=9,
        seats_met=2,
    )  # fmt: skip


def test_shares_are_taken_over_known_lines_alone() -> None:
    totals = read_mirror(MIRRORED).totals
    assert (totals.money_percent, totals.seat_percent) == (Fraction(500, 13), Fraction(200, 9))
    assert (totals.unknown_lines, totals.unknown_rupiah) == (4, 7_500_000)


def test_share_of_nothing_known_is_unknown() -> None:
    totals = add_lines([line(participants=None), line(people_with_need=None), line(participants=0)])
    assert (totals.money_percent, totals.seat_percent, totals.unknown_lines) == (None, None, 3)


def test_line_without_money_still_counts_its_seats() -> None:
    totals = add_lines([line(amount_rupiah=0)])
    assert (totals.money_percent, totals.seat_percent) == (None, Fraction(100, 3))


def test_money_of_a_line_is_spread_over_its_seats_exactly() -> None:
    assert line(amount_rupiah=100, participants=3, people_with_need=1).rupiah_met == Fraction(100, 3)
    assert line(participants=3, people_with_need=50).rupiah_met == 900


def test_lines_stand_by_money_and_those_nobody_needed_are_told_even_without_participants() -> None:
    figures = read_mirror(MIRRORED)
    assert [each.spending_id for each in figures.lines] == ["b1", "b3", "b2", "b4", "b5", "b6"]
    assert [each.spending_id for each in figures.unwanted] == ["b3", "b2"]
    assert [each.spending_id for each in figures.unknown] == ["b3", "b4", "b5", "b6"]


def test_objectives_of_an_unknown_competency_are_unknown() -> None:
    found = {each.spending_id: each.objectives for each in read_mirror(MIRRORED).lines}
    assert found == {"b1": 1, "b2": 0, "b3": 0, "b4": None, "b5": None, "b6": 0}


def test_needs_within_reach_are_those_of_the_unit_that_bought_and_below() -> None:
    assert read_mirror(MIRRORED).competencies == [
        CompetencyMirror("Penyuluhan", "technical", 1, 1.0, 0, 0, 0, 0),
        CompetencyMirror("Integritas", "managerial", 2, 2.5, 3, 13_500_000, 9, 2),
    ]


def test_line_of_a_unit_below_reaches_only_that_unit() -> None:
    only = [row for row in SPENDING if row["spending_id"] == "b6"]
    found = read_mirror(change(MIRRORED, spending=only, policy_mirror=FOUND[5:])).competencies
    assert [(each.name, each.people_in_reach, each.people_out_of_reach) for each in found] == [
        ("Integritas", 1, 1), ("Penyuluhan", 0, 1),
    ]  # fmt: skip


def test_line_of_the_agency_reaches_everybody_in_what_its_offering_raises() -> None:
    effects = [
        {"intervention_id": "k1", "competency_id": competency, "raise_by": 1, "raise_to": 2}
        for competency in ("m1", "t2")
    ]
    found = read_mirror(
        change(MIRRORED, spending=SPENDING[2:3], policy_mirror=FOUND[2:3], effects=effects)
    ).competencies
    assert [(each.people_in_reach, each.lines, each.seats) for each in found] == [(2, 1, None), (1, 1, None)]


def test_line_reaches_nobody_of_another_agency() -> None:
    elsewhere = [{**SPENDING[0], "unit_id": None, "agency_id": "lain"}]
    found = read_mirror(change(MIRRORED, spending=elsewhere, policy_mirror=FOUND[:1])).competencies
    assert [each.people_in_reach for each in found] == [0, 0]


def test_own_competency_of_a_line_outweighs_that_of_its_offering() -> None:
    both = [{**SPENDING[0], "intervention_id": "k1", "competency_id": "t2", "unit_id": "kes"}]
    found = {
        each.name: each.lines
        for each in read_mirror(change(MIRRORED, spending=both, policy_mirror=FOUND[:1])).competencies
    }
    assert found == {"Penyuluhan": 1, "Integritas": 0}


def test_buyer_is_the_opd_above_the_unit() -> None:
    figures = read_mirror(MIRRORED)
    assert {each.spending_id: figures.buyer_of(each) for each in figures.lines} == {
        "b1": "dik", "b2": "kec", "b3": None, "b4": "kes", "b5": "kes", "b6": "dik",
    }  # fmt: skip


def test_run_without_a_mirror_has_no_lines() -> None:
    assert (read_mirror(CAST).lines, read_mirror(CAST).totals.lines) == ([], 0)
