"""What a snapshot is: its tables with their hashes and rows, the day it speaks of, the law's day and the policy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """The four names from which a run can be repeated: snapshot hash, law date, policy, code version."""

    snapshot_hash: str
    as_of: str
    law_date: str
    policy: list[list[str]]
    code_version: str
    tables: dict[str, dict[str, str | int]]


def hash_tables(tables: Mapping[str, str]) -> str:
    """One hash for the hashes of all tables, whatever their order."""
    lines = "\n".join(f"{name} {digest}" for name, digest in sorted(tables.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest beside the tables."""
    text = json.dumps(asdict(manifest), indent=2, ensure_ascii=False)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot folder."""
    return Manifest(**json.loads((folder / FILE).read_text(encoding="utf-8")))
