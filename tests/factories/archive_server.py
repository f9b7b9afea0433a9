"""An archive that other processes can open, and real worker processes that do its jobs."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections
from django.test import override_settings

QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "sketch"]}}
FILE_OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA journal_mode=WAL;"}
PATIENCE = 120.0


@contextmanager
def shared_archive(folder: Path) -> Iterator[dict[str, str]]:
    """The environment that leads a worker to the archive of the test, whose jobs wait for one.

    What SQLite holds in memory goes to a file for the while, which the test then uses too.
    """
    data = folder / "data"
    data.mkdir()
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "benangmerah.settings.product", "BENANGMERAH_DATA": str(data),
        "BENANGMERAH_SECRET_KEY": "for-tests-only",
    }  # fmt: skip
    with override_settings(TASKS=QUEUE, DATA_FOLDER=data):
        if connection.vendor == "postgresql":
            yield environment | {"DATABASE_URL": _address()}
            return
        path = folder / "archive.sqlite3"
        with _on_file(path):
            yield environment | {"DATABASE_URL": f"sqlite:///{path}"}


def _address() -> str:
    """The test's own PostgreSQL database as an address."""
    given = os.environ["DATABASE_URL"]
    name = str(connection.settings_dict["NAME"])
    address, _, query = given.partition("?")
    return f"{address.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


@contextmanager
def _on_file(path: Path) -> Iterator[None]:
    memory = connections["default"]
    memory.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        memory.connection.backup(copy)
    file = type(memory)({**memory.settings_dict, "NAME": str(path), "OPTIONS": FILE_OPTIONS}, "default")
    connections["default"] = file
    try:
        yield
    finally:
        file.close()
        connections["default"] = memory


@contextmanager
def working(environment: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process, ended with the block whatever has become of it."""
    command = [sys.executable, "-m", "benangmerah.worker", "--interval", "0.1", *arguments]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as worker:
        try:
            yield worker
        finally:
            if worker.poll() is None:
                worker.send_signal(signal.SIGKILL)


def wait_until(is_so: Callable[[], bool]) -> None:
    """Look again and again; fails when it takes too long."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "it never came to be"
        time.sleep(0.05)
