# make demo: a platform with the demonstration world.  make test: everything.  The rest: docs/developing.md
SHELL := /bin/sh
BIN := .venv/bin
# The first Python that really starts and is new enough (a name on the path alone proves nothing).
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$name && break; done)
PORT ?= 8000
DATA ?= var/demo
JOBS ?= 2
WHAT ?= tests
export DJANGO_SETTINGS_MODULE := shuniu.config.settings
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test prove check written compiled types form fix requirements bench pins rules permissions templates browser

demo: .venv/core.stamp
	exec $(BIN)/shuniu up --demo city --data $(DATA) --port $(PORT)

test: .venv/dev.stamp browser
	$(MAKE) --no-print-directory -j 2 written compiled
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -r sx --durations 10

prove: .venv/dev.stamp browser
	SHUNIU_PROOF=full $(BIN)/python -m pytest -n $(JOBS) --dist worksteal -r sx -m "proof or not proof" $(WHAT)

# Beside the types, which keep one processor busy: what each worker and each program a test starts would compile anew.
compiled: .venv/dev.stamp
	@$(BIN)/python -m compileall -q src
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --collect-only -q -n 0 >/dev/null || true

# The gate: how everything is written, and the rules of the house.
check: written
	$(BIN)/python -m pytest tests/house

written: types form

types: .venv/dev.stamp
	$(BIN)/mypy src

form: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/python -m django check --fail-level WARNING
	$(BIN)/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run

fix: .venv/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

requirements: .venv/dev.stamp
	@$(BIN)/python scripts/requirements.py

bench: .venv/dev.stamp
	@failed=0; for bench in imports members figures tallies scale planner; do echo "== $$bench"; $(BIN)/python -m bench.$$bench || failed=1; done; \
		exit $$failed

rules: .venv/core.stamp
	$(BIN)/python -m shuniu.policy.print_rules

templates: .venv/core.stamp
	PYTHONPATH=src $(BIN)/python -m scripts.templates

permissions: .venv/core.stamp
	$(BIN)/python -m shuniu.policy.print_permissions

# Pins with hashes and without any index address; run after a change of requirements/*.in.
pins: .venv/dev.stamp
	for name in core build dev; do \
		$(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url \
			--no-emit-trusted-host --no-emit-find-links --output-file requirements/$$name.txt requirements/$$name.in || exit 1; \
	done

browser:
	@sh scripts/provide.sh browser

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本（含 venv 模块；Debian 上安装 python3-venv）。"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/core.stamp: requirements/core.txt requirements/build.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/build.txt -r requirements/core.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-index --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/core.stamp
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@
