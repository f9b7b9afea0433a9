"""Training needs of two fields of work by the TNA-T method."""

from __future__ import annotations

from benangmerah.domain.training_difference import Area, Subject, is_training_need, judge_subjects
from benangmerah.kernel.quantity import exact
from tests.published.figures import FIGURES

PUBLISHED = FIGURES["training_difference"]["subjects"]
JUDGED = judge_subjects([Subject(row["field"], row["subject"], exact(row["difference"])) for row in PUBLISHED])


def test_areas_are_the_published_ones() -> None:
    assert [found.area for found in JUDGED] == [row["area"] for row in PUBLISHED]


def test_table_counts_a_difference_of_exactly_one_although_the_text_asks_for_more() -> None:
    at_the_bound = [row for row in PUBLISHED if row["difference"] == "1"]
    assert [row["area"] for row in at_the_bound] == [Area.TRAINING]
    assert is_training_need(exact("1"))
    assert not is_training_need(exact("0.99"))


def test_priority_within_a_field_falls_with_the_difference() -> None:
    needs = [(found.subject.field, found.subject.name, found.rank) for found in JUDGED if found.rank is not None]
    assert needs == [
        ("Penetapan Klim", "Pelayanan Peserta", 2),
        ("Penetapan Klim", "Pengelolaan Data Peserta", 1),
        ("Data Peserta dan Pemasaran", "Pengelolaan Data Peserta", 1),
    ]
