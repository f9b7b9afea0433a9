#!/bin/sh
# Everything a fresh machine needs: uv, a virtual environment, hash-pinned packages, this project, what pages take from others,
# the catalogues.
# Needs only Python 3.11 (3.12 and 3.13 work too), pip and make. Safe to run again: it does only what is missing.
set -eu
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9
# uv reads only its own certificates unless told to trust the machine's.
export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1

PYTHON=${PYTHON:-}
if [ -z "$PYTHON" ]; then
    for candidate in python3.11 python3.12 python3.13 python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            PYTHON=$candidate
            break
        fi
    done
fi
if [ -z "$PYTHON" ]; then
    echo "BenangMerah needs Python 3.11, 3.12 or 3.13, and found none. Install one, or name it: make setup PYTHON=/path/to/python" >&2
    exit 1
fi

if [ ! -x .tools/bin/uv ]; then
    echo "[1/5] uv $UV_VERSION"
    "$PYTHON" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
        --target .tools "uv==$UV_VERSION"
fi
if [ ! -x .venv/bin/python ]; then
    echo "[2/5] virtual environment"
    .tools/bin/uv venv --quiet --python "$PYTHON" .venv
fi
if ! cmp -s requirements/dev.lock .venv/.lock || ! cmp -s pyproject.toml .venv/.pyproject; then
    echo "[3/5] packages (pinned by hash)"
    export VIRTUAL_ENV="$PWD/.venv"
    .tools/bin/uv pip sync --quiet --require-hashes requirements/dev.lock
    .tools/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .
    cp requirements/dev.lock .venv/.lock
    cp pyproject.toml .venv/.pyproject
fi
.venv/bin/python scripts/front_end.py
echo "[5/5] catalogues"
.venv/bin/python scripts/compile_locale.py
