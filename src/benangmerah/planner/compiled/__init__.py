"""The compiled steps of the planner; nothing else names the compiler.

What was compiled is kept under the hash of all sources here: the compiler itself looks at the file of a function alone,
and would go on with a former version of what that calls in another file.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from numba import config

HERE = Path(__file__).parent
_SOURCES = b"".join(path.read_bytes() for path in sorted(HERE.glob("*.py")))
_BASE = Path(getattr(config, "CACHE_DIR", "") or HERE / "__pycache__")
setattr(config, "CACHE_DIR", str(_BASE / hashlib.sha256(_SOURCES).hexdigest()[:16]))  # noqa: B010 its types do not name it
