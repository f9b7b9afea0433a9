"""The command `benangmerah`. Subcommands load what they need when they are called, so that each starts at once."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import LANGUAGES

FAILED = 2
app = typer.Typer(
    help="From development plans through units, positions and competency gaps to each training, and back.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

AS_OF = Annotated[datetime, typer.Option(help="The day the figures speak of; the law of that day applies.",
                                         formats=["%Y-%m-%d"])]  # fmt: skip


def language() -> str:
    """The language of messages: Indonesian, unless BENANGMERAH_LANGUAGE says `en`."""
    chosen = os.environ.get("BENANGMERAH_LANGUAGE", "id")
    return chosen if chosen in LANGUAGES else "id"


@app.callback()
def choose_language(
    lang: Annotated[str | None, typer.Option("--language", help="id (Indonesian, the default) or en.")] = None,
) -> None:
    """From development plans through units, positions and competency gaps to each training, and back."""
    if lang is not None:
        if lang not in LANGUAGES:
            raise typer.BadParameter(f"{lang} is not one of: {', '.join(LANGUAGES)}", param_hint="--language")
        os.environ["BENANGMERAH_LANGUAGE"] = lang


@app.command()
def run(
    dataset: Annotated[Path, typer.Argument(help="A folder of tables, a workbook, or a SIASN export.")],
    as_of: AS_OF,
    out: Annotated[Path, typer.Option(help="The folder for the results: new, empty, or with --overwrite.")],
    year: Annotated[
        int | None, typer.Option(help="The plan year; default: the year of --as-of.", min=1900, max=2200)
    ] = None,
    budget: Annotated[int | None, typer.Option(help="The agency's money in rupiah.", min=0)] = None,
    policy: Annotated[Path | None, typer.Option(help="The agency's policy file (YAML).")] = None,
    engine: Annotated[str, typer.Option(help="duckdb")] = "duckdb",
    until: Annotated[str, typer.Option(help="index, need or plan")] = "plan",
    tables: Annotated[str, typer.Option(help="all, or aggregate: no table per person and competency.")] = "all",
    accept_valid: Annotated[bool, typer.Option("--accept-valid", help="Leave refused rows out and go on.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the results in --out.")] = False,
) -> None:
    """Compute gaps, job match, IP ASN, roll-ups, ranked needs and a plan within the budget of a dataset."""
    from benangmerah.cli.run import run_command

    run_command(
        dataset=dataset, as_of=as_of.date(), out=out, year=year, budget=budget, policy=policy, engine=engine,
        until=until, tables=tables, accept_valid=accept_valid, overwrite=overwrite, language=language(),
    )  # fmt: skip


@app.command()
def example(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write; for xlsx a file name will do.")],
    people: Annotated[int, typer.Option(help="How many staff.", min=1)],
    seed: Annotated[int, typer.Option(help="The same seed gives the same city.")] = 1,
    file_format: Annotated[str, typer.Option("--format", help="csv, parquet or xlsx")] = "csv",
) -> None:
    """Write a synthetic agency: an invented city, no real person."""
    from benangmerah.cli.example import example_command

    example_command(folder=folder, people=people, seed=seed, file_format=file_format, language=language())


@app.command()
def template(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx")],
    filled: Annotated[bool, typer.Option("--filled", help="With a small consistent example.")] = False,
) -> None:
    """Write the workbook to fill in, with Indonesian headings, notes and drop-downs."""
    from benangmerah.cli.template import template_command

    template_command(file=file, filled=filled, language=language())


@app.command()
def law(
    topic: Annotated[str | None, typer.Argument(help="A topic, such as professionalism_index.")] = None,
    on: Annotated[
        datetime | None, typer.Option(help="The law of that day; default: today.", formats=["%Y-%m-%d"])
    ] = None,
) -> None:
    """Print the law of a day with its citations; what no source confirms is marked."""
    from benangmerah.cli.law import law_command

    law_command(day=on.date() if on else date.today(), topic=topic, language=language())  # noqa: DTZ011 the user's own day


@app.command()
def explain(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder a run has written.")],
    employee: Annotated[str, typer.Option(help="The employee_id (NIP).")],
    competency: Annotated[str | None, typer.Option(help="One competency_id; default: all.")] = None,
) -> None:
    """Say why a person's figures are what they are."""
    from benangmerah.cli.explain import explain_command

    explain_command(folder=folder, employee=employee, competency=competency, language=language())


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder a run has written.")],
    documents: Annotated[Path, typer.Option(help="The folder for the documents.")],
) -> None:
    """Write the documents of a run."""
    from benangmerah.cli.report import report_command

    report_command(folder=folder, documents=documents, language=language())


accounts = typer.Typer(help="Accounts of the archive.", no_args_is_help=True)
app.add_typer(accounts, name="account")


@accounts.callback()
def account() -> None:
    """Accounts of the archive."""


@accounts.command()
def create(
    name: Annotated[str, typer.Option(help="The person's name.")],
    nip: Annotated[str, typer.Option(help="The NIP; the person then sees their own data.")] = "",
    mail: Annotated[str, typer.Option(help="The e-mail, beside the NIP or in its place.")] = "",
    role: Annotated[str, typer.Option(help="A role, such as system_administrator or hr_agency_head.")] = "",
    agency: Annotated[str, typer.Option(help="The agency_id where the role holds.")] = "",
    unit: Annotated[str | None, typer.Option(help="The unit_id where it holds; default: the whole agency.")] = None,
    password_stdin: Annotated[bool, typer.Option(help="Read the password from standard input.")] = False,
) -> None:
    """Make an account; its password for the first log-in is printed."""
    from benangmerah.cli.account import AccountOptions, create_command

    today = date.today()  # noqa: DTZ011 the operator's own day
    create_command(AccountOptions(name, nip, mail, role, agency, unit, password_stdin, today), language=language())


def main() -> None:
    """Run the command; an error is one clear sentence and exit code 2."""
    try:
        app()
    except BenangMerahError as error:
        sys.stderr.write(error.say(language()) + "\n")
        sys.exit(FAILED)
