# Everything that is done with this project. `make help` names it; every target does its own set-up.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTHON := .venv/bin/python

.PHONY: help report test test-slow test-cluster lint format snapshots benchmark benchmark-large benchmark-editions data lock setup setup-dev clean

help:  ## name the targets
	@awk -F ':.*  ## ' '/^[a-z-]+:.*  ## / { printf "make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

report: setup  ## the report and the press release of the newest wave, as a draft, into output/
	@$(PYTHON) -m reportgen build --draft

test: lint  ## lint, types and all tests but the slow ones
	@$(PYTHON) -m pytest -m "not slow and not cluster" -n 2 --dist loadfile --no-loadscope-reorder

test-slow: setup-dev  ## the long sweeps
	@$(PYTHON) -m pytest -m slow -n 2

test-cluster: setup-dev  ## editions made by the workers of a scheduler, one of which is killed
	@$(PYTHON) -m pytest -m cluster -n 0

lint: setup-dev  ## style, formatting and types
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check --quiet .
	@$(PYTHON) -m mypy

format: setup-dev  ## put the code in its layout
	@$(PYTHON) -m ruff check --fix .
	@$(PYTHON) -m ruff format .

snapshots: setup-dev  ## accept what the tests now produce as what they expect; read the difference before committing it
	@UPDATE_SNAPSHOTS=1 $(PYTHON) -m pytest -m "not slow and not cluster" -n 2 --dist loadfile --no-loadscope-reorder

benchmark: setup-dev  ## time and memory: building against one plain script, measuring against R (minutes)
	@$(PYTHON) -m benchmarks

benchmark-large: setup-dev  ## measuring, up to a million respondents a wave; half an hour where R has its survey package
	@$(PYTHON) -m benchmarks.measuring $(RECORD) 1000 10000 100000 1000000

benchmark-editions: setup-dev  ## time and memory of 1, 10 and 50 editions; a quarter of an hour
	@$(PYTHON) -m benchmarks.editions

data: setup-dev  ## simulate the respondents anew
	@$(PYTHON) -m tools.simulate

lock: setup-dev  ## pin the dependencies of pyproject.toml; UPGRADE=--upgrade takes the newest ones
	@$(PYTHON) -m uv pip compile pyproject.toml $(LOCK) -o requirements.txt
	@$(PYTHON) -m uv pip compile pyproject.toml --group dev -c requirements.txt $(LOCK) -o requirements-dev.txt

LOCK = --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --no-header $(UPGRADE)

setup:
	@tools/setup.sh

setup-dev: setup
	@tools/setup.sh dev

clean:  ## remove what can be made again, also the environment; output/ stays
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
