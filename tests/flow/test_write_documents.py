from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benangmerah.analytics.mart import Stage
from benangmerah.flow.run_dataset import RunRequest, run_dataset
from benangmerah.flow.write_documents import DOCUMENTS, read_run, write_documents
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.reports.index_figures import read_index
from tests.factories.office import AS_OF, office_rows, write_rows

ROOT = Path(__file__).resolve().parents[2]
OTHER_MACHINE = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
MAGIC = {".pdf": b"%PDF-", ".xlsx": b"PK\x03\x04", ".docx": b"PK\x03\x04"}
WRITE = """
import sys
from pathlib import Path
from benangmerah.flow.write_documents import write_documents
write_documents(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def office_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    source = write_rows(office_rows(), folder / "kantor")
    run_dataset(RunRequest(source=source, out=folder / "hasil", as_of=AS_OF))
    return folder / "hasil"


def hashes_in(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_every_document_is_written_in_the_format_of_its_name(office_run: Path, tmp_path: Path) -> None:
    written = write_documents(office_run, tmp_path / "dokumen")
    assert [path.name for path in written] == list(DOCUMENTS)
    assert all(path.read_bytes().startswith(MAGIC[path.suffix]) for path in written)


def test_same_run_gives_the_same_documents_on_another_machine(office_run: Path, tmp_path: Path) -> None:
    write_documents(office_run, tmp_path / "di-sini")
    subprocess.run(
        [sys.executable, "-c", WRITE, str(office_run), str(tmp_path / "di-sana")],
        cwd=ROOT, env={**os.environ, **OTHER_MACHINE}, check=True,
    )  # fmt: skip
    assert hashes_in(tmp_path / "di-sini") == hashes_in(tmp_path / "di-sana")


@pytest.mark.parametrize("until", [Stage.INDEX, Stage.NEED])
def test_run_that_was_stopped_early_still_gives_every_document(until: Stage, tmp_path: Path) -> None:
    source = write_rows(office_rows(), tmp_path / "kantor")
    run_dataset(RunRequest(source=source, out=tmp_path / "hasil", as_of=AS_OF, until=until))
    for language in ("id", "en"):
        assert len(write_documents(tmp_path / "hasil", tmp_path / language, language=language)) == len(DOCUMENTS)


def test_index_of_the_documents_is_that_of_the_summary(office_run: Path) -> None:
    summary = json.loads((office_run / "summary.json").read_text(encoding="utf-8"))["professionalism_index"]
    found = read_index(read_run(office_run, "id"))
    mean = found.whole.mean
    assert mean is not None
    assert (float(mean), found.category_of(mean), found.whole.index_people) == (
        summary["mean"], summary["category"], summary["people"],
    )  # fmt: skip
    assert [float(part or 0) for part in found.whole.dimensions] == list(summary["dimensions"].values())
    assert found.not_reported == summary["not_reported"]


def test_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenangMerahError):
        write_documents(tmp_path, tmp_path / "dokumen")
