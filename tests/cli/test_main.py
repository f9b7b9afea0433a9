from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories.office import office_rows, write_rows


def benangmerah(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from benangmerah.cli.main import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_rows(office_rows(), tmp_path_factory.mktemp("kantor"))


@pytest.mark.slow
def test_run_prints_a_short_table_and_no_bar_where_nobody_watches(office: Path, tmp_path: Path) -> None:
    done = benangmerah("run", office, "--as-of", "2026-01-01", "--until", "need", "--out", tmp_path / "hasil")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Kebutuhan, berperingkat" in done.stdout


@pytest.mark.slow
def test_refused_input_ends_with_2_and_the_rows_on_standard_error(tmp_path: Path) -> None:
    rows = office_rows()
    rows["ratings"][0]["source"] = "tetangga"
    source = write_rows(rows, tmp_path / "kantor")
    done = benangmerah("--language", "en", "run", source, "--as-of", "2026-01-01", "--out", tmp_path / "hasil")
    assert (done.returncode, done.stdout, "ratings row 2 source" in done.stderr) == (2, "", True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run", "tiada", "--as-of", "2026-01-01", "--out", "x", "--engine", "oracle"), "--engine cannot be oracle"),
        (("run", "tiada", "--as-of", "2026-13-01", "--out", "x"), "2026-13-01"),
        (
            ("run", "tiada", "--as-of", "2026-01-01", "--out", "x", "--until", "akhir"),
            "Choose one of: index, need, plan.",
        ),
        (("law", "cuaca"), "Topics:"),
        (("example", "x", "--people", "0"), "--people"),
        (("explain", "tiada", "--employee", "1"), "holds no run"),
        (("template", "isian.ods"), "does not end in .xlsx"),
    ],
)
def test_a_wrong_option_is_named_and_ends_with_2(arguments: tuple[str, ...], told: str) -> None:
    done = benangmerah("--language", "en", *arguments)
    assert (done.returncode, told in done.stderr, "Traceback" in done.stderr) == (2, True, False)


@pytest.mark.slow
def test_a_command_loads_only_what_it_needs() -> None:
    code = "import sys; from benangmerah.cli import main; print(sorted({'duckdb', 'pyarrow', 'django'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
