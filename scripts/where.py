"""Show every file of a noun in every room: `make where NOUN=gap`."""

from __future__ import annotations

import ast
import difflib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("src/benangmerah", "tests", "docs", "benchmarks", "scripts")
SUFFIXES = frozenset({".py", ".sql", ".yaml", ".yml", ".md", ".po"})
LAW_TITLE = re.compile(r"title:\n  id: .*\n  en: (?P<english>.*)")
COMMENTS = {".py": "#", ".sql": "--", ".yaml": "#", ".yml": "#", ".po": "#", ".md": "#"}


def list_files(root: Path = ROOT) -> list[Path]:
    """Every file of the project that may bear a noun's name, below the root."""
    found = (file for place in PLACES for file in (root / place).rglob("*") if file.suffix in SUFFIXES)
    return sorted(file.relative_to(root) for file in found if file.name != "__init__.py")


def nouns_of(file: Path) -> set[str]:
    """The nouns a file belongs to: its own name without `test_`, and the folders between its room and itself."""
    folders = file.parts[3:-1] if file.parts[0] == "src" else file.parts[2:-1]
    return {file.stem.removeprefix("test_"), *folders}


def room_of(file: Path) -> str:
    """The room a file stands in: `domain`, `tests/domain`, `docs`."""
    parts = file.parts[2:-1] if file.parts[0] == "src" else file.parts[:-1]
    return "/".join(parts[: 2 if file.parts[0] == "tests" else 1]) or file.parts[1]


def read_summary(file: Path) -> str:
    """A module's first docstring line, a law's title, or a file's first comment or heading; empty where none is."""
    text = file.read_text("utf-8")
    if file.suffix == ".py":
        return (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
    if file.suffix == ".yaml" and (title := LAW_TITLE.match(text)):
        return title["english"]
    mark = COMMENTS[file.suffix]
    comments = (line.strip().lstrip(mark).strip() for line in text.splitlines() if line.strip().startswith(mark))
    return next((line for line in comments if line), "")


def find_noun(noun: str, root: Path = ROOT) -> dict[str, list[Path]]:
    """The files of a noun by room."""
    rooms: dict[str, list[Path]] = {}
    for file in list_files(root):
        if noun in nouns_of(file):
            rooms.setdefault(room_of(file), []).append(file)
    return rooms


def suggest_nouns(noun: str, root: Path = ROOT) -> list[str]:
    """The nouns of the project whose names are nearest."""
    known = sorted(set().union(*(nouns_of(file) for file in list_files(root))))
    containing = [other for other in known if noun and noun in other]
    return list(dict.fromkeys([*containing, *difflib.get_close_matches(noun, known, n=5, cutoff=0.65)]))[:8]


def describe_noun(noun: str, root: Path = ROOT) -> Iterator[str]:
    """What to print: each room with its files, each with what it says of itself."""
    for room, files in find_noun(noun, root).items():
        yield room
        for file in files:
            yield f"    {file.as_posix()}  {read_summary(root / file)}".rstrip()


def main(arguments: list[str]) -> int:
    """Print the files of the noun given; 1 where there is none, 2 where no noun is given."""
    if len(arguments) != 1:
        sys.stderr.write("Name one noun: make where NOUN=gap\n")
        return 2
    noun = arguments[0].strip().lower().replace("-", "_").replace(" ", "_")
    lines = list(describe_noun(noun))
    if lines:
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return 0
    nearest = ", ".join(suggest_nouns(noun))
    sys.stderr.write(f"No file is named {noun}." + (f" Near it: {nearest}.\n" if nearest else "\n"))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
