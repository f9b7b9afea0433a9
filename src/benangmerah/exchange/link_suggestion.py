"""Which competencies of the dictionary a title most likely asks for, by likeness of words; a person decides."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

LEAST = 0.35
"""What is less alike is not suggested."""
MOST = 3
_LIKE = 80.0
"""From this likeness on two words without their affixes count as one."""
_WORD = re.compile(r"[a-z]{3,}")
_PREFIX = re.compile(r"^(meny|peny|meng|peng|mem|pem|men|pen|me|pe|ber|per|ter|di|se)(?=[a-z]{4,})")
_SUFFIX = re.compile(r"(?<=[a-z]{4})(kan|an|nya|i)$")
_EMPTY = frozenset({
    "dan", "atau", "yang", "untuk", "bagi", "pada", "dalam", "dari", "oleh", "dengan", "melalui", "terhadap", "serta",
    "program", "kegiatan", "daerah", "kabupaten", "kota", "provinsi", "skpd", "perangkat",
})  # fmt: skip
"""Words that stand in every title."""


@dataclass(frozen=True)
class Suggestion:
    """A competency that a title may ask for, with how alike they are: 0 to 1, and the words they share."""

    competency_id: str
    name: str
    likeness: float
    words: tuple[str, ...]


def suggest_competencies(title: str, dictionary: Mapping[str, str], most: int = MOST) -> list[Suggestion]:
    """The most alike competencies, the most alike first; none where nothing is alike enough.

    A word weighs more the fewer competencies have it. Likeness is the weight of shared words over that of the
    competency's words, in equal part with their weight over that of the title's.
    """
    stems = {key: _stems(name) for key, name in dictionary.items()}
    seen = Counter(stem for each in stems.values() for stem in set(each))
    asked = _stems(title)
    found = []
    for key, own in stems.items():
        likeness, words = _compare(asked, own, seen, len(stems))
        if likeness >= LEAST:
            found.append(Suggestion(key, dictionary[key], round(likeness, 2), words))
    return sorted(found, key=lambda one: (-one.likeness, one.name))[:most]


def _compare(asked: Sequence[str], own: Sequence[str], seen: Counter[str], count: int) -> tuple[float, tuple[str, ...]]:
    def weigh(stem: str) -> float:
        return math.log((count + 1) / (seen[stem] + 1)) + 1

    pairs = [(one, other) for one in own for other in asked if fuzz.ratio(one, other) >= _LIKE]
    if not pairs:
        return 0.0, ()
    shared = {one for one, _ in pairs}
    of_own = sum(map(weigh, shared)) / sum(map(weigh, own))
    of_title = sum(weigh(one) for one in shared) / max(sum(weigh(each) for each in asked), 1e-9)
    return (of_own + min(1.0, of_title)) / 2, tuple(sorted(shared))


def _stems(text: str) -> list[str]:
    """The words that tell something, without the most common affixes."""
    words = [word for word in _WORD.findall(text.casefold()) if word not in _EMPTY]
    return list(dict.fromkeys(_SUFFIX.sub("", _PREFIX.sub("", word)) for word in words))
