# What a newcomer needs: `make demo` and `make test`. Nothing but Python 3.11+ and make is assumed.
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .uv/bin/uv
BIN := .venv/bin
export AE_HOME ?= ae_home

.PHONY: help install demo ui test quick check city format bench docs docs-site lineage clean

help:
	@echo "make demo     install, write an invented authority's files, run everything, print a scorecard"
	@echo "make test     install and run every test"
	@echo "make ui       open the Dagster UI on what the demo made"
	@echo "make quick    what the change in progress touches: words, lint, types, nearest tests (a minute)"
	@echo "make check    format, lint, types, unit and spec tests, definitions load (some minutes)"
	@echo "make city     types and tests of the invented authority, ae_city"
	@echo "make bench    measure speed, memory and growth on this machine"
	@echo "make docs     write the generated pages of docs/reference again"
	@echo "make docs-site  build the pages as a site in site/"
	@echo "make clean    remove the environment and the demo's home"

# The environment is made again whenever the lock file changes.
install: .venv/.installed

.venv/.installed: uv.lock pyproject.toml ae_city/pyproject.toml benchmarks/pyproject.toml | $(UV)
	$(UV) sync --quiet --frozen --compile-bytecode --python $(PYTHON) --no-python-downloads
	$(BIN)/python -m compileall -q -j 2 ae_pipeline ae_city benchmarks tools
	@touch $@

$(UV):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed")'
	$(PYTHON) -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

demo: install
	$(BIN)/ae demo

ui: install
	$(BIN)/ae ui

test: install
	$(BIN)/pytest -n 2 --dist loadfile

quick: install
	$(BIN)/python -m tools.quick

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m tools.check_words
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/pytest tests/unit tests/spec -n 2 --dist loadfile -m "not slow and not postgres and not hypothesis"

# The invented authority: a distribution of its own, with its own types and tests.
city: install
	$(BIN)/mypy --package ae_city
	$(BIN)/pytest ae_city/tests -n 2 --dist loadfile -m "not slow"

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: install
	$(BIN)/ae bench

docs: install
	$(BIN)/python -m ae_pipeline.measures.record_tables
	$(BIN)/python -m tools.reference docs/reference

# The site needs no network once it is built: no font, script or style comes from elsewhere.
docs-site: .venv-docs/.installed
	NO_MKDOCS_2_WARNING=1 .venv-docs/bin/mkdocs build --strict --quiet

.venv-docs/.installed: uv.lock pyproject.toml | $(UV)
	UV_PROJECT_ENVIRONMENT=.venv-docs $(UV) sync --quiet --frozen --only-group docs --python $(PYTHON) --no-python-downloads
	@touch $@

clean:
	rm -rf .venv .venv-docs .uv ae_home site
