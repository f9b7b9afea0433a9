"""Where files that were sent are kept: below the data folder, never where a browser could fetch them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def upload_folder() -> Path:
    """The folder of all uploads."""
    return Path(settings.MEDIA_ROOT)
