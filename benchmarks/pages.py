"""The pages of results under simultaneous users, beside a bare Django page served the same way in the same run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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

Two server processes of two threads, SQLite, the same for the bare pages; the users are on the same machine. Each user
waits for an answer before asking again, and asks for the same page; the users share {readers} sessions. Ratios are
answers a second against the bare page that asks the database nothing, and against the one that reads session and
account, as every page behind a log-in must, each at as many users.
"""
COLUMNS = """
| page | queries | bytes | users | answers/s | to bare | to logged in | p50 ms | p95 ms | errors |
|---|---|---|---|---|---|---|---|---|---|
"""
KEPT_WORDS = """
As they are served: a page that was drawn is kept for its session.
"""
DRAWN_WORDS = """
With nothing kept (`BENANGMERAH_KEPT_PAGES=0`): every page is drawn anew for every look, as the first one is.
"""


@dataclass
class Bare:
    """What the bare pages made, by users."""

    plain: dict[int, Load] = field(default_factory=dict)
    logged_in: dict[int, Load] = field(default_factory=dict)


def measure_pages(folder: Path, console: Console, people: int = PEOPLE, only: Collection[str] = ()) -> str:
    """Make an archive, serve it, press every page (or those named); the lines of the report."""
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
    lines = [HEADING.format(people=people, readers=len(known["cookies"])), COLUMNS]
    bare = Bare()
    with serve(BARE_PORT, "benchmarks.bare_page:application"):
        for users in USERS:
            bare.plain[users] = _press(BARE_PORT, "/", users, known)
            bare.logged_in[users] = _press(BARE_PORT, "/masuk/", users, known)
    for name, loads, queries in ((BARE, bare.plain, 0), (BARE_LOGGED_IN, bare.logged_in, 2)):
        lines += [_line(name, queries, users, load, bare) for users, load in loads.items()]
    for words, kept, which in ((KEPT_WORDS, "2000", 1), (DRAWN_WORDS, "0", 0)):
        lines += [words, COLUMNS]
        os.environ["BENANGMERAH_KEPT_PAGES"] = kept
        with serve(PORT):
            for name, address in known["pages"].items():
                if only and name not in only:
                    continue
                console.print(f"{name} …")
                cookies = known["cookies_of"].get(name, known["cookies"])
                press(PORT, address, users=len(cookies), seconds=1.0, cookies=cookies)
                for users in USERS:
                    load = press(PORT, address, users=users, seconds=SECONDS, cookies=cookies)
                    lines.append(_line(name, known["queries"][name][which], users, load, bare))
    return "".join(lines)


def _press(port: int, address: str, users: int, known: Any) -> Load:
    return press(port, address, users=users, seconds=SECONDS, cookies=known["cookies"])


def _line(name: str, queries: int, users: int, load: Load, bare: Bare) -> str:
    ratios = [load.rate / each[users].rate if each[users].rate else float("nan")
              for each in (bare.plain, bare.logged_in)]  # fmt: skip
    return (
        f"| {name} | {queries} | {load.body_bytes:,} | {users} | {load.rate:.0f} | {ratios[0]:.2f} | {ratios[1]:.2f} "
        f"| {load.percentile(0.5) * 1000:.0f} | {load.percentile(0.95) * 1000:.0f} | {load.errors} |\n"
    )


if __name__ == "__main__":
    there = Path(sys.argv[1])
    print(measure_pages(there, Console(), int(sys.argv[2]) if len(sys.argv) > 2 else PEOPLE, sys.argv[3:]))
