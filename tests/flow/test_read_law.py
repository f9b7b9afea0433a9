from __future__ import annotations

import re
from datetime import date

import pytest

from benangmerah.flow.read_law import LawLine, LawSection, describe_law, write_law
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.regulations.library import load_library

DAY = date(2026, 1, 1)


def test_without_a_topic_every_parameter_is_described_with_its_citation() -> None:
    sections = describe_law(DAY)
    assert [section.path for section in sections] == [one.path for one in load_library().on(DAY).parameters()]
    assert [section.path for section in sections if not (section.source and section.lines and section.title)] == []


def test_number_is_described_with_unit_citation_and_mark() -> None:
    assert describe_law(DAY, "learning_hour/maximum_pppk", "id") == [
        LawSection(
            path="learning_hour/maximum_pppk",
            title="Pengembangan kompetensi PPPK paling lama dalam satu tahun",
            unit="JP",
            period="awal berlaku tidak dicatat",
            source="Peraturan LAN 15/2020, Batas JP dalam satu tahun (pasal belum terbaca) (keyakinan: anggapan)",
            lines=(LawLine("", "24 JP", "", is_assumed=True),),
            notes=("Batas atas, bukan jumlah minimum; isi pasalnya belum terbaca.",),
        )
    ]


def test_entry_that_is_surer_than_the_section_says_so() -> None:
    lines = describe_law(DAY, "professionalism_index/qualification", "en")[0].lines
    assert lines[:5] == (
        LawLine("doctorate (S3)", "25", "read in the source", is_assumed=False),
        LawLine("subspecialist", "25", "", is_assumed=True),
        LawLine("specialist", "20", "", is_assumed=True),
        LawLine("master (S2)", "20", "read in the source", is_assumed=False),
        LawLine("profession", "15", "", is_assumed=True),
    )


def test_bands_are_said_in_words() -> None:
    lines = describe_law(DAY, "professionalism_index/performance_pp46", "id")[0].lines
    assert [f"{line.label}: {line.value}" for line in lines] == [
        "sangat baik: lebih dari 90 → 30",
        "baik: lebih dari 75, sampai dengan 90 → 25",
        "butuh perbaikan: lebih dari 60, sampai dengan 75 → 15",
        "kurang: lebih dari 50, sampai dengan 60 → 5",
        "sangat kurang: 0 atau lebih, sampai dengan 50 → 1",
    ]


def test_open_bands_are_said_in_words() -> None:
    lines = describe_law(DAY, "job_match/placement", "en")[0].lines
    assert [line.value for line in lines] == ["from 80", "from 68, below 80", "below 68"]


def test_record_is_described_by_code_name_and_columns() -> None:
    line = next(line for line in describe_law(DAY, "development_form", "id")[0].lines if line.label.startswith("NKL12"))
    assert line == LawLine(
        "NKL12 Magang atau praktik kerja",
        "jalur: nonklasikal; cara konversi: JP tiap kali; JP: 20; JP internasional: 24; arti: belajar sambil bekerja",
        "",
        is_assumed=False,
    )


def test_texts_that_do_not_tell_say_so() -> None:
    lines = describe_law(DAY, "echelon/siasn_code", "id")[0].lines
    assert [line.value for line in lines if line.label == "99"] == ["tidak disebut"]


def test_text_for_a_terminal_marks_what_is_assumed() -> None:
    assert write_law(describe_law(date(2016, 5, 1), "learning_hour/minimum_pns", "id"), "id").splitlines() == [
        "learning_hour/minimum_pns",
        "Hak pengembangan kompetensi PNS paling sedikit dalam satu tahun (JP; sebelum 1 Januari 2017)",
        "PP 11/2017, Pasal 203 (keyakinan: anggapan)",
        "  20 JP [anggapan]",
        "  * Sebelum 2017 dipakai jumlah yang sama; ini anggapan.",
    ]


def test_every_assumed_value_carries_the_mark() -> None:
    sections = describe_law(DAY, language="id")
    assumed = sum(line.is_assumed for section in sections for line in section.lines)
    assert write_law(sections, "id").count("[anggapan]") == assumed > 0


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_code_is_left_unsaid(language: str) -> None:
    sections = describe_law(DAY, language=language)
    said = [text for section in sections for line in section.lines for text in (line.label, line.value)]
    said += [text for section in sections for text in (section.title, section.unit, section.period, section.source)]
    assert [text for text in said if re.search(r"[a-z]+_[a-z]+", text)] == []


@pytest.mark.parametrize(
    ("topic", "paths"),
    [
        ("talent", ["talent/nine_box", "talent/numbering", "talent/performance_axis", "talent/potential_element",
                    "talent/threshold"]),
        ("job_match/map", ["job_match/mapping"]),
        ("pensiun", ["career/retirement_age"]),
        ("PENSIUN", ["career/retirement_age"]),
        ("sembilan kotak", ["talent/nine_box"]),
        ("retirement", []),
        ("age limit", ["career/retirement_age"]),
        ("NIP", ["person_number/pns", "person_number/sex"]),
    ],
)  # fmt: skip
def test_topic_is_the_beginning_of_a_path_or_words_of_a_title(topic: str, paths: list[str]) -> None:
    if paths:
        assert [section.path for section in describe_law(DAY, topic)] == paths
    else:
        with pytest.raises(BenangMerahError):
            describe_law(DAY, topic)


@pytest.mark.parametrize("topic", ["bonus", " "])
def test_unknown_topic_is_refused_with_the_topics_there_are(topic: str) -> None:
    with pytest.raises(BenangMerahError) as refused:
        describe_law(DAY, topic)
    assert refused.value.say("id") == (
        f"Pustaka aturan tidak memuat {topic}. Topik: career, competency_dictionary, data_quality, default_level, development_form, "
        "development_plan, discipline, echelon, education, indicator, job_match, learning_hour, performance, person_number, "
        "privacy, professionalism_index, proficiency_level, rank, talent; atau kata dari sebuah judul."
    )
