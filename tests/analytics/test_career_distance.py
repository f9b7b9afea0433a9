"""The distances over whole tables are those of the rule, one by one."""

from __future__ import annotations

import random

import numpy as np

from benangmerah.analytics.career_distance import UNKNOWN, Distances, measure_people, measure_positions
from benangmerah.domain.attainment import Attainment
from benangmerah.domain.career import measure_distance
from benangmerah.domain.policy import Policy
from benangmerah.regulations.library import load_library
from tests.factories.career import TODAY
from tests.factories.policy import make_policy

BANDS = load_library().on(TODAY).bands("job_match/placement")
U = 10_000


def compare(found: Distances, place: int, standard: dict[str, int], levels: dict[str, int], policy: Policy) -> None:
    attained = {each: Attainment(units, "", "", 0) for each, units in levels.items()}
    told = measure_distance(standard, attained, (), BANDS, policy)
    assert found.short_units[place] == told.short_units
    assert found.short_count[place] == sum(each.is_known for each in told.lacks)
    assert (found.assessed_count[place], found.required_count[place]) == (
        told.match.assessed_count, told.match.required_count,
    )  # fmt: skip
    percent = found.match_percent[place]
    if told.match.percent is None:
        assert np.isnan(percent)
    else:
        assert abs(percent - float(told.match.percent)) < 1e-9


def test_distances_of_whole_tables_are_those_of_the_rule() -> None:
    draw = random.Random(7)
    for _ in range(100):
        policy = make_policy({"gap_counts_from": draw.choice((0, 1))} if draw.random() < 0.5 else {})
        counts_from = int(policy.gap_counts_from * U)
        names = [f"K{number}" for number in range(draw.randint(1, 6))]
        standards = [{each: draw.randint(1, 5) for each in names if draw.random() < 0.6} for _ in range(5)]
        people = [{each: draw.randint(0, 50) * 1_000 for each in names if draw.random() < 0.7} for _ in range(5)]
        required = np.array([[standard.get(each, 0) * U for each in names] for standard in standards], dtype=np.int64)
        for levels in people:
            row = np.array([levels.get(each, UNKNOWN) for each in names], dtype=np.int64)
            found = measure_positions(row, required, counts_from)
            for place, standard in enumerate(standards):
                compare(found, place, standard, levels, policy)
        triples = np.array(
            [(who, names.index(each), units) for who, levels in enumerate(people) for each, units in levels.items()],
            dtype=np.int64,
        ).reshape(-1, 3)
        for place, standard in enumerate(standards):
            among = measure_people(
                triples[:, 0], triples[:, 1], triples[:, 2], required[place], len(people), counts_from
            )
            for who, levels in enumerate(people):
                compare(among, who, standard, levels, policy)
