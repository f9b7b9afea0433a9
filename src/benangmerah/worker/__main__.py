"""`python -m benangmerah.worker`: takes jobs from the queue until it is told to end; run one or several."""

from __future__ import annotations

import argparse
import os
import socket


def main() -> None:
    """Give signs of life, close what dead workers left, and do what waits."""
    parser = argparse.ArgumentParser(prog="python -m benangmerah.worker", description=__doc__)
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
        call_command(
            "db_worker", worker_id=worker, interval=float(options.interval), batch=options.batch, startup_delay=False
        )


if __name__ == "__main__":
    main()
