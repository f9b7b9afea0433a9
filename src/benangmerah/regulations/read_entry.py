"""The entries of a dated value: a number, a table, texts, bands or records, each with its citation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType

from benangmerah.kernel.explanation import Citation, message
from benangmerah.regulations.document_part import DocumentPart
from benangmerah.regulations.parameter import Band, Entry, EntryValue, ParameterKind, Words
from benangmerah.regulations.strict_yaml import DocumentError

CONTENT_KEYS = {
    ParameterKind.NUMBER: "value",
    ParameterKind.TABLE: "entries",
    ParameterKind.TEXTS: "entries",
    ParameterKind.BANDS: "bands",
    ParameterKind.RECORDS: "records",
}
_ASIDE = ("source", "note")
_BOUNDS = ("above", "at_least", "up_to", "below")
COLUMN_TYPES = ("text", "texts", "number", "words")


@dataclass(frozen=True)
class EntryReader:
    """Reads what a dated value says; entries without a source of their own carry the value's."""

    kind: ParameterKind
    columns: Mapping[str, str]
    citation: Citation
    cite: Callable[[DocumentPart, Citation | None], Citation]
    words: Callable[[DocumentPart], Words]

    def read(self, part: DocumentPart) -> tuple[Entry, ...]:
        """The entries written here, in the order of the file."""
        if self.kind is ParameterKind.NUMBER:
            return (Entry("", part.number(), self.citation),)
        found = self._read_all(part)
        if not found:
            raise part.error(message("at least one entry is needed"))
        return found

    def _read_all(self, part: DocumentPart) -> tuple[Entry, ...]:
        if self.kind is ParameterKind.BANDS:
            return self._read_bands(part)
        if self.kind is ParameterKind.RECORDS:
            return self._read_records(part)
        return tuple(self._read_plain(key, entry) for key, entry in part.entries().items())

    def _read_plain(self, key: str, part: DocumentPart) -> Entry:
        """`s3: 25`, or `s3: {value: 25, source: …, note: …}` where the entry has a source or note of its own."""
        if not isinstance(part.value, dict):
            return Entry(key, self._plain_value(part), self.citation)
        fields = part.fields(required=("value",), optional=_ASIDE)
        return self._entry(key, self._plain_value(fields["value"]), fields)

    def _plain_value(self, part: DocumentPart) -> Fraction | str:
        return part.number() if self.kind is ParameterKind.TABLE else part.text()

    def _entry(self, key: str, value: EntryValue, fields: Mapping[str, DocumentPart]) -> Entry:
        citation = self.cite(fields["source"], self.citation) if "source" in fields else self.citation
        return Entry(key, value, citation, self.words(fields["note"]) if "note" in fields else None)

    def _read_bands(self, part: DocumentPart) -> tuple[Entry, ...]:
        found = []
        for item in part.items():
            fields = item.fields(required=("code",), optional=(*_BOUNDS, "score", *_ASIDE))
            found.append((self._entry(fields["code"].text(), _read_band(fields), fields), item))
        for (one, _), (other, later) in combinations(found, 2):
            if isinstance(one.value, Band) and isinstance(other.value, Band) and one.value.overlaps(other.value):
                raise later.error(message("this band and {other} hold the same figure", other=one.key))
        return tuple(entry for entry, _ in found)

    def _read_records(self, part: DocumentPart) -> tuple[Entry, ...]:
        found: dict[str, Entry] = {}
        for item in part.items():
            entry = self._read_record(item)
            if entry.key in found:
                raise item.error(message("the record {key} stands twice", key=entry.key))
            found[entry.key] = entry
        return tuple(found.values())

    def _read_record(self, item: DocumentPart) -> Entry:
        """One row; its first column is its key. A column whose type ends in `?` may be left out."""
        needed = [name for name, kind in self.columns.items() if not kind.endswith("?")]
        fields = item.fields(required=needed, optional=(*self.columns, *_ASIDE))
        row = {name: self._cell(fields[name], kind) for name, kind in self.columns.items() if name in fields}
        first = next(iter(self.columns))
        return self._entry(str(row[first]), MappingProxyType(row), fields)

    def _cell(self, part: DocumentPart, kind: str) -> object:
        match kind.removesuffix("?"):
            case "number":
                return part.number()
            case "texts":
                return tuple(item.text() for item in part.items())
            case "words":
                said = self.words(part)
                return MappingProxyType({"id": said.indonesian, "en": said.english})
            case _:
                return part.text()


def _read_band(fields: Mapping[str, DocumentPart]) -> Band:
    lower, lower_inclusive = _read_bound(fields, exclusive="above", inclusive="at_least")
    upper, upper_inclusive = _read_bound(fields, exclusive="below", inclusive="up_to")
    if lower is not None and upper is not None and upper <= lower:
        raise fields["code"].error(message("the band ends before it begins"))
    score = fields["score"].number() if "score" in fields else None
    return Band(fields["code"].text(), lower, lower_inclusive, upper, upper_inclusive, score)


def _read_bound(fields: Mapping[str, DocumentPart], *, exclusive: str, inclusive: str) -> tuple[Fraction | None, bool]:
    if exclusive in fields and inclusive in fields:
        raise _both(fields[inclusive], exclusive)
    if exclusive in fields:
        return fields[exclusive].number(), False
    return (fields[inclusive].number(), True) if inclusive in fields else (None, True)


def _both(part: DocumentPart, other: str) -> DocumentError:
    return part.error(message("a bound is written once: this one or {other}", other=other))
