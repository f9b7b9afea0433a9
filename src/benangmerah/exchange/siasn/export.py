"""SIASN's "Export Data ASN" as tables of the dataset: agencies, units, positions and employees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.exchange.imports.fault import empty_cell
from benangmerah.exchange.imports.grid import Grid
from benangmerah.exchange.imports.heading import HEADING_ROW
from benangmerah.exchange.siasn.heading import NEEDED
from benangmerah.exchange.siasn.person import PersonReader, is_gone
from benangmerah.exchange.siasn.place import PlaceReader
from benangmerah.exchange.siasn.record import TABLE, Export, Record, read_number
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import Message, message
from benangmerah.regulations.library import Law
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import SourceTable

EXPORT_TABLES = ("agencies", "units", "positions", "employees")
"""The tables an export gives; the last one is where its faults are told."""

_NUMBER = "NIP BARU"


@dataclass(frozen=True)
class SiasnExport:
    """What an export gives: tables, refusals by its own headings, and notes on what was left out."""

    tables: Mapping[str, SourceTable]
    refusals: tuple[Refusal, ...]
    notes: tuple[Message, ...]


def read_export(grid: Grid, law: Law) -> SiasnExport:
    """Read an export, found by heading and not by place; people no longer employed are left out, with a note.

    Each refusal names the row and the export's own heading. `law` gives SIASN's codes their meaning.
    """
    export = Export(grid)
    faults = _heading_faults(export)
    if faults:
        return SiasnExport({}, tuple(faults), ())
    everybody = export.records()
    employed = [record for record in everybody if not is_gone(record)]
    tables = _read_tables(export, employed, law)
    export.refuse_cell_faults({record.row for record in employed})
    if not employed and not export.refusals:
        reason = message("The table {table} has a heading but no rows.", table=TABLE)
        export.refusals.append(
            Refusal(TABLE, None, None, None, reason, message("Fill in at least one row."), grid.place)
        )
    notes = (*_note_gone(everybody, employed), *_note_units(tables))
    return SiasnExport(tables, tuple(export.refusals), notes)


def _read_tables(export: Export, records: Sequence[Record], law: Law) -> Mapping[str, SourceTable]:
    places = PlaceReader(export, law.texts("echelon/siasn_code"), records)
    people, numbers = PersonReader(export, law), _NumberReader(export, law)
    employees: list[tuple[int, Mapping[str, object]]] = []
    for record in records:
        number = numbers.read(record)
        post = places.read(record)
        if number is not None:
            employees.append((record.row, people.read(record, number, post)))
    found = places.places
    rows = {"agencies": found.agencies.values(), "units": found.units.values(), "positions": found.positions.values()}
    return {name: _make_table(name, list(rows.get(name, employees)), export.grid.place) for name in EXPORT_TABLES}


class _NumberReader:
    """Reads each person's number, once."""

    def __init__(self, export: Export, law: Law) -> None:
        self.export = export
        self.digits = max(int(str(part["last"])) for part in law.records("person_number/pns"))
        self.first_rows: dict[str, int] = {}

    def read(self, record: Record) -> str | None:
        """The number; None where it is missing, damaged or stood in an earlier row."""
        text = record.text(_NUMBER)
        number = empty_cell(_NUMBER) if text is None else read_number(text, self.digits)
        if not isinstance(number, str):
            self.export.refuse(record, _NUMBER, number)
            return None
        first = self.first_rows.setdefault(number, record.row)
        if first == record.row:
            return number
        reason = message("Row {row} already has the same {key}.", row=str(first), key=_NUMBER)
        self.export.refuse(record, _NUMBER, (reason, message("Keep one of the two rows, or correct the key.")))
        return None


def _make_table(name: str, rows: Sequence[tuple[int, Mapping[str, object]]], place: str) -> SourceTable:
    schema = INPUTS[name].schema
    columns = [
        pa.chunked_array([pa.array([facts.get(column.name) for _, facts in rows], column.type)]) for column in schema
    ]
    return SourceTable(name, pa.table(columns, schema=schema), pa.array([row for row, _ in rows], pa.int64()), place)


def _heading_faults(export: Export) -> list[Refusal]:
    missing = [heading for heading in NEEDED if heading not in export.positions]
    agencies = ("INSTANSI KERJA ID", "INSTANSI INDUK ID")
    if not any(heading in export.positions for heading in agencies):
        missing.append(agencies[0])
    again = message("Export the data from SIASN again.")
    faults = [(heading, message("The column {column} is missing.", column=heading), again) for heading in missing]
    faults += [
        (heading, message("The heading {heading} stands twice.", heading=heading),
         message("Leave one of the two columns out."))
        for heading in export.repeated
    ]  # fmt: skip
    return [
        Refusal(TABLE, HEADING_ROW, None, heading, reason, suggestion, export.grid.place)
        for heading, reason, suggestion in faults
    ]


def _note_gone(everybody: Sequence[Record], employed: Sequence[Record]) -> list[Message]:
    rows = {record.row for record in employed}
    left_out = [record for record in everybody if record.row not in rows]
    standings = Counter(record.text("KEDUDUKAN HUKUM NAMA", "KEDUDUKAN HUKUM ID") or "" for record in left_out)
    return [
        message("{count} people are left out, since their legal position is {standing}.", count=count, standing=name)
        for name, count in sorted(standings.items())
    ]


def _note_units(tables: Mapping[str, SourceTable]) -> list[Message]:
    units = tables["units"].data
    whole = units.filter(pc.and_(pc.is_null(units["parent_unit_id"]), pc.invert(units["is_opd"]))).num_rows
    if not whole:
        return []
    return [message("The export does not tell the offices of the agency: each of its units counts as one.")]
