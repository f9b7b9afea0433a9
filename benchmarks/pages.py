"""The pages of results under simultaneous users, beside a bare Django page served the same way in the same run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from benchmarks.load import Load, press
from scripts.serve import serve

PEOPLE = 15_000
USERS = (20, 50, 200)
SECONDS = 4.0
PORT, BARE_PORT = 8765, 8766
BARE, BARE_LOGGED_IN = "bare Django page", "bare Django page, logged in"
HEADING = """
## Pages at {people:,} staff

Two server processes of two threads, SQLite, the same for the bare page; the users are on the same machine. Each user
waits for an answer before asking again. The ratio is answers a second against the bare page at as many users.

| page | queries | bytes | users | answers/s | ratio | p50 ms | p95 ms | errors |
|---|---|---|---|---|---|---|---|---|
"""


def measure_pages(folder: Path, console: Console, people: int = PEOPLE) -> str:
    """Make an archive, serve it, press every page; the lines of the report."""
    archive = folder / "archive"
    archive.mkdir(parents=True, exist_ok=True)
    if not (archive / "readers.json").is_file():
        console.print(f"Making an archive of {people:,} people …")
        subprocess.run([sys.executable, "-m", "benchmarks.make_archive", str(archive), str(people)], check=True)
    known = json.loads((archive / "readers.json").read_text("utf-8"))
    os.environ |= {
        "BENANGMERAH_DATA": str(archive), "DJANGO_SETTINGS_MODULE": "benangmerah.settings.product",
        "BENANGMERAH_LOG_LEVEL": "ERROR", "BARE_DATABASE": str(archive / "benangmerah.sqlite3"),
    }  # fmt: skip
    lines = [HEADING.format(people=people)]
    bare: dict[int, Load] = {}
    with serve(BARE_PORT, "benchmarks.bare_page:application"):
        for name, address in ((BARE, "/"), (BARE_LOGGED_IN, "/masuk/")):
            for users in USERS:
                load = press(BARE_PORT, address, users=users, seconds=SECONDS, cookies=known["cookies"])
                bare.setdefault(users, load)
                lines.append(_line(name, 0 if address == "/" else 2, users, load, bare[users]))
    with serve(PORT):
        for name, address in known["pages"].items():
            console.print(f"{name} …")
            press(PORT, address, users=4, seconds=1.0, cookies=known["cookies"])
            for users in USERS:
                load = press(PORT, address, users=users, seconds=SECONDS, cookies=known["cookies"])
                lines.append(_line(name, known["queries"][name], users, load, bare[users]))
    return "".join(lines)


def _line(name: str, queries: int, users: int, load: Load, bare: Load) -> str:
    ratio = load.rate / bare.rate if bare.rate else float("nan")
    return (
        f"| {name} | {queries} | {load.body_bytes:,} | {users} | {load.rate:.0f} | {ratio:.2f} "
        f"| {load.percentile(0.5) * 1000:.0f} | {load.percentile(0.95) * 1000:.0f} | {load.errors} |\n"
    )


if __name__ == "__main__":
    there = Path(sys.argv[1])
    print(measure_pages(there, Console(), int(sys.argv[2]) if len(sys.argv) > 2 else PEOPLE))
