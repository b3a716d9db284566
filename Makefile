# `make` alone says what there is to make. ARGS goes to the tool: make test ARGS="-k due -x"

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test test-long lint bench schemas screenshots lock clean

VENV := .venv
PYTHON_IN_VENV := $(VENV)/bin/python
READY := $(VENV)/.ready
SOI := $(PYTHON_IN_VENV) -m builder
ARGS ?=
# A list of pythons to try; name your own with PYTHON=.
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

help: ## say what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | awk -F '\t' '{ printf "make %-11s %s\n", $$1, $$2 }'

site: $(READY) ## check the sample wiki, then build it into site/; findings are shown and do not stop it
	@$(SOI) check --wiki . --fail-on never || echo "soi check ended with status $$?; building all the same" >&2
	@$(SOI) build --wiki . $(ARGS)

serve: $(READY) ## show the sample wiki in a browser, rebuilt at every change
	@$(SOI) serve --wiki . $(ARGS)

# Tests of one xdist_group share a worker, so what must not run beside its like says so itself.
test: $(READY) ## run all tests
	@$(PYTHON_IN_VENV) -m pytest -n 2 --dist loadgroup $(ARGS)

# What is drawn at random differs from run to run; a failure prints how to draw it again.
test-long: $(READY) ## the laws with 10,000 examples each, and a fault at every call to the disk; takes hours
	@SOI_EXAMPLES=$${SOI_EXAMPLES:-10000} SOI_FAULTS=1 SOI_WRITERS=20 $(PYTHON_IN_VENV) -m pytest -n 2 \
	  --dist loadgroup tests/laws tests/merging tests/edit $(ARGS)

lint: $(READY) ## run ruff, mypy and import-linter
	@$(PYTHON_IN_VENV) -m ruff check .
	@$(PYTHON_IN_VENV) -m ruff format --check .
	@$(PYTHON_IN_VENV) -m mypy
	@$(VENV)/bin/lint-imports --no-logo

bench: $(READY) ## measure against the budgets of bench/budget.toml
	@$(PYTHON_IN_VENV) -m bench $(ARGS)

schemas: $(READY) ## write the JSON Schemas and the tables of docs/json.md anew
	@$(PYTHON_IN_VENV) -m tools.schemas

screenshots: $(READY) ## take the pictures of the README anew
	@$(PYTHON_IN_VENV) -m tools.screenshots

# uv resolves for every platform at once, which pip cannot; nothing else needs it.
lock: ## resolve requirements-dev.lock anew
	@set -eu; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	for python in $(PYTHON); do "$$python" -c '$(NEW_ENOUGH)' 2>/dev/null && break; done; \
	"$$python" -m venv "$$folder"; \
	"$$folder/bin/python" -m pip install --quiet --disable-pip-version-check uv; \
	"$$folder/bin/uv" pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-config --upgrade --quiet \
	  --custom-compile-command "make lock" --output-file requirements-dev.lock $(ARGS)

clean: ## remove everything that was made, .venv too
	rm -rf $(VENV) site build dist *.egg-info bench/.cache .hypothesis .import_linter_cache .mypy_cache \
	  .pytest_cache .ruff_cache .soi test-results
	find builder templates tests bench tools -name __pycache__ -type d -exec rm -rf {} +

$(READY): requirements-dev.lock pyproject.toml setup.py
	@set -eu; \
	if ! $(PYTHON_IN_VENV) -c '$(NEW_ENOUGH)' 2>/dev/null; then \
	  chosen=; why=; \
	  for python in $(PYTHON); do \
	    version=$$("$$python" --version 2>/dev/null) || continue; \
	    if ! "$$python" -c '$(NEW_ENOUGH)'; then why="$$why; $$python is $$version"; \
	    elif ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	      why="$$why; $$python has no venv module (Debian and Ubuntu: apt-get install python3-venv)"; \
	    else chosen=$$python; break; fi; \
	  done; \
	  if [ -z "$$chosen" ] && command -v apt-get >/dev/null; then \
	    as_root=; [ "$$(id -u)" -eq 0 ] || as_root="sudo -n"; \
	    echo "installing python3-venv"; \
	    if $$as_root apt-get update -qq && $$as_root apt-get install -y -qq python3-venv >/dev/null; then \
	      if python3 -c '$(NEW_ENOUGH)' && python3 -c 'import ensurepip, venv'; then chosen=python3; fi; \
	    fi; \
	  fi; \
	  if [ -z "$$chosen" ]; then \
	    echo "soi needs Python 3.11 or newer with its venv module$${why:-; no python3 here}. Name one: make PYTHON=..." >&2; \
	    exit 1; \
	  fi; \
	  echo "making $(VENV) with $$("$$chosen" --version)"; \
	  "$$chosen" -m venv --clear $(VENV); \
	fi; \
	pip="$(PYTHON_IN_VENV) -m pip --disable-pip-version-check --quiet"; \
	$$pip install --require-hashes -r requirements-dev.lock; \
	$$pip install --no-deps --no-build-isolation --editable .; \
	touch $@
