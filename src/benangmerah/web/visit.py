"""A request as the flows know it: who asks, from which page and place, and when."""

from __future__ import annotations

from axes.helpers import get_client_ip_address
from django.http import HttpRequest
from django.utils import timezone

from benangmerah.flow.audit import Visit
from benangmerah.store.selectors.scope import scope_of_nobody
from benangmerah.web.shell import scope_of_request


def visit_of(request: HttpRequest) -> Visit:
    """The visit of whoever is logged in, or of nobody."""
    at = timezone.now()
    is_known = request.user.is_authenticated
    scope = scope_of_request(request) if is_known else scope_of_nobody(timezone.localdate(at))
    page = request.resolver_match.view_name if request.resolver_match else request.path
    return Visit(scope, page, at, address_of_visitor(request))


def address_of_visitor(request: HttpRequest) -> str:
    """Where the request comes from: the same address that failed log-ins are counted by."""
    return get_client_ip_address(request) or ""
