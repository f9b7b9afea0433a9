"""Reads figures.yaml: published figures, digits as printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FIGURES: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("figures.yaml").read_text("utf-8"))
