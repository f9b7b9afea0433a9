"""`python -m benangmerah.worker`: takes jobs from a queue until it is told to end; run one or several.

Two queues want a worker each: `default` has what takes long, `sketch` the what-if questions that somebody waits for.
"""

from __future__ import annotations

import argparse
import os
import socket

DEFAULT, SKETCH = "default", "sketch"


def main() -> None:
    """Give signs of life, close what dead workers left, and do what waits."""
    parser = argparse.ArgumentParser(prog="python -m benangmerah.worker", description=__doc__)
    parser.add_argument("--queue", choices=(DEFAULT, SKETCH), default=DEFAULT, help="which jobs it does")
    parser.add_argument("--interval", default="1", help="seconds between two looks into an empty queue")
    parser.add_argument("--batch", action="store_true", help="do what waits, then end")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benangmerah.settings.product")

    import django

    django.setup()

    from django.core.management import call_command

    from benangmerah.worker.heart import Heart

    worker = f"{socket.gethostname()[:40]}-{os.getpid()}"
    with Heart(worker):
        if options.queue == SKETCH:
            from benangmerah.worker.warmth import Warmth

            Warmth().start()
        call_command(
            "db_worker", worker_id=worker, queue_name=options.queue, interval=float(options.interval),
            batch=options.batch, startup_delay=False,
        )  # fmt: skip


if __name__ == "__main__":
    main()
