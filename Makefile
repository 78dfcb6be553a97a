# `make help` lists the commands. Nothing has to be installed first but python3 (3.11 or later) and make.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PORT ?= 8000
HOST ?= 127.0.0.1
PORTAL_DATA ?= var
PY := .venv/bin/python
export PORT HOST PORTAL_DATA

.PHONY: run dev demo test test-postgres lint format bench a11y html screenshots messages compilemessages requirements clean help

run: ## Start the portal with demo content: PORT=8000 HOST=127.0.0.1 PORTAL_DATA=var DEMO_PASSWORD=…
	@scripts/run.sh

dev: ## Start Django's development server with DEBUG, reloading on change
	@scripts/run.sh --dev

demo: ## Throw away the data under PORTAL_DATA and load the demo content anew
	@scripts/demo.sh

test: ## Everything that must pass: linters, types, contracts, tests, browser tests
	@scripts/test.sh

test-postgres: ## The same test suite on a PostgreSQL that is started for it
	@scripts/test_postgres.sh

lint: ## Linters, types, import contracts, migrations and translations, without the tests
	@scripts/lint.sh

format: ## Put the Python code in the house's form
	@scripts/venv.sh dev
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format --quiet .

bench: ## Time, queries and page weight against an empty Wagtail site; many rows, registrations and autosave under load
	@scripts/bench.sh

a11y: ## axe on every page type, in light and dark, at 360 and 1280 px, in every language
	@scripts/a11y.sh

html: ## The Nu HTML checker on every page type in every language
	@scripts/html.sh

screenshots: ## Take the pictures of docs/screenshots anew
	@scripts/screenshots.sh

messages: ## Collect the strings to translate into locale/*/LC_MESSAGES/django.po
	@scripts/messages.sh

compilemessages: ## Compile the translations (no gettext needed)
	@scripts/venv.sh
	@$(PY) scripts/compile_messages.py

requirements: ## Pin the newest allowed versions in requirements.txt and requirements-dev.txt
	@scripts/requirements.sh

clean: ## Remove what can be made again; the data under PORTAL_DATA stays
	@scripts/clean.sh

help: ## Show this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):[^#]*## /\1\t/' | while IFS=$$'\t' read -r name text; do printf '  make %-16s %s\n' "$$name" "$$text"; done
