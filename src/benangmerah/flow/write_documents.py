"""Run → documents: what a finished run found, on paper and as workbooks."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benangmerah.flow.read_policy_file import read_policy_file
from benangmerah.flow.result_folder import FACTS, SNAPSHOT, SUMMARY
from benangmerah.flow.take_snapshot import POLICY_FILE
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message, render
from benangmerah.kernel.progress import Progress, silent
from benangmerah.reports.akpk import write_akpk_docx, write_akpk_pdf, write_akpk_workbook
from benangmerah.reports.gap import write_gap_map
from benangmerah.reports.gap_paper import write_gap_map_pdf
from benangmerah.reports.index_paper import write_index_pdf
from benangmerah.reports.index_workbook import write_index_xlsx
from benangmerah.reports.mirror_paper import write_policy_mirror_pdf
from benangmerah.reports.mirror_workbook import write_policy_mirror_xlsx
from benangmerah.reports.need import write_needs
from benangmerah.reports.plan import write_plan_docx, write_plan_pdf, write_plan_workbook
from benangmerah.reports.run import RunFacts
from benangmerah.reports.thread_matrix import write_thread_matrix_pdf, write_thread_matrix_xlsx
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import OUTPUTS
from benangmerah.snapshot.contract.published import PLAN_FACTS
from benangmerah.snapshot.parquet import read_table

DOCUMENTS: dict[str, Callable[[RunFacts, str], bytes]] = {
    "peta-kesenjangan.xlsx": write_gap_map,
    "peta-kesenjangan.pdf": write_gap_map_pdf,
    "kebutuhan.xlsx": write_needs,
    "ip-asn.xlsx": write_index_xlsx,
    "ip-asn.pdf": write_index_pdf,
    "cermin-kebijakan.xlsx": write_policy_mirror_xlsx,
    "cermin-kebijakan.pdf": write_policy_mirror_pdf,
    "matriks-benang-merah.xlsx": write_thread_matrix_xlsx,
    "matriks-benang-merah.pdf": write_thread_matrix_pdf,
    "rencana-pengembangan.pdf": write_plan_pdf,
    "rencana-pengembangan.docx": write_plan_docx,
    "rencana-pengembangan.xlsx": write_plan_workbook,
    "ringkasan-akpk.pdf": write_akpk_pdf,
    "ringkasan-akpk.docx": write_akpk_docx,
    "ringkasan-akpk.xlsx": write_akpk_workbook,
}


def write_documents(
    run_folder: Path, folder: Path, *, language: str = "id", progress: Progress = silent
) -> tuple[Path, ...]:
    """Write every document of the run into the folder and return their paths; the same run gives the same bytes."""
    facts = read_run(run_folder, language)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for done, (name, write) in enumerate(DOCUMENTS.items()):
        progress(message("Writing {file}", file=name), done, len(DOCUMENTS))
        path = folder / name
        path.write_bytes(write(facts, language))
        written.append(path)
    return tuple(written)


def read_run(run_folder: Path, language: str) -> RunFacts:
    """What the documents need to know of a run; a folder without a run is refused."""
    summary_file = run_folder / SUMMARY
    if not summary_file.is_file():
        raise BenangMerahError(
            message("{path} holds no run.", path=str(run_folder)),
            message("Name the folder that `benangmerah run --out` has written."),
        )
    summary = json.loads(summary_file.read_text(encoding="utf-8"))
    inputs = run_folder / SNAPSHOT
    tables = {name: read_table(inputs / f"{name}.parquet", contract) for name, contract in INPUTS.items()}
    for name, contract in OUTPUTS.items():
        path = run_folder / f"{name}.parquet"
        if path.is_file():
            tables[name] = read_table(path, contract)
    for contract in PLAN_FACTS:
        path = run_folder / FACTS / f"{contract.name}.parquet"
        if path.is_file():
            tables[contract.name] = read_table(path, contract)
    policy_file = inputs / POLICY_FILE
    return RunFacts(
        as_of=date.fromisoformat(summary["as_of"]),
        law_date=date.fromisoformat(summary["law_date"]),
        snapshot_hash=summary["snapshot_hash"],
        instrument=summary["professionalism_index"]["instrument"],
        policy_differences=[
            render(
                message("{entry}: {value} instead of {default}", entry=entry, value=values["value"],
                        default=values["default"]),
                language,
            )
            for entry, values in summary["policy"].items()
        ],
        tables=tables,
        summary=summary,
        plan_policy=read_policy_file(policy_file if policy_file.is_file() else None).plan,
    )  # fmt: skip
