# `make run` and `make test` need Python 3.11 or newer and make; everything else comes into .venv, pinned and hashed.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# More arguments for the command at the end of a target: make test ARGS="-k duration -x", make run ARGS="--help".
ARGS ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-lowest accept check static format lint types imports drift tables counts schemas rules api renderings quality repairs pictures review-count digests audit fuzz mutants chaos bench bench-html peers site image pins clean

help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' $(firstword $(MAKEFILE_LIST)) | awk -F': ' '{ printf "make %-11s %s\n", $$1, $$2 }'

run: .venv/.run ## Build the pages of raw/ into normalized/ and print the findings
	$(BIN)/pathingest build --fail-on never $(ARGS)

test: .venv/.dev ## Run all tests, on all processors
	$(BIN)/pytest --numprocesses=auto $(ARGS)

# What dependencies read, check, print and write. The rest relies on our own code.
LOWEST := build cli cluster encodings export export_croissant export_datapackage export_duckdb export_jsonld export_parquet \
	export_sqlite feeds for_apps frame gold layouts own_rules pages profiles record_fixes records reports review review_app schemas segments_html \
	segments_markdown server structured
test-lowest: .venv-lowest/.lowest ## Run the tests of what uses dependencies, with the lowest versions declared
	.venv-lowest/bin/pytest --numprocesses=auto $(LOWEST:%=tests/test_%.py) $(ARGS)

accept: .venv/.dev ## Rewrite the goldens to what the code gives now; the diff is the review
	$(BIN)/pytest --accept $(ARGS)

check: static test ## Everything that a change must pass

static: lint types imports ## What is checked without running the code

format: .venv/.dev ## Rewrite the layout of the code, and what ruff can fix by itself
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lint: .venv/.dev ## Check layout and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/hadolint Dockerfile

types: .venv/.dev ## Check types
	$(BIN)/mypy

imports: .venv/.dev ## Check the import rule
	$(BIN)/lint-imports --no-logo

drift: .venv/.dev ## Only the tests that say whether generated files are current
	$(BIN)/pytest -m drift $(ARGS)

tables: .venv/.dev ## Write what is made of profiles and tables of words, to be read fast
	$(BIN)/python tools/tables/build.py

counts: .venv/.dev ## Count anew for docs how headings with typos, and values, are read
	$(BIN)/python tools/headings/typos.py --write
	$(BIN)/python tools/values/accuracy.py --write

schemas: .venv/.dev ## Write the schemas of records, and of what editors write, anew
	@mkdir -p schemas
	$(BIN)/python -m pathingest schema --format json > schemas/pathway.schema.json.new
	mv schemas/pathway.schema.json.new schemas/pathway.schema.json
	$(BIN)/python -m pathingest schema --format yaml > schemas/pathway.schema.yaml.new
	mv schemas/pathway.schema.yaml.new schemas/pathway.schema.yaml
	for of in profile config overrides ids; do $(BIN)/python -m pathingest schema --of $$of > schemas/$$of.schema.json.new; done
	for of in profile config overrides ids; do mv schemas/$$of.schema.json.new schemas/$$of.schema.json; done
	$(BIN)/python tools/types/typescript.py schemas/pathway.d.ts

rules: .venv/.dev ## Write the documentation of the rules anew
	$(BIN)/python tools/rules/documents.py docs/rules

api: .venv/.dev ## Write the documentation of the public names anew
	$(BIN)/python tools/api/document.py docs/api.md

renderings: .venv/.dev ## Measure what public tools keep of pages, and how much of that is read right
	PYTHONPATH=tests $(BIN)/python tools/renderings/table.py docs/renderings.md

quality: .venv/.dev ## Measure how good the lint rules are (some minutes)
	PYTHONPATH=tests $(BIN)/python tools/quality/examination.py docs/lint-quality.md

repairs: .venv/.dev ## Measure how often the repairs of planted contradictions are the true ones (some minutes)
	@PYTHONPATH=tests $(BIN)/python tools/quality/repairs.py $(ARGS)

pictures: .venv/.dev ## Take the pictures in docs/ anew (needs chromium)
	PYTHONPATH=tests $(BIN)/python tools/pictures/pictures.py $(ARGS)
	PYTHONPATH=tests $(BIN)/python tools/pictures/review.py $(ARGS)

review-count: .venv/.dev ## Count anew for docs/review.md what a review costs (needs chromium)
	PYTHONPATH=tests $(BIN)/python tools/review/count.py --write docs/review.md

digests: .venv/.dev ## Write, or compare, digests of all that pages give: for changes that are to change none of it
	@$(BIN)/python tools/digests/digests.py $(ARGS)

audit: .venv/.dev ## Look the pinned versions up in the index's list of known vulnerabilities
	@$(BIN)/python tools/audit/audit.py

