"""Batches (angkatan): how many so many participants need, and which numbers can be held at all."""

from __future__ import annotations

from benangmerah.planner.problem import Offering


def batches_needed(offering: Offering, participants: int) -> int:
    """The fewest batches that seat so many; where the size is unlimited all form one."""
    if participants == 0:
        return 0
    return 1 if offering.batch_size is None else -(-participants // offering.batch_size)


def can_be_held(offering: Offering, participants: int) -> bool:
    """Batches × minimum ≤ participants ≤ batches × size, with batches ≤ the most that are offered."""
    if participants == 0:
        return True
    batches = batches_needed(offering, participants)
    fits = offering.max_batches is None or batches <= offering.max_batches
    return fits and batches * offering.min_batch_size <= participants


def largest_held(offering: Offering, participants: int) -> int:
    """The largest number up to that one that can be held."""
    if offering.seats is not None:
        participants = min(participants, offering.seats)
    if can_be_held(offering, participants) or offering.batch_size is None:
        return participants if can_be_held(offering, participants) else 0
    # one batch fewer, all of them full, is the next number that may do
    full = (batches_needed(offering, participants) - 1) * offering.batch_size
    return full if can_be_held(offering, full) else 0


def next_held(offering: Offering, participants: int) -> int | None:
    """The smallest number above that one that can be held; None where there is none."""
    batches = batches_needed(offering, participants + 1)
    least = max(participants + 1, batches * offering.min_batch_size)
    return least if can_be_held(offering, least) and batches_needed(offering, least) == batches else None


def batch_sizes(offering: Offering, participants: int) -> list[int]:
    """The participants spread over the fewest batches, sizes differing by at most one."""
    batches = batches_needed(offering, participants)
    return [participants // batches + (number < participants % batches) for number in range(batches)]
