"""A real browser that fails a test on whatever a reader should never meet."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request, Response

from tests.conftest import database_of_run

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking",
    "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding",
]  # fmt: skip
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
# what the policy of the page forbids is told to the console by some browsers only
WATCH_POLICY = """document.addEventListener("securitypolicyviolation",
    (event) => console.error("policy: " + event.violatedDirective + " " + event.blockedURI + " " + event.sample))"""

PICTURE_MILLISECONDS = 40
# a window without scripts has no timers either, so what is waited for is never a promise of the page
END_TRANSITIONS = "document.getAnimations().forEach((each) => { try { each.finish() } catch { each.cancel() } })"
PATIENCE_SECONDS = 30
AXE = Axe()

REPLACED = ("htmx:sendAbort,", "htmx:afterRequest,")
"""What htmx says of a question that a later one has replaced."""


def is_required() -> bool:
    """Whether a missing browser is a failure: CI must not go green untested."""
    return "BENANGMERAH_CI" in os.environ


def launch(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


@dataclass
class Visit:
    """One page in one window, with everything that went wrong there."""

    page: Page
    host: str
    faults: list[str] = field(default_factory=list)
    expected_statuses: set[int] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    bytes_received: int = 0
    pending: set[Request] = field(default_factory=set)

    def watch(self) -> None:
        self.page.on("request", self._check_host)
        network = self.page.context.new_cdp_session(self.page)
        network.send("Network.enable")
        network.on("Network.loadingFinished", self._count_bytes)
        self.page.on("requestfinished", self._note_end)
        self.page.on("requestfailed", self._note_failure)
        self.page.on("response", self._check_status)
        self.page.on("console", self._check_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))

    def forget(self) -> None:
        """Begin anew, with what is there."""
        self.faults.clear()
        self.expected_statuses.clear()
        self.addresses.clear()
        self.pending.clear()
        self.bytes_received = 0

    def tell_faults(self) -> None:
        """Nothing went wrong."""
        assert self.faults == [], "\n".join(self.faults)

    def go(self, address: str) -> None:
        self.page.goto(f"http://{self.host}{address}", wait_until="load")
        self.settle()

    def settle(self) -> None:
        """Until nothing more is asked for and what came is drawn; the browser's own word for that takes half a second."""
        until, quiet = time.monotonic() + PATIENCE_SECONDS, 0
        while quiet < 2:
            assert time.monotonic() < until, f"still asked for: {[each.url for each in self.pending]}"
            self.page.wait_for_timeout(PICTURE_MILLISECONDS)
            quiet = 0 if self.pending else quiet + 1
        self.page.evaluate(END_TRANSITIONS)

    def check_accessibility(self) -> None:
        """Axe finds nothing; asked on one database alone, since the page is the same on the other."""
        if database_of_run() != "sqlite":
            return
        found = AXE.run(self.page)
        assert found.violations_count == 0, found.generate_report()

    def is_as_wide_as_its_window(self) -> bool:
        """Whether nothing makes the reader move the page sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

    def _count_bytes(self, event: dict[str, Any]) -> None:
        self.bytes_received += int(event["encodedDataLength"])

    def _check_host(self, request: Request) -> None:
        self.pending.add(request)
        self.addresses.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != self.host:
            self.faults.append(f"another host: {request.url}")

    def _note_end(self, request: Request) -> None:
        self.pending.discard(request)

    def _note_failure(self, request: Request) -> None:
        self.pending.discard(request)
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it was there
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _check_status(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected_statuses:
            self.faults.append(f"{response.status}: {response.url}")

    def _check_console(self, message: ConsoleMessage) -> None:
        is_expected = any(f" {status} " in f"{message.text} " for status in self.expected_statuses)
        is_replaced = message.text.startswith(REPLACED)
        if message.type in {"error", "warning"} and not (is_expected or is_replaced):
            self.faults.append(f"console: {message.text}")


@contextmanager
def open_window(
    browser: Browser, address: str, viewport: dict[str, int] = DESKTOP, **options: object
) -> Iterator[Visit]:
    """A fresh window at a server."""
    context: BrowserContext = browser.new_context(viewport=viewport, **options)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    context.add_init_script(WATCH_POLICY)
    there = Visit(context.new_page(), urlsplit(address).netloc)
    there.watch()
    try:
        yield there
    finally:
        context.close()


@contextmanager
def visit_again(window: Visit) -> Iterator[Visit]:
    """A window whose style and scripts are there already, but no cookie or fault of an earlier visit; fails as `visit`."""
    window.page.context.clear_cookies()
    window.page.goto("about:blank")
    window.forget()
    yield window
    window.tell_faults()


@contextmanager
def visit(browser: Browser, address: str, viewport: dict[str, int] = DESKTOP, **options: object) -> Iterator[Visit]:
    """A fresh window at a server; fails at the end where anything went wrong."""
    with open_window(browser, address, viewport, **options) as there:
        yield there
    there.tell_faults()
