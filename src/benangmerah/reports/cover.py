"""How every document on paper begins: whose it is, of which day, under which law and policy, from which data."""

from __future__ import annotations

from collections.abc import Sequence

from benangmerah.kernel.explanation import Message, Value
from benangmerah.reports.format.block import Alert, Block, Heading, KeyValues, Paper, Title
from benangmerah.reports.preface import basis_of, edge_of, owner_of
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
    basis = basis_of(facts)
    return [
        Title(title, owner_of(facts), purpose),
        *(Alert(warning) for warning in warnings),
        Heading(basis.heading, 2),
        KeyValues([(label, value) for label, value in basis.lines if not isinstance(label, tuple)]),
    ]
