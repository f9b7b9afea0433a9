from __future__ import annotations

from pathlib import Path

import pytest

from benangmerah.flow.result_folder import check_result_folder, fill_result_folder
from benangmerah.kernel.errors import BenangMerahError


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def fail_while_filling(out: Path) -> None:
    with fill_result_folder(out) as working:
        (working / "gap.parquet").write_text("setengah")
        raise RuntimeError("listrik padam")


def test_results_appear_only_when_the_run_has_succeeded(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="listrik padam"):
        fail_while_filling(tmp_path / "hasil")
    assert names(tmp_path) == []


def test_results_replace_only_what_a_run_writes(tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    out.mkdir()
    for name in ("need.parquet", "summary.json", "catatan.txt", "refused.csv"):
        (out / name).write_text("lama")
    with fill_result_folder(out) as working:
        (working / "summary.json").write_text("baru")
    assert ({name: (out / name).read_text() for name in names(out)}, names(tmp_path)) == (
        {"catatan.txt": "lama", "summary.json": "baru"},
        ["hasil"],
    )


def test_earlier_results_stay_when_the_run_fails(tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    out.mkdir()
    (out / "summary.json").write_text("lama")
    with pytest.raises(RuntimeError, match="listrik padam"):
        fail_while_filling(out)
    assert (out / "summary.json").read_text() == "lama"


@pytest.mark.parametrize(("held", "overwrite", "refused"), [
    ((), False, False), (("refused.csv",), False, False), (("summary.json",), False, True), (("summary.json",), True, False),
])  # fmt: skip
def test_a_folder_is_refused_when_it_holds_something(
    tmp_path: Path, held: tuple[str, ...], overwrite: bool, refused: bool
) -> None:
    for name in held:
        (tmp_path / name).write_text("x")
    if refused:
        with pytest.raises(BenangMerahError, match="is not empty"):
            check_result_folder(tmp_path, overwrite=overwrite)
    else:
        check_result_folder(tmp_path, overwrite=overwrite)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "hasil").write_text("x")
    with pytest.raises(BenangMerahError, match="is a file, not a folder"):
        check_result_folder(tmp_path / "hasil", overwrite=True)
