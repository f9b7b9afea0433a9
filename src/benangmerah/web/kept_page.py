"""Pages of results that were drawn are kept for the session that saw them, until anything they rest on changes.

What a run has published never changes, so that the same page would be drawn again and again. It is kept in the memory
of this process under everything that the request says: the session, the address, the language, the secret of the
forms. It is given again only where one question to the database finds the session open and the account, its roles and
the archive as they were when it was drawn; else the page is drawn as if none had been kept. So no page goes to another
session, and whatever ends or changes takes effect at once, in whichever process it happened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from hashlib import blake2b
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.crypto import constant_time_compare
from django.utils.text import compress_string

from benangmerah.flow.audit import Look, collect_looks, write_looks
from benangmerah.store.selectors.reader import Reader, read_reader
from benangmerah.store.selectors.scope import account_of
from benangmerah.web.visit import address_of_visitor

CACHE = "pages"
SECONDS = 60 * 60
"""However little changes: what stands on the disk beside a run is looked at again after that time."""
LARGEST_BYTES = 256 * 1024
RANDOM_BYTES = 100
"""The length of what is compressed says nothing exact: as Django's own compression does."""
ASKED = ("HTTP_HX_REQUEST", "HTTP_HX_TARGET", "HTTP_HX_BOOSTED", "HTTP_HX_HISTORY_RESTORE_REQUEST")
"""The headers that decide whether a whole page or a part of it is answered."""
OF_LOG_IN = {SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY}
"""All that a session holds; one that holds more, such as a message, is not answered from here."""
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass
class Keeping:
    """A page that is being drawn and may be kept: who asked for it, and what was written down."""

    reader: Reader
    on: date
    looks: Sequence[Look] = field(default_factory=list)


@dataclass(frozen=True)
class KeptPage:
    """A page as it was answered."""

    account_id: int
    fingerprint: str
    content: bytes
    headers: Sequence[tuple[str, str]]
    looks: Sequence[Look]


def kept(view: View) -> View:
    """Mark a view whose page rests on a published run, the archive and the reader alone, and on nothing beside."""

    @wraps(view)
    def show(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        account = account_of(request.user)
        reader = read_reader(request.session.session_key or "", account.pk) if _key(request) else None
        if reader is None or not reader.is_account(account):
            return view(request, *args, **values)
        on = timezone.localdate()
        request.known_scope = reader.scope(account, on)  # type: ignore[attr-defined]
        keeping = Keeping(reader, on)
        request.keeping = keeping  # type: ignore[attr-defined]  # Django allows what it does not declare
        with collect_looks() as keeping.looks:
            return view(request, *args, **values)

    show.is_kept = True  # type: ignore[attr-defined]
    return show  # type: ignore[return-value]  # wraps keeps its look


def knows_archive(view: View) -> View:
    """Mark a view that is drawn anew for every look; what its flow works out is kept until the archive changes."""

    @wraps(view)
    def show(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
        account = account_of(request.user)
        reader = read_reader(request.session.session_key or "", account.pk)
        if reader is not None and reader.is_account(account):
            request.known_scope = reader.scope(account, timezone.localdate())  # type: ignore[attr-defined]
        return view(request, *args, **values)

    return show  # type: ignore[return-value]  # wraps keeps its look


def keep_not(request: HttpRequest) -> None:
    """Draw this page anew next time: it shows something that changes by itself."""
    request.keeping = None  # type: ignore[attr-defined]


class KeptPagesMiddleware:
    """Answers with a page that was drawn before, or keeps the one that is drawn; stands before log-in is asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the page does."""
        key = _key(request)
        if not key:
            return self._get_response(request)
        found = _find(request, key)
        if found is not None:
            return found
        response = self._get_response(request)
        keeping: Keeping | None = getattr(request, "keeping", None)
        if keeping is not None and isinstance(response, HttpResponse):
            _keep(request, response, key, keeping)
        return response


def _key(request: HttpRequest) -> str:
    """Everything that a request says; nothing where it does not ask for a page, or brings a message along."""
    cookies, meta = request.COOKIES, request.META
    session_key, secret = cookies.get(settings.SESSION_COOKIE_NAME), meta.get("CSRF_COOKIE")
    if request.method != "GET" or not session_key or not secret or "messages" in cookies:
        return ""
    told = repr((
        session_key, secret, request.scheme, request.get_host(), request.get_full_path(), request.LANGUAGE_CODE,
        _takes_gzip(request), [meta.get(name) for name in ASKED],
    ))  # fmt: skip
    return blake2b(told.encode(), digest_size=24).hexdigest()


def _find(request: HttpRequest, key: str) -> HttpResponse | None:
    page: KeptPage | None = caches[CACHE].get(key)
    if page is None:
        return None
    reader = read_reader(request.COOKIES[settings.SESSION_COOKIE_NAME], page.account_id)
    if reader is None or reader.fingerprint(timezone.localdate()) != page.fingerprint:
        return None
    if page.looks:
        write_looks(page.looks, page.account_id, timezone.now(), address_of_visitor(request))
    return HttpResponse(page.content, headers=dict(page.headers))


def _keep(request: HttpRequest, response: HttpResponse, key: str, keeping: Keeping) -> None:
    """Keep the answer and compress it once; only a whole page without a message, for who has been let in."""
    if not _may_keep(request, response, keeping.reader):
        return
    patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
    if _takes_gzip(request):
        response.content = compress_string(response.content, max_random_bytes=RANDOM_BYTES)
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    page = KeptPage(
        account_of(request.user).pk, keeping.reader.fingerprint(keeping.on), response.content,
        tuple(response.items()), tuple(keeping.looks),
    )  # fmt: skip
    if len(page.content) <= LARGEST_BYTES:
        caches[CACHE].set(key, page, SECONDS)


def _may_keep(request: HttpRequest, response: HttpResponse, reader: Reader) -> bool:
    is_page = response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html")
    if not is_page or response.cookies or response.has_header("Content-Encoding"):
        return False
    if getattr(getattr(request, "_messages", None), "added_new", False):
        return False
    session, account = request.session.decode(reader.session_data), account_of(request.user)
    return (
        set(session) == OF_LOG_IN
        and session[SESSION_KEY] == str(account.pk)
        and constant_time_compare(session[HASH_SESSION_KEY], account.get_session_auth_hash())
    )


def _takes_gzip(request: HttpRequest) -> bool:
    return "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
