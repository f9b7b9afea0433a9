"""Checks over whole tables: keys, dangling ids, circles, agencies, standards and shares."""

from __future__ import annotations

from collections.abc import Iterator

from benangmerah.kernel.errors import Refusal
from benangmerah.snapshot.dataset import Dataset
from benangmerah.snapshot.validate_agencies import find_foreign_agencies
from benangmerah.snapshot.validate_cycles import find_cycles
from benangmerah.snapshot.validate_keys import find_duplicate_keys
from benangmerah.snapshot.validate_objectives import find_uneven_weights
from benangmerah.snapshot.validate_references import find_dangling_ids
from benangmerah.snapshot.validate_requirements import find_conflicting_requirements


def check_dataset(dataset: Dataset) -> tuple[Refusal, ...]:
    """Every row that contradicts another row, each fault as one refusal; nothing where all tables agree."""
    return (*find_dangling_ids(dataset), *find_contradictions(dataset))


def find_contradictions(dataset: Dataset) -> Iterator[Refusal]:
    """What `check_dataset` finds beside ids that point nowhere."""
    yield from find_duplicate_keys(dataset)
    yield from find_cycles(dataset)
    yield from find_foreign_agencies(dataset)
    yield from find_conflicting_requirements(dataset)
    yield from find_uneven_weights(dataset)
