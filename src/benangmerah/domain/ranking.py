"""Peringkat: ranks over descending scores, where equal scores share the smallest rank."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction

from benangmerah.kernel.explanation import Explanation, message


def rank_descending(scores: Sequence[Fraction | int]) -> list[int]:
    """The rank of each score, the highest first; equal scores share the smallest rank.

    >>> rank_descending([7, 9, 7, 1])
    [2, 1, 2, 4]
    """
    ordered = sorted(-score for score in scores)
    return [bisect_left(ordered, -score) + 1 for score in scores]


def find_ties(scores: Sequence[Fraction | int]) -> dict[int, int]:
    """How many scores share each rank that more than one score holds.

    >>> find_ties([7, 9, 7, 1])
    {2: 2}
    """
    ranks = rank_descending(scores)
    return {rank: ranks.count(rank) for rank in sorted(set(ranks)) if ranks.count(rank) > 1}


def explain_ranking(score: Fraction | int, scores: Sequence[Fraction | int]) -> Explanation:
    """Why a score that is one of `scores` stands at its rank."""
    rank = rank_descending(scores)[list(scores).index(score)]
    steps = [message("{higher} of {total} scores are higher than {score}.",
                     higher=rank - 1, total=len(scores), score=score)]  # fmt: skip
    sharing = find_ties(scores).get(rank)
    if sharing is not None:
        steps.append(message("{sharing} scores are equal and share this rank; the next rank is {following}.",
                             sharing=sharing, following=rank + sharing))  # fmt: skip
    return Explanation(message("Rank {rank} of {total}.", rank=rank, total=len(scores)), tuple(steps))
