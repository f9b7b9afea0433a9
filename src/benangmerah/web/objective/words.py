"""What kinds of documents and nodes are called, and which figures of an indicator are the better ones."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from benangmerah.web.components.figures import said

DOCUMENTS: dict[str, str | Promise] = {
    "rpjpn": "RPJPN", "rpjpd": "RPJPD", "rpjmn": "RPJMN", "rpjmd": "RPJMD", "renstra": "Renstra", "rkpd": "RKPD",
    "renja": "Renja", "hcdp": _("Development plan for years (HCDP)"),
}  # fmt: skip

DIRECTIONS: dict[str, str | Promise] = {
    "more": _("the larger the better"), "less": _("the smaller the better"),
}  # fmt: skip


def say_direction(direction: str) -> str:
    """Which figures of an indicator are the better ones, in words."""
    return str(DIRECTIONS[direction])


def say_kind(kind: str) -> str:
    """A kind of document or of node in words."""
    return str(DOCUMENTS[kind]) if kind in DOCUMENTS else said(kind)
