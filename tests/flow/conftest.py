from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def data_folder(tmp_path: Path, settings: Any) -> Path:
    """Where runs are kept while the test lasts."""
    settings.DATA_FOLDER = tmp_path / "data"
    return tmp_path / "data"
