# The project's habits. `make site` and `make test` do all their own set-up.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check
READY  := $(VENV)/.ready

.PHONY: site test lint format golden docs netlify picture bench browser requirements clean

site: $(READY)  ## build the sample site into public/
	$(BIN)/sitegen build

test: $(READY) browser  ## run every test, browser included
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(READY)  ## formatting, lint rules, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

golden: $(READY)  ## regenerate the expected pages under tests/golden/ (read the diff)
	$(BIN)/python -m pytest -q tests/test_golden.py --update-golden

docs: $(READY)  ## regenerate the reference of the configuration from its schema
	$(BIN)/python -c 'from sitegen.config.reference import reference; print(reference(), end="")' > docs/configuration.md

netlify:  ## try Netlify's own build on a fresh clone (fetches netlify-cli from npm)
	sh tests/try_netlify.sh

picture: $(READY) browser  ## take the README's picture anew
	$(BIN)/python -m tests.picture docs/images/day.png

# BENCH="--papers 1000 --runs 1" is quicker.
bench: $(READY)  ## how long builds take and how much memory, as tables and as JSON in dist/
	@mkdir -p dist
	$(BIN)/python -m tests.benchmarks --json dist/times.json $(BENCH)
	$(BIN)/python -m tests.benchmarks.memory --json dist/memory.json $(BENCH)

browser:
	@sh tests/find_chromium.sh >/dev/null

# Every package is pinned and known by its hash, so whichever registry serves it, it is the same file.
# PINNED=no takes the newest that pyproject.toml allows, to try what is new or where the registry lacks a pinned one.
$(READY): pyproject.toml requirements/development.txt hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "sitegen needs Python 3.11 or later; set PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
ifeq ($(PINNED),no)
	$(PIP) install -e '.[dev]'
else
	$(PIP) install --require-hashes -r requirements/development.txt
	$(PIP) install --no-deps --no-build-isolation -e .
endif
	@touch $@

requirements:  ## pin anew what development and CI install (needs uv)
	@sed '/^[^#]/,$$d' requirements/development.txt > requirements/new.txt
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --python-version 3.11 --upgrade --no-header --no-annotate --quiet >> requirements/new.txt
	@mv requirements/new.txt requirements/development.txt

clean:
	rm -rf $(VENV) public .sitegen dist
