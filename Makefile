# BenangMerah: `make demo` shows it, `make test` checks it. Both set up everything they need.
.PHONY: setup demo test check bench fmt where help
PEOPLE ?= 15000
SEED ?= 1
PORT ?= 8000
SERVE ?= 1
NOUN ?=
# tests go to the process that is free, neighbours together; compiled modules are kept, since many processes start
PYTEST = .venv/bin/pytest -q -n 2 --dist worksteal --tb=short -rfE
unexport PYTHONDONTWRITEBYTECODE
ARCHIVE_TESTS = tests/store tests/flow tests/web tests/worker tests/journeys

help:  ## what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

setup:  ## fetch the tools, make the virtual environment, install what is pinned
	@sh scripts/setup.sh

demo: setup  ## an example city in the browser, and its documents in demo/; SERVE=0 stops after the documents
	@.venv/bin/python -m scripts.demo --people $(PEOPLE) --seed $(SEED) --port $(PORT) --serve $(SERVE)

check: setup  ## the fast set: style, types, walls, catalogues, quick tests
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/python scripts/catalogue.py --check
	@$(PYTEST) -m "not slow"

test: check  ## everything; what touches the archive runs once more on a real PostgreSQL
	@$(PYTEST) -m slow
	@$(PYTEST) -p tests.postgres -m archive $(ARCHIVE_TESTS)

bench: setup  ## beside what an analyst would do instead: one report in build/
	@.venv/bin/python -m benchmarks.run

fmt: setup  ## put the code in shape
	@.venv/bin/ruff check --fix --quiet --exit-zero .
	@.venv/bin/ruff format --quiet .

where: setup  ## every file of a noun: make where NOUN=gap
	@.venv/bin/python scripts/where.py $(NOUN)
