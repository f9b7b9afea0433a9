"""Collect every sentence and code a person may read, and check that all of them are translated.

Without options: list them with the place each stands at. `--check`: name what is missing, wrong or no longer used.
`--missing`: print the missing entries as a translator fills them in.
"""

from __future__ import annotations

import argparse
import ast
import re
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation.template import templatize

from benangmerah.kernel.explanation import MONTHS
from benangmerah.regulations.library import load_library
from benangmerah.regulations.parameter import Band
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import OUTPUTS
from benangmerah.snapshot.contract.published import PUBLISHED

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "benangmerah"
SAME_IN_INDONESIAN = frozenset({
    "April", "September", "November", "program", "optimal", "seminar",
    "Menu", "NIP", "No.", "IP ASN", "Level",
    "baik", "kurang", "mutlak", "penting", "perlu", "tinggi", "sedang", "rendah",
})  # fmt: skip
"""Words that both languages spell alike, and codes that are Indonesian; any other equal translation was forgotten."""
CODE = re.compile(r"[A-Za-z0-9_]+")
PAGE_PLACE = re.compile(r"%\((\w+)\)s")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
"""Which arguments hold a text, for Babel: "c" is the context."""
ROOMS = ("web", "store")
CONTEXT_END = "\x04"
"""Stands between a context and its text, as in a compiled catalogue."""

if not settings.configured:
    settings.configure()  # reading the words of a template needs no settings of ours


@dataclass
class Source:
    """What the source says: sentences and codes with the place of the first use, other literals, and faults."""

    sentences: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    literals: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def read_source(root: Path = SOURCE) -> Source:
    """Everything that `message("…")`, `Term("…")` and the pages name in the files below the folder."""
    source = Source()
    for text, place in read_page_words(root):
        source.sentences.setdefault(text, place)
    for file in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                source.literals.add(node.value)
            elif isinstance(node, ast.Call):
                _read_call(node, f"{file.relative_to(root).as_posix()}:{node.lineno}", source)
    for file in sorted(root.rglob("*.yaml")):
        source.literals.update(CODE.findall(file.read_text("utf-8")))
    return source


def _read_call(call: ast.Call, place: str, source: Source) -> None:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    text = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
    if name == "Term" and isinstance(text, str):
        source.codes.setdefault(text, place)
    if name != "message":
        return
    if not isinstance(text, str):
        source.faults.append(f"{place}: the text of a message must stand there as a plain string")
        return
    source.sentences.setdefault(text, place)
    given = {keyword.arg for keyword in call.keywords}
    missing = places_of(text) - given if None not in given else set()
    source.faults += [f"{place}: the message gives no value for {{{name}}}" for name in sorted(missing)]


def key_of(text: str, context: str | None = None) -> str:
    """What tells two texts apart: the text, and the context where there is one."""
    return f"{context}{CONTEXT_END}{text}" if context else text


def read_page_words(root: Path) -> Iterator[tuple[str, str]]:
    """Every text with the place it stands at; of a text with a plural, the singular."""
    for room in ROOMS:
        for file in sorted((root / room).rglob("*")):
            if file.suffix in {".py", ".html", ".txt"} and "migrations" not in file.parts:
                place = file.relative_to(root).as_posix()
                yield from ((text, f"{place}:{line}") for line, text in _read_file(file, place))


def _read_file(file: Path, place: str) -> Iterator[tuple[int, str]]:
    source = file.read_text("utf-8")
    if file.suffix != ".py":
        # what is left of a template is no Python: its indentation means nothing
        source = "\n".join(line.lstrip() for line in templatize(source, origin=place).split("\n"))
    for line, texts, _, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        text = texts if isinstance(texts, str) else texts[0]
        if text:
            yield line, key_of(text, context)


def places_of(text: str) -> set[str]:
    """The named places of a text: `{person} lacks {levels}` has two, and so has `%(person)s lacks %(levels)s`."""
    named = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return named | set(PAGE_PLACE.findall(text))


def has_words(text: str) -> bool:
    """Whether a text says anything beside the values in its places."""
    plain = PAGE_PLACE.sub("", text)
    return any(character.isalpha() for literal, *_ in string.Formatter().parse(plain) for character in literal)


