from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest

from benangmerah.domain.role import Right, Role
from benangmerah.flow.ask_run import AskedRun, start_run
from benangmerah.flow.jobs import UNDER_WAY
from benangmerah.flow.run_documents import BY_NAME, ask_documents, list_documents, read_document, right_of
from benangmerah.flow.run_folder import path_of
from benangmerah.flow.write_documents import DOCUMENTS
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.models import Job
from benangmerah.store.selectors.scope import OutOfScopeError, scope_of
from tests.factories.cast import NOW, OWN, TODAY, make_member, visit_by
from tests.factories.run import AS_OF, BUDGET, city_of, make_run, store_city, visit_of_analyst, visit_of_stranger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]


def read_text(path: Path) -> str:
    """Every word a document holds."""
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    if path.suffix == ".docx":
        document = docx.Document(io.BytesIO(path.read_bytes()))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    book = openpyxl.load_workbook(path, read_only=True)
    texts = [str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value]
    book.close()
    return "\n".join(texts)


def test_documents_are_written_by_a_job_and_only_those_by_name_name_people() -> None:
    agency_id = store_city()
    visit = visit_of_analyst(agency_id)
    run = start_run(visit, AskedRun(agency_id, AS_OF, 2026, BUDGET))
    job = ask_documents(visit, run.pk)
    assert (job.state, list_documents(visit.scope, run)) == ("finished", list(DOCUMENTS))
    people = city_of().table("employees")["employee_id"].to_pylist()
    texts = {name: read_text(path_of(run) / "documents" / name) for name in DOCUMENTS}
    naming = {name for name, text in texts.items() if any(person in text for person in people)}
    assert naming == set(BY_NAME)
    assert sorted(path.name for path in (path_of(run) / "documents").iterdir()) == sorted(DOCUMENTS)

    official = make_member("1", "Ratna", Role.AUTHORISED_OFFICIAL, None, agency_id)
    of_a_unit = make_member("2", "Budi", Role.ANALYST, OWN, agency_id)
    assert set(DOCUMENTS) - set(list_documents(scope_of(official, TODAY), run)) == BY_NAME
    assert list_documents(scope_of(of_a_unit, TODAY), run) == []
    for reader in (visit_of_stranger(), visit_by(of_a_unit)):
        with pytest.raises(OutOfScopeError):
            read_document(reader, run.pk, "kebutuhan.xlsx")


def test_documents_are_asked_for_once_and_only_of_a_finished_run() -> None:
    visit = visit_of_analyst("KOTA")
    run = make_run("KOTA", status="finished", finished_at=NOW)
    waiting = Job.objects.create(kind="write_documents", run=run, asked_at=NOW)
    assert ask_documents(visit, run.pk) == waiting
    assert waiting.state in UNDER_WAY
    with pytest.raises(BenangMerahError):
        ask_documents(visit, make_run("KOTA", status="failed").pk)


def test_documents_that_list_people_need_the_right_to_read_assessments() -> None:
    assert {name: right_of(name) for name in DOCUMENTS if right_of(name) is not Right.SEE_RESULTS} == {
        "kebutuhan.xlsx": Right.READ_ASSESSMENTS,
        "rencana-pengembangan.xlsx": Right.READ_ASSESSMENTS,
    }
