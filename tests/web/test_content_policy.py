from __future__ import annotations

from collections.abc import Callable

from csp.decorators import csp_update
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory

from benangmerah.web.content_policy import ContentPolicyMiddleware

HEADER = "Content-Security-Policy"


def answer_of(middleware: type[CSPMiddleware], view: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    answer = middleware(view)(RequestFactory().get("/"))
    assert isinstance(answer, HttpResponse)
    return answer


def plain(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def with_nonce(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.csp_nonce))  # type: ignore[attr-defined]


@csp_update({"img-src": ["https://peta.example"]})
def with_more(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def parts(policy: str) -> set[str]:
    return {part.strip() for part in policy.split(";")}


def test_policy_is_what_the_package_says() -> None:
    ours, theirs = (answer_of(each, plain).headers[HEADER] for each in (ContentPolicyMiddleware, CSPMiddleware))
    assert parts(ours) == parts(theirs)


def test_nonce_and_a_policy_of_its_own_are_of_that_answer_alone() -> None:
    ask = iter((plain, with_nonce, with_more, plain))

    def view(request: HttpRequest) -> HttpResponseBase:
        return next(ask)(request)

    middleware = ContentPolicyMiddleware(view)
    before, nonce, more, after = (middleware(RequestFactory().get("/")) for _ in range(4))
    assert isinstance(nonce, HttpResponse)
    assert isinstance(more, HttpResponse)
    assert isinstance(before, HttpResponse)
    assert isinstance(after, HttpResponse)
    assert f"'nonce-{nonce.content.decode()}'" in nonce.headers[HEADER]
    assert "https://peta.example" in more.headers[HEADER]
    assert before.headers[HEADER] == after.headers[HEADER]
    assert "nonce" not in after.headers[HEADER]


def test_product_uses_it(client: Client) -> None:
    assert "benangmerah.web.content_policy.ContentPolicyMiddleware" in settings.MIDDLEWARE
    assert parts(client.get("/tidak-ada/").headers[HEADER]) >= {"default-src 'none'"}
