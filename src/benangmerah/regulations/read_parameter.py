"""One parameter file read strictly: unknown keys, wrong types, missing citations and overlapping dates are refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType

from benangmerah.kernel.explanation import Citation, message
from benangmerah.kernel.period import Period
from benangmerah.regulations.document_part import DocumentPart, top_of
from benangmerah.regulations.parameter import (
    Confidence,
    DatedValue,
    Instrument,
    Parameter,
    ParameterKind,
    Unit,
    Words,
)
from benangmerah.regulations.read_entry import COLUMN_TYPES, CONTENT_KEYS, EntryReader
from benangmerah.regulations.strict_yaml import Document

_CITATION = ("instrument", "article", "confidence")


def read_instruments(document: Document) -> Mapping[str, Instrument]:
    """The instruments a citation may name, by id."""
    return MappingProxyType({key: _read_instrument(key, part) for key, part in top_of(document).entries().items()})


def _read_instrument(key: str, part: DocumentPart) -> Instrument:
    fields = part.fields(required=("title", "short", "year"))
    year = fields["year"].number()
    if year.denominator != 1:
        raise fields["year"].error(message("a year is expected here"))
    return Instrument(key, fields["title"].text(), fields["short"].text(), int(year))


def read_words(part: DocumentPart) -> Words:
    """The words written as `id` and `en`."""
    fields = part.fields(required=("id", "en"))
    return Words(fields["id"].text(), fields["en"].text())


def read_parameter(document: Document, path: str, instruments: Mapping[str, Instrument]) -> Parameter:
    """The parameter that a document holds."""
    fields = top_of(document).fields(required=("title", "unit", "kind", "values"), optional=("note", "columns"))
    kind = ParameterKind(fields["kind"].one_of([*ParameterKind]))
    columns = _read_columns(fields, kind)
    return Parameter(
        path=path,
        title=read_words(fields["title"]),
        unit=Unit(fields["unit"].one_of([*Unit])),
        kind=kind,
        values=_ValuesReader(kind, columns, instruments).read(fields["values"]),
        note=read_words(fields["note"]) if "note" in fields else None,
    )


def _read_columns(fields: Mapping[str, DocumentPart], kind: ParameterKind) -> Mapping[str, str]:
    """The columns of records: name and type; only records have them."""
    if "columns" not in fields and kind is not ParameterKind.RECORDS:
        return {}
    if "columns" not in fields:
        raise fields["kind"].error(message("records need the key {key}", key="columns"))
    if kind is not ParameterKind.RECORDS:
        raise fields["columns"].error(message("only records have columns"))
    types = [*COLUMN_TYPES, *(f"{kind}?" for kind in COLUMN_TYPES)]
    return {name: part.one_of(types) for name, part in fields["columns"].entries().items()}


@dataclass(frozen=True)
class _ValuesReader:
    """Reads the dated values of one parameter."""

    kind: ParameterKind
    columns: Mapping[str, str]
    instruments: Mapping[str, Instrument]

    def read(self, part: DocumentPart) -> tuple[DatedValue, ...]:
        """All dated values, the earliest first; two that hold on the same day are refused."""
        places = part.items()
        if not places:
            raise part.error(message("at least one dated value is needed"))
        written = [place for place in places if "same_as" not in place.entries()]
        values = [(self._read_value(place), place) for place in written]
        known = tuple(value for value, _ in values)
        values += [(self._repeat_value(place, known), place) for place in places if place not in written]
        _refuse_overlaps(values)
        return tuple(sorted((value for value, _ in values), key=_starts))

    def _read_value(self, part: DocumentPart) -> DatedValue:
        content = CONTENT_KEYS[self.kind]
        fields = part.fields(required=("from", "source", content), optional=("to", "note"))
        citation = self._cite(fields["source"], None)
        reader = EntryReader(self.kind, self.columns, citation, self._cite, read_words)
        return DatedValue(
            _read_period(fields), reader.read(fields[content]), citation,
            read_words(fields["note"]) if "note" in fields else None,
        )  # fmt: skip

    def _repeat_value(self, part: DocumentPart, known: tuple[DatedValue, ...]) -> DatedValue:
        """The same entries as another dated value, under what this one's source says differently."""
        fields = part.fields(required=("from", "same_as"), optional=("to", "source", "note"))
        day = fields["same_as"].day()
        like = next((value for value in known if value.period.start == day), None)
        if like is None:
            raise fields["same_as"].error(message("no value of this file begins on {day}", day=day))
        source = fields.get("source")
        return DatedValue(
            _read_period(fields),
            tuple(replace(entry, citation=self._recite(source, entry.citation)) for entry in like.entries),
            self._recite(source, like.citation),
            read_words(fields["note"]) if "note" in fields else like.note,
        )

    def _recite(self, source: DocumentPart | None, base: Citation) -> Citation:
        return base if source is None else self._cite(source, base)

    def _cite(self, part: DocumentPart, base: Citation | None) -> Citation:
        """The citation written here; what it leaves out is taken from the one it stands under."""
        fields = part.fields(required=() if base else _CITATION, optional=_CITATION)
        cited = {}
        if "instrument" in fields:
            cited["instrument"] = self._instrument(fields["instrument"])
        if "article" in fields:
            cited["article"] = _filled(fields["article"])
        if "confidence" in fields:
            cited["confidence"] = str(Confidence(fields["confidence"].one_of([*Confidence])))
        return replace(base or Citation("", "", ""), **cited)

    def _instrument(self, part: DocumentPart) -> str:
        known = self.instruments.get(part.text())
        if known is None:
            raise part.error(message("the instrument {id} is not listed in instruments.yaml", id=part.text()))
        return known.short


def _filled(part: DocumentPart) -> str:
    if not part.text().strip():
        raise part.error(message("text is expected here, not an empty one"))
    return part.text()


def _read_period(fields: Mapping[str, DocumentPart]) -> Period:
    start = None if fields["from"].value is None else fields["from"].day()
    end = fields["to"].day() if "to" in fields else None
    if start is not None and end is not None and end <= start:
        raise fields["to"].error(message("the value ends before it begins"))
    return Period(start, end)


def _refuse_overlaps(values: list[tuple[DatedValue, DocumentPart]]) -> None:
    for (one, first), (other, second) in combinations(values, 2):
        if one.period.overlaps(other.period):
            later = max(first, second, key=lambda part: part.keys)
            raise later.error(message("this value and another one of the file hold on the same day"))


def _starts(value: DatedValue) -> tuple[bool, str]:
    start = value.period.start
    return (start is not None, start.isoformat() if start else "")
