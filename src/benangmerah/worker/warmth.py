"""The warmth of a worker that answers what-if questions: a thread that opens every run as soon as it is published."""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import DatabaseError, connection

from benangmerah.flow.answer_sketch import warm_up

LOGGER = logging.getLogger(__name__)


class Warmth:
    """Looks for published runs that are not open yet, from the start of the process to its end."""

    def __init__(self) -> None:
        self._opened: frozenset[int] = frozenset()

    def start(self) -> None:
        """Begin beside the work; a question that comes meanwhile waits for the run to be open."""
        threading.Thread(target=self._go_on, name="warmth", daemon=True).start()

    def _go_on(self) -> None:
        pause = threading.Event()
        while True:
            self.look()
            pause.wait(settings.SECONDS_BETWEEN_HEARTBEATS)

    def look(self) -> None:
        """Open what was published since the last look; what fails is told, and tried again with the next run."""
        try:
            self._opened = warm_up(self._opened)
        except DatabaseError:
            LOGGER.warning("published runs could not be looked for", exc_info=True)
        except Exception:
            LOGGER.exception("a published run could not be opened")
        finally:
            connection.close()
