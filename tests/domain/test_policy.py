from __future__ import annotations

from fractions import Fraction

import pytest

from benangmerah.domain.policy import PolicyError, Tree
from tests.factories.policy import make_policy


def test_policy_names_what_differs_from_the_defaults() -> None:
    policy = make_policy(
        {"gap_counts_from": Fraction(1), "index": {"statuses": ["pns"]}, "aimed_weight": Fraction(1, 2)}
    )
    assert policy.differences == (("gap_counts_from", "0.5", "1"), ("index.statuses", "[pns, pppk]", "[pns]"))


@pytest.mark.parametrize(
    ("written", "key", "sentence"),
    [
        ({"gap_count_from": Fraction(1)}, ("gap_count_from",), "The policy holds no entry gap_count_from."),
        ({"index": {"statuses": ["honorer"]}}, ("index", "statuses", "1"), "The policy entry index.statuses.1 cannot be honorer."),
        ({"gap_counts_from": "banyak"}, ("gap_counts_from",), "The policy entry gap_counts_from must be a number"),
        ({"sources": {"panel": {"peer": Fraction(1)}}}, ("sources", "panel"), "A panel must give the superior a weight"),
        ({"sources": {"panel": {"bos": Fraction(1)}}}, ("sources", "panel", "bos"), "The policy entry sources.panel.bos cannot be bos."),
        ({"plan": {"max_items": Fraction(1, 2)}}, ("plan", "max_items"), "must be a whole number, not 0.5"),
        ({"plan": {"pins": [{"employee_id": "1"}]}}, ("plan", "pins", "1"), "must name intervention_id"),
        ({"plan": {"classical_percent": Fraction(101)}}, ("plan", "classical_percent"), "must be at most 100 percent, not 101"),
        ({"plan": {"floor_percent": "banyak"}}, ("plan", "floor_percent"), "must be a number"),
        ({"plan": [Fraction(1)]}, ("plan",), "The policy entry plan must hold named entries."),
    ],
)  # fmt: skip
def test_policy_refuses_by_name(written: Tree, key: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(PolicyError) as refused:
        make_policy(written)
    assert (refused.value.key, sentence in str(refused.value)) == (key, True)


def test_shares_that_nobody_wrote_are_no_rule_and_written_ones_differ_from_the_default() -> None:
    assert (make_policy({}).plan.classical_percent, make_policy({}).plan.floor_percent) == (None, None)
    policy = make_policy({"plan": {"classical_percent": Fraction(0), "floor_percent": Fraction(35, 2)}})
    assert (policy.plan.classical_percent, policy.plan.floor_percent) == (Fraction(0), Fraction(35, 2))
    assert policy.differences == (("plan.classical_percent", "null", "0"), ("plan.floor_percent", "null", "17.5"))
