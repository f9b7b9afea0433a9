"""The law of Indonesia as the library holds it: complete, cited, and in one vocabulary with the tables."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from benangmerah.kernel.explanation import Citation
from benangmerah.regulations.library import INDONESIA, Law, load_library
from benangmerah.regulations.parameter import Confidence, ParameterKind
from benangmerah.snapshot.contract.inputs import DISCIPLINES, EDUCATION_LEVELS, FORMS, GRADES, PREDICATES

PARAMETERS = list(load_library().parameters.values())
TODAY = date(2026, 1, 1)


@pytest.fixture
def law() -> Law:
    return load_library().on(TODAY)


def test_library_is_read_once() -> None:
    assert load_library() is load_library()


def test_every_entry_of_every_parameter_has_instrument_article_and_confidence() -> None:
    shorts = {instrument.short for instrument in load_library().instruments.values()}
    citations = [
        citation
        for parameter in PARAMETERS
        for value in parameter.values
        for citation in (value.citation, *(entry.citation for entry in value.entries))
    ]
    assert len(citations) > len(PARAMETERS)
    assert [one for one in citations if one.instrument not in shorts or not one.article.strip()] == []
    assert {one.confidence for one in citations} == {*Confidence}


def test_every_instrument_listed_is_cited() -> None:
    text = "".join(file.read_text("utf-8") for file in INDONESIA.rglob("*.yaml") if file.name != "instruments.yaml")
    cited = set(re.findall(r"instrument: (\w+)", text))
    assert sorted(set(load_library().instruments) - cited) == []


@pytest.mark.parametrize(
    "day", [date(1990, 1, 1), date(2018, 12, 31), date(2019, 1, 1), date(2026, 1, 1), date(2100, 1, 1)]
)
def test_professionalism_index_is_defined_on_every_day(day: date) -> None:
    law = load_library().on(day)
    paths = [parameter.path for parameter in law.parameters() if parameter.path.startswith("professionalism_index/")]
    assert [path.split("/")[1] for path in paths] == [
        "category", "competency", "dimension", "discipline", "performance_pp30", "performance_pp46",
        "performance_predicate", "position_group", "qualification", "technical_training_minimum_jp", "training_form",
        "unrated_performance",
    ]  # fmt: skip


def test_professionalism_index_before_2019_is_the_same_and_assumed() -> None:
    before, after = (load_library().on(day) for day in (date(2018, 12, 31), date(2019, 1, 1)))
    assert before.table("professionalism_index/qualification") == after.table("professionalism_index/qualification")
    path = "professionalism_index/competency"
    assert before.citation(path) == Citation("Peraturan BKN 8/2019", "Pasal 8", "assumed")
    assert after.citation(path) == Citation("Peraturan BKN 8/2019", "Pasal 8", "verified")
    assert all(entry.is_assumed for entry in before.dated(path).entries)


def test_least_hours_of_a_pns_before_2017_are_assumed() -> None:
    before, after = (load_library().on(day) for day in (date(2016, 12, 31), date(2017, 1, 1)))
    path = "learning_hour/minimum_pns"
    assert before.number(path) == after.number(path) == 20
    assert (before.citation(path).confidence, after.citation(path).confidence) == ("assumed", "verified")


def test_elements_of_potential_begin_with_the_regulation_that_names_them() -> None:
    paths = [[one.path for one in load_library().on(day).parameters()] for day in (date(2024, 12, 31), TODAY)]
    assert [set(paths[1]) - set(paths[0]), set(paths[0]) - set(paths[1])] == [{"talent/potential_element"}, set()]


def test_dimensions_add_up_to_a_hundred(law: Law) -> None:
    dimensions = law.table("professionalism_index/dimension")
    assert dimensions == {"qualification": 25, "competency": 40, "performance": 30, "discipline": 5}
    assert sum(dimensions.values()) == 100


@pytest.mark.parametrize("group", ["structural", "functional", "pelaksana"])
def test_trainings_of_every_group_add_up_to_the_dimension(law: Law, group: str) -> None:
    scores = law.table("professionalism_index/competency")
    of_group = [score for key, score in scores.items() if key.startswith(f"{group}.")]
    assert sum(of_group) == law.table("professionalism_index/dimension")["competency"]


def test_highest_score_of_a_dimension_is_the_dimensions(law: Law) -> None:
    highest = {
        "qualification": max(law.table("professionalism_index/qualification").values()),
        "performance": max(law.table("professionalism_index/performance_predicate").values()),
        "discipline": max(law.table("professionalism_index/discipline").values()),
    }
    dimensions = law.table("professionalism_index/dimension")
    assert highest == {name: dimensions[name] for name in highest}


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("professionalism_index/qualification", EDUCATION_LEVELS),
        ("professionalism_index/performance_predicate", PREDICATES),
        ("professionalism_index/discipline", DISCIPLINES),
        ("education/level", EDUCATION_LEVELS),
        ("career/retirement_age", GRADES),
        ("default_level", GRADES),
    ],
)
def test_table_has_exactly_the_codes_of_the_contract(law: Law, path: str, codes: tuple[str, ...]) -> None:
    assert sorted(law.table(path)) == sorted(codes)


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("professionalism_index/position_group", GRADES),
        ("performance/met_predicate", PREDICATES),
        ("talent/performance_axis", PREDICATES),
    ],
)
def test_texts_have_exactly_the_codes_of_the_contract(law: Law, path: str, codes: tuple[str, ...]) -> None:
    assert sorted(law.texts(path)) == sorted(codes)


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("education/siasn_code", EDUCATION_LEVELS),
        ("echelon/siasn_code", (*GRADES, "")),
        ("performance/met_predicate", ("met", "below")),
        ("professionalism_index/position_group", ("structural", "functional", "pelaksana")),
    ],
)
def test_texts_name_only_known_codes(law: Law, path: str, codes: tuple[str, ...]) -> None:
    assert set(law.texts(path).values()) <= set(codes)


def test_every_education_level_has_a_siasn_code(law: Law) -> None:
    assert set(law.texts("education/siasn_code").values()) == set(EDUCATION_LEVELS)


def test_bands_name_only_predicates_of_the_contract(law: Law) -> None:
    for scheme in ("pp46", "pp30"):
        assert {band.code for band in law.bands(f"professionalism_index/performance_{scheme}")} <= set(PREDICATES)


@pytest.mark.parametrize(
    ("path", "lowest", "highest"),
    [(one.path, 0, 100) for one in PARAMETERS if one.kind is ParameterKind.BANDS],
)
def test_bands_leave_no_figure_out(law: Law, path: str, lowest: int, highest: int) -> None:
    figures = [Fraction(step, 20) for step in range(lowest * 20, highest * 20 + 1)]
    bands = law.bands(path)
    assert [figure for figure in figures if sum(band.holds(figure) for band in bands) != 1] == []


def test_ranks_of_pns_have_order_title_and_code(law: Law) -> None:
    ranks = law.table("rank/pns")
    assert list(ranks.values()) == list(range(1, 18))
    assert list(law.texts("rank/pns_title")) == list(ranks) == list(law.texts("rank/siasn_code").values())


def test_ranks_of_pppk_are_seventeen_in_order(law: Law) -> None:
    assert list(law.table("rank/pppk").values()) == list(range(1, 18))


def test_forms_are_those_of_the_contract_in_three_tracks(law: Law) -> None:
    forms = law.records("development_form")
    assert [form["code"] for form in forms] == list(FORMS)
    tracks = {"PD": "pendidikan", "KL": "klasikal", "NKL": "nonklasikal"}
    assert [form["track"] for form in forms] == [tracks[code.rstrip("0123456789")] for code in FORMS]


def test_form_is_converted_in_one_of_five_ways_and_has_what_the_way_needs(law: Law) -> None:
    forms = law.records("development_form")
    assert {form["how"] for form in forms} == {"program", "per_day", "per_event", "per_semester", "at_most_per_day"}
    assert [form["code"] for form in forms if (form["how"] == "program") is ("jp" in form)] == []
    assert [form["code"] for form in forms if "international_jp" in form and "international_percent" in form] == []


def test_forms_that_are_not_elective_are_four(law: Law) -> None:
    assert sorted(law.texts("learning_hour/not_elective")) == ["KL01", "KL04", "PD01", "PD02"]


def test_nine_boxes_cover_both_axes_once(law: Law) -> None:
    boxes = law.records("talent/nine_box")
    assert [box["box"] for box in boxes] == list(range(1, 10))
    pairs = {f"{box['performance']}.{box['potential']}" for box in boxes}
    assert (
        pairs
        == set(law.table("talent/numbering"))
        == {
            f"{performance}.{potential}"
            for performance in ("below", "meets", "above")
            for potential in ("low", "medium", "high")
        }
    )
    assert {box["performance"] for box in boxes} == set(law.texts("talent/performance_axis").values())


def test_weights_of_a_blended_job_match_add_up_to_a_hundred(law: Law) -> None:
    weights = law.table("job_match/blend")
    for grade in ("jf_ahli_madya", "jf_ahli_muda", "jf_ahli_pertama"):
        assert sum(weight for key, weight in weights.items() if key.startswith(f"{grade}.")) == 100


def test_dictionary_has_nine_competencies_of_five_levels(law: Law) -> None:
    found = law.records("competency_dictionary")
    assert [(row["code"], row["kind"]) for row in found] == [
        *((f"M.{number}", "managerial") for number in range(1, 9)),
        ("SK.1", "sociocultural"),
    ]
    assert [row["code"] for row in found if not isinstance(row["levels"], tuple) or len(row["levels"]) != 5] == []
    assert [row["level"] for row in law.records("proficiency_level")] == [1, 2, 3, 4, 5]


def test_discipline_kinds_are_of_a_grade_the_index_scores(law: Law) -> None:
    levels = {row["level"] for row in law.records("discipline/kind")}
    assert levels == set(law.table("professionalism_index/discipline")) - {"none"}


@pytest.mark.parametrize("kind", ["pns", "pppk"])
def test_parts_of_a_number_follow_each_other_to_the_eighteenth_digit(law: Law, kind: str) -> None:
    parts = law.records(f"person_number/{kind}")
    ends = [0, *(part["last"] for part in parts)]
    assert [part["first"] for part in parts] == [int(str(end)) + 1 for end in ends[:-1]]
    assert ends[-1] == 18


def test_position_qualifications_name_grades_and_levels_of_the_contract(law: Law) -> None:
    rows = law.records("career/position_qualification")
    assert {row["grade"] for row in rows} <= set(GRADES)
    assert {row["education_level"] for row in rows} <= set(EDUCATION_LEVELS)
