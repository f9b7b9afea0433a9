"""Wishes (usulan) of people and of units: an offering, a competency, or only a note."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from benangmerah.synthesis.interventions import Catalogue
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.tables import build_table, numbered, pick_texts, words
from benangmerah.synthesis.world import World

OF_PEOPLE, OF_UNITS = 60, 200
"""Permille of people and of units that wish for something."""
OF_THE_AGENCY = 500
"""Permille of wished offerings that are the agency's own."""


def wishes_table(world: World, catalogue: Catalogue) -> pa.Table:
    """The table wishes: of people first, then of units."""
    draw, dictionary = world.draw("wishes"), world.dictionary
    person = np.flatnonzero(draw.chance(OF_PEOPLE, len(world.people)))
    unit = np.flatnonzero(draw.chance(OF_UNITS, len(world.units)))
    size = len(person) + len(unit)
    wanted = draw.pick([5, 3, 2], size)
    of_unit = np.array([one.agency for one in world.units], dtype=np.int64)[unit]
    agency = np.concatenate([world.people.agency[person], of_unit])
    offering = np.where(wanted == 0, catalogue.draw_usable(agency, OF_THE_AGENCY, draw), -1)
    competency = np.where(wanted == 1, draw.below(len(dictionary.entries), size), -1)
    notes = read_data("interventions")["wish_notes"]
    note = np.where((wanted == 2) | draw.chance(200, size), draw.below(len(notes), size), -1)
    return build_table(
        "wishes",
        {
            "wish_id": numbered("W", size, 6),
            "employee_id": pick_texts(world.employee_ids, np.concatenate([person, np.full(len(unit), -1)])),
            "unit_id": pick_texts(world.unit_ids, np.concatenate([np.full(len(person), -1), unit])),
            "intervention_id": words(catalogue.ids, offering),
            "competency_id": words(dictionary.ids, competency),
            "note": words(notes, note),
        },
    )
