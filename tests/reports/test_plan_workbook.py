"""What stands beside the plan in its documents: prices as ranges, whom it serves, what comes next, what falls away."""

from __future__ import annotations

import pytest

from benangmerah.reports.akpk import write_akpk_docx, write_akpk_pdf, write_akpk_workbook
from benangmerah.reports.plan import write_plan_docx, write_plan_pdf, write_plan_workbook
from benangmerah.reports.plan_cut import read_cut
from benangmerah.reports.plan_facts import read_plan
from benangmerah.reports.plan_group import read_groups
from tests.reports.cast import BUDI, RINA, SARI, Rows, change, read_sheet, rows_from
from tests.reports.plan_cast import ANALYSED, HEADS, PLANNED
from tests.reports.read_paper import find_table, read_paragraphs, read_pdf

MONEY = {"agency_id": "kota", "kind": "money", "price": 0.05, "amount": 25_000_000, "gain": 2.5}
BATCH = {"agency_id": "kota", "kind": "batch", "subject_id": "k1", "price": 3.0, "amount": 2}
SEAT = {"agency_id": "kota", "kind": "seat", "subject_id": "k1", "price": 9.0, "amount": 1}
BESIDE: dict[str, Rows] = {
    "plan_price": [MONEY, BATCH, SEAT],
    "plan_closure": [{"employee_id": who, "intervention_id": "k1", "competency_id": "m1"} for who in (BUDI, RINA)],
    "plan_next": [
        {"agency_id": "kota", "employee_id": BUDI, "intervention_id": "k1", "next_intervention_id": "k4",
         "limit": "seats", "loses": 1.5, "missing_jp": 0.0},
        {"agency_id": "kota", "employee_id": RINA, "intervention_id": "k1", "loses": 3.0, "missing_jp": 0.0},
    ],
    "plan_cut_item": [
        {"employee_id": RINA, "intervention_id": "k1", "batch": 1, "cost_rupiah": 1_500_000, "closes": 2.0,
         "weighted_closure": 3.0},
        {"employee_id": SARI, "intervention_id": "k2", "batch": 1, "cost_rupiah": 0, "closes": 0.0,
         "weighted_closure": 0.0},
    ],
    "plan_cut_agency": [
        {"agency_id": "kota", "percent": 25, "budget_rupiah": 18_750_000, "spent_rupiah": 8_750_000, "objective": -11.0,
         "upper_bound": -10.0, "optimality_gap_percent": 10.0},
    ],
}  # fmt: skip
FACTS, SUMMARY = change(PLANNED, **BESIDE), change(ANALYSED, **BESIDE)
RANGE = "Rp100.000.000 lagi menutup 2,5 sampai 5 level berbobot"
SKETCHED = "paling jauh 10 % dari rencana terbaik untuk pagu itu"


def squeeze(text: str) -> str:
    return text.replace("Rp ", "Rp").replace("\u00a0", " ")


def test_more_money_is_told_as_a_range_in_every_form() -> None:
    assert RANGE in squeeze(read_pdf(write_plan_pdf(FACTS)))
    assert any(RANGE in squeeze(line) for line in read_paragraphs(write_plan_docx(FACTS)))
    preface = list(read_sheet(write_plan_workbook(FACTS), "Baca dulu").iter_rows(values_only=True))
    assert any(RANGE in squeeze(str(cell)) for row in preface for cell in row)
    assert RANGE in squeeze(read_pdf(write_akpk_pdf(SUMMARY)))


def test_scarce_things_stand_with_both_figures_and_seats_are_left_out() -> None:
    _heading, money, batch = rows_from(read_sheet(write_plan_workbook(FACTS), "Yang langka"), "Apa")
    assert money[-2:] == (2.5, 5.0)
    assert batch[1] == "Pelatihan Integritas"
    assert batch[-2:] == (None, 3.0) or batch[-2:] == ("–", 3.0)


