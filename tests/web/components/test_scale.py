from __future__ import annotations

import re
from collections.abc import Sequence

from benangmerah.web.components.chart import Mark
from benangmerah.web.components.scale import LETTER, Scale

QUOTED = (Mark("kota", 52.7), Mark("kabupaten/kota", 56.5), Mark("nasional", 60.2))


def make(value: float | None = 54.5, marks: Sequence[Mark] = QUOTED) -> Scale:
    return Scale("index", "IP ASN", "Kota Contoh", value, 0, 100, marks)


def list_labels(scale: Scale) -> list[tuple[float, float, float, str]]:
    """Left, right and baseline of each label, and its words."""
    found = re.findall(r'<text text-anchor="(start|end)" x="([\d.]+)" y="(\d+)">([^<]*)</text>', scale.picture)
    spans = []
    for anchor, across, down, text in found:
        left = float(across) - (len(text) * LETTER if anchor == "end" else 0)
        spans.append((left, left + len(text) * LETTER, float(down), text))
    return spans


def test_table_says_the_value_and_what_it_is_compared_with() -> None:
    assert make().rows == [("Kota Contoh", "54,5"), ("kota", "52,7"), ("kabupaten/kota", "56,5"), ("nasional", "60,2")]


def test_picture_is_said_in_words() -> None:
    assert (
        'aria-label="IP ASN, pada skala 0 sampai 100. Kota Contoh: 54,5; kota: 52,7; kabupaten/kota: 56,5; nasional: 60,2"'
        in make().picture
    )


def test_value_that_is_not_known_is_not_drawn() -> None:
    assert ("scale-value" in make().picture, "scale-value" in make(None).picture) == (True, False)
    assert "Kota Contoh: tidak diketahui" in make(None).picture


def test_no_label_covers_another_or_is_crossed_by_a_tick() -> None:
    for marks in (
        QUOTED,
        (*QUOTED, Mark("sangat rendah", 10)),
        [Mark("tertinggi", 97), Mark("kedua", 96), Mark("c", 40)],
    ):
        picture = make(marks=marks).picture
        labels = list_labels(make(marks=marks))
        ticks = [(float(x), float(low)) for x, low in re.findall(r'x1="([\d.]+)"[^>]*y2="(\d+)"', picture)]
        assert len(labels) == len(ticks) == len(marks)
        for left, right, down, text in labels:
            assert not [
                other
                for other in labels
                if other[2] == down and other[3] != text and left < other[1] and other[0] < right
            ]
            assert not [tick for tick in ticks if left < tick[0] < right and tick[1] > down - 10]


def test_value_beyond_the_scale_stays_on_it() -> None:
    assert 'class="scale-part" x="12" y="40" width="376.0"' in make(140).picture
