from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories.cast import BUDI, make_account


@pytest.fixture
def make_client() -> Callable[[Client], Client]:
    """A client that Budi is logged in with."""

    def log_in(client: Client) -> Client:
        client.force_login(make_account(BUDI, "Budi"), backend="benangmerah.store.authentication.NipOrMailBackend")
        return client

    return log_in
