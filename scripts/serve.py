"""The processes that stand behind the pages: a web server and a worker, each stopped at the end of its block."""

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
from typing import IO

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
APPLICATION = "benangmerah.web.wsgi:application"
BINARIES = Path(sys.executable).parent


class CannotServeError(Exception):
    """The pages cannot be served, and why."""


@contextmanager
def serve(port: int, application: str = APPLICATION) -> Iterator[str]:
    """Serve pages until the block ends; gives the address once the first page has been answered."""
    _check_port(port)
    address = f"http://{HOST}:{port}/"
    with _run(_server(port, application)) as server:
        _wait_for(address, server)
        yield address


@contextmanager
def work(log: Path) -> Iterator[None]:
    """Do the jobs of both queues until the block ends; what the workers say goes to the file.

    What-if questions have a worker of their own, which keeps the published run open: no run holds them up.
    """
    worker = [sys.executable, "-m", "benangmerah.worker"]
    with (
        log.open("ab") as output,
        _run(worker, output),
        _run([*worker, "--queue", "sketch", "--interval", "0.1"], output),
    ):
        yield


@contextmanager
def _run(command: list[str], output: IO[bytes] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    # a session of its own: Ctrl-C reaches this process alone, which then stops the others in order
    process = subprocess.Popen(command, start_new_session=True, stdout=output, stderr=output)
    try:
        yield process
    finally:
        _stop(process)


def _server(port: int, application: str) -> list[str]:
    return [
        str(BINARIES / "granian"), "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "2",
        "--blocking-threads", "2", "--no-ws", "--log-level", "warning", application,
    ]  # fmt: skip


def _check_port(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            raise CannotServeError(f"port {port} is in use; choose another: make demo PORT={port + 1}") from None


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise CannotServeError("the server ended before the first page stood")
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS):  # noqa: S310 our own address
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise CannotServeError(f"no page stood after {PATIENCE_SECONDS} seconds")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    os.killpg(process.pid, signal.SIGTERM)  # granian waits long on SIGINT
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
