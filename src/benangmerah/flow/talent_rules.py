"""The law and the policy by which an agency draws its nine boxes on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from benangmerah.domain.policy import POTENTIAL_PARTS, TalentPolicy
from benangmerah.domain.talent import Placement, TalentFacts, TalentLaw, place_in_box, talent_law
from benangmerah.flow.ask_run import find_policy
from benangmerah.flow.read_policy_file import read_policy_text
from benangmerah.kernel.quantity import exact
from benangmerah.regulations.library import load_library

KEPT = 32_768
"""Boxes that a process keeps: two cities of fifteen thousand, some twenty megabytes."""


class Known(NamedTuple):
    """What is known of somebody as the archive has it: words and figures, the scores in the order of the parts."""

    performance: str | None = None
    predicate: str | None = None
    potential: str | None = None
    score: float | None = None
    scores: tuple[float | None, float | None, float | None] = (None, None, None)


@dataclass(frozen=True)
class TalentRules:
    """What decides a box."""

    law: TalentLaw
    policy: TalentPolicy
    key: tuple[str | None, date]
    """The text of the policy and the day, which these rules follow from."""


def read_talent_rules(agency_id: str, on: date) -> TalentRules:
    """The boxes of the law of that day under the agency's policy in force then."""
    version = find_policy(agency_id, on)
    return _rules(None if version is None else version.text, on)


@lru_cache(maxsize=16)
def _rules(text: str | None, on: date) -> TalentRules:
    policy = read_policy_text(text).talent
    return TalentRules(talent_law(load_library().on(on), policy), policy, (text, on))


@lru_cache(maxsize=KEPT)
def place_by_rules(key: tuple[str | None, date], known: Known) -> tuple[TalentFacts, Placement]:
    """The box of somebody of whom so much is known; worked out once as long as rules and figures stay what they are."""
    rules, scores = _rules(*key), zip(POTENTIAL_PARTS, known.scores, strict=True)
    parts = {part: exact(score) for part, score in scores if score is not None}
    score = None if known.score is None else exact(known.score)
    facts = TalentFacts(known.performance, known.predicate, known.potential, score, parts)
    return facts, place_in_box(facts, rules.law, rules.policy)
