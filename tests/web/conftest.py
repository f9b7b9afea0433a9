from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from benangmerah.store.models import Run
from tests.factories.cast import BUDI, make_account
from tests.factories.published import keep_city


@pytest.fixture
def make_client() -> Callable[[Client], Client]:
    """A client that Budi is logged in with."""

    def log_in(client: Client) -> Client:
        client.force_login(make_account(BUDI, "Budi"), backend="benangmerah.store.authentication.NipOrMailBackend")
        return client

    return log_in


@pytest.fixture(scope="module")
def run(
    django_db_setup: None,  # noqa: ARG001 asked for by name
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Run]:
    """A published run of an invented city with a plan, computed once for a module and taken back at its end."""
    with django_db_blocker.unblock(), keep_city(tmp_path_factory.mktemp("data")) as published:
        yield published
