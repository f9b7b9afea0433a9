"""What the form makes of a question, and what stands where the answer is waited for."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from benangmerah.domain.role import Role
from benangmerah.domain.scenario import read_question, write_question
from benangmerah.store.models import Account, AgencyPlan, Intervention, Job, Receipt, Run
from tests.factories.cast import BUDI, CITY, DEWI, NOW, OWN, make_city, make_member
from tests.factories.run import make_run, publish_people
from tests.factories.scenario import BUDGET, QUESTION, make_scenario, make_sketch
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"
LIVE = {"HX-Request": "true"}


@pytest.fixture
def analyst(client: Client, settings: Any, tmp_path: Any) -> Account:
    """Who may ask about the published run of the city, and is logged in."""
    settings.DATA_FOLDER = tmp_path
    make_city()
    run = make_run(CITY, status="finished", finished_at=NOW)
    publish_people(run)
    AgencyPlan.objects.create(
        run=run, agency_id=CITY, budget_rupiah=BUDGET, spent_rupiah=1, batches=1, weighted_gap=90, weighted_closure=45,
        missing_jp=100, objective=-55, upper_bound=-54, optimality_gap_percent=1.8, method="greedy",
        people_below_minimum_jp=5,
    )  # fmt: skip
    Intervention.objects.create(
        intervention_id="KEG-1", title="Pelatihan Dasar", form="KL04", learning_hours=20, cost_per_participant=1,
        cost_per_batch=0, recorded=Receipt.objects.all()[0],
    )  # fmt: skip
    account = make_member(DEWI, "Dewi", Role.ANALYST, None)
    client.force_login(account, backend=BACKEND)
    return account


def fields(**changes: str) -> dict[str, str]:
    """The form as it is sent where nothing was changed."""
    return {
        "run": str(Run.objects.get().pk), "percent": "100", "budget": "", "mutlak": "3", "penting": "2", "perlu": "1",
        "empty": "1", "aimed_weight": "0,5", "jp_penalty": "1", "kind_0": "pin", "offering_0": "", "person_0": "",
        "unit_0": "", "people_0": "", "classical": "", "floor": "", **changes,
    }  # fmt: skip


def asked() -> Any:
    return read_question(Job.objects.get(kind="sketch").request["question"])


def test_form_that_nobody_changed_asks_what_the_run_asked(client: Client, analyst: Account) -> None:
    answer = client.post("/andai/tanya/", fields())
    job = Job.objects.get(kind="sketch")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/andai/?jawaban={job.pk}#answer")
    assert (asked(), job.asked_by) == (QUESTION, analyst)


@pytest.mark.usefixtures("analyst")
def test_everything_that_the_form_has_is_asked_and_shown_again(client: Client) -> None:
    sent = fields(
        percent="75", mutlak="4.5", aimed_weight="0,25", offering_0=" pelatihan dasar ", person_0=" 1990 0101 ",
        kind_1="ban", offering_1="KEG-1", person_1="", unit_0="puskesmas melati", people_0="3",
        classical="12,5", floor="20",
    )  # fmt: skip
    page = client.get(client.post("/andai/tanya/", sent).headers["Location"].partition("#")[0]).content.decode()
    assert asked() == replace(
        QUESTION, budget_rupiah=1_500_000, importance={**QUESTION.importance, "mutlak": Fraction(9, 2)},
        aimed_weight=Fraction(1, 4), pins=(("19900101", "KEG-1"),), bans=((None, "KEG-1"),), quotas=((OWN, 3),),
        classical_percent=Fraction(25, 2), floor_percent=Fraction(20),
    )  # fmt: skip
    shown = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    assert (shown["percent"], shown["mutlak"], shown["offering_0"], shown["people_0"]) == ("75", "4,5", "KEG-1", "3")
    assert (shown["classical"], shown["floor"]) == ("12,5", "20")


@pytest.mark.usefixtures("analyst")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"mutlak": "banyak"}, "mutlak: Tulis bilangan, misalnya 0,5."),
        ({"budget": "dua juta"}, "Tulis rupiah bulat"),
        ({"percent": "201"}, "200"),
        ({"unit_0": OWN}, "Kuota menyebut unit dan jumlah orang."),
        ({"person_0": BUDI}, "Sebutkan kegiatannya."),
        ({"classical": "101"}, "Tulis persentase dari 0 sampai 100."),
        ({"floor": "100,5"}, "Tulis persentase dari 0 sampai 100."),
        ({"jp_penalty": "5000"}, "Bobot terletak antara 0 dan 1.000."),
    ],
)
def test_what_cannot_be_asked_is_told_with_its_field_and_asks_nothing(
    client: Client, changes: dict[str, str], words: str
) -> None:
    live = client.post("/andai/tanya/", fields(**changes), headers=LIVE).content.decode()
    whole = client.post("/andai/tanya/", fields(**changes)).content.decode()
    assert words in live
    assert "<html" not in live
    assert words.rpartition(": ")[2] in whole
    assert 'aria-invalid="true"' in whole
    assert not Job.objects.exists()


def test_live_question_is_waited_for_and_its_answer_takes_the_place_of_the_last(
    client: Client, analyst: Account
) -> None:
    run = Run.objects.get()
    waiting = make_sketch(
        analyst, run, state="waiting", started_at=None, finished_at=None, result=None, asked_at=timezone.now()
    )
    answer = client.get(f"/andai/jawaban/{waiting.pk}/", headers=LIVE)
    assert "HX-Retarget" not in answer.headers
    assert "Pertanyaan menunggu giliran" in answer.content.decode()
    assert "--queue sketch" not in answer.content.decode()
    Job.objects.filter(pk=waiting.pk).update(asked_at=NOW)
    assert "--queue sketch" in client.get(f"/andai/jawaban/{waiting.pk}/", headers=LIVE).content.decode()
    done = make_sketch(analyst, run)
    answer = client.get(f"/andai/jawaban/{done.pk}/", headers=LIVE)
    page = answer.content.decode()
    assert answer.headers["HX-Retarget"] == "#answer"
    assert "sketsa, paling jauh 1,91 % dari yang terbaik" in page
    assert 'hx-swap-oob="innerHTML"' in page
    assert client.get(f"/andai/jawaban/{done.pk}/").headers["Location"] == f"/andai/?jawaban={done.pk}"


def test_question_of_somebody_else_is_not_there(client: Client, analyst: Account) -> None:
    colleague = make_member("1", "Rekan", Role.ANALYST, None)
    job = make_sketch(colleague, Run.objects.get())
    assert analyst != colleague
    for address in (f"/andai/jawaban/{job.pk}/", f"/andai/?jawaban={job.pk}"):
        assert client.get(address).status_code == 404
    assert client.post(f"/andai/jawaban/{job.pk}/simpan/", {"name": "Curian"}).status_code == 404


def test_pages_are_light_and_ask_little(client: Client, analyst: Account) -> None:
    run = Run.objects.get()
    first = make_scenario(analyst, run, "Satu")
    second = make_scenario(analyst, run, "Dua")
    sketch = make_sketch(analyst, run)
    for address in (
        "/andai/", f"/andai/?jawaban={sketch.pk}", "/skenario/", f"/skenario/{first.pk}/",
        f"/skenario/{first.pk}/pegawai/", f"/skenario/banding/?skenario={first.pk}&skenario={second.pk}",
    ):  # fmt: skip
        assert count_queries(client, address) <= 15, address
        assert len(client.get(address).content) < 100_000, address


def test_who_may_not_set_the_policy_is_told_so_where_a_scenario_changes_it(client: Client, analyst: Account) -> None:
    run = Run.objects.get()
    changed = write_question(replace(QUESTION, jp_penalty=Fraction(2)))
    of_money, of_policy = make_scenario(analyst, run, "Pagu"), make_scenario(analyst, run, "Bobot", question=changed)
    assert "Jadikan rancangan" in client.get(f"/skenario/{of_money.pk}/").content.decode()
    page = client.get(f"/skenario/{of_policy.pk}/").content.decode()
    assert "Jadikan rancangan</button>" not in page
    assert "pejabat yang berwenang menetapkan kebijakan" in page
    assert "Poin untuk setiap JP yang kurang" in page
    assert client.post(f"/skenario/{of_policy.pk}/rancangan/").status_code == 403


def test_superior_of_people_reads_no_list_of_them_in_a_scenario(client: Client, analyst: Account) -> None:
    scenario = make_scenario(analyst, Run.objects.get())
    superior = make_member("2", "Atasan", Role.SUPERIOR, None)
    client.force_login(superior, backend=BACKEND)
    assert client.get(f"/skenario/{scenario.pk}/pegawai/").status_code == 403


def test_without_a_run_the_page_says_what_to_do(client: Client) -> None:
    client.force_login(make_member(BUDI, "Budi", Role.ANALYST, None), backend=BACKEND)
    assert "/hitungan/baru/" in client.get("/andai/").content.decode()
