# Pressmark: `make site` and `make test` do all the set-up they need. Works with GNU make 3.81.

VENV   ?= .venv
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN    := $(VENV)/bin
PORT   ?= 8000

.PHONY: help site serve check lint test bench format clean

help:            ## say what can be made
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/  make \1\t\2/p; s/^\([a-z]*\):[ ]*## \(.*\)/  make \1\t\2/p' Makefile | sort | expand -t 16

site: $(VENV)/.ready  ## build this archive into site/, with search
	$(BIN)/pressmark build

serve: $(VENV)/.ready  ## build, serve on PORT (8000), rebuild on change
	$(BIN)/pressmark serve --port $(PORT)

check: $(VENV)/.ready  ## report every mistake in content/
	$(BIN)/pressmark check

lint: $(VENV)/.dev  ## ruff and mypy
	$(BIN)/ruff check generator tests
	$(BIN)/ruff format --check generator tests
	$(BIN)/mypy

test: lint check  ## lint, content check and all tests; what CI runs
	$(BIN)/python -m pytest -n auto

bench: $(VENV)/.dev  ## measure the build on a synthetic archive
	$(BIN)/python -m tests.bench.measure

format: $(VENV)/.dev  ## put the Python code in order
	$(BIN)/ruff check --fix generator tests
	$(BIN)/ruff format generator tests

clean:           ## remove what was made: the site, caches and the virtual environment
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
	find site -mindepth 1 ! -name .gitignore -delete

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "Pressmark needs Python 3.11 or newer: install it (python.org, or your package manager), or give its path: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than Python 3.11: install a newer one, or give its path: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) has no venv module: install it (on Debian and Ubuntu: apt install python3-venv)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.ready: $(VENV)/.python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
