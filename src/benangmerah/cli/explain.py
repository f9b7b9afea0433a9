"""`benangmerah explain`: why a person's figures are what they are."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.tree import Tree

from benangmerah.flow.explain_employee import explain_employee
from benangmerah.kernel.explanation import Explanation, Term, message, render, render_value


def explain_command(*, folder: Path, employee: str, competency: str | None, language: str) -> None:
    """Print the explanations as an indented list, each with its arithmetic and its articles."""
    console = Console(highlight=False)
    for explanation in explain_employee(folder, employee, competency):
        tree = Tree(f"[bold]{escape(render(explanation.sentence, language))}[/bold]")
        _fill(tree, explanation, language)
        console.print(tree)


def _fill(tree: Tree, explanation: Explanation, language: str) -> None:
    for step in explanation.steps:
        tree.add(escape(render(step, language)))
    for part in explanation.parts:
        _fill(tree.add(escape(render(part.sentence, language))), part, language)
    for citation in explanation.citations:
        cited = message(
            "{instrument}, {article} ({confidence})", instrument=citation.instrument, article=citation.article,
            confidence=Term(citation.confidence),
        )  # fmt: skip
        tree.add(f"[dim]{escape(render_value(cited, language))}[/dim]")
