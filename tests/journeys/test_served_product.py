"""The product as an operator starts it: migrated, its files collected, served by its own processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

from scripts.front_end import STATIC
from scripts.serve import CannotServeError, serve
from tests.journeys.browser import visit

pytestmark = pytest.mark.slow
FIRST_PAGE_BYTES = 170_000
"""Style, letters, icons and scripts, once; they stay in the browser until they change. Measured: 158,000."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not (STATIC / "vendor" / ".stamp").is_file():
        pytest.fail("the front-end packages are missing: make setup")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BENANGMERAH_DATA", str(tmp_path_factory.mktemp("data")))
        patch.setenv("DJANGO_SETTINGS_MODULE", "benangmerah.settings.product")
        patch.delenv("DATABASE_URL", raising=False)
        patch.delenv("BENANGMERAH_SECRET_KEY", raising=False)
        for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--no-input", "--verbosity", "0"]):
            subprocess.run([sys.executable, "-m", "django", *command], check=True)
        with serve(free_port()) as served:
            yield served


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def test_first_page_is_light_and_the_next_ones_lighter(address: str, browser: Browser) -> None:
    with visit(browser, address) as there:
        there.go("/")
        first = there.bytes_received
        there.go("/masuk/")
        later = there.bytes_received - first
        print(f"first page {first:,} bytes, next {later:,} bytes")
        assert first < FIRST_PAGE_BYTES
        assert later < 10_000
        there.check_accessibility()


def test_files_are_kept_by_the_browser_and_pages_are_not(address: str) -> None:
    with urlopen(f"{address}masuk/", timeout=30) as page:  # noqa: S310 our own address
        text, kept = page.read().decode(), page.headers["Cache-Control"]
    assert "no-store" in kept
    style = text.split('rel="stylesheet" href="/')[1].split('"')[0]
    with urlopen(f"{address}{style}", timeout=30) as file:  # noqa: S310 our own address
        assert "immutable" in file.headers["Cache-Control"]


def test_port_in_use_is_said_before_anything_starts(address: str) -> None:
    port = int(address.rstrip("/").rpartition(":")[2])
    with (
        pytest.raises(CannotServeError, match=f"port {port} is in use; choose another: make demo PORT={port + 1}"),
        serve(port),
    ):
        pass


def test_secret_is_kept_with_the_data(address: str) -> None:
    assert address
    assert (Path(os.environ["BENANGMERAH_DATA"]) / "secret.txt").is_file()
