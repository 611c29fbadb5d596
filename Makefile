# make install, make site, make serve, make demo, make test, make mutants, make bench: each does all of its own set-up
# (Python 3.11+ and make).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BUILDERS := .cache/builders/.ready
export NO_MKDOCS_2_WARNING := 1

.PHONY: install site serve demo test thorough plugins builders mutants guide lint reference bench atlas audit lock upgrade clean

install: $(READY)

site: $(READY)
	$(BIN)/mkdocs build --strict

serve: $(READY)
	$(BIN)/mkdocs serve

# A site of 300 invented papers at http://127.0.0.1:8000/; `rm -r build/demo` has it made again.
DEMO := build/demo
demo: $(READY) $(DEMO)/mkdocs.yml
	$(BIN)/mkdocs serve -f $(DEMO)/mkdocs.yml -a 127.0.0.1:8000

$(DEMO)/mkdocs.yml: | $(READY)
	$(BIN)/python -m benchmarks.corpus $(DEMO)/content --scans 300
	cp benchmarks/demo-families.yml $(DEMO)/content/scans/families.yml
	cp benchmarks/demo.yml $@

test: $(READY)
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not thorough"

# What builds many sites, or tries every way there is. With `make builders` before it, other builders and plugins, too.
thorough: $(READY)
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m thorough

# The same site by other builders of MkDocs projects, and with the plugins that publishers add: the table of
# the guide is written anew, then every plugin is tried in both orders, and all together.
plugins: $(READY) $(BUILDERS)
	$(BIN)/python -m tests.site.plugin_table
	SCANPRESS_PLUGINS=all $(BIN)/python -m pytest tests/site/test_builders.py tests/site/test_plugins.py

# An environment with those builders and plugins, for tests alone.
builders: $(BUILDERS)
$(BUILDERS): .ci/builders.lock pyproject.toml | $(READY)
	test -x $(@D)/bin/python || $(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/builders.lock
	$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# Small changes to what decides what readers see; those that no unit test notices are listed at the end.
# A part of it: make mutants ONLY='generator.views.*'. To look at one: .venv/bin/mutmut show NAME.
ONLY ?=
mutants: $(READY)
	$(BIN)/mutmut run $(if $(ONLY),'$(ONLY)')
	$(BIN)/mutmut results

# The tables of the guide that are made from the rules.
guide: $(READY)
	$(BIN)/python -m generator.rules.guide content/guide/broken-inputs.md

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Writes anew what the documentation says of the code: the options, the forms of inputs, the reference for templates.
reference: $(READY)
	$(BIN)/python -m tests.reference

bench: $(READY)
	$(BIN)/python -m benchmarks.bench
	$(BIN)/python -m benchmarks.explorer
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.addresses

# Draws the letters of cards anew; builds only read what it writes. DejaVu Sans is in Debian's fonts-dejavu-core.
DEJAVU ?= /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
atlas:
	$(PYTHON) -m venv build/atlas
	build/atlas/bin/python -m pip install --quiet --disable-pip-version-check --only-binary :all: \
	  pillow==13.0.0 fontTools==4.68.0 fontpkg-noto-sans==2.15
	build/atlas/bin/python -m benchmarks.atlas build/atlas/lib/python3*/site-packages/fontpkg_noto_sans/files/NotoSans[[]*.ttf $(DEJAVU)

# Asks the services that know of vulnerable releases, so it needs a network, and fails where they do not answer; then looks
# for what can be attacked in the workflows. tests/policy/test_supply_chain.py checks what can be checked without a network.
audit:
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .ci/audit.lock
	build/audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock
	build/audit/bin/pip-audit --strict --require-hashes --disable-pip -r .ci/audit.lock
	build/audit/bin/pip-audit --strict --require-hashes --disable-pip -r .ci/builders.lock
	npm audit --prefix tests/browser/tools --package-lock-only
	npm audit --prefix tests/browser/firefox --package-lock-only
	build/audit/bin/zizmor --offline --no-progress .github site_templates/project/github/workflows

# The lock file holds every dependency with its hashes, for all supported Python versions and systems. What a new project
# installs is a part of it, made of wheels alone: building from source would run code that no hash covers.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --custom-compile-command "make lock"
STARTER := site_templates/project/requirements.txt
lock: $(READY)
	mkdir -p build
	$(COMPILE) $(UPGRADE) --group dev pyproject.toml -o requirements.lock
	$(COMPILE) $(UPGRADE) --group pyproject.toml:audit -o .ci/audit.lock
	$(COMPILE) $(UPGRADE) --group builders pyproject.toml -o .ci/builders.lock
	$(COMPILE) --no-header --no-annotate --constraint requirements.lock pyproject.toml -o build/starter.txt
	sed '/^[^#]/,$$d' $(STARTER) > build/head.txt
	printf '%s\n' '--require-hashes' '--only-binary :all:' | cat build/head.txt - build/starter.txt > $(STARTER)

# The same with the newest releases that pyproject.toml admits.
upgrade: UPGRADE := --upgrade
upgrade: lock

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

clean:
	rm -rf $(VENV) site build mutants dist .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
