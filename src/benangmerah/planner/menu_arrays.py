"""From the problem to the menus of everybody as flat arrays, for the compiled search and the programs of the solver."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benangmerah.planner.person_menu import PersonMenu
from benangmerah.planner.problem import Ints, Problem
from benangmerah.planner.search import MenuArrays


def read_menu_arrays(problem: Problem, menus: Sequence[PersonMenu]) -> MenuArrays:
    """The items of all menus one after the other, in the order of people and then of offerings."""
    sizes = [len(menu.items) for menu in menus]
    start = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64)
    items = [item for menu in menus for item in menu.items]
    rungs = [one for ladder in problem.ladders for one in ladder]
    first_rung = np.concatenate([[0], np.cumsum([len(ladder) for ladder in problem.ladders])]).astype(np.int64)
    competency = problem.slots.competency
    raises = np.array([pair for item in items for pair in item.raises], dtype=np.int64).reshape(-1, 2)
    chains = [
        int(start[place]) + required
        for place, menu in enumerate(menus)
        for item in menu.items
        for required in item.requires
    ]
    return MenuArrays(
        start=start,
        offering=_ints([item.offering for item in items]),
        gain=np.array([item.gain for item in items], dtype=np.float64),
        hours=_ints([item.hours for item in items]),
        counted=_ints([item.counted_hours for item in items]),
        programme=_ints([item.programme for item in items]),
        raise_start=_starts([len(item.raises) for item in items]),
        raise_slot=np.ascontiguousarray(raises[:, 0]),
        rung=np.ascontiguousarray(raises[:, 1] + first_rung[competency[raises[:, 0]]]),
        chain_start=_starts([len(item.requires) for item in items]),
        chain=_ints(chains),
        missing=problem.people.missing,
        room=problem.people.room,
        level=problem.slots.level,
        required=problem.slots.required,
        weight=problem.slots.weight,
        rung_by=_ints([one.raise_by for one in rungs]),
        rung_to=_ints([one.raise_to for one in rungs]),
        most_items=problem.rules.max_items,
        penalty=problem.rules.penalty,
    )


def people_of(menus: MenuArrays) -> Ints:
    """For each item whose it is."""
    return np.repeat(np.arange(len(menus.start) - 1), np.diff(menus.start))


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _starts(sizes: Sequence[int]) -> Ints:
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64)
