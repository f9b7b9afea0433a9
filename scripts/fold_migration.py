"""Write the one migration anew with each constraint and index inside the table it belongs to.

Django adds them one by one after all tables, and SQLite makes a whole new table for each: ten seconds instead of one.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import django
from django.db.migrations import operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.writer import MigrationWriter

MODULE = "benangmerah.store.migrations.0001_initial"


def fold(listed: Sequence[Operation]) -> list[Operation]:
    """The operations with every added constraint and index inside the one that creates its table."""
    kept: list[Operation] = []
    created: dict[str, operations.CreateModel] = {}
    for operation in listed:
        if isinstance(operation, operations.CreateModel):
            created[operation.name_lower] = operation
        if isinstance(operation, operations.AddConstraint):
            add(created[operation.model_name.lower()], "constraints", operation.constraint)
        elif isinstance(operation, operations.AddIndex):
            add(created[operation.model_name.lower()], "indexes", operation.index)
        else:
            kept.append(operation)
    return kept


def add(table: operations.CreateModel, option: str, limit: object) -> None:
    """Let the table be created with one more constraint or index."""
    table.options = {**table.options, option: [*table.options.get(option, []), limit]}


def main() -> None:
    """Fold the migration that `makemigrations` has just written."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benangmerah.settings.testing")
    django.setup()
    module = import_module(MODULE)
    module.Migration.operations = fold(module.Migration.operations)
    migration = module.Migration("0001_initial", "store")
    Path(str(module.__file__)).write_text(MigrationWriter(migration).as_string(), encoding="utf-8")


if __name__ == "__main__":
    main()
