"""What stands around every page: who reads, their menu, their agency, the run whose figures are shown."""

from __future__ import annotations

from functools import cached_property

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from benangmerah.domain.role import RIGHTS, Right
from benangmerah.store.selectors.holding import Standing, name_agencies, read_standing, standing_of
from benangmerah.store.selectors.scope import Scope, scope_of_user
from benangmerah.store.selectors.shown_run import ShownRun
from benangmerah.web.menu import address_of, draw_menu, draw_user_menu


def scope_of_request(request: HttpRequest) -> Scope:
    """The reader's scope of today, worked out once a request."""
    known: Scope | None = getattr(request, "known_scope", None)
    if known is None:
        known = scope_of_user(request.user, timezone.localdate())
        request.known_scope = known  # type: ignore[attr-defined]  # Django allows what it does not declare
    return known


def remember_run(request: HttpRequest, run: ShownRun) -> None:
    """Let the frame of the page tell the run that it shows, also a former one, without asking for it again."""
    request.shown_run = run  # type: ignore[attr-defined]  # Django allows what it does not declare


class Shell:
    """Worked out only where a template asks for it, so that a fragment of a page costs nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def is_open(self) -> bool:
        """Whether somebody is logged in."""
        user = getattr(self._request, "user", None)  # an error may come before anybody is known
        return user is not None and user.is_authenticated

    @cached_property
    def rights(self) -> frozenset[Right]:
        """What the reader may do anywhere."""
        grants = scope_of_request(self._request).grants
        return frozenset().union(*(RIGHTS[grant.role] for grant in grants))

    @cached_property
    def menu(self) -> SafeString:
        """The lines of the menu, drawn."""
        return draw_menu(self.rights, self._request.path, get_language() or "")

    @cached_property
    def user_menu(self) -> SafeString:
        """The lines behind the reader's name, drawn."""
        return draw_user_menu(get_language() or "")

    @cached_property
    def agency(self) -> str:
        """The reader's agency, or agencies."""
        return ", ".join(name_agencies(scope_of_request(self._request)))

    @cached_property
    def run(self) -> Standing | None:
        """The run whose figures are shown."""
        shown = getattr(self._request, "shown_run", None)
        scope = scope_of_request(self._request)
        return read_standing(scope) if shown is None else standing_of(scope, shown)

    @property
    def log_out_address(self) -> str:
        """Where the reader logs out."""
        return address_of("account:log_out")


def show_shell(request: HttpRequest) -> dict[str, Shell]:
    """The context processor that gives `shell` to every template."""
    return {"shell": Shell(request)}
