"""From a list of agencies to a whole dataset: every table from streams of its own name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pyarrow as pa

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.synthesis.agencies import Agency, agencies_table
from benangmerah.synthesis.assignments import assignments_table
from benangmerah.synthesis.competencies import competencies_table, competency_levels_table
from benangmerah.synthesis.completions import completions_table
from benangmerah.synthesis.employees import employees_table
from benangmerah.synthesis.interventions import compile_catalogue
from benangmerah.synthesis.money import budgets_table, spending_table
from benangmerah.synthesis.objectives import plant_trees, unit_needs_table
from benangmerah.synthesis.position_requirements import position_requirements_table
from benangmerah.synthesis.positions import positions_table
from benangmerah.synthesis.ratings import ratings_table
from benangmerah.synthesis.requirements import draw_standards, requirements_table
from benangmerah.synthesis.units import units_table
from benangmerah.synthesis.wishes import wishes_table
from benangmerah.synthesis.world import World, make_world

_Makers = Sequence[Callable[[], dict[str, pa.Table]]]


def build_dataset(agencies: Sequence[Agency], seed: int, as_of: date, progress: Progress) -> Dataset:
    """All tables of the contract for these agencies; the same for the same agencies, seed and day."""
    progress(message("Placing people"))
    world = make_world(agencies, seed, as_of)
    tables: dict[str, pa.Table] = {}
    makers: _Makers = (
        lambda: _organization(world),
        lambda: _standards(world, progress),
        lambda: _plans(world),
    )
    for place, make in enumerate(makers):
        progress(message("Making tables"), place, len(makers))
        tables |= make()
    progress(message("Making tables"), len(makers), len(makers))
    return Dataset({name: SourceTable(name, tables[name]) for name in INPUTS})


def _organization(world: World) -> dict[str, pa.Table]:
    return {
        "agencies": agencies_table(world.agencies),
        "units": units_table(world.units, world.agencies),
        "positions": positions_table(world.positions, world.posts, world.book, world.agencies),
        "employees": employees_table(world),
        "assignments": assignments_table(world),
        "competencies": competencies_table(world.dictionary),
        "competency_levels": competency_levels_table(world.dictionary),
        "position_requirements": position_requirements_table(world.positions, world.book, world.seed),
    }


def _standards(world: World, progress: Progress) -> dict[str, pa.Table]:
    standards = draw_standards(world.positions, world.dictionary, world.law, world.seed)
    return {
        "requirements": requirements_table(standards, world.positions, world.dictionary, world.as_of, world.seed),
        "ratings": ratings_table(world, standards, progress),
    }


def _plans(world: World) -> dict[str, pa.Table]:
    trees, catalogue = plant_trees(world), compile_catalogue(world)
    return {
        **trees.tables(),
        "unit_needs": unit_needs_table(world, trees),
        **catalogue.tables(),
        "completions": completions_table(world, catalogue),
        "wishes": wishes_table(world, catalogue),
        "spending": spending_table(world, catalogue),
        "budgets": budgets_table(world),
    }
