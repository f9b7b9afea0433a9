from __future__ import annotations

import pytest

from benangmerah.exchange.imports.limits import DEFAULTS, Limits, read_limits
from benangmerah.kernel.errors import BenangMerahError


def test_defaults_hold_where_the_operator_sets_nothing() -> None:
    megabytes, ratio, cells, rows, upload = DEFAULTS.values()
    assert read_limits({}) == Limits(megabytes * 2**20, ratio, cells, rows, upload * 2**20)


def test_each_limit_is_a_setting() -> None:
    environment = {name: str(number) for number, name in enumerate(DEFAULTS, 1)}
    assert read_limits(environment) == Limits(2**20, 2, 3, 4, 5 * 2**20)


@pytest.mark.parametrize("text", ["banyak", "-1", "", "1.5"])
def test_setting_that_is_no_whole_number_is_an_error(text: str) -> None:
    with pytest.raises(BenangMerahError) as caught:
        read_limits({"BENANGMERAH_SHEET_CELLS": text})
    assert caught.value.say("id") == (
        f"Pengaturan BENANGMERAH_SHEET_CELLS bernilai {text}, yang bukan bilangan bulat. Perbaiki pengaturannya."
    )
