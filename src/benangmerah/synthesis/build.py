"""From a list of agencies to a whole dataset: every table from streams of its own name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress
from benangmerah.regulations.library import Law, load_library
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.synthesis.agencies import Agency, agencies_table
from benangmerah.synthesis.assignments import assignments_table
from benangmerah.synthesis.careers import Heads, Targets, draw_targets, find_heads
from benangmerah.synthesis.competencies import (
    Dictionary,
    competencies_table,
    competency_levels_table,
    read_dictionary,
)
from benangmerah.synthesis.completions import completions_table
from benangmerah.synthesis.draw import Draw
from benangmerah.synthesis.employees import employees_table
from benangmerah.synthesis.interventions import compile_catalogue
from benangmerah.synthesis.money import budgets_table, spending_table
from benangmerah.synthesis.objectives import plant_trees, unit_needs_table, units_by_key
from benangmerah.synthesis.people import People, place_people
from benangmerah.synthesis.person_numbers import draw_origins, person_numbers
from benangmerah.synthesis.position_requirements import position_requirements_table
from benangmerah.synthesis.positions import Positions, gather_positions, positions_table
from benangmerah.synthesis.posts import Posts, open_posts
from benangmerah.synthesis.raters import gather_raters
from benangmerah.synthesis.ratings import ratings_table
from benangmerah.synthesis.requirements import draw_standards, requirements_table
from benangmerah.synthesis.titles import TitleBook, read_titles
from benangmerah.synthesis.units import Unit, build_units, staff_with_below, unit_ids, units_table
from benangmerah.synthesis.wishes import wishes_table


@dataclass(frozen=True)
class _World:
    """The agencies, their units and posts, and everybody in them, before any table is written."""

    agencies: Sequence[Agency]
    units: Sequence[Unit]
    posts: Posts
    book: TitleBook
    people: People
    heads: Heads
    targets: Targets
    positions: Positions
    dictionary: Dictionary
    law: Law
    as_of: date
    seed: int

    @property
    def held(self):  # noqa
        ...


def build_dataset(agencies: Sequence[Agency], seed: int, as_of: date, progress: Progress) -> Dataset:
    ...
