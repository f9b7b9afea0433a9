"""YAML read strictly: exact numbers, no key twice, nothing hidden, and a line for every key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import yaml

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Message, message

Node: TypeAlias = "bool | str | Fraction | date | list[Node] | dict[str, Node] | None"
Keys: TypeAlias = "tuple[str | int, ...]"

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: Mapping[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_DEEPEST = 20


class DocumentError(BenangMerahError):
    """A YAML file cannot be taken as it stands; says the file, the line, the key and what is wrong there."""

    def __init__(self, file: str, line: int, keys: Keys, fault: Message) -> None:
        self.file, self.line, self.key, self.fault = file, line, _dotted(keys), fault
        if self.key:
            place = message("{file}:{line}: {key}: {fault}", file=file, line=str(line), key=self.key, fault=fault)
        else:
            place = message("{file}:{line}: {fault}", file=file, line=str(line), fault=fault)
        super().__init__(place)


def _dotted(keys: Keys) -> str:
    """The path to a key as a person writes it; items of a list are counted from 1: `values[1].entries.s3`."""
    parts = (f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in keys)
    return "".join(parts).removeprefix(".")


@dataclass(frozen=True)
class Document:
    """A YAML file as plain values, with the line of every key.

    `value` is made of dict, list, str, Fraction, date, bool and None; keys are text exactly as written.
    """

    file: str
    value: Node
    lines: Mapping[Keys, int]

    def line(self, *keys: str | int) -> int:
        """The line of that key (or list index, from 0), or of the nearest one above it that is written."""
        while keys not in self.lines and keys:
            keys = keys[:-1]
        return self.lines.get(keys, 1)

    def error(self, fault: Message, *keys: str | int) -> DocumentError:
        """An error that points to that key of the file."""
        return DocumentError(self.file, self.line(*keys), keys, fault)


def read_yaml(path: Path, file: str | None = None) -> Document:
    """Read a YAML file; `file` is the name that errors show, by default the path as given.

    Raises DocumentError for what is not YAML, a key that stands twice, anchors, aliases and tags,
    a second document in the file, and numbers or dates that cannot be read for certain.
    """
    name = file or str(path)
    return _Reading(name).read(_read_text(path, name))


def _read_text(path: Path, file: str) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        fault = message("the file cannot be read: {problem}", problem=error.strerror or str(error))
        raise DocumentError(file, 1, (), fault) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DocumentError(file, line, (), message("the file is not written in UTF-8")) from error


class _Reading:
    """One pass over the events of a YAML file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Keys, int] = {}

    def read(self, text: str) -> Document:
        try:
            events = yaml.parse(text, Loader=_LOADER)
            value = self._document(iter(events))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self._not_yaml(str(error.problem), mark.line + 1 if mark else 1) from error
        except yaml.reader.ReaderError as error:
            raise self._not_yaml(error.reason, text.count("\n", 0, error.position) + 1) from error
        return Document(self.file, value, self.lines)

    def _not_yaml(self, problem: str, line: int) -> DocumentError:
        return DocumentError(self.file, line, (), message("this is not valid YAML: {problem}", problem=problem))

    def _document(self, events: Iterator[yaml.Event]) -> Node:
        value: Node = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if () in self.lines:
                    raise self._error(event, (), message("a file holds one document only"))
                value = self._node(next(events), events, ())
        return value

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], keys: Keys) -> Node:
        self.lines.setdefault(keys, _line(event))
        self._refuse_hidden(event, keys)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, keys)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, keys)
        text = str(getattr(event, "value", ""))
        return text if getattr(event, "style", None) else self._plain(text, event, keys)

    def _refuse_hidden(self, event: yaml.Event, keys: Keys) -> None:
        """Refuse what a reader of the file could overlook: a value kept elsewhere or read as another kind."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._error(event, keys, message("anchors and aliases (& and *) are not allowed: write it out"))
        if getattr(event, "tag", None):
            raise self._error(event, keys, message("tags (!) are not allowed; write the value as it is"))
        if len(keys) > _DEEPEST:
            raise self._error(event, keys, message("the file is nested too deeply"))

    def _mapping(self, events: Iterator[yaml.Event], keys: Keys) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event, keys)
            if key in found:
                first = str(self.lines[*keys, key])
                fault = message("this key stands twice (first on line {first})", first=first)
                raise self._error(event, (*keys, key), fault)
            self.lines[*keys, key] = _line(event)
            found[key] = self._node(next(events), events, (*keys, key))
        return found

    def _key(self, event: yaml.Event, keys: Keys) -> str:
        self._refuse_hidden(event, keys)
        if isinstance(event, yaml.ScalarEvent) and event.value:
            return str(event.value)
        raise self._error(event, keys, message("a key must be plain text"))

    def _sequence(self, events: Iterator[yaml.Event], keys: Keys) -> list[Node]:
        found: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            found.append(self._node(event, events, (*keys, len(found))))
        return found

    def _plain(self, text: str, event: yaml.Event, keys: Keys) -> Node:
        """A value without quotes: nothing, a truth value, an exact number, a day, else text."""
        if text in _WORDS:
            return _WORDS[text]
        if _NUMBER.fullmatch(text):
            return Fraction(text)
        if _LEADING_ZERO.fullmatch(text):
            fault = message("{value} begins with a zero: put a code in quotes, or leave the zero out", value=text)
            raise self._error(event, keys, fault)
        return self._day(text, event, keys) if _DAY.fullmatch(text) else text

    def _day(self, text: str, event: yaml.Event, keys: Keys) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            fault = message("{value} is no day of the calendar", value=text)
            raise self._error(event, keys, fault) from error

    def _error(self, event: yaml.Event, keys: Keys, fault: Message) -> DocumentError:
        return DocumentError(self.file, _line(event), keys, fault)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
