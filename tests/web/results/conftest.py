from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from benangmerah.store.models import Run
from tests.factories.published import keep_city


@pytest.fixture(scope="module")
def run(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:  # noqa: ARG001 asked for by name
    """A published run with a plan, computed once for the module."""
    with django_db_blocker.unblock(), keep_city(tmp_path_factory.mktemp("data")) as published:
        yield published
