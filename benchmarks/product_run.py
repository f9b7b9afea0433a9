"""The product's own run, as a command that can be measured."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from benangmerah.analytics.mart import Stage
from benangmerah.flow.run_dataset import RunRequest, run_dataset

if __name__ == "__main__":
    source, out, as_of = Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3])
    run_dataset(RunRequest(source=source, out=out, as_of=as_of, until=Stage.NEED))
