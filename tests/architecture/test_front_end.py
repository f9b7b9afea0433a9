"""What pages take from others: pinned, fetched at set-up, never in the repository; its lack stops only the pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from scripts.front_end import PACKAGES, SOURCE_MAP, bring_up_to_date, mark_of_inputs, read_icons, write_sprite

LOCK = json.loads((PACKAGES / "package-lock.json").read_text("utf-8"))


def test_every_package_is_pinned_by_version_and_hash_and_names_no_place() -> None:
    wanted = json.loads((PACKAGES / "package.json").read_text("utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values()), wanted
    fetched = {name: entry for name, entry in LOCK["packages"].items() if name}
    assert all(entry["integrity"].startswith("sha512-") for entry in fetched.values())
    assert "resolved" not in json.dumps(LOCK)
    assert "omit-lockfile-registry-resolved=true" in (PACKAGES / ".npmrc").read_text("utf-8")


def test_icons_are_listed_once_and_in_order() -> None:
    listed = (PACKAGES / "icons.txt").read_text("utf-8").split()
    assert sorted(set(listed)) == read_icons() == sorted(listed)


def test_sprite_holds_the_drawings_that_are_listed(tmp_path: Path) -> None:
    empty = '<path stroke="none" d="M0 0h24v24H0z" fill="none" />'
    for name in read_icons():
        (tmp_path / f"{name}.svg").write_text(f'<svg\n  width="24"\n>\n  {empty}\n  <path d="M1 2" />\n</svg>', "utf-8")
    write_sprite(tmp_path, tmp_path / "icons.svg")
    sprite = (tmp_path / "icons.svg").read_text("utf-8")
    assert re.findall(r'<symbol id="([\w-]+)"', sprite) == read_icons()
    assert '<symbol id="home" viewBox="0 0 24 24"><path d="M1 2" /></symbol>' in sprite


@pytest.mark.parametrize("end", ["/*# sourceMappingURL=a.css.map */", "//# sourceMappingURL=a.js.map\n"])
def test_files_do_not_ask_for_maps_that_are_left_out(end: str) -> None:
    assert SOURCE_MAP.sub("", f"a{{}}\n{end}") == "a{}\n"


def make_tools(folder: Path) -> str:
    """A machine whose npm reaches nothing."""
    for name, text in (("node", "echo v20.0.0"), ("npm", "exit 1")):
        (folder / name).write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        (folder / name).chmod(0o755)
    return str(folder)


@pytest.mark.parametrize(("ci", "code"), [(None, 0), ("1", 1)])
def test_packages_that_cannot_be_fetched_stop_only_the_pages(
    ci: str | None, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", make_tools(tmp_path))
    monkeypatch.delenv("BENANGMERAH_CI", raising=False)
    if ci:
        monkeypatch.setenv("BENANGMERAH_CI", ci)
    vendor = tmp_path / "vendor"
    assert bring_up_to_date(vendor) == code
    assert "the command `benangmerah` works without them" in capsys.readouterr().err
    assert not vendor.exists()


def test_unchanged_inputs_need_no_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", make_tools(tmp_path))
    (tmp_path / ".stamp").write_text(mark_of_inputs(), "utf-8")
    assert bring_up_to_date(tmp_path) == 0
