"""`make bench`: every subject at every size beside its rivals; one report in build/benchmarks.md."""

from __future__ import annotations

import platform
import shutil
import tempfile
from pathlib import Path

from rich.console import Console

from benchmarks.make_datasets import DATASETS
from benchmarks.measure import Measure, measure
from benchmarks.pages import measure_pages
from benchmarks.subjects import PYTHON, SUBJECTS, Subject

REPORT = Path("build/benchmarks.md")
HEADING = """# Benchmarks

Python {python}, {machine}. The ratio is CPU seconds against ours. Measured once each: noise is part of it. Pandas
computes less: no panel, planning tree, index, checks or explanations, and four tables of twelve.

| subject | size | way | CPU s | wall s | peak MiB | CPU ratio |
|---|---|---|---|---|---|---|
"""


def measure_subject(subject: Subject, dataset: Path, folder: Path) -> list[tuple[str, Measure]]:
    """Each way of doing the work, one after the other."""
    found = []
    for rival in subject.rivals:
        out = folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        found.append((rival.name, measure(rival.command(dataset, out))))
    return found


def main() -> None:
    """Measure everything and write the report."""
    console = Console()
    lines = [HEADING.format(python=platform.python_version(), machine=platform.machine())]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        console.print("Making the datasets …")
        measure([PYTHON, "-m", "benchmarks.make_datasets", str(folder)])
        for subject in SUBJECTS:
            console.print(f"{subject.name}, {subject.dataset} …")
            measured = measure_subject(subject, folder / DATASETS[subject.dataset], folder)
            ours = measured[0][1].cpu_seconds
            for way, cost in measured:
                lines.append(
                    f"| {subject.name} | {subject.dataset} | {way} | {cost.cpu_seconds:.1f} | {cost.wall_seconds:.1f} "
                    f"| {cost.peak_mib:.0f} | {cost.cpu_seconds / ours:.2f} |\n"
                )
        lines.append(measure_pages(folder, console))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("".join(lines), encoding="utf-8")
    console.print("".join(lines[1:]))
    console.print(f"The report is in {REPORT}.")


if __name__ == "__main__":
    main()
