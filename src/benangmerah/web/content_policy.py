"""What a page may load, said in a header: worked out once for all pages that ask for nothing of their own."""

from __future__ import annotations

from dataclasses import asdict
from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse, HttpResponseBase


class ContentPolicyMiddleware(CSPMiddleware):
    """Says the policy of the settings; what asked for a nonce, or changed its policy, is left to the package."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the header."""
        is_of_its_own = "_csp_nonce" in vars(request) or any(name.startswith("_csp") for name in vars(response))
        if is_of_its_own or HEADER in response:
            answer: HttpResponseBase = super().process_response(request, response)
            return answer
        response.headers[HEADER] = self._said
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # type: ignore[attr-defined]  # too late
        return response

    @cached_property
    def _said(self) -> str:
        return str(build_policy(**asdict(self.get_policy_parts(request=HttpRequest(), response=HttpResponse()))))