def test_bound_method_and_prices_stand_in_the_word_file() -> None:
    text = "\n".join(read_paragraphs(write_plan_docx(FACTS)))
    assert "paling jauh 12,5 %" in text
    assert find_table(write_plan_docx(FACTS), "Sedikitnya menutup (level berbobot)")


def test_groups_count_whom_the_plan_is_for_with_money_and_closure() -> None:
    groups = read_groups(read_plan(FACTS))
    assert set(groups) == {"opd", "sector", "grade", "status", "sex"}
    for found in groups.values():
        assert sum(group.people for group in found.values()) == 3
        assert sum(group.rupiah for group in found.values()) == sum(HEADS.values())
        assert sum(group.weighted_closure for group in found.values()) == pytest.approx(5.0)


def test_groups_of_few_people_tell_their_number_alone() -> None:
    rows = rows_from(read_sheet(write_plan_workbook(FACTS), "Siapa yang dilayani"), "Oleh")[1:]
    assert rows
    assert all(row[2] < 5 and row[7] in (None, "–") for row in rows)


def test_floor_per_opd_is_told_on_paper_with_who_stays_below_it() -> None:
    floor = {"agency_id": "kota", "floor_percent": 20.0, "people": 9, "weighted_gap": 10.0}
    opds = [row["unit_id"] for row in PLANNED.table("units").to_pylist() if row["is_opd"]]
    rows = [{**floor, "unit_id": opds[0], "weighted_closure": 1.0, "limit": "unit_budget"},
            {**floor, "unit_id": opds[-1], "weighted_closure": 1.0, "limit": "budget", "people": 2}]  # fmt: skip
    facts = change(PLANNED, **{**BESIDE, "plan_floor": rows})
    text = squeeze(read_pdf(write_plan_pdf(facts)))
    assert (
        f"Kebijakan meminta 20 % kesenjangan setiap OPD ditutup lebih dulu, sejauh bisa: 0 dari {len(rows)} OPD" in text
    )
    assert text.count("tetap di bawahnya dengan 10 %; penghalang tersering:") == 1
    assert "Kebijakan meminta" not in read_pdf(write_plan_pdf(FACTS))


def test_participants_stand_with_the_gaps_closed_and_what_would_come_instead() -> None:
    heading, *rows = rows_from(read_sheet(write_plan_workbook(FACTS), "Peserta"), "NIP")
    closes, following = heading.index("Kesenjangan yang ditutup"), heading.index("Gantinya")
    budi = next(row for row in rows if row[0] == BUDI and "Integritas" in str(row))
    assert (budi[closes], budi[following]) == ("Integritas", "Tidak Dipakai")
    rina = next(row for row in rows if row[0] == RINA and "Integritas" in str(row))
    assert rina[following] in (None, "–")


def test_what_falls_away_is_counted_by_opd_and_offering() -> None:
    cut = read_cut(read_plan(FACTS))
    assert cut is not None
    assert cut.people == 1
    assert (
        sum(fall.before.rupiah - fall.after.rupiah for fall in cut.by_opd.values()) == sum(HEADS.values()) - 1_500_000
    )
    offering = cut.by_offering[0, "k1"]
    assert (len(offering.before.batches), len(offering.after.batches), offering.lost) == (2, 1, 1)


def test_less_money_stands_in_every_form_of_the_summary() -> None:
    assert SKETCHED in read_pdf(write_akpk_pdf(SUMMARY))
    assert any(SKETCHED in line for line in read_paragraphs(write_akpk_docx(SUMMARY)))
    rows = rows_from(read_sheet(write_akpk_workbook(SUMMARY), "Pagu kurang per kegiatan"), "Kegiatan pengembangan")
    integrity = next(row for row in rows if row[0] == "Pelatihan Integritas")
    assert integrity[1:6] == (2, 1, 2, 1, 1_500_000 + 7_250_000)


def test_without_a_sketch_nothing_is_said_of_less_money() -> None:
    assert read_cut(read_plan(PLANNED)) is None
    assert "untuk pagu itu" not in read_pdf(write_akpk_pdf(ANALYSED))
