#!/bin/sh
# For maintainers: resolve pyproject.toml anew and write the hash-pinned file, which holds no host name.
set -eu
cd "$(dirname "$0")/.."
export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never
.tools/bin/uv lock
.tools/bin/uv export --quiet --all-groups --all-extras --no-group front --no-emit-project --no-header --no-annotate -o requirements/dev.lock
.tools/bin/uv export --quiet --only-group front --no-emit-project --no-header --no-annotate -o requirements/front.lock
