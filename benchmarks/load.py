"""So many users who each ask for a page again and again: what they got, how fast, and what went wrong."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

TIMEOUT_SECONDS = 60


@dataclass
class Load:
    """What many users met: the times of answers that came, bytes of the last one, and how many failed."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    body_bytes: int = 0
    lasted: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.lasted if self.lasted else 0.0

    def percentile(self, part: float) -> float:
        """The time within which that part of the answers came."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else float("nan")


def press(port: int, address: str, *, users: int, seconds: float, cookies: Sequence[str] = ()) -> Load:
    """Let so many users ask for a page for so long, each waiting for an answer before asking again."""
    return asyncio.run(_press(port, address, users, seconds, cookies))


async def _press(port: int, address: str, users: int, seconds: float, cookies: Sequence[str]) -> Load:
    load, began = Load(), time.perf_counter()
    asking = (_ask(load, port, address, began + seconds, cookies[at % len(cookies)] if cookies else "")
              for at in range(users))  # fmt: skip
    await asyncio.gather(*asking)
    load.lasted = time.perf_counter() - began
    return load


async def _ask(load: Load, port: int, address: str, until: float, cookie: str) -> None:
    request = (
        f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\nCookie: {cookie}\r\n\r\n"
    ).encode()
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    try:
        while time.perf_counter() < until:
            began = time.perf_counter()
            try:
                writer.write(request)
                await writer.drain()
                status, size = await asyncio.wait_for(_read(reader), TIMEOUT_SECONDS)
            except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
                load.errors += 1
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
                continue
            if status == 200:
                load.seconds.append(time.perf_counter() - began)
                load.body_bytes = size
            else:
                load.errors += 1
    finally:
        writer.close()


async def _read(reader: asyncio.StreamReader) -> tuple[int, int]:
    """The status of an answer and the bytes of its body."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split(" ", 2)[1])
    if "transfer-encoding: chunked" not in head:
        length = int(head.split("content-length:")[1].split("\r\n")[0])
        await reader.readexactly(length)
        return status, length
    size = 0
    while length := int((await reader.readuntil(b"\r\n")).strip(), 16):
        await reader.readexactly(length + 2)
        size += length
    await reader.readexactly(2)
    return status, size
