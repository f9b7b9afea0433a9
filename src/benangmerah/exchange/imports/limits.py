"""How large a file may unpack: settings of the operator, so that one bad file cannot fill the machine's memory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message

_MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """Bytes a workbook may unpack to, how many times its own size that may be, cells, rows, and bytes of an upload."""

    unpacked_bytes: int
    unpacked_ratio: int
    sheet_cells: int
    parquet_rows: int
    upload_bytes: int


DEFAULTS = {
    "BENANGMERAH_WORKBOOK_MEGABYTES": 2_000,
    "BENANGMERAH_WORKBOOK_RATIO": 200,
    "BENANGMERAH_SHEET_CELLS": 50_000_000,
    "BENANGMERAH_PARQUET_ROWS": 1_000_000_000,
    "BENANGMERAH_UPLOAD_MEGABYTES": 200,
}


def read_limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """The limits the operator has set in the environment, else the defaults.

    Raises BenangMerahError where a setting is no whole number.
    """
    megabytes, ratio, cells, rows, upload = (_read(environment, name) for name in DEFAULTS)
    return Limits(megabytes * _MEGABYTE, ratio, cells, rows, upload * _MEGABYTE)


def _read(environment: Mapping[str, str], name: str) -> int:
    text = environment.get(name)
    if text is None:
        return DEFAULTS[name]
    if not (text.isascii() and text.isdigit()):
        raise BenangMerahError(
            message("The setting {name} is {value}, which is no whole number.", name=name, value=text),
            message("Correct the setting."),
        )
    return int(text)
