"""The law on a date: every legal number with the citation it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import MappingProxyType

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Citation, Message, Term, message
from benangmerah.regulations.parameter import Band, DatedValue, Entry, Instrument, Parameter, ParameterKind
from benangmerah.regulations.read_parameter import read_instruments, read_parameter
from benangmerah.regulations.strict_yaml import DocumentError, read_yaml

INDONESIA = Path(__file__).resolve().parent / "indonesia"
_INSTRUMENTS = "instruments.yaml"


class LawError(BenangMerahError):
    """The law library cannot say what it is asked, or one of its files is not as it must be.

    `file` (below the library's folder) and `line` tell where, for a fault in a file.
    """

    def __init__(self, reason: Message, file: str = "", line: int = 0) -> None:
        self.file, self.line = file, line
        super().__init__(reason)


@dataclass(frozen=True)
class Law:
    """The law as it stands on one day; asking for what it does not say raises LawError."""

    day: date
    _parameters: Mapping[str, Parameter]

    def number(self, path: str) -> Fraction:
        """The single number of that parameter."""
        entries = self._entries(path, ParameterKind.NUMBER)
        return next(entry.value for entry in entries if isinstance(entry.value, Fraction))

    def table(self, path: str) -> Mapping[str, Fraction]:
        """The numbers of that parameter by code, in the order of the file."""
        entries = self._entries(path, ParameterKind.TABLE)
        return MappingProxyType({entry.key: entry.value for entry in entries if isinstance(entry.value, Fraction)})

    def texts(self, path: str) -> Mapping[str, str]:
        """The texts of that parameter by code, in the order of the file."""
        entries = self._entries(path, ParameterKind.TEXTS)
        return MappingProxyType({entry.key: entry.value for entry in entries if isinstance(entry.value, str)})

    def bands(self, path: str) -> tuple[Band, ...]:
        """The bands of that parameter; no figure lies in two of them."""
        entries = self._entries(path, ParameterKind.BANDS)
        return tuple(entry.value for entry in entries if isinstance(entry.value, Band))

    def records(self, path: str) -> tuple[Mapping[str, object], ...]:
        """The records of that parameter: texts (str or tuple), numbers (Fraction) and words ({id, en}) by column."""
        entries = self._entries(path, ParameterKind.RECORDS)
        return tuple(entry.value for entry in entries if isinstance(entry.value, Mapping))

    def citation(self, path: str, entry: str | None = None) -> Citation:
        """The instrument and article a parameter, or one entry of it (a code, a record's first column), rests on."""
        value = self.dated(path)
        if entry is None:
            return value.citation
        found = value.entry(entry)
        if found is None:
            raise LawError(message("the law on {path} does not know {entry}", path=path, entry=entry))
        return found.citation

    def parameter(self, path: str) -> Parameter:
        """The parameter of that path with all its dated values."""
        found = self._parameters.get(path)
        if found is None:
            raise LawError(message("the law library has no parameter {path}", path=path))
        return found

    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter that says something on this day, by path."""
        return tuple(parameter for parameter in self._parameters.values() if parameter.on(self.day) is not None)

    def dated(self, path: str) -> DatedValue:
        """What the parameter says on this day: its period, entries, citation and note."""
        value = self.parameter(path).on(self.day)
        if value is None:
            raise LawError(message("the law on {path} says nothing on {day}", path=path, day=self.day))
        return value

    def _entries(self, path: str, kind: ParameterKind) -> tuple[Entry, ...]:
        parameter = self.parameter(path)
        if parameter.kind is not kind:
            given, asked = Term(parameter.kind), Term(kind)
            raise LawError(
                message("the law on {path} is given as {given}, not as {asked}", path=path, given=given, asked=asked)
            )
        return self.dated(path).entries


@dataclass(frozen=True)
class RegulationLibrary:
    """All parameters of the law with all their dates, and the instruments they cite."""

    parameters: Mapping[str, Parameter]
    instruments: Mapping[str, Instrument]

    def on(self, day: date) -> Law:
        """The law as it stands on that day."""
        return Law(day, self.parameters)


def load_library(root: Path | None = None) -> RegulationLibrary:
    """The law library of Indonesia, or the one kept in another folder; any fault in a file raises LawError."""
    return _load_indonesia() if root is None else _load(root)


@cache
def _load_indonesia() -> RegulationLibrary:
    return _load(INDONESIA)


def _load(root: Path) -> RegulationLibrary:
    try:
        instruments = read_instruments(read_yaml(root / _INSTRUMENTS, _INSTRUMENTS))
        return RegulationLibrary(_read_parameters(root, instruments), instruments)
    except DocumentError as error:
        raise LawError(error.reason, error.file, error.line) from error


def _read_parameters(root: Path, instruments: Mapping[str, Instrument]) -> Mapping[str, Parameter]:
    found = {}
    for file in sorted(file for file in root.rglob("*") if file.is_file()):
        name = file.relative_to(root).as_posix()
        if name == _INSTRUMENTS:
            continue
        if file.suffix != ".yaml":
            fault = message("{file} does not belong in the law library: its files end in .yaml", file=name)
            raise LawError(fault, name, 1)
        path = name.removesuffix(".yaml")
        found[path] = read_parameter(read_yaml(file, name), path, instruments)
    return MappingProxyType(found)
