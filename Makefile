# Everything a person needs to try, test and measure quizgen. `make` alone says what there is.
.DEFAULT_GOAL := help
.PHONY: help demo test bench golden library reference flaws pictures studio-editor clean browser java pango
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
SERVER := tests/language_server
AXE := tests/axe
VNU := tests/vnu
EDITOR := tools/studio
TOLD := pyproject.toml hatch_build.py

# The tests start quizgen hundreds of times: its modules are compiled once, as where it is installed.
unexport PYTHONDONTWRITEBYTECODE

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: .venv/installed ## build every deck in decks/ into build/
	@$(BIN)/quizgen build

test: .venv/installed-for-tests browser java pango $(SERVER)/node_modules/installed $(AXE)/node_modules/installed $(VNU)/node_modules/installed $(EDITOR)/node_modules/installed ## lint, types and all tests; installs Chromium, Firefox, Java and Node (Debian, as root) where missing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest

bench: .venv/installed-for-tests ## measure against the floors that quizgen promises to keep near
	@$(INSTALL) --editable '.[bench]'
	@for script in benchmarks/*.py; do echo "$$script"; $(BIN)/python "$$script" || exit 1; done

golden: .venv/installed-for-tests ## write down anew the questions that the tests compare with
	$(BIN)/python -m tests.transcript

library: .venv/installed-for-tests ## write down anew what the decks hold and rest on: docs/library.md, ATTRIBUTION.md
	$(BIN)/python -m tests.library_page
	$(BIN)/python -m tests.attribution_page

reference: .venv/installed-for-tests ## write down anew the schemas and the reference in docs/
	$(BIN)/quizgen schema --write --out docs/schemas
	$(BIN)/python -m quizgen.schemas.reference > docs/reference.md

flaws: .venv/installed-for-tests ## measure how many flaws of items are found, and write it into docs/flaws.md
	@$(BIN)/python -m tests.flaws.measure

pictures: .venv/installed-for-tests browser ## make the pictures in docs/ anew, of cards and of the gallery
	@$(BIN)/python -m tests.pictures

studio-editor: $(EDITOR)/node_modules/installed ## bundle the editor of the studio anew, from the packages in tools/studio/
	@node $(EDITOR)/build.mjs

clean: ## remove all that these commands made
	rm -rf .venv build dist $(SERVER)/node_modules $(AXE)/node_modules $(VNU)/node_modules $(EDITOR)/node_modules .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'quizgen needs Python 3.11 or newer: make PYTHON=python3.13 …' >&2; exit 1; }
	@$(PYTHON) -m venv .venv \
		|| { rm -rf .venv; echo 'Python cannot make .venv here; on Debian: apt install python3-venv' >&2; exit 1; }

.venv/installed: $(BIN)/python $(TOLD)
	@echo 'Installing quizgen into .venv …'
	@$(INSTALL) --editable .
	@touch $@

.venv/installed-for-tests: $(BIN)/python $(TOLD)
	@echo 'Installing quizgen and its test tools into .venv …'
	@$(INSTALL) --editable '.[test]'
	@# Anki's pages without its windows, which would bring Qt: what draws the masks of image occlusion.
	@$(INSTALL) --no-deps "aqt==$$($(BIN)/python -c 'from importlib.metadata import version; print(version("anki"))')"
	@touch $@ .venv/installed

browser:
	@command -v chromium > /dev/null || .ci/install-chromium
	@command -v firefox-esr > /dev/null || command -v firefox > /dev/null || .ci/install-firefox

java:
	@command -v java > /dev/null || .ci/install-java

pango:
	@$(BIN)/python -c 'from ctypes import CDLL; CDLL("libpangoft2-1.0.so.0"); CDLL("libharfbuzz-subset.so.0")' 2> /dev/null \
		|| .ci/install-pango

%/node_modules/installed: %/package-lock.json
	@command -v npm > /dev/null || .ci/install-node
	@echo 'Installing what $* needs of Node …'
	@npm ci --prefix $(@D)/.. --silent --no-audit --no-fund --ignore-scripts
	@touch $@
