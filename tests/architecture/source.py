"""The files of this project, as the tests of its own order read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "benangmerah"
TESTS = ROOT / "tests"


@cache
def list_tracked() -> tuple[Path, ...]:
    """Every file that git holds or would hold: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return tuple(file for name in sorted(set(listed.split("\0"))) if name and (file := ROOT / name).is_file())


@cache
def read_text(file: Path) -> str | None:
    """The text of a file, with its line ends as they are; None where it is no text."""
    data = file.read_bytes()
    try:
        return None if b"\0" in data else data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def list_modules() -> list[Path]:
    """Every Python module of the product."""
    return sorted(SOURCE.rglob("*.py"))


def name_of(file: Path) -> str:
    """A product's file below its package: `domain/gap.py`."""
    return file.relative_to(SOURCE).as_posix()


@cache
def parse(file: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(file.read_text("utf-8"))


def list_imports(file: Path) -> Iterator[tuple[int, str]]:
    """Every module a file imports, at whatever depth, with its line."""
    for node in ast.walk(parse(file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
