"""Compile the message catalogues: all rooms' .po files of a language become one, for sentences and for pages."""

from __future__ import annotations

import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "src" / "benangmerah" / "locale"
COMPILED = ("benangmerah.mo", "django.mo")
"""The same twice: sentences are rendered without Django, and Django looks for a name of its own."""
PLURALS = {"id": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}


def merge_catalogues(sources: list[Path], language: str = "id") -> polib.POFile:
    """One catalogue of all rooms; two rooms that translate the same text differently are an error."""
    merged = polib.POFile()
    merged.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": PLURALS[language]}
    seen: dict[tuple[str | None, str], tuple[str, Path]] = {}
    for source in sources:
        for entry in polib.pofile(str(source)):
            key = (entry.msgctxt, entry.msgid)
            if key in seen:
                text, first = seen[key]
                if text != entry.msgstr:
                    sys.exit(f"{source.name} and {first.name} translate {entry.msgid!r} differently")
                continue
            seen[key] = (entry.msgstr, source)
            merged.append(entry)
    return merged


def compile_catalogues(root: Path = LOCALE) -> list[Path]:
    """Compile each language whose catalogues are newer, and return the files written."""
    written = []
    for folder in sorted(root.glob("*/LC_MESSAGES")):
        sources = sorted(folder.glob("*.po"))
        targets = [folder / name for name in COMPILED]
        newest = max((source.stat().st_mtime_ns for source in sources), default=0)
        if sources and any(not target.exists() or target.stat().st_mtime_ns < newest for target in targets):
            merged = merge_catalogues(sources, folder.parent.name)
            for target in targets:
                merged.save_as_mofile(str(target))
            written += targets
    return written


if __name__ == "__main__":
    compile_catalogues()