fuzz: .venv/.dev ## Try inputs changed by chance, and the laws that hold of them: make fuzz ARGS="--minutes 10"
	@PYTHONPATH=tests $(BIN)/python tools/fuzz/fuzz.py $(ARGS)

mutants: .venv/.dev ## Change the code in one place at a time, and count what no test notices (hours)
	@$(BIN)/python tools/mutants/mutants.py $(ARGS)

chaos: .venv/.dev ## Kill commands while they write, fill disks, and look at what is left (an hour)
	@$(BIN)/python tools/chaos/chaos.py $(ARGS)

bench: .venv/.dev ## Measure what reading and linting cost, and write docs/performance.md (some minutes)
	@$(BIN)/python benchmarks/report.py $(ARGS)

peers: .venv-peers/.peers ## Compare what we read with what other libraries read
	@PYTHONPATH=src .venv-peers/bin/python benchmarks/peers/compare.py $(ARGS)

bench-html: .venv-peers/.peers ## Time the reading of HTML beside other readers of web pages
	@PYTHONPATH=src .venv-peers/bin/python benchmarks/readers.py $(ARGS)

site: .venv-site/.site ## Make a site of the documents, with search, in build/site
	$(BIN)/python tools/site/site_pages.py build/pages
	NO_MKDOCS_2_WARNING=1 .venv-site/bin/mkdocs build --strict --quiet --config-file tools/site/mkdocs.yml

image: ## Build the container image `pathingest`
	docker build --tag pathingest .

# Keeps the versions that still fit. Newer ones: make pins ARGS=--upgrade, or ARGS="--upgrade-package lxml".
COMPILE := $(BIN)/uv pip compile --universal --generate-hashes --quiet --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links
pins: .venv/.dev ## Resolve the dependencies of pyproject.toml into requirements/
	$(COMPILE) pyproject.toml --group dev $(ARGS) --output-file requirements/dev.txt
	$(COMPILE) pyproject.toml --group build --constraint requirements/dev.txt --upgrade --output-file requirements/run.txt
	$(COMPILE) pyproject.toml --group build --group test --resolution lowest-direct $(ARGS) --output-file requirements/lowest.txt
	$(COMPILE) benchmarks/peers/requirements.in --python-version 3.11 $(ARGS) --output-file requirements/peers.txt
	$(COMPILE) tools/site/requirements.in --python-version 3.11 $(ARGS) --output-file requirements/site.txt
	@for file in dev run lowest peers site; do \
		case $$file in peers) from=benchmarks/peers/requirements.in;; site) from=tools/site/requirements.in;; *) from=pyproject.toml;; esac; \
		file=requirements/$$file.txt; \
		{ echo "# Made by 'make pins' from $$from; not edited by hand."; grep -v '^#' $$file; } > $$file.new; \
		mv $$file.new $$file; \
	done

clean: ## Remove the environments, caches and builds; what was built into normalized/ stays
	rm -rf .venv .venv-lowest .venv-peers .venv-site build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .pathingest_cache .hypothesis .coverage
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. A stamp is newer than what it was made from, so nothing is installed twice. The project itself is
# installed as a link to src/, and again when its metadata may have changed; pip compiles only what it copies, and a start
# without bytecode takes twice as long.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "error: '$(PYTHON)' is not Python 3.11 or newer; install one and name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "error: '$(PYTHON)' cannot make environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv

.venv/.run-pins: requirements/run.txt | .venv/bin/python
	$(PIP) install --require-hashes --requirement $<
	@touch $@

.venv/.dev-pins: requirements/dev.txt | .venv/bin/python
	$(PIP) install --require-hashes --requirement $<
	@touch $@

.venv/.run: .venv/.run-pins pyproject.toml src/pathingest/__init__.py
	$(PIP) install --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

.venv/.dev: .venv/.dev-pins pyproject.toml src/pathingest/__init__.py
	$(PIP) install --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src
	@touch $@

# The lowest versions that pyproject.toml declares.
.venv-lowest/.lowest: requirements/lowest.txt pyproject.toml src/pathingest/__init__.py | .venv/bin/python
	.venv/bin/python -m venv --clear .venv-lowest
	$(PIP:$(BIN)/%=.venv-lowest/bin/%) install --no-deps --require-hashes --requirement $<
	$(PIP:$(BIN)/%=.venv-lowest/bin/%) install --no-deps --no-build-isolation --editable .
	@touch $@

# The generator of the site, apart from all else.
.venv-site/.site: requirements/site.txt | .venv/bin/python
	.venv/bin/python -m venv --clear .venv-site
	.venv-site/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement $<
	@touch $@

# The libraries of the comparison, apart from all else: nothing of ours may come to need them.
.venv-peers/.peers: requirements/peers.txt | .venv/bin/python
	.venv/bin/python -m venv --clear .venv-peers
	.venv-peers/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement $<
	@touch $@
