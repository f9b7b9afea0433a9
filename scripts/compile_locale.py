"""Compile the message catalogues: all rooms' .po files of a language become one benangmerah.mo."""

from __future__ import annotations

import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "src" / "benangmerah" / "locale"


def merge_catalogues(sources: list[Path]) -> polib.POFile:
    """One catalogue of all rooms; two rooms that translate the same text differently are an error."""
    merged = polib.POFile()
    merged.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=1; plural=0;"}
    seen: dict[str, tuple[str, Path]] = {}
    for source in sources:
        for entry in polib.pofile(str(source)):
            if entry.msgid in seen:
                text, first = seen[entry.msgid]
                if text != entry.msgstr:
                    sys.exit(f"{source.name} and {first.name} translate {entry.msgid!r} differently")
                continue
            seen[entry.msgid] = (entry.msgstr, source)
            merged.append(entry)
    return merged


def compile_catalogues(root: Path = LOCALE) -> list[Path]:
    """Write benangmerah.mo for each language whose catalogues are newer, and return those written."""
    written = []
    for folder in sorted(root.glob("*/LC_MESSAGES")):
        sources = sorted(folder.glob("*.po"))
        target = folder / "benangmerah.mo"
        newest = max((source.stat().st_mtime_ns for source in sources), default=0)
        if sources and (not target.exists() or target.stat().st_mtime_ns < newest):
            merge_catalogues(sources).save_as_mofile(str(target))
            written.append(target)
    return written


if __name__ == "__main__":
    compile_catalogues()
