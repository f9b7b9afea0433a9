"""`make where NOUN=…` shows a noun in every room."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.where import describe_noun, find_noun, suggest_nouns
from tests.architecture.source import ROOT

FILES = {
    "src/benangmerah/domain/gap.py": '"""How far below the standard.\n\nMore."""\n',
    "src/benangmerah/domain/plan.py": '"""A plan."""\n',
    "src/benangmerah/analytics/marts/gap.sql": "\n-- Rule 5.\nSELECT 1\n",
    "src/benangmerah/regulations/indonesia/gap/bands.yaml": "title:\n  id: Batas\n  en: Bounds\nunit: level\n",
    "src/benangmerah/gap.yaml": "# Of no room.\nvalue: 1\n",
    "tests/domain/test_gap.py": "from __future__ import annotations\n",
    "docs/guide/gap.md": "# Kesenjangan\n",
    "docs/gap.txt": "not ours to show\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_noun_is_shown_in_every_room_with_what_each_file_says(project: Path) -> None:
    assert list(describe_noun("gap", project)) == [
        "docs",
        "    docs/guide/gap.md  Kesenjangan",
        "analytics",
        "    src/benangmerah/analytics/marts/gap.sql  Rule 5.",
        "domain",
        "    src/benangmerah/domain/gap.py  How far below the standard.",
        "benangmerah",
        "    src/benangmerah/gap.yaml  Of no room.",
        "regulations",
        "    src/benangmerah/regulations/indonesia/gap/bands.yaml  Bounds",
        "tests/domain",
        "    tests/domain/test_gap.py",
    ]


def test_room_itself_is_no_noun(project: Path) -> None:
    assert find_noun("domain", project) == {}


def test_unknown_noun_suggests_the_nearest(project: Path) -> None:
    assert suggest_nouns("gaps", project) == ["gap"]
    assert suggest_nouns("lan", project) == ["plan"]
    assert suggest_nouns("xyz", project) == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Name one noun: make where NOUN=gap\n"),
        (["qqqq"], 1, "No file is named qqqq.\n"),
        (["profile_matchi"], 1, "No file is named profile_matchi. Near it: profile_matching.\n"),
    ],
)
def test_command_says_what_is_wrong(arguments: list[str], code: int, said: str) -> None:
    run = subprocess.run(
        [sys.executable, "scripts/where.py", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (code, "", said)


def test_command_takes_a_noun_as_people_write_it() -> None:
    run = subprocess.run(
        [sys.executable, "scripts/where.py", "Profile matching"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "    src/benangmerah/domain/profile_matching.py  Profile matching: how near" in run.stdout
