"""The processes that serve the pages: a web server and a worker, started and stopped together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
BINARIES = Path(sys.executable).parent


class CannotServeError(Exception):
    """The pages cannot be served, and why."""


@contextmanager
def serve(port: int) -> Iterator[str]:
    """Serve until the block ends; gives the address once the first page has been answered."""
    _check_port(port)
    address = f"http://{HOST}:{port}/"
    # a session of their own: Ctrl-C reaches this process alone, which then stops them in order
    started = [subprocess.Popen(command, start_new_session=True) for command in (_server(port), _worker())]
    try:
        _wait_for(address, started)
        yield address
    finally:
        _stop(started)


def _server(port: int) -> list[str]:
    return [
        str(BINARIES / "granian"), "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "2",
        "--blocking-threads", "2", "--no-ws", "--log-level", "warning", "benangmerah.web.wsgi:application",
    ]  # fmt: skip


def _worker() -> list[str]:
    return [sys.executable, "-m", "django", "db_worker", "--verbosity", "0"]


def _check_port(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            raise CannotServeError(f"port {port} is in use; choose another: make demo PORT={port + 1}") from None


def _wait_for(address: str, started: list[subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if any(process.poll() is not None for process in started):
            raise CannotServeError("a process ended before the first page stood")
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS):  # noqa: S310 our own address
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise CannotServeError(f"no page stood after {PATIENCE_SECONDS} seconds")


def _stop(started: list[subprocess.Popen[bytes]]) -> None:
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)  # granian waits long on SIGINT
    for process in started:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