def read_codes() -> dict[str, str]:
    """Every code that the tables and the bands of the law may show to a person."""
    codes = dict.fromkeys((*MONTHS, "unknown"), "kernel/explanation.py")
    for table in (*INPUTS.values(), *OUTPUTS.values(), *PUBLISHED.values()):
        for column in table.columns:
            codes |= dict.fromkeys(column.values, f"the contract, {table.name}.{column.name}")
    for parameter in load_library().parameters.values():
        entries = [entry for value in parameter.values for entry in value.entries]
        codes |= {entry.value.code: f"the law, {parameter.path}" for entry in entries if isinstance(entry.value, Band)}
    return codes


def read_catalogues(language: str, root: Path = SOURCE) -> Iterator[tuple[str, polib.POEntry]]:
    """Every entry of a language's catalogues with the name of its file."""
    for file in sorted((root / "locale" / language / "LC_MESSAGES").glob("*.po")):
        for entry in polib.pofile(str(file)):
            yield f"{language}/{file.name}:{entry.linenum}", entry


def translation_of(entry: polib.POEntry) -> str:
    """The translation; Indonesian has one form for any number."""
    return str(entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr)


def needs_english(code: str) -> bool:
    """Whether a code is no English word by itself: jpt_pratama, PD01, s1."""
    return not code.isalpha()


def find_missing(source: Source, codes: dict[str, str], root: Path = SOURCE) -> dict[str, dict[str, str]]:
    """Texts without a translation, with their place, by language."""
    wanted = {"id": codes | source.sentences, "en": {code: at for code, at in codes.items() if needs_english(code)}}
    missing = {}
    for language, texts in wanted.items():
        known = {
            key_of(entry.msgid, entry.msgctxt) for _, entry in read_catalogues(language, root) if entry.translated()
        }
        missing[language] = {text: place for text, place in texts.items() if text not in known}
    return missing


def find_faults(source: Source, codes: dict[str, str], root: Path = SOURCE) -> Iterator[str]:
    """Every fault of the source and its catalogues, each in a line that says where."""
    yield from source.faults
    for language, texts in find_missing(source, codes, root).items():
        yield from (f"{place}: no translation ({language}) of {text!r}" for text, place in texts.items())
    for language in ("id", "en"):
        seen: dict[str, str] = {}
        for place, entry in read_catalogues(language, root):
            yield from _find_entry_faults(entry, place, language, source, codes)
            translation = translation_of(entry)
            if seen.setdefault(key_of(entry.msgid, entry.msgctxt), translation) != translation:
                yield f"{place}: {entry.msgid!r} is translated differently elsewhere"


def _find_entry_faults(
    entry: polib.POEntry, place: str, language: str, source: Source, codes: dict[str, str]
) -> Iterator[str]:
    text, translation = entry.msgid, translation_of(entry)
    is_code_in_use = CODE.fullmatch(text) is not None and text in source.literals
    is_said = key_of(text, entry.msgctxt) in source.sentences
    if entry.obsolete or not (is_said or text in codes or is_code_in_use):
        yield f"{place}: nothing says {text!r} any more"
    elif entry.translated() and places_of(text) | places_of(entry.msgid_plural) != places_of(translation):
        yield f"{place}: the translation of {text!r} names other places"
    if language == "id" and text == translation and has_words(text) and text not in SAME_IN_INDONESIAN:
        yield f"{place}: {text!r} is translated by itself"


def write_missing(missing: dict[str, dict[str, str]]) -> Iterator[str]:
    """What is missing, as entries of a catalogue that wait for their translation."""
    for language, texts in missing.items():
        for text, place in sorted(texts.items(), key=lambda item: item[1]):
            entry = polib.POEntry(msgid=text, msgstr="", comment=f"{language}, {place}")
            yield f"{entry.__unicode__()}\n"


def main() -> int:
    """Run as asked; 1 where a check fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a translation is missing, wrong or unused")
    parser.add_argument("--missing", action="store_true", help="print the missing entries")
    options = parser.parse_args()
    source = read_source()
    codes = source.codes | read_codes()
    if options.check:
        faults = list(find_faults(source, codes))
        sys.stderr.writelines(f"{fault}\n" for fault in faults)
        return 1 if faults else 0
    if options.missing:
        sys.stdout.writelines(write_missing(find_missing(source, codes)))
        return 0
    sys.stdout.writelines(f"{place}: {text}\n" for text, place in (source.sentences | codes).items())
    return 0


if __name__ == "__main__":
    sys.exit(main())
