"""Dataset → snapshot: the checked tables as immutable Parquet with their manifest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benangmerah import __version__
from benangmerah.domain.policy import Policy
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset
from benangmerah.snapshot.manifest import Manifest, hash_tables, write_manifest
from benangmerah.snapshot.parquet import hash_file, write_table

POLICY_FILE = "policy.yaml"


def take_snapshot(
    dataset: Dataset, folder: Path, *, as_of: date, policy: Policy, policy_file: Path | None = None
) -> Manifest:
    """Write every table of the dataset below the folder; the manifest names what a repeated run needs."""
    folder.mkdir(parents=True)
    tables: dict[str, dict[str, str | int]] = {}
    for name in INPUTS:
        path = folder / f"{name}.parquet"
        write_table(dataset.table(name), path)
        tables[name] = {"sha256": hash_file(path), "rows": dataset.table(name).num_rows}
    manifest = Manifest(
        snapshot_hash=hash_tables({name: str(entry["sha256"]) for name, entry in tables.items()}),
        as_of=as_of.isoformat(),
        law_date=as_of.isoformat(),
        policy=[list(difference) for difference in policy.differences],
        code_version=__version__,
        tables=tables,
    )
    write_manifest(manifest, folder)
    if policy_file is not None:
        (folder / POLICY_FILE).write_bytes(policy_file.read_bytes())
    return manifest
