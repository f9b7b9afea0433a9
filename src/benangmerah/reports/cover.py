"""How every document on paper begins: whose it is, of which day, under which law and policy, from which data."""

from __future__ import annotations

from collections.abc import Sequence

from benangmerah.kernel.explanation import Message, Value
from benangmerah.reports.format.block import Alert, Block, Heading, KeyValues, Paper, Title
from benangmerah.reports.preface import Section, basis_of, edge_of, owner_of
from benangmerah.reports.run import RunFacts


def bind_paper(
    facts: RunFacts,
    title: Message,
    purpose: Value,
    blocks: Sequence[Block],
    language: str,
    warnings: Sequence[Message] = (),
    *,
    is_landscape: bool = False,
    is_tagged: bool = True,
) -> Paper:
    """The whole document: the cover first, then the blocks; the first warning also stands at the foot of every page."""
    edge = edge_of(title, facts, language, next(iter(warnings), None))
    first = begin_paper(facts, title, purpose, warnings)
    return Paper(edge, [*first, *blocks], is_landscape=is_landscape, is_tagged=is_tagged)


def begin_paper(facts: RunFacts, title: Message, purpose: Value, warnings: Sequence[Message] = ()) -> list[Block]:
    """Title, warnings, and what the document rests on."""
    return [
        Title(title, owner_of(facts), purpose),
        *(Alert(warning) for warning in warnings),
        *set_section(basis_of(facts)),
    ]


def set_section(section: Section, level: int = 2) -> list[Block]:
    """A section of a first sheet as it stands on paper; samples of coloured cells are left out."""
    lines = [(label, value) for label, value in section.lines if not isinstance(label, tuple)]
    return [Heading(section.heading, level), KeyValues(lines)]
