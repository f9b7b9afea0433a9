"""`make demo` without serving: an archive, a run by the worker, documents; a second time keeps what is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benangmerah.domain.role import Role
from scripts import demo_archive
from tests.architecture.source import ROOT

pytestmark = pytest.mark.slow


def run_demo(folder: Path, people: int) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "BENANGMERAH_DATA"}
    }
    return subprocess.run(
        [sys.executable, "-m", "scripts.demo", "--serve", "0", "--people", str(people)],
        cwd=folder, env=environment | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_demo_makes_a_city_its_run_and_its_documents_and_keeps_them(tmp_path: Path) -> None:
    first = run_demo(tmp_path, 60)
    assert first.returncode == 0, first.stdout + first.stderr
    demo = tmp_path / "demo"
    accounts = demo / "data" / "akun.txt"
    assert len(accounts.read_text("utf-8").split("\n\n")[0].splitlines()) == len(Role)
    assert accounts.stat().st_mode & 0o077 == 0
    for name in ("rencana-pengembangan.pdf", "ringkasan-akpk.docx", "kota-benang.xlsx", "hasil/summary.json"):
        assert (demo / name).stat().st_size > 0

    kept = accounts.read_text("utf-8")
    assert run_demo(tmp_path, 60).returncode == 0
    assert accounts.read_text("utf-8") == kept
    assert [run.name for run in (demo / "data" / "runs").iterdir()] == ["1"]


def test_archive_of_another_city_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for file in ("data/akun.txt", "data-lama/akun.txt", "hasil/summary.json", "ip-asn.pdf"):
        (tmp_path / "demo" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "demo" / file).write_text(file, encoding="utf-8")
    demo_archive.clear_other_city()
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["data-lama"]
    assert (tmp_path / "demo" / "data-lama" / "akun.txt").read_text("utf-8") == "data/akun.txt"
