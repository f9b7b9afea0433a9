"""Which views are kept, and which tables they may read."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.sessions.models import Session
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from benangmerah.store.models import Account, Job, Membership, Receipt, Run
from benangmerah.store.models.dated import DatedRow

ASKED_ABOUT = {Session, Account, Membership, Receipt, Run, Job}
"""Looked at by `store/selectors/reader.py` itself."""


def list_kept(resolver: URLResolver | None = None) -> Iterator[str]:
    """The names of the views that are kept."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from list_kept(entry)
        elif isinstance(entry, URLPattern) and is_kept(entry.callback):
            yield name_of(entry.callback)


def is_kept(view: object) -> bool:
    """Whether a view is marked, under whatever else stands around it."""
    return bool(getattr(view, "is_kept", False)) or (hasattr(view, "__wrapped__") and is_kept(view.__wrapped__))


def name_of(view: object) -> str:
    """A view by its module and name: two routes may share one."""
    return f"{getattr(view, '__module__', '')}.{getattr(view, '__name__', '')}"


def is_covered(model: type[Model]) -> bool:
    """Rows of a run never change, dated rows change with a receipt, and the rest is asked about."""
    is_of_run = any(field.name == "run" and field.related_model is Run for field in model._meta.fields)
    return model in ASKED_ABOUT or issubclass(model, DatedRow) or (is_of_run and model is not Job)
