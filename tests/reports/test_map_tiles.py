from __future__ import annotations

from dataclasses import replace
from typing import Any

from benangmerah.kernel.explanation import Message, render_value
from benangmerah.reports.format.block import HeatMap, Tile
from benangmerah.reports.gap_map import GapMap, read_gap_map
from benangmerah.reports.map_tiles import MapTiles, draw_alone
from benangmerah.reports.scale import WARM
from tests.reports.cast import CAST, ROLLUP, ROWS, change, roll

HATCHED = Tile("–", is_hatched=True)
MAP = read_gap_map(CAST)


def draw(gap_map: GapMap = MAP, language: str = "id") -> HeatMap:
    return MapTiles(gap_map, language).draw(gap_map.opds, gap_map.competencies)


def one(burden: float, *, required: int = 1, assessed: int = 1) -> tuple[Any, ...]:
    return 1, required, assessed, 1, 1, burden, burden, 100.0 * assessed / required, None, 0


def test_tile_shows_people_burden_band_and_its_colour() -> None:
    assert [list(row.tiles) for row in draw().rows] == [
        [Tile("2", "2,5 I", *WARM[0]), Tile(), Tile("0")],
        [Tile("0"), HATCHED, Tile()],
        [HATCHED, Tile(), HATCHED],
        [Tile("2", "2,5"), HATCHED, Tile("0")],
    ]


def test_rows_lead_with_people_coverage_and_burden() -> None:
    assert [tuple(row.lead) for row in draw().rows] == [
        ("Dinas Pendidikan", 2, 100.0, 2.5), ("Dinas Kesehatan", 1, 50.0, 0.0), ("Kecamatan Utara", 1, 0.0, None),
        ("Seluruh Kota Contoh", 4, 400 / 7, 2.5),
    ]  # fmt: skip
    assert [row.is_total for row in draw().rows] == [False, False, False, True]


def test_headings_and_groups_follow_the_kinds() -> None:
    drawn = draw()
    assert (list(drawn.headings), list(drawn.groups)) == (
        ["Integritas", "Penyuluhan", "Pengelolaan Arsip"], [("Manajerial", 1), ("Teknis", 2)],
    )  # fmt: skip


def test_thinly_assessed_tile_carries_a_star() -> None:
    thin = [row for row in ROLLUP if row["scope_id"] != "dik" or row["competency_id"] != "m1"]
    changed = change(CAST, rollup=[*thin, roll("dik", "m1", *one(1.5, required=3))])
    assert MapTiles(read_gap_map(changed), "id").draw(["dik"], MAP.competencies[:1]).rows[0].tiles[0].sign == "1,5 I*"


def test_five_burdens_take_five_bands_and_the_legend_tells_them() -> None:
    units = [
        {"unit_id": f"u{number}", "agency_id": "kota", "name": f"U{number}", "is_opd": True} for number in range(5)
    ]
    rows = [roll(f"u{number}", key, *one(number + 1.0)) for number in range(5) for key in (None, "m1")]
    drawn = draw(read_gap_map(change(CAST, units=units, rollup=rows)))
    assert [row.tiles[0].sign for row in drawn.rows] == ["5 V", "4 IV", "3 III", "2 II", "1 I"]
    assert [row.tiles[0].background for row in drawn.rows] == [colour for colour, _ in reversed(WARM)]
    said = [(tile.text, render_value(meaning)) for tile, meaning in drawn.legend]
    assert said[:5] == [("I", "beban 1"), ("II", "beban 2"), ("III", "beban 3"), ("IV", "beban 4"), ("V", "beban 5")]
    assert said[6:] == [
        ("*", "Kurang dari separuh tuntutan kompetensi yang sudah dinilai."),
        ("–", "Belum ada penilaian: belum diketahui, dan tidak dihitung nol."),
        ("", "Tidak ada yang dituntut memilikinya di sana."),
    ]


def test_part_of_a_map_drawn_alone_has_bands_of_its_own() -> None:
    units = [
        {"unit_id": f"u{number}", "agency_id": "kota", "name": f"U{number}", "is_opd": True} for number in range(10)
    ]
    rows = [roll(f"u{number}", key, *one(number + 1.0)) for number in range(10) for key in (None, "m1")]
    gap_map = read_gap_map(change(CAST, units=units, rollup=rows))
    heaviest = gap_map.opds[:5]
    together = MapTiles(gap_map, "id").draw(heaviest, gap_map.competencies)
    alone = draw_alone(gap_map, heaviest, gap_map.competencies, "id")
    assert [row.tiles[0].sign for row in together.rows] == ["10 V", "9 V", "8 IV", "7 IV", "6 III"]
    assert [row.tiles[0].sign for row in alone.rows] == ["10 V", "9 IV", "8 III", "7 II", "6 I"]


def test_agency_is_named_where_there_are_several() -> None:
    agencies = [*ROWS["agencies"], {"agency_id": "prov", "name": "Provinsi Contoh", "kind": "province"}]
    nation = [*ROLLUP, {**roll("nation", None, *one(1.0)), "level": "nation"}]
    drawn = draw(read_gap_map(change(CAST, agencies=agencies, rollup=nation)))
    assert drawn.rows[0].lead[:2] == ("Dinas Pendidikan", "Kota Contoh")
    assert drawn.rows[-1].lead[:2] == ("Semua instansi", "")
    assert len({len(row.lead) for row in drawn.rows} | {len(drawn.lead)}) == 1


def test_map_without_a_whole_has_no_last_row() -> None:
    assert [row.is_total for row in draw(replace(MAP, whole_figures={})).rows] == [False, False, False]


def test_map_in_english_reads_in_english() -> None:
    drawn = draw(language="en")
    assert drawn.rows[0].tiles[0].sign == "2.5 I"
    assert drawn.groups[0] == ("Managerial", 1)
    assert isinstance(drawn.legend[0][1], Message)
