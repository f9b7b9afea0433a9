"""Our transcription beside the files the figures were gathered in, where those are at hand."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.published.figures import FIGURES

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the gathered cases are not beside this repository")

GRADE_IN_CASE = {"ahli_madya": "jf_ahli_madya", "ahli_muda": "jf_ahli_muda", "ahli_pertama": "jf_ahli_pertama"}
RANK_IN_CASE = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3}
LEVEL_IN_CASE = {"sd": "SD", "sltp": "SMP", "slta": "SMA", "d3": "D3", "d4_s1": "D4_S1", "s2": "S2", "s3": "S3"}


def read_rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_tree(name: str) -> Any:
    """The case as a tree in which every scalar keeps its digits."""
    return yaml.BaseLoader((CASES / name).read_text("utf-8")).get_data()


def as_texts(tree: Any) -> Any:
    """The same tree with every figure as text, as `read_tree` gives it."""
    if isinstance(tree, dict):
        return {key: as_texts(value) for key, value in tree.items()}
    return [as_texts(value) for value in tree] if isinstance(tree, list) else str(tree)


def test_city() -> None:
    ours = [
        [row["people"], *row["dimensions"], row["index"], row["category"]]
        for row in FIGURES["professionalism_index_of_a_city"]["rows"].values()
    ]
    theirs = [
        [int(people), *figures, category.lower()]
        for _, _, people, *figures, category in (row.values() for row in read_rows("k01_ipasn_kota_bima.csv"))
    ]
    assert ours == theirs


def test_nation() -> None:
    case, ours = read_tree("k02_ipasn_nasional_agregasi.yaml"), FIGURES["national_professionalism_index"]
    assert {"instansi_pusat": ours["central"], "instansi_daerah": ours["regional"]} == case["masukan_2018"]
    assert {"nasional": ours["national"]} == case["terbit_2018"]


def test_participation() -> None:
    case = read_tree("k02_ipasn_nasional_agregasi.yaml")
    ours = FIGURES["national_professionalism_index"]["participation_2019"]
    percents = case["partisipasi_2019_persen"]
    assert [ours["provinces"], ours["regencies"], ours["regions"]] == list(percents.values())
    assert as_texts(ours["provinces_by_category"]) == case["kategori_partisipasi_34_provinsi"]
    assert case["hitung_ulang_2019"]["rendah_ke_bawah"]["klaim_teks"] == "/".join(
        as_texts(ours["low_or_below_as_told"])
    )


def test_blend() -> None:
    case, ours = read_tree("k04_jpm_aturan_jfkk.yaml"), FIGURES["job_match_blend"]
    weights = {GRADE_IN_CASE[grade]: list(parts.values()) for grade, parts in case["bobot_persen"].items()}
    assert as_texts(ours["weights_percent"]) == weights
    assert as_texts(list(ours["lower_bounds_percent"].values())) == [band["min"] for band in case["kategori"][:2]]
    assert [list(row.values())[1:4] for row in ours["boundary_cases"]] == [
        list(row.values())[1:4] for row in case["uji_batas_turunan"]
    ]


def test_achievement() -> None:
    case, ours = read_tree("k04_jpm_aturan_jfkk.yaml")["bmkg"], FIGURES["target_achievement"]
    assert [ours["target"], ours["realised"], ours["achievement"], ours["recomputed"]] == list(case.values())[2:]


def test_differences() -> None:
    ours = [list(row.values()) for row in FIGURES["training_difference"]["subjects"]]
    assert ours == [list(row.values()) for row in read_rows("k05_tna_t_kkj_kkp.csv")]


def test_candidates() -> None:
    ours = FIGURES["profile_matching_of_candidates"]
    ideal, *candidates = (list(row.values()) for row in read_rows("k07_profile_matching_kandidat.csv"))
    assert as_texts(ours["ideal"]) == ideal[2:7]
    assert [[name, *as_texts(row["levels"]), row["core"], row["secondary"], row["score"], str(row["rank"])]
            for name, row in ours["candidates"].items()] == [row[1:] for row in candidates]  # fmt: skip


def test_core_criteria() -> None:
    ours = FIGURES["profile_matching_of_candidates"]
    columns = [name for name in read_rows("k07_profile_matching_kandidat.csv")[0] if name.endswith(("_CF", "_SF"))]
    assert [f"{name}_{'CF' if name in ours['core'] else 'SF'}" for name in ours["criteria"]] == columns


def read_aspects() -> Iterator[tuple[str, dict[str, tuple[list[str], list[str]]]]]:
    """Every aspect with, by person (and STANDAR), the levels and the gaps."""
    rows = read_rows("k08_profile_matching_gap.csv")
    for aspect, group in groupby(rows, key=lambda row: row["aspek"]):
        yield aspect, {row["id"]: (filled(row, "s"), filled(row, "g")) for row in group}


def filled(row: dict[str, str], prefix: str) -> list[str]:
    return [value for name, value in row.items() if name[:1] == prefix and name[1:].isdigit() and value]


def test_employees() -> None:
    theirs = dict(read_aspects())
    for aspect, ours in FIGURES["profile_matching_of_employees"]["aspects"].items():
        people = {name: (as_texts(ours["levels"][name]), as_texts(ours["gaps"][name])) for name in ours["levels"]}
        assert theirs[aspect] == {"STANDAR": (as_texts(ours["ideal"]), []), **people}


def test_weights() -> None:
    ours = FIGURES["profile_matching_of_employees"]["weights"]
    theirs = {int(row["selisih"]): row["bobot"] for row in read_rows("k08_bobot_gap.csv")}
    assert ours == theirs


def test_issues() -> None:
    ours = [
        [row["issue"], *as_texts(row["scores"]), str(row["total"]), row["rank"]]
        for report in FIGURES["issue_priority"].values()
        for row in report["issues"]
    ]
    theirs = [
        [*[text for text in list(row.values())[3:9] if text], RANK_IN_CASE[row["peringkat_terbit"]]]
        for row in read_rows("k09_usg_apkl.csv")
    ]
    assert ours == theirs


def test_topics() -> None:
    ours = [[str(rank), topic, *means] for topic, (rank, *means) in
            FIGURES["mean_need_of_two_groups"]["topics"].items()]  # fmt: skip
    assert ours == [list(row.values())[:5] for row in read_rows("k11_rata_tertimbang_kebutuhan.csv")]


def test_civil_servants_2021() -> None:
    case, ours = read_tree("k13_demografi_asn.yaml")["profil_2021"], FIGURES["civil_servants_2021"]
    assert as_texts([ours["asn"], *ours["by_status"].values()]) == [case["asn"], case["pns"], case["pppk"]]
    places = [list(case[name].values()) for name in ("daerah", "pusat", "wanita", "pria")]
    assert as_texts([*ours["by_place"].values(), *ours["by_sex"].values()]) == places
    assert as_texts(list(ours["structural"].values())) == list(case["struktural"].values())


def test_civil_servants_2019() -> None:
    case, ours = read_tree("k13_demografi_asn.yaml")["latar_hcdp_2019"], FIGURES["civil_servants_2019"]
    assert str(ours["whole"]) == case["total"]
    assert as_texts(list(ours["by_place"].values())) == [list(case[name].values()) for name in ("pusat", "daerah")]
    assert {LEVEL_IN_CASE[level]: as_texts(row) for level, row in ours["by_education"].items()} == case["pendidikan"]
    assert ours["all_diplomas_percent"] == case["diploma_total_persen_terbit"]


def test_health_centre_heads() -> None:
    case, ours = read_tree("k16_tna_kepala_puskesmas_blitar.yaml"), FIGURES["needs_of_health_centre_heads"]
    assert as_texts(list(ours["raters"].values())) == list(case["penilai"].values())
    rows, recomputed = ours["percent"].values(), case["hitung_ulang"].values()
    assert [digits for _, digits, _ in rows] == list(case["persen_kurang_dan_sedang_terbit"].values())
    assert [count and str(count) for *_, count in rows] == [row.get("n") for row in recomputed]


def test_training_that_met_a_gap() -> None:
    case, ours = read_tree("k17_kesesuaian_bangkom_bbpom_padang.yaml"), FIGURES["training_that_met_a_gap"]["percent"]
    assert {name: digits for name, (digits, _) in ours.items()} == case["terbit"]
    assert {name: smallest for name, (_, smallest) in ours.items()} == case["pecahan_terkecil_yang_mungkin"]
