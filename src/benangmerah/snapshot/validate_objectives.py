"""The shares of sibling objectives are all given or none, and add up to one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import Message, message
from benangmerah.kernel.quantity import exact
from benangmerah.snapshot.dataset import Dataset
from benangmerah.snapshot.validate_fault import refuse_row

TOLERANCE = Fraction(1, 1000)
"""How far the shares of siblings may add up beside one."""


def find_uneven_weights(dataset: Dataset) -> Iterator[Refusal]:
    """A refusal for every objective whose siblings' shares are partly empty or do not add up to one."""
    source = dataset.tables.get("objectives")
    if source is None:
        return
    data = source.data
    for parent, rows in _sibling_groups(data).items():
        fault = weight_fault([data["weight"][index].as_py() for index in rows], parent)
        for index in rows if fault else ():
            yield refuse_row(source, index, "weight", *fault)


def weight_fault(weights: list[float | None], parent: str) -> tuple[Message, Message] | tuple[()]:
    """What is wrong with the shares of the objectives below that parent; nothing where they are right."""
    given = [exact(weight) for weight in weights if weight is not None]
    total = sum(given, Fraction())
    if not given or (len(given) == len(weights) and abs(total - 1) <= TOLERANCE):
        return ()
    suggestion = message("Write all shares of these siblings so that they add up to 1, or leave all of them empty.")
    if len(given) < len(weights):
        return message("Only some of the objectives below {parent} have a share.", parent=parent), suggestion
    figure = f"{float(total):.6g}"
    reason = message("The shares of the objectives below {parent} add up to {sum}, not 1.", parent=parent, sum=figure)
    return reason, suggestion


def _sibling_groups(data: pa.Table) -> dict[str, list[int]]:
    """The rows of each parent where a share is given; roots, and rows whose parent is not there, have none."""
    below = pc.is_in(data["parent_objective_id"], value_set=data["objective_id"], skip_nulls=True)
    weighted = data.filter(pc.and_(below, pc.is_valid(data["weight"])))["parent_objective_id"]
    chosen = pc.is_in(data["parent_objective_id"], value_set=pc.unique(weighted), skip_nulls=True)
    groups: dict[str, list[int]] = {}
    for index in pc.indices_nonzero(chosen).to_pylist():
        groups.setdefault(data["parent_objective_id"][index].as_py(), []).append(index)
    return groups
