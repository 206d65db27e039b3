# The two commands that matter: `make leaflet` and `make test`. Both set up what they need in .venv, once;
# stamps there keep repeated runs quick. No system package is needed beyond Python 3.11 or newer and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LEAFLET := content/bolivia
# As pip does for a package that is not editable: the first build need not wait for it.
COMPILE = $(BIN)/python -m compileall -q pamphlet

.PHONY: leaflet test lint bench picture map clean help
.DELETE_ON_ERROR:

help:
	@echo "make leaflet   set up, and build $(LEAFLET) for the printer"
	@echo "make test      set up, and run the tests"
	@echo "make lint      ruff and mypy, as in CI"
	@echo "make bench     the figures, beside those of the peers"
	@echo "make picture   the picture of the README, drawn anew"
	@echo "make map       what each module is about"
	@echo "make clean     remove .venv and everything that was made"

.DEFAULT_GOAL := help

leaflet: $(VENV)/.installed
	$(BIN)/pamphlet build $(LEAFLET) --format print
	@echo "The leaflet: $(CURDIR)/out/bolivia/bolivia-en-print.pdf"

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest -q

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict pamphlet

bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks

picture: $(VENV)/.installed
	$(BIN)/python assets/draw_leaflet.py

map:
	@grep -rm1 --include='*.py' '"""' pamphlet | sed 's/"""//g' | sort

clean:
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: Pamphlet needs Python 3.11 or newer; '$(PYTHON)' is" \
	    "$$($(PYTHON) --version 2>/dev/null || echo missing). Name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; \
	  exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "make: '$(PYTHON) -m venv' failed; on Debian and Ubuntu it needs the package python3-venv" >&2; \
	  rm -rf $(VENV); exit 1; }
	@touch $@

# Editable, so that a change in pamphlet/ needs no new install; a change in pyproject.toml does.
$(VENV)/.installed: $(VENV)/.python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@$(COMPILE)
	@touch $@

$(VENV)/.installed-%: $(VENV)/.python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[$*]'
	@$(COMPILE)
	@touch $@
