"""A field in which a node of a planning tree is searched for by typing, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.inputs import OBJECTIVE_KINDS
from benangmerah.store.selectors.objective import find_nodes, list_objectives, name_node
from benangmerah.store.selectors.scope import Scope

NAMED = 5
"""Nodes named where what was typed fits several, or none."""


class NodeInput(forms.TextInput):
    """A text field with nodes that fit below it, fetched while one types; without a script the code or number do."""

    def __init__(self, name: str, address: str) -> None:
        self.listed = f"{name}_list"
        super().__init__({
            "list": self.listed, "autocomplete": "off", "hx-get": address, "hx-target": f"#{self.listed}",
            "hx-trigger": "focus, input changed delay:250ms", "hx-include": "[name=kind],[name=document_id]",
        })  # fmt: skip

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The field and its list."""
        drawn: SafeString = super().render(name, value, attrs, renderer)
        return format_html('{}<datalist id="{}"></datalist>', drawn, self.listed)


def draw_options(nodes: Iterable[Any]) -> SafeString:
    """The nodes as options of a list."""
    return format_html_join("", '<option value="{}"></option>', ((name_node(each),) for each in nodes))


def list_national(scope: Scope, words: str, most: int) -> list[Any]:
    """The national nodes that have all the words."""
    every = find_nodes(scope, words, OBJECTIVE_KINDS, most=most * most)
    return [each for each in every if each.agency_id is None][:most]


def find_node(scope: Scope, typed: str, search: Callable[[str, int], Sequence[Any]]) -> str:
    """The number of the node that was typed: its number, its code, or code and title; refused with those that fit.

    `search` gives the nodes that have some words, so many at most.
    """
    typed = " ".join(typed.split())
    if list_objectives(scope).filter(objective_id=typed).exists():
        return typed
    fitting = search(typed, NAMED + 1)
    same = [each for each in fitting if typed.casefold() in (name_node(each).casefold(), (each.code or "").casefold())]
    chosen = same or fitting
    if len(chosen) == 1:
        return str(chosen[0].objective_id)
    if chosen:
        names = [f"{name_node(each)} ({each.objective_id})" for each in chosen[:NAMED]]
        raise RefusedFieldError("", message("Several nodes fit: {names}.", names=names),
                                message("Write the number in brackets."))  # fmt: skip
    near = search("", NAMED)
    if not near:
        raise RefusedFieldError("", message("No node of this document can stand above a node of this kind."),
                                message("Choose another kind, or add the node above it first."))  # fmt: skip
    raise RefusedFieldError("", message("No node fits {typed}.", typed=typed),
                            message("Choose one, like {names}.", names=[name_node(each) for each in near]))  # fmt: skip
