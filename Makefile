# Pressmark: `make site` and `make test` do all the set-up they need. Works with GNU make 3.81.

VENV   ?= .venv
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN    := $(VENV)/bin
PORT   ?= 8000
MINUTES ?= 1
SIZES  ?= 1000 5000 20000
RUNS   ?= 3
PIP    := -m pip --disable-pip-version-check
LOCKED := $(PIP) install --quiet --require-hashes
LOCKS  := requirements
TOOLS  := $(VENV)/tools
LOCK   := $(TOOLS)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock'

.PHONY: help site serve check lint test bench fuzz format pictures lock audit release clean

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

bench: $(VENV)/.dev  ## measure builds of SIZES (1000 5000 20000) articles against Hugo with Pagefind
	$(BIN)/python -m tests.bench.measure $(SIZES)
	$(BIN)/python -m tests.bench.peers --runs $(RUNS) $(SIZES); counts=$$?; \
		$(BIN)/python tests/docs/write_docs.py && exit $$counts

fuzz: $(VENV)/.fuzz  ## fuzz each reader for MINUTES (1)
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

format: $(VENV)/.dev  ## put the Python code in order
	$(BIN)/ruff check --fix generator tests
	$(BIN)/ruff format generator tests

pictures: $(VENV)/.dev  ## photograph the site anew for docs/images/
	$(BIN)/python -m tests.docs.pictures

lock: $(TOOLS)/.ready  ## renew requirements/ with the newest releases that pyproject.toml admits
	$(LOCK) pyproject.toml --extra dev --group build --output-file $(LOCKS)/dev.lock
	$(LOCK) --group build --constraint $(LOCKS)/dev.lock --output-file $(LOCKS)/build.lock
	$(LOCK) pyproject.toml --constraint $(LOCKS)/dev.lock --output-file $(LOCKS)/run.lock
	$(LOCK) pyproject.toml --extra fuzz --constraint $(LOCKS)/dev.lock --output-file $(LOCKS)/fuzz.lock
	$(LOCK) --group release --output-file $(LOCKS)/release.lock

audit: $(TOOLS)/.ready  ## ask whether what is locked has known holes; needs the network
	for lock in $(LOCKS)/*.lock; do $(TOOLS)/bin/pip-audit --strict --require-hashes --disable-pip -r $$lock || exit 1; done

release: $(TOOLS)/.ready  ## wheel, sdist, bill of materials and digests into dist/, tried in a bare environment
	rm -rf dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(TOOLS)/bin/python -m build --no-isolation
	$(TOOLS)/bin/python -m venv --without-pip dist/bare
	$(TOOLS)/bin/python -m pip --python dist/bare/bin/python install --quiet --require-hashes -r $(LOCKS)/run.lock
	$(TOOLS)/bin/python -m pip --python dist/bare/bin/python install --quiet --no-deps --no-index dist/*.whl
	cd dist/bare && bin/pressmark --version && bin/pressmark init demo && cd demo && ../bin/pressmark build
	$(TOOLS)/bin/cyclonedx-py environment dist/bare --pyproject pyproject.toml --output-reproducible \
		--output-file dist/pressmark.cdx.json
	rm -rf dist/bare
	cd dist && shasum -a 256 * > SHA256SUMS && cat SHA256SUMS

clean:           ## remove what was made: the site, caches and the virtual environment
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
	find site -mindepth 1 ! -name .gitignore -delete

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "Pressmark needs Python 3.11 or newer: install it (python.org, or your package manager), or give its path: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than Python 3.11: install a newer one, or give its path: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) has no venv module: install it (on Debian and Ubuntu: apt install python3-venv)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.ready: $(VENV)/.python pyproject.toml $(LOCKS)/run.lock $(LOCKS)/build.lock
	$(BIN)/python $(LOCKED) -r $(LOCKS)/run.lock -r $(LOCKS)/build.lock
	$(BIN)/python $(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.ready $(LOCKS)/dev.lock
	$(BIN)/python $(LOCKED) -r $(LOCKS)/dev.lock
	@touch $@

$(VENV)/.fuzz: $(VENV)/.dev $(LOCKS)/fuzz.lock
	$(BIN)/python $(LOCKED) -r $(LOCKS)/fuzz.lock
	@touch $@

$(TOOLS)/.ready: $(VENV)/.python $(LOCKS)/release.lock
	$(BIN)/python -m venv $(TOOLS)
	$(TOOLS)/bin/python $(LOCKED) -r $(LOCKS)/release.lock
	@touch $@
