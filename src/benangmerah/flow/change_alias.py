"""Decisions on names ended or changed, and what an office's headings meant forgotten."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from rapidfuzz import fuzz, process

from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.models import Account, Alias, ColumnMapping
from benangmerah.store.selectors.alias import list_targets, read_alias, read_column_mapping
from benangmerah.store.selectors.scope import NotAllowedError, Scope

_SUGGESTED = 3


def may_end(scope: Scope, alias: Alias) -> bool:
    """Whether the reader may end a decision: their own, or any where they decide for the whole agency."""
    whole = scope.reach(Right.IMPORT_DATA).agency_ids | scope.reach(Right.KEEP_STANDARDS).agency_ids
    return alias.agency_id in whole or alias.decided_by_id == scope.account_id


def end_alias(visit: Visit, alias_id: int) -> None:
    """Let a decision no longer hold; the name is asked about again in the next file."""
    alias = _read_changeable(visit, alias_id)
    with transaction.atomic():
        _end(visit, alias)


def change_alias(visit: Visit, alias_id: int, target: str) -> Alias:
    """Decide anew what a name means; the former decision is kept with its end."""
    alias = _read_changeable(visit, alias_id)
    target_id = _find_target(list_targets(visit.scope, alias), target.strip())
    if target_id == alias.target_id:
        raise RefusedFieldError("target", message("This is what it means already."))
    with transaction.atomic():
        _end(visit, alias)
        write_audit(visit, Verb.ALIAS_DECIDED, place=(alias.agency_id, None), written=alias.written, kind=alias.kind,
                    target=target_id)  # fmt: skip
        return Alias.objects.create(
            agency_id=alias.agency_id, kind=alias.kind, key=alias.key, written=alias.written, target_id=target_id,
            decided_by=Account.objects.get(pk=visit.scope.account_id), decided_at=visit.at,
        )  # fmt: skip


def forget_mapping(visit: Visit, mapping_id: int) -> None:
    """Forget what the headings of a place's sheet meant; the next sheet is asked about as if it were the first."""
    mapping = read_column_mapping(visit.scope, mapping_id)
    with transaction.atomic():
        ColumnMapping.objects.filter(agency_id=mapping.agency_id, unit_id=mapping.unit_id, table=mapping.table).delete()
        write_audit(visit, Verb.MAPPING_FORGOTTEN, place=(mapping.agency_id, mapping.unit_id), table=mapping.table)


def _read_changeable(visit: Visit, alias_id: int) -> Alias:
    alias = read_alias(visit.scope, alias_id)
    if not may_end(visit.scope, alias):
        raise NotAllowedError(message("Somebody else decided this; ask them, or whoever imports for the whole agency."))
    if alias.ended_at is not None:
        raise BenangMerahError(message("This decision no longer holds."))
    return alias


def _end(visit: Visit, alias: Alias) -> None:
    if not Alias.objects.filter(pk=alias.pk, ended_at__isnull=True).update(ended_at=visit.at):
        raise BenangMerahError(message("This decision no longer holds."))
    write_audit(visit, Verb.ALIAS_ENDED, place=(alias.agency_id, None), written=alias.written, kind=alias.kind)


def _find_target(known: Mapping[str, str], target: str) -> str:
    """The one that has this number or just this name; else the likest are named."""
    if target in known:
        return target
    named = [each for each, name in known.items() if name.casefold() == target.casefold()]
    if len(named) == 1:
        return named[0]
    like = process.extract(target, known, scorer=fuzz.WRatio, limit=_SUGGESTED)
    raise RefusedFieldError(
        "target", message("There is nothing {id} that it could mean.", id=target),
        message("Perhaps: {names}.", names=[f"{name} ({each})" for name, _score, each in like]) if like else None,
    )  # fmt: skip
