"""What may stand in this repository: nothing of one machine, of a registry, or of others."""

from __future__ import annotations

import re

import pytest

from tests.architecture.source import ROOT, list_tracked, read_text

LARGEST_BYTES = 300_000
LONGEST_LINE_OF_OURS = 500

REGISTRY_PIECES = (  # in pieces, so that this file does not name what it looks for
    ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"),
    ("deb.debian", "org"), ("security.debian", "org"), ("archive.ubuntu", "com"), ("anaconda", "org"),
    ("anaconda", "com"), ("crates", "io"), ("rubygems", "org"), ("unpkg", "com"), ("jsdelivr", "net"),
    ("cdnjs.cloudflare", "com"),
)  # fmt: skip
REGISTRIES = tuple(".".join(pieces) for pieces in REGISTRY_PIECES)
HOMES = "|".join(("work", "root", "ho" + "me/[a-z_]+", "Us" + "ers/[A-Za-z_]+"))
# A path in an address (https://a.example/…) follows a letter or a dot; /tmp and /path/to are nobody's own.
UNIX_PATH = re.compile(rf"(?<![\w.\-~}})])/(?:{HOMES})\b")
WINDOWS_PATH = re.compile(r"\b[A-Za-z]:\\+(?:Us" + r"ers|Documents)\b")
MINIFIED = re.compile(r"\.min\.(js|css)$|\.(js|css)\.map$|(^|/)(node_modules|vendor|third_party)/")


def name_of_each() -> list[str]:
    return [file.relative_to(ROOT).as_posix() for file in list_tracked()]


def find_matches(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for name, file in zip(name_of_each(), list_tracked(), strict=True):
        lines = (read_text(file) or "").splitlines()
        found += [
            f"{name}:{number}: {line.strip()[:120]}" for number, line in enumerate(lines, 1) if pattern.search(line)
        ]
    return found


def test_repository_is_seen_whole() -> None:
    assert {"pyproject.toml", "README.md", "src/benangmerah/__init__.py"} <= set(name_of_each())


def test_no_file_names_a_registry() -> None:
    found = find_matches(re.compile("|".join(re.escape(host) for host in REGISTRIES)))
    assert found == [], "\n".join(found)


def test_no_file_names_a_path_of_one_machine() -> None:
    found = find_matches(UNIX_PATH) + find_matches(WINDOWS_PATH)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    "path", ["/" + "work/main/x", "open('/ro" + "ot/a')", "file:///ho" + "me/budi/a", "(/Us" + "ers/sari)"]
)
def test_path_of_one_machine_is_recognised(path: str) -> None:
    assert UNIX_PATH.search(path)


@pytest.mark.parametrize(
    "path", ["https://a.example/work/b", "../work", "/path/to/python", "/tm" + "p/out", "/homepage", "fire/root/x"]
)
def test_other_paths_are_let_alone(path: str) -> None:
    assert not UNIX_PATH.search(path)


def test_no_file_is_large() -> None:
    sizes = {name: file.stat().st_size for name, file in zip(name_of_each(), list_tracked(), strict=True)}
    assert {name: size for name, size in sizes.items() if size > LARGEST_BYTES} == {}


def test_no_file_mixes_line_ends() -> None:
    texts = {name: read_text(file) or "" for name, file in zip(name_of_each(), list_tracked(), strict=True)}
    mixed = [name for name, text in texts.items() if "\r" in text and text.count("\n") != text.count("\r\n")]
    assert mixed == [], "\n".join(mixed)


def test_no_file_is_a_build_of_others() -> None:
    found = [name for name in name_of_each() if MINIFIED.search(name)]
    assert found == [], "\n".join(found)


def test_no_script_or_style_is_squeezed_into_long_lines() -> None:
    squeezed = [
        name
        for name, file in zip(name_of_each(), list_tracked(), strict=True)
        if file.suffix in {".js", ".css"}
        and any(len(line) > LONGEST_LINE_OF_OURS for line in (read_text(file) or "").splitlines())
    ]
    assert squeezed == [], "\n".join(squeezed)
