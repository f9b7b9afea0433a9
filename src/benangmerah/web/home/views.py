"""The first page: who one is, what the archive holds, where things stand."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from benangmerah.web.shell import scope_of_request


@require_safe
@login_required
def show_home(request: HttpRequest) -> HttpResponse:
    """What the reader sees first."""
    return render(request, "home/home.html", {"roles": sorted(scope_of_request(request).roles)})
