"""The heart of a worker: a thread that gives signs of life while the work goes on, and finds what others left."""

from __future__ import annotations

import logging
import threading
from types import TracebackType
from typing import Self

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from benangmerah.flow.lost_jobs import find_lost_jobs, keep_alive

LOGGER = logging.getLogger(__name__)


class Heart:
    """Beats from the start of the block to its end; a beat that cannot be written is tried again with the next."""

    def __init__(self, worker: str) -> None:
        self._worker = worker
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._beat_on, name="heart", daemon=True)

    def __enter__(self) -> Self:
        self._beat()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join(timeout=settings.SECONDS_BETWEEN_HEARTBEATS)

    def _beat_on(self) -> None:
        while not self._is_over.wait(settings.SECONDS_BETWEEN_HEARTBEATS):
            self._beat()
        connection.close()

    def _beat(self) -> None:
        now = timezone.now()
        try:
            keep_alive(self._worker, now)
            for job_id in find_lost_jobs(now):
                LOGGER.warning("job %s was lost: its worker gives no sign of life", job_id)
        except DatabaseError:
            LOGGER.warning("no sign of life could be written", exc_info=True)
            connection.close()
