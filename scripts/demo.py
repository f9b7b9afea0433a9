"""`make demo`: an example city to walk through in the browser, and its documents, all in demo/.

First the archive is filled and the pages are served, which takes seconds. The run, whose plan takes minutes, is done by
the worker behind the pages, while one already looks around; its documents are written when it has finished. Ctrl-C
stops everything; what was made is kept for the next time. With SERVE=0 nothing is served.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console

from benangmerah.cli.main import language
from benangmerah.cli.progress import watch_progress
from benangmerah.cli.run import print_summary
from benangmerah.flow.make_example import make_example
from benangmerah.flow.write_documents import write_documents
from benangmerah.kernel.progress import Progress
from scripts.demo_archive import DATA, DEMO, collect_files, prepare_archive, read_accounts, wait_for_run
from scripts.serve import CannotServeError, serve, work

GENTLE = 10
"""How far the documents step back behind the pages."""
WORKER_LOG = DATA / "pekerja.log"
RESULTS, WORKBOOK, FOLDER = DEMO / "hasil", DEMO / "kota-benang.xlsx", DEMO / "kota-benang"


def main() -> int:
    """Fill the archive, serve, run, write the documents, and go on serving."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=15_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--serve", type=int, default=1)
    options = parser.parse_args()
    console, tongue, began = Console(soft_wrap=True), language(), time.monotonic()
    documents: list[Path] = []
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with ExitStack() as running:
        try:
            with watch_progress(tongue) as progress:
                run = prepare_archive(options.people, options.seed, progress)
            address = ""
            if options.serve and collect_files():
                address = running.enter_context(serve(options.port))
                show_address(console, address, tongue, time.monotonic() - began)
            running.enter_context(work(WORKER_LOG))
            os.nice(GENTLE)
            with watch_progress(tongue) as progress:
                make_inputs(options.people, options.seed, progress)
                folder = wait_for_run(run, progress)
                documents = [] if folder is None else make_documents(folder, tongue, progress)
            show_results(console, documents, tongue)
            if address:
                console.print(f"{address}   Ctrl-C: {'berhenti' if tongue == 'id' else 'stop'}")
                signal.pause()
        except CannotServeError as error:
            parser.exit(2, f"{error}\n")
        except KeyboardInterrupt:
            return 0
    return 0 if documents else 1


def show_address(console: Console, address: str, tongue: str, seconds: float) -> None:
    """Where to look, and as whom."""
    is_indonesian = tongue == "id"
    console.print(read_accounts(), highlight=False)
    console.print(f"[bold]{address}[/bold]   ({seconds:.0f} {'detik' if is_indonesian else 's'})")
    console.print(
        "Proses hitung berjalan di belakang halaman; halaman sudah dapat dibuka."
        if is_indonesian
        else "The run goes on behind the pages; they can be opened already."
    )


def make_inputs(people: int, seed: int, progress: Progress) -> None:
    """The same city as files, as somebody would hand it in."""
    if not FOLDER.exists():
        make_example(FOLDER, people=people, seed=seed, file_format="csv", progress=progress)
    if not WORKBOOK.exists():
        make_example(WORKBOOK, people=people, seed=seed, file_format="xlsx", progress=progress)


def make_documents(folder: Path, language: str, progress: Progress) -> list[Path]:
    """The results of the run and its documents, beside the files of the city."""
    shutil.rmtree(RESULTS, ignore_errors=True)
    shutil.copytree(folder, RESULTS)
    return list(write_documents(RESULTS, DEMO, language=language, progress=progress))


def show_results(console: Console, documents: list[Path], tongue: str) -> None:
    """The figures of the run and what to open next."""
    if not documents:
        console.print("Proses hitung tidak selesai." if tongue == "id" else "The run did not finish.", style="bold red")
        return
    print_summary(json.loads((RESULTS / "summary.json").read_text("utf-8")), RESULTS, tongue)
    console.print("Buka berikutnya:" if tongue == "id" else "Open next:")
    for path in (*documents, WORKBOOK):
        console.print(f"  {path}")
    console.print(f"  .venv/bin/benangmerah explain {RESULTS} --employee {first_person(FOLDER)}")


def first_person(folder: Path) -> str:
    """The id of the first employee of the city."""
    with (folder / "employees.csv").open(encoding="utf-8") as file:
        next(file)
        return next(file).split(",")[0].strip('"')


if __name__ == "__main__":
    sys.exit(main())
