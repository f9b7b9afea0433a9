"""The product's own run, as a command that can be measured."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from benangmerah.flow.run_dataset import RunRequest, run_dataset

if __name__ == "__main__":
    run_dataset(RunRequest(source=Path(sys.argv[1]), out=Path(sys.argv[2]), as_of=date.fromisoformat(sys.argv[3])))
