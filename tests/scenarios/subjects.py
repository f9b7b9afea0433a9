"""What a scenario file may speak about: the Indonesian name of a subject and the rule of the product behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from benangmerah.domain.civil_servant_number import CivilServantNumber, read_civil_servant_number
from benangmerah.domain.job_match import band_of
from benangmerah.domain.job_match_blend import blend_job_match
from benangmerah.domain.learning_hour import LearningActivity, convert_learning_hours
from benangmerah.domain.need import comparable, rank_needs
from benangmerah.domain.organization import OrgUnit, chain_upwards
from benangmerah.domain.performance_gap import judge_performance, performance_law
from benangmerah.domain.professionalism_index import IndexPerson, IndexTables, categorise, professionalism_index
from benangmerah.domain.strategic_effect import rank_without_strategy, strategic_parts, target_above
from benangmerah.domain.strategy import Objective, ObjectiveNeed, shares, strategic_weights
from benangmerah.kernel.explanation import render
from benangmerah.regulations.document_part import DocumentPart
from benangmerah.regulations.library import Law
from tests.scenarios.worked_thread import thread_to_training

Fields: TypeAlias = "dict[str, DocumentPart]"
Result: TypeAlias = "dict[str, Fraction | str | date | None]"
SEXES = {"male": "laki-laki", "female": "perempuan"}


def number_of(fields: Fields, key: str) -> Fraction | None:
    return fields[key].number() if key in fields else None


def text_of(fields: Fields, key: str) -> str | None:
    return fields[key].text() if key in fields else None


def flag_of(fields: Fields, key: str) -> bool | None:
    return fields[key].flag() if key in fields else None


def index_of_person(given: DocumentPart, law: Law) -> Result:
    fields = given.fields(
        ("jenjang", "pendidikan"),
        ("nilai_kinerja", "predikat", "aturan_kinerja", "hukuman", "diklat_kepemimpinan", "diklat_fungsional",
         "jp_teknis", "seminar"),
    )  # fmt: skip
    person = IndexPerson(
        grade=fields["jenjang"].text(),
        education_level=fields["pendidikan"].text(),
        performance_score=number_of(fields, "nilai_kinerja"),
        performance_predicate=text_of(fields, "predikat"),
        performance_scheme=text_of(fields, "aturan_kinerja"),
        discipline=text_of(fields, "hukuman"),
        leadership_training=flag_of(fields, "diklat_kepemimpinan"),
        functional_training=flag_of(fields, "diklat_fungsional"),
        technical_training_jp=number_of(fields, "jp_teknis"),
        seminar=flag_of(fields, "seminar"),
    )
    index = professionalism_index(person, IndexTables.from_law(law))
    return {
        "kualifikasi": index.qualification, "kompetensi": index.competency, "kinerja": index.performance,
        "disiplin": index.discipline, "total": index.total, "kategori": index.category,
    }  # fmt: skip


def category_of_index(given: DocumentPart, law: Law) -> Result:
    figure = given.fields(("nilai",))["nilai"].number()
    return {"kategori": categorise(figure, IndexTables.from_law(law))}


def predicate_of_score(given: DocumentPart, law: Law) -> Result:
    fields = given.fields(("nilai", "aturan"))
    figure, scheme = fields["nilai"].number(), fields["aturan"].one_of(("pp46", "pp30"))
    bands = law.bands(f"professionalism_index/performance_{scheme}")
    scores = [band.score for band in bands if band.holds(figure)]
    assert len(scores) == 1
    met = judge_performance(figure, None, scheme, performance_law(law))
    return {"predikat": band_of(figure, bands), "skor": scores[0], "target": {"met": "tercapai"}.get(met, "di bawah")}


def category_of_job_match(given: DocumentPart, law: Law) -> Result:
    fields = given.fields(("persen", "tujuan"))
    purpose = {"pengisian jabatan": "placement", "pemetaan": "mapping"}[fields["tujuan"].text()]
    return {"kategori": band_of(fields["persen"].number(), law.bands(f"job_match/{purpose}"))}


def blended_job_match(given: DocumentPart, law: Law) -> Result:
    fields = given.fields(("jenjang", "teknis", "manajerial_sosial_kultural"))
    blended = blend_job_match(
        law, fields["jenjang"].text(), fields["teknis"].number(), fields["manajerial_sosial_kultural"].number()
    )
    return {"persen": blended.percent, "kategori": blended.category}


def hours_of_activity(given: DocumentPart, law: Law) -> Result:
    fields = given.fields(("bentuk", "jumlah"), ("internasional", "hari", "bulan"))
    days, months = number_of(fields, "hari"), number_of(fields, "bulan")
    activity = LearningActivity(
        form=fields["bentuk"].text(),
        amount=fields["jumlah"].number(),
        is_international=flag_of(fields, "internasional") or False,
        days=None if days is None else int(days),
        months=1 if months is None else int(months),
    )
    return {"jp": convert_learning_hours(activity, law).hours}


def holder_of_number(given: DocumentPart, law: Law) -> Result:
    fields = given.fields(("nomor",), ("status",))
    read = read_civil_servant_number(fields["nomor"].text(), law, text_of(fields, "status"))
    if not isinstance(read, CivilServantNumber):
        return {"alasan": render(read, "id")}
    month = None if read.appointed_month is None else Fraction(read.appointed_month)
    return {
        "status": read.kind, "lahir": read.birth_date, "tahun_pengangkatan": Fraction(read.appointed_year),
        "bulan_pengangkatan": month, "jenis_kelamin": SEXES[read.sex], "nomor_urut": Fraction(read.serial),
    }  # fmt: skip


def thread_of_need(given: DocumentPart, law: Law) -> Result:  # noqa: ARG001 no number of the law is in it
    """From the planning tree to the rank of one need, and the targets that a plan serves."""
    fields = given.fields(("pohon", "unit", "kaitan", "kebutuhan", "rencana", "ditanya"))
    nodes = [part.fields(("simpul", "jenis"), ("di_bawah", "bagian")) for part in fields["pohon"].items()]
    tree = [
        Objective(node["simpul"].text(), text_of(node, "di_bawah"), number_of(node, "bagian"), node["jenis"].text())
        for node in nodes
    ]
    units = [
        OrgUnit(part["unit"].text(), "kota", text_of(part, "di_bawah"))
        for part in (each.fields(("unit",), ("di_bawah",)) for each in fields["unit"].items())
    ]
    links = [
        ObjectiveNeed(part["simpul"].text(), part["unit"].text(), part["kompetensi"].text(), part["bobot"].number())
        for part in (each.fields(("simpul", "unit", "kompetensi", "bobot")) for each in fields["kaitan"].items())
    ]
    needs = [
        each.fields(("pegawai", "unit", "kompetensi", "kurang", "bobot_jabatan"))
        for each in fields["kebutuhan"].items()
    ]
    asked = fields["ditanya"].fields(("pegawai", "kompetensi", "simpul"))
    strategic = strategic_weights(units, tree, links)
    without = [need["kurang"].number() * need["bobot_jabatan"].number() for need in needs]
    pairs = [(need["unit"].text(), need["kompetensi"].text()) for need in needs]
    priorities = [bare * (1 + strategic.get(pair, 0)) for bare, pair in zip(without, pairs, strict=True)]
    people = [need["pegawai"].text() for need in needs]
    at = list(zip(people, (pair[1] for pair in pairs), strict=True)).index(
        (asked["pegawai"].text(), asked["kompetensi"].text())
    )
    parts = strategic_parts(units, tree, links).get(pairs[at], ())
    by_id, above = {each.objective_id: each for each in tree}, {each.unit_id: each for each in units}
    raised = [each.fields(("pegawai", "menaikkan")) for each in fields["rencana"].items()]
    places = dict(zip(people, (pair[0] for pair in pairs), strict=True))
    served = {
        target_above(link.objective_id, by_id)
        for item in raised
        for link in links
        if link.competency_id == item["menaikkan"].text()
        and link.unit_id in chain_upwards(places[item["pegawai"].text()], above)
    }
    return {
        "bagian": shares(tree)[asked["simpul"].text()], "bobot_strategis": strategic.get(pairs[at], Fraction()),
        "prioritas": priorities[at], "peringkat": Fraction(rank_needs(priorities)[at]),
        "peringkat_tanpa": Fraction(rank_without_strategy([comparable(each) for each in without])[at]),
        "karena": parts[0].objective_id if parts else None, "bagian_sasaran": 100 * parts[0].part if parts else None,
        "sasaran_didukung": Fraction(len(served)),
        "sasaran": Fraction(sum(each.kind == "target" for each in tree)),
    }  # fmt: skip


SUBJECTS: dict[str, Callable[[DocumentPart, Law], Result]] = {
    "indeks profesionalitas": index_of_person,
    "kategori indeks profesionalitas": category_of_index,
    "nilai kinerja": predicate_of_score,
    "kategori kecocokan jabatan": category_of_job_match,
    "kecocokan jabatan gabungan": blended_job_match,
    "konversi JP": hours_of_activity,
    "nomor induk pegawai": holder_of_number,
    "benang merah": thread_of_need,
    "benang merah sampai pelatihan": thread_to_training,
}
