"""The secret that sessions and forms are signed with: made once for each data folder, never in the repository."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

FILE = "secret.txt"


def keep_secret(folder: Path) -> str:
    """The secret of the data folder; the first process that asks makes it, and only its owner may read it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE
    if not file.is_file():
        with tempfile.NamedTemporaryFile("w", dir=folder, delete=False, encoding="ascii") as draft:
            draft.write(secrets.token_urlsafe(50))
        try:
            os.link(draft.name, file)  # fails where another process was first: then theirs holds
        except FileExistsError:
            pass
        finally:
            Path(draft.name).unlink()
    return file.read_text("ascii").strip()
