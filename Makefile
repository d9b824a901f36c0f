# The project's habits. `make site` and `make test` do all their own set-up.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: site test lint format golden docs netlify picture bench browser clean

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

bench: $(READY)
	$(BIN)/python -m tests.benchmarks

browser:
	@sh tests/find_chromium.sh >/dev/null

$(READY): pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "sitegen needs Python 3.11 or later; set PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) public .sitegen dist
