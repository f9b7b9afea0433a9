from __future__ import annotations

import re

from benangmerah.web.components.radar import HEIGHT, RADIUS, WIDTH, draw_radar


def points(picture: str, shape: str) -> list[tuple[float, float]]:
    found = re.search(rf'<g class="{shape}"><polygon points="([^"]*)"', picture)
    assert found is not None
    return [(float(pair.split(",")[0]), float(pair.split(",")[1])) for pair in found[1].split()]


def test_value_lies_on_its_axis_as_far_out_as_it_is_high() -> None:
    picture = draw_radar("Profil", ["A", "B", "C", "D"], [("Dicapai", (4, 2, 1, 0))], 4)
    across, down = WIDTH / 2, HEIGHT / 2
    assert points(picture, "radar-1") == [
        (across, down - RADIUS), (across + RADIUS / 2, down), (across, down + RADIUS / 4), (across, down),
    ]  # fmt: skip


def test_unknown_value_has_no_point_and_is_no_zero() -> None:
    picture = draw_radar("Profil", ["A", "B", "C", "D"], [("Dicapai", (4, None, 2, 2))], 4)
    assert len(points(picture, "radar-1")) == 3
    assert (WIDTH / 2, HEIGHT / 2) not in points(picture, "radar-1")


def test_words_cannot_break_out_of_the_picture() -> None:
    picture = draw_radar('"><script>', ["<b>", "B", "C"], [("<i>", (1, 1, 1))])
    assert ("<script" in picture, "<b>" in picture, "<i>" in picture) == (False, False, False)


def test_many_axes_are_numbered() -> None:
    labels = [f"Kompetensi {number}" for number in range(1, 21)]
    picture = draw_radar("Profil", labels, [("Dicapai", [3] * 20)])
    assert ("Kompetensi" in picture, re.findall(r"<tspan[^>]*>(\d+)</tspan>", picture)) == (
        False, [str(number) for number in range(1, 21)],
    )  # fmt: skip


def test_long_name_is_broken_and_cut_after_three_lines() -> None:
    picture = draw_radar(
        "Profil", ["Pengembangan diri dan orang lain di lingkungan kerja", "B", "C"], [("D", (1, 1, 1))]
    )
    assert re.findall(r"<tspan[^>]*>([^<]*)</tspan>", picture)[:3] == ["Pengembangan", "diri dan orang", "lain di …"]
