# Two commands do everything: `make demo` and `make test`. Both set up what they need first.
SHELL := /bin/bash
PYTHON ?= python3
# Compiled Python is kept: everything that starts `rondom` would compile it again.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help

# `.venv` may be a link (see tools/set_up.py); the database server needs the real folder.
HERE = $(shell readlink -f .venv)/bin

.PHONY: help demo test bench lint format i18n set-up set-up-tests screenshots locks clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: set-up ## Build the demo city and serve it on PORT (default 8000)
	@exec $(HERE)/rondom demo $(ARGS)

test: set-up-tests ## Run every check and test, named and in order
	@exec $(HERE)/python tools/run_checks.py $(ARGS)

bench: set-up ## Measure pages against their goals (ARGS="--cases 10000,100000")
	@exec $(HERE)/rondom bench $(ARGS)

lint: set-up-tests ## Run the fast half of the checks
	@exec $(HERE)/python tools/run_checks.py --fast

format: set-up ## Put code and templates in their one form
	@$(HERE)/ruff format . && $(HERE)/ruff check --fix --exit-zero --quiet .

i18n: set-up ## Bring the translation files up to date and compile them
	@$(HERE)/python tools/translations.py update && $(HERE)/python tools/compile_messages.py

screenshots: set-up-tests ## Take the pictures of the README
	@exec $(HERE)/python tools/screenshots.py

locks: set-up ## Resolve the dependencies anew, with hashes
	@$(HERE)/python tools/lock.py

set-up:
	@$(PYTHON) tools/set_up.py

set-up-tests:
	@$(PYTHON) tools/set_up.py --tests

clean: ## Remove what was made, but never the state folder
	@rm -rf node_modules .mypy_cache .ruff_cache .import_linter_cache src/rondom/web/static/nlds
