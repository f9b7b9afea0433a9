"""`benangmerah run`: the main job on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benangmerah.cli.progress import watch_progress
from benangmerah.flow.run_dataset import RunRequest, run_dataset
from benangmerah.flow.stage import read_stage
from benangmerah.kernel.errors import BenangMerahError, Refusal, RefusedInputError
from benangmerah.kernel.explanation import Message, Term, message, render, render_value

SHOWN_REFUSALS = 20


def run_command(
    *,
    dataset: Path,
    as_of: date,
    out: Path,
    year: int | None,
    budget: int | None,
    policy: Path | None,
    engine: str,
    until: str,
    tables: str,
    accept_valid: bool,
    overwrite: bool,
    language: str,
) -> None:
    """Run a dataset and print a short table; refused rows go to standard error."""
    _check_choice("--engine", engine, ("duckdb",))
    _check_choice("--tables", tables, ("all", "aggregate"))
    request = RunRequest(
        source=dataset, out=out, as_of=as_of, year=year, policy_file=policy, until=read_stage(until), budget=budget,
        is_aggregate=tables == "aggregate", accept_valid=accept_valid, overwrite=overwrite, language=language,
    )  # fmt: skip
    try:
        with watch_progress(language) as progress:
            result = run_dataset(request, progress)
    except RefusedInputError as error:
        print_refusals(error.refusals, language)
        raise
    if result.refusals:
        print_refusals(result.refusals, language)
    print_summary(result.summary, out, language)
    if budget is not None and request.until != read_stage("plan"):
        unused = message("--budget was not used: gaps and needs do not depend on it.")
        Console().print(render(unused, language))


def _check_choice(option: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise BenangMerahError(
            message("{option} cannot be {value}.", option=option, value=value),
            message("Choose one of: {known}.", known=", ".join(allowed)),
        )


def print_refusals(refusals: Iterable[Refusal], language: str) -> None:
    """The first refused rows, one line each, on standard error."""
    refusals = tuple(refusals)
    for refusal in refusals[:SHOWN_REFUSALS]:
        where = [refusal.table]
        if refusal.row is not None:
            where.append(render(message("row {row}", row=str(refusal.row)), language))
        if refusal.column is not None:
            where.append(refusal.column)
        if refusal.place:
            where.append(f"({refusal.place})")
        line = f"{' '.join(where)}: {render(refusal.reason, language)} {render(refusal.suggestion, language)}"
        sys.stderr.write(line.strip() + "\n")
    if len(refusals) > SHOWN_REFUSALS:
        more = message("… and {count} more.", count=len(refusals) - SHOWN_REFUSALS)
        sys.stderr.write(render(more, language) + "\n")


def print_summary(summary: Mapping[str, Any], out: Path, language: str) -> None:
    """The short table of a run: coverage beside each figure."""
    gap, index, counts = summary["gap"], summary["professionalism_index"], summary["counts"]
    table = Table(title=render(message("Results as of {day}", day=date.fromisoformat(summary["as_of"])), language))
    table.add_column(render(message("Figure"), language))
    table.add_column(render(message("Value"), language), justify="right", style="bold cyan")
    category = f" ({render_value(Term(index['category']), language)})" if index["category"] else ""
    rows: list[tuple[Message, str]] = [
        (message("People"), render_value(gap["people"], language)),
        (message("People below standard on at least one competency"), _figure(gap.get("below_people"), language)),
        (message("Burden (levels short)"), _figure(gap["burden"], language)),
        (message("Requirements assessed (%)"), _figure(gap["coverage_percent"], language)),
        (message("Mean IP ASN (simulation)"), _figure(index["mean"], language) + category),
        (message("People with an IP ASN"), _figure(index["people"], language)),
    ]
    if "need" in counts:
        rows.append((message("Needs, ranked"), _figure(counts["need"], language)))
    rows += plan_figures(summary, language)
    for label, value in rows:
        table.add_row(render(label, language), value)
    console = Console()
    console.print(table)
    for note in summary["notes"]:
        console.print(note, markup=False)
    console.print(render(message("Tables are in {folder}", folder=str(out)), language))


def plan_figures(summary: Mapping[str, Any], language: str) -> list[tuple[Message, str]]:
    """What the table says of the plan; nothing where none was made."""
    plan, thread = summary.get("plan"), summary.get("thread")
    if plan is None or thread is None:
        return []
    closed = plan["weighted_closure"] / plan["weighted_gap"] * 100 if plan["weighted_gap"] else None
    return [
        (message("Plan: money spent of the budget (Rp)"),
         f"{_figure(plan['spent_rupiah'], language)} / {_figure(plan['budget_rupiah'], language)}"),
        (message("Plan: batches"), _figure(plan["batches"], language)),
        (message("Plan: weighted gap closed (%)"), _figure(closed, language)),
        (message("Plan: at most so far from the best possible (%)"), _figure(plan["optimality_gap_percent"], language)),
        (message("PNS below the minimum JP with the plan"), _figure(plan["people_below_minimum_jp"], language)),
        (message("Targets of the planning tree that the plan serves (%)"),
         _figure(thread["targets_covered_percent"], language)),
    ]  # fmt: skip


def _figure(value: float | None, language: str) -> str:
    return render_value(value, language)
