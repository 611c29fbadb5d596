# make site, make serve, make test, make mutants, make bench: each does all of its own set-up (Python 3.11+ and make).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve test mutants lint bench lock clean

site: $(READY)
	$(BIN)/mkdocs build --strict

serve: $(READY)
	$(BIN)/mkdocs serve

test: $(READY)
	$(BIN)/python -m pytest -n 2 --dist loadgroup

# Small changes to what decides what readers see; those that no unit test notices are listed at the end.
# A part of it: make mutants ONLY='generator.views.*'. To look at one: .venv/bin/mutmut show NAME.
ONLY ?=
mutants: $(READY)
	$(BIN)/mutmut run $(if $(ONLY),'$(ONLY)')
	$(BIN)/mutmut results

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m benchmarks.bench

# The lock file holds every dependency with its hashes, for all supported Python versions and systems.
lock: $(READY)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --custom-compile-command "make lock" --group dev \
	  pyproject.toml -o requirements.lock

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

clean:
	rm -rf $(VENV) site build mutants dist .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
