"""Take a picture of every page, at a desk (light and dark) and on a phone, into build/screenshots/.

The pages are those of `tests/web/permissions.py`, visited by the journey that also checks them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path("build/screenshots")
JOURNEY = "tests/journeys/test_every_page.py"


def main() -> int:
    """Ask the journey for pictures; a page name as argument takes only that page."""
    chosen = " ".join(sys.argv[1:])
    words = f"sound and ({chosen})" if chosen else "sound"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", JOURNEY, "-k", words],
        env=os.environ | {"BENANGMERAH_SCREENSHOTS": str(FOLDER)}, check=False,
    )  # fmt: skip
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
