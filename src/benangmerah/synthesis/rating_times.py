"""When ratings were given: within the validity of their source, or before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files

import numpy as np

from benangmerah.domain.policy import read_policy
from benangmerah.kernel.period import months_before
from benangmerah.regulations.strict_yaml import read_yaml
from benangmerah.snapshot.contract.inputs import SOURCES
from benangmerah.synthesis.draw import Draw, Ints
from benangmerah.synthesis.tables import day_number

LONGEST_EXPIRED = 700
"""Days."""


@dataclass(frozen=True)
class RatingTimes:
    """Today, and for each source the last day whose ratings no longer count today (days since 1970)."""

    today: int
    expired_by: Ints

    def fresh(self, source: Ints, draw: Draw) -> Ints:
        """A day whose ratings still count."""
        return self.today - draw.below(self.today - self.expired_by[source], len(source))

    def expired(self, source: Ints, draw: Draw) -> Ints:
        """A day whose ratings count no longer; the last such day is among them."""
        return self.expired_by[source] - draw.below(LONGEST_EXPIRED, len(source))

    def future(self, size: int, draw: Draw) -> Ints:
        """A day after today."""
        return self.today + draw.between(1, 200, size)


def rating_times(as_of: date) -> RatingTimes:
    """The validity of ratings under the defaults of the law library."""
    with as_file(files("benangmerah.regulations") / "policy_defaults.yaml") as path:
        months = read_policy(None, read_yaml(path).value).ratings.validity_months
    expired = [day_number(months_before(as_of, months[source])) for source in SOURCES]
    return RatingTimes(day_number(as_of), np.array(expired, dtype=np.int64))
