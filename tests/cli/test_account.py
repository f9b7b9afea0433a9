from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
CODE = "from benangmerah.cli.main import main; main()"
CREATE = ("account", "create", "--name", "Admin", "--mail", "admin@kota.example")


def run(folder: Path, *arguments: str, given: str = "", code: str = CODE) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "BENANGMERAH_DATA": str(folder), "BENANGMERAH_SECRET_KEY": "for-tests-only"}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, input=given)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with its tables and nothing in them; migrated once."""
    folder = tmp_path_factory.mktemp("archive")
    migrate = (
        "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'benangmerah.settings.product'; django.setup();"
        "from django.core.management import call_command; call_command('migrate', verbosity=0)"
    )
    assert run(folder, code=migrate).returncode == 0
    return folder


@pytest.fixture
def archive(migrated: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(migrated, tmp_path / "archive"))


def test_account_is_made_and_its_password_printed(archive: Path) -> None:
    done = run(archive, "--language", "en", *CREATE, "--role", "system_administrator", "--agency", "KOTA")
    assert done.returncode == 0
    assert done.stdout.startswith("Admin logs in once with the password ")
    again = run(archive, "--language", "en", *CREATE)
    assert (again.returncode, "That NIP or e-mail has an account already." in again.stderr) == (2, True)


def test_given_password_is_not_printed(archive: Path) -> None:
    done = run(archive, *CREATE, "--password-stdin", given="kuda putih di padang\n")
    assert (done.returncode, done.stdout) == (0, "")


def test_archive_without_tables_and_unknown_role_are_told(tmp_path: Path) -> None:
    empty = run(tmp_path, "--language", "en", *CREATE)
    assert (empty.returncode, "The archive has no tables yet." in empty.stderr) == (2, True)
    unknown = run(tmp_path, "--language", "en", *CREATE, "--role", "king")
    assert (unknown.returncode, "There is no role king." in unknown.stderr) == (2, True)
