from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benangmerah.settings.secret import FILE, keep_secret


def test_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = keep_secret(folder)
    assert (keep_secret(folder), len(first) > 50) == (first, True)
    assert (folder / FILE).stat().st_mode & 0o077 == 0
    assert [file.name for file in folder.iterdir()] == [FILE]


def test_two_folders_have_two_secrets(tmp_path: Path) -> None:
    assert keep_secret(tmp_path / "a") != keep_secret(tmp_path / "b")


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(keep_secret, [tmp_path] * 32))) == 1


def test_product_keeps_a_secret_where_the_environment_names_none(tmp_path: Path) -> None:
    read = "from benangmerah.settings.product import SECRET_KEY; print(SECRET_KEY)"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BENANGMERAH_")}
    environment["BENANGMERAH_DATA"] = str(tmp_path / "data")
    told = subprocess.run([sys.executable, "-c", read], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == (tmp_path / "data" / FILE).read_text("ascii")
