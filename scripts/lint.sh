#!/usr/bin/env bash
# The static part of `make test`: form, types, contracts, migrations, translations, production settings.
. "$(dirname "$0")/common.sh"
scripts/venv.sh dev
. scripts/tools.sh
need_gettext

export DJANGO_SETTINGS_MODULE=portal.settings.test
bin=.venv/bin
say "ruff"; "$bin/ruff" check .; "$bin/ruff" format --check .
say "djlint"; "$bin/djlint" templates --lint --quiet
say "mypy"; "$bin/mypy"
say "Import contracts"; "$bin/lint-imports" --no-cache
say "Migrations"; "$bin/python" manage.py makemigrations --check --dry-run
say "System checks"; "$bin/python" manage.py check --fail-level WARNING
say "Production settings"; scripts/check_deploy.sh
say "Translations"; "$bin/python" scripts/translations.py check
