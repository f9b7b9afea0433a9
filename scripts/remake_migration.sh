#!/bin/sh
# For maintainers, until the first release: make the one migration of the archive anew from its models.
set -eu
cd "$(dirname "$0")/.."
rm -f src/benangmerah/store/migrations/0*.py
DJANGO_SETTINGS_MODULE=benangmerah.settings.testing .venv/bin/python -m django makemigrations store --verbosity 0
.venv/bin/python scripts/fold_migration.py
.venv/bin/ruff format --quiet src/benangmerah/store/migrations
