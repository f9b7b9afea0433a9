"""The IP ASN on its scale, beside the figures that others have published."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from benangmerah.flow.read_indicator import INDEX, read_indicators
from benangmerah.web.components.chart import Mark
from benangmerah.web.components.figures import page_language
from benangmerah.web.components.scale import Scale
from benangmerah.web.components.table import Words

TOP = 100


def draw_index(value: float | None, day: date, label: Words, note: Words = "") -> Scale:
    """An index from 0 to 100 with the quoted means of 2018; a value of None is said to be unknown."""
    marks = [
        Mark(f"{one.name.say(page_language())} ({one.year})", float(one.value)) for one in read_indicators(day, INDEX)
    ]
    return Scale(
        name="index-scale", title=_("IP ASN, simulated"), label=label, value=value, low=0, high=TOP, marks=marks,
        note=note or _("A simulation, not the official figure; the others are quoted."),
    )  # fmt: skip
