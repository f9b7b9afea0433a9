"""Profile matching of four candidates and of five employees, as it is taught."""

from __future__ import annotations

import pytest

from benangmerah.domain.printed_figure import Reading, read_against, read_figure
from benangmerah.domain.profile_matching import CORE_PERCENT, GAP_WEIGHTS, ProfileMatch, find_profile_gap, match_profile
from benangmerah.domain.ranking import rank_descending
from benangmerah.kernel.quantity import exact
from tests.published.figures import FIGURES

TAUGHT = FIGURES["profile_matching_of_candidates"]
CANDIDATES = TAUGHT["candidates"]
EMPLOYEES = FIGURES["profile_matching_of_employees"]
ASPECTS = EMPLOYEES["aspects"]


def match_candidate(name: str) -> ProfileMatch:
    actual = dict(zip(TAUGHT["criteria"], CANDIDATES[name]["levels"], strict=True))
    return match_profile(actual, dict(zip(TAUGHT["criteria"], TAUGHT["ideal"], strict=True)), TAUGHT["core"])


@pytest.mark.parametrize("name", CANDIDATES)
def test_factors_and_score_are_the_published_ones(name: str) -> None:
    match, published = match_candidate(name), CANDIDATES[name]
    assert match.core is not None
    assert match.secondary is not None
    found = {"core": match.core, "secondary": match.secondary, "score": match.score}
    readings = {factor: read_against(read_figure(published[factor]), exact(value)) for factor, value in found.items()}
    assert readings == dict.fromkeys(found, Reading.ROUNDED)


def test_ranks_of_candidates_are_the_published_ones() -> None:
    ranks = rank_descending([match_candidate(name).score for name in CANDIDATES])
    assert dict(zip(CANDIDATES, ranks, strict=True)) == {name: row["rank"] for name, row in CANDIDATES.items()}


def test_share_of_the_core_factor_is_the_taught_one() -> None:
    assert TAUGHT["core_percent"] == CORE_PERCENT


@pytest.mark.parametrize("aspect", ASPECTS)
def test_gaps_are_the_published_ones(aspect: str) -> None:
    ideal, levels = ASPECTS[aspect]["ideal"], ASPECTS[aspect]["levels"]
    found = {name: [find_profile_gap(*pair) for pair in zip(row, ideal, strict=True)] for name, row in levels.items()}
    assert found == ASPECTS[aspect]["gaps"]


def test_weights_of_gaps_are_the_published_ones() -> None:
    assert {gap: exact(weight) for gap, weight in EMPLOYEES["weights"].items()} == GAP_WEIGHTS


def test_hundred_gaps_are_compared() -> None:
    assert sum(len(row) for aspect in ASPECTS.values() for row in aspect["gaps"].values()) == 100
