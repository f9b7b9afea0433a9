"""`make demo`: an example city as workbook and folder, the run, and its documents, all in demo/."""

from __future__ import annotations

import argparse
import shutil
from datetime import date
from pathlib import Path

from rich.console import Console

from benangmerah.cli.main import language
from benangmerah.cli.progress import watch_progress
from benangmerah.cli.run import print_summary
from benangmerah.flow.make_example import make_example
from benangmerah.flow.run_dataset import RunRequest, run_dataset
from benangmerah.flow.write_documents import write_documents

DEMO = Path("demo")
AS_OF = date(2026, 1, 1)


def main() -> None:
    """Make the city, run it, write the documents, say what to open next.

    SERVE=0 is accepted; there are no pages to serve yet.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=15_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tongue = language()
    console = Console()
    shutil.rmtree(DEMO, ignore_errors=True)
    workbook, folder, results = DEMO / "kota-benang.xlsx", DEMO / "kota-benang", DEMO / "hasil"
    DEMO.mkdir()
    with watch_progress(tongue) as progress:
        make_example(folder, people=options.people, seed=options.seed, file_format="csv", progress=progress)
        make_example(workbook, people=options.people, seed=options.seed, file_format="xlsx", progress=progress)
        result = run_dataset(RunRequest(source=workbook, out=results, as_of=AS_OF, language=tongue), progress)
        documents = write_documents(results, DEMO, language=tongue, progress=progress)
    print_summary(result.summary, results, tongue)
    console.print("Buka berikutnya:" if tongue == "id" else "Open next:")
    for path in (*documents, workbook):
        console.print(f"  {path}")
    person = first_person(folder)
    console.print(f"  .venv/bin/benangmerah explain {results} --employee {person}", soft_wrap=True)


def first_person(folder: Path) -> str:
    """The id of the first employee of the city."""
    with (folder / "employees.csv").open(encoding="utf-8") as file:
        next(file)
        return next(file).split(",")[0].strip('"')


if __name__ == "__main__":
    main()
