"""The data files beside this module: marginals, names, titles, offices, people, competencies, objectives, offerings."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


@cache
def read_data(name: str) -> dict[str, Any]:
    """The content of a data file; it is shared, so nobody may change it."""
    text = files("benangmerah.synthesis").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = _LOADER(text).get_single_data()
    return found
