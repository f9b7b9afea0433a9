"""Suggestions for titles: measured on titles that were labelled by hand before."""

from __future__ import annotations

from benangmerah.exchange.link_suggestion import suggest_competencies
from benchmarks.link_suggestions import measure_suggestions

DICTIONARY = {"K1": "Pengelolaan Arsip Dinamis", "K2": "Pengelolaan Sampah Perkotaan", "K3": "Rekam Medis Elektronik"}


def test_title_is_answered_with_the_competency_that_shares_its_rare_words() -> None:
    found = suggest_competencies("Penerapan rekam medis elektronik di puskesmas", DICTIONARY)
    assert [each.competency_id for each in found] == ["K3"]
    assert found[0].words == ("elektronik", "medis", "rekam")


def test_affixes_and_common_words_do_not_matter() -> None:
    assert suggest_competencies("Program mengelola persampahan kota", DICTIONARY)[0].competency_id == "K2"
    assert suggest_competencies("Program dan kegiatan daerah", DICTIONARY) == []


def test_precision_on_fifty_titles_labelled_by_hand_is_what_the_decision_reports() -> None:
    found = measure_suggestions()
    assert found["titles"] == 50
    assert found["suggested"] == 35
    assert round(found["first_precision"], 2) == 0.91
    assert round(found["found_in_three"], 2) == 0.67
