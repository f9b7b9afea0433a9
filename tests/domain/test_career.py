from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from benangmerah.domain.attainment import Attainment
from benangmerah.domain.career import (
    CareerPattern,
    Rung,
    career_pattern,
    count_moves,
    is_critical,
    judge_move,
    lacking_qualifications,
    leaving_of,
    measure_distance,
    warn_of_law,
)
from benangmerah.domain.qualification_gap import QualifiedPerson, qualification_law
from benangmerah.regulations.library import load_library
from tests.factories.career import TODAY
from tests.factories.policy import make_policy

LAW = load_library().on(TODAY)
BANDS = LAW.bands("job_match/placement")


def pattern(**career: object) -> CareerPattern:
    return career_pattern(LAW, make_policy({"career": career}).career)  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("start", "end", "direction"),
    [
        ("pengawas", "pengawas", "horizontal"),
        ("pengawas", "jf_ahli_muda", "horizontal"),
        ("jf_ahli_madya", "administrator", "horizontal"),
        ("pengawas", "administrator", "vertical"),
        ("jf_ahli_muda", "jf_ahli_madya", "vertical"),
        ("jpt_pratama", "jpt_madya", "vertical"),
        ("pengawas", "jf_ahli_madya", "diagonal"),
        ("administrator", "jpt_pratama", "diagonal"),
        ("jf_ahli_madya", "jpt_pratama", "diagonal"),
    ],
)
def test_move_is_horizontal_vertical_or_diagonal_by_place_and_group(start: str, end: str, direction: str) -> None:
    move = judge_move(pattern(), Rung(start), Rung(end))
    assert (move.direction, move.is_lawful) == (direction, True)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [("administrator", "pengawas", "stands lower"), ("pelaksana", "administrator", "climbs 4 places")],
)
def test_move_down_or_over_several_places_is_not_lawful(start: str, end: str, words: str) -> None:
    move = judge_move(pattern(), Rung(start), Rung(end))
    assert move.hindrance is not None
    assert words in move.hindrance.text.format_map(dict(move.hindrance.values))


def test_agency_changes_directions_places_and_families_by_policy() -> None:
    vertical_only = pattern(directions=["vertical"])
    assert not judge_move(vertical_only, Rung("pengawas"), Rung("jf_ahli_muda")).is_lawful
    elsewhere = pattern(places=[{"grade": "jf_ahli_muda", "place": 5}])
    assert judge_move(elsewhere, Rung("pengawas"), Rung("jf_ahli_muda")).direction == "diagonal"
    same = pattern(family_moves="same")
    assert not judge_move(same, Rung("pengawas", "Hukum"), Rung("pengawas", "Kesehatan")).is_lawful
    listed = pattern(family_moves="listed", families=[{"from_family": "Hukum", "to_family": "Kesehatan"}])
    assert judge_move(listed, Rung("pengawas", "Hukum"), Rung("pengawas", "Kesehatan")).is_lawful
    assert not judge_move(listed, Rung("pengawas", "Kesehatan"), Rung("pengawas", "Hukum")).is_lawful


def test_moves_are_counted_over_the_rungs_that_there_are() -> None:
    rungs = [Rung(each) for each in ("pengawas", "administrator", "jpt_pratama")]
    assert count_moves(pattern(), Rung("pengawas"), rungs) == {
        Rung("pengawas"): 1, Rung("administrator"): 1, Rung("jpt_pratama"): 2,
    }  # fmt: skip
    assert Rung("jpt_pratama") not in count_moves(pattern(), Rung("pengawas"), [rungs[0], rungs[2]])
    assert Rung("jpt_pratama") not in count_moves(pattern(most_moves=1), Rung("pengawas"), rungs)


def test_distance_counts_gaps_not_surplus_and_what_was_not_assessed_apart() -> None:
    levels = {"K1": Attainment(10_000, "measured", "x", 1), "K2": Attainment(50_000, "measured", "x", 1),
              "K3": Attainment(15_001, "measured", "x", 1)}  # fmt: skip
    found = measure_distance({"K1": 3, "K2": 2, "K3": 2, "K4": 4}, levels, (), BANDS, make_policy())
    # K1 is 2 levels short; K2 has a surplus that makes up for nothing; K3 is less than half a level short; K4 unknown
    assert (found.short_units, found.unknown_count) == (20_000, 1)
    assert [(each.competency_id, each.is_known) for each in found.lacks] == [("K1", True), ("K4", False)]
    assert found.match.percent == Fraction((10_000 + 20_000 + 15_001) * 100, 70_000)
    assert found.match.category is None  # three of four are fewer than 80 percent


def test_qualifications_lacking_are_told_by_kind_and_unknown_is_not_short() -> None:
    person = QualifiedPerson("d3", None, "III/c")
    asked = [("education_level", "s1"), ("education_level", "d4"), ("rank", "III/d"), ("experience_years", "3"),
             ("education_field", "Hukum")]  # fmt: skip
    found = {each.kind: each for each in lacking_qualifications(asked, person, qualification_law(LAW))}
    assert {kind: each.state for kind, each in found.items()} == {
        "education_level": "gap", "rank": "gap", "experience_years": "unknown", "education_field": "unknown",
    }  # fmt: skip
    assert found["education_level"].values == ("s1", "d4")
    assert "education_level" not in {
        each.kind for each in lacking_qualifications(asked[:2], QualifiedPerson("s1"), qualification_law(LAW))
    }


def test_law_warns_and_never_refuses() -> None:
    words = [each.sentence.text for each in warn_of_law("jpt_pratama", "d3", 57, LAW)]
    assert len(words) == 3
    assert all(each.citation.confidence == "assumed" for each in warn_of_law("jpt_pratama", "d3", 57, LAW))
    assert len(warn_of_law("jpt_pratama", "s2", 56, LAW)) == 1  # what the data cannot tell is always said
    assert warn_of_law("jf_ahli_muda", "sd", 60, LAW) == ()


def test_who_leaves_goes_by_age_or_contract_whichever_is_first() -> None:
    born = date(1968, 3, 15)
    found = leaving_of("pengawas", born, None, LAW)
    assert found is not None
    assert (found.on, found.reason) == (date(2026, 3, 15), "age_limit")
    higher = leaving_of("jpt_pratama", born, date(2027, 1, 1), LAW)
    assert higher is not None
    assert (higher.on, higher.reason) == (date(2027, 1, 1), "contract_end")
    assert leaving_of("pengawas", None, None, LAW) is None


def test_post_is_critical_from_the_policys_figure_and_silence_weighs_one() -> None:
    policy = make_policy().career
    assert [is_critical(each, policy) for each in (None, Fraction(6, 5), Fraction(5, 4), Fraction(3, 2))] == [
        False, False, True, True,
    ]  # fmt: skip
    assert is_critical(None, make_policy({"career": {"critical_from": 1}}).career)
