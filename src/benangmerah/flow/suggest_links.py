"""Titles of nodes → competencies they may ask for: suggested, never kept before a named person accepts one."""

from __future__ import annotations

from benangmerah.exchange.link_suggestion import Suggestion, suggest_competencies
from benangmerah.store.selectors.competency import name_competencies
from benangmerah.store.selectors.objective import list_links, read_objective
from benangmerah.store.selectors.scope import Scope


def suggest_links(scope: Scope, objective_id: str) -> list[Suggestion]:
    """The competencies of the dictionary most like the title, without those that are linked already."""
    node = read_objective(scope, objective_id)
    linked = {each.competency_id for each in list_links(objective_id)}
    found = suggest_competencies(node.title, name_competencies())
    return [each for each in found if each.competency_id not in linked]
