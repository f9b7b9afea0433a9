"""Reading one workbook in three ways."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import python_calamine

from benangmerah.exchange.imports.dataset import read_dataset


def read_bare(path: Path) -> int:
    """Every value by calamine, without types or checks."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def read_openpyxl(path: Path) -> int:
    """Every value by openpyxl's quickest way."""
    book = openpyxl.load_workbook(path, read_only=True)
    return sum(1 for sheet in book for _ in sheet.iter_rows(values_only=True))


def read_product(path: Path) -> int:
    """Typed tables with every fault by cell."""
    dataset, refusals = read_dataset(path)
    if refusals:
        sys.exit(f"{len(refusals)} faults in a workbook that has none: {refusals[0]}")
    return sum(source.data.num_rows for source in dataset.tables.values())


WAYS = {"product": read_product, "calamine": read_bare, "openpyxl": read_openpyxl}

if __name__ == "__main__":
    WAYS[sys.argv[1]](Path(sys.argv[2]))
