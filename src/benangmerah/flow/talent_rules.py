"""The law and the policy by which an agency draws its nine boxes on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from benangmerah.domain.policy import TalentPolicy
from benangmerah.domain.talent import TalentLaw, talent_law
from benangmerah.flow.ask_run import find_policy
from benangmerah.flow.read_policy_file import read_policy_text
from benangmerah.regulations.library import load_library


@dataclass(frozen=True)
class TalentRules:
    """What decides a box."""

    law: TalentLaw
    policy: TalentPolicy


def read_talent_rules(agency_id: str, on: date) -> TalentRules:
    """The boxes of the law of that day under the agency's policy in force then."""
    version = find_policy(agency_id, on)
    return _rules(None if version is None else version.text, on)


@lru_cache(maxsize=16)
def _rules(text: str | None, on: date) -> TalentRules:
    policy = read_policy_text(text).talent
    return TalentRules(talent_law(load_library().on(on), policy), policy)
