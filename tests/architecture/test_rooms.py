"""What may stand in each room, and what each room may import."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import SOURCE, TESTS, list_imports, list_modules, list_tracked, name_of, parse

DRAWERS = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"})
ENGINE = "analytics/engine.py"
PDF, DOCX = "reports/format/pdf.py", "reports/format/docx.py"
READERS_OF_YAML = ("regulations/", "synthesis/read_data.py")
"""The law and the policy are read strictly by the law library; the example reads data files of its own."""
ROOMS_OF_TESTS = frozenset(
    {"agreement", "scenarios", "journeys", "architecture", "factories", "published", "checker", "benchmarks"}
)
"""Folders of tests that mirror no room: they look across rooms."""


def find_imports(library: str, *, outside: str | tuple[str, ...]) -> list[str]:
    return [
        f"{name_of(file)}:{line}: {module}"
        for file in list_modules()
        if not name_of(file).startswith(outside)
        for line, module in list_imports(file)
        if module.partition(".")[0] == library
    ]


def test_every_module_says_what_it_is() -> None:
    written = [file for file in list_modules() if "migrations" not in file.parts]
    found = [name_of(file) for file in written if not ast.get_docstring(parse(file))]
    assert found == [], "\n".join(found)


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {file.parent for file in list_modules()}
    found = sorted(name_of(folder) for folder in folders if not (folder / "__init__.py").is_file())
    assert found == [], "\n".join(found)


def test_no_room_or_module_is_a_drawer() -> None:
    names = {name_of(file): {*file.relative_to(SOURCE).parts[:-1], file.stem} for file in list_modules()}
    found = [name for name, parts in names.items() if parts & DRAWERS]
    assert found == [], "\n".join(found)


def test_engine_is_named_in_one_module() -> None:
    found = find_imports("duckdb", outside=ENGINE)
    assert found == [], "\n".join(found)
    assert "duckdb" in {module for _, module in list_imports(SOURCE / ENGINE)}


@pytest.mark.parametrize(("library", "module"), [("typst", PDF), ("docx", DOCX)])
def test_library_of_documents_is_named_in_one_module(library: str, module: str) -> None:
    found = find_imports(library, outside=module)
    assert found == [], "\n".join(found)
    assert library in {imported for _, imported in list_imports(SOURCE / module)}


def test_yaml_is_read_by_the_law_library_and_the_example_alone() -> None:
    found = find_imports("yaml", outside=READERS_OF_YAML)
    assert found == [], "\n".join(found)


def test_headless_product_knows_no_django() -> None:
    found = find_imports("django", outside=("store/", "web/", "worker/", "settings/", *flows_of_the_archive()))
    assert found == [], "\n".join(found)


def flows_of_the_archive() -> list[str]:
    """The flows that read or write the archive: they alone of their room may know Django."""
    return [
        name_of(file)
        for file in list_modules()
        if name_of(file).startswith("flow/")
        and any(module.startswith("benangmerah.store") for _, module in list_imports(file))
    ]


def test_words_and_rules_import_only_the_standard_library() -> None:
    foreign = [
        f"{name_of(file)}:{line}: {module}"
        for room in ("kernel", "domain")
        for file in sorted((SOURCE / room).rglob("*.py"))
        for line, module in list_imports(file)
        if (top := module.partition(".")[0]) != "benangmerah" and top not in sys.stdlib_module_names
    ]
    assert foreign == [], "\n".join(foreign)


def mirrored_by(test: Path) -> Path:
    """The module a test speaks of: tests/domain/test_gap.py speaks of domain/gap.py."""
    return (SOURCE / test.relative_to(TESTS)).with_name(test.name.removeprefix("test_"))


def is_mirror(test: Path) -> bool:
    """Whether the module, or a package of that name, stands in the same room at the same depth or below."""
    module = mirrored_by(test)
    same_name = [*module.parent.rglob(module.name), *module.parent.rglob(module.stem + "/__init__.py")]
    return bool(same_name)


def test_tests_mirror_the_rooms() -> None:
    tests = [file for file in list_tracked() if file.is_relative_to(TESTS) and file.name.startswith("test_")]
    mirroring = [test for test in tests if test.relative_to(TESTS).parts[0] not in ROOMS_OF_TESTS]
    found = [test.relative_to(TESTS).as_posix() for test in mirroring if not is_mirror(test)]
    assert found == [], "\n".join(found)


def test_folders_of_tests_are_no_packages() -> None:
    found = [file.name for file in list_tracked() if file.is_relative_to(TESTS) and file.name == "__init__.py"]
    assert found == [], "\n".join(found)


def test_no_page_imports_the_solver_or_the_compiler() -> None:
    script = (
        "import django; django.setup(); import benangmerah.web.urls, sys; print({'highspy', 'numba'} & {*sys.modules})"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "benangmerah.settings.testing"}
    found = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
