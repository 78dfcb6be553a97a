#!/usr/bin/env bash
# The full axe matrix on demo content of its own, kept beside the data so that the next run is quick.
. "$(dirname "$0")/common.sh"
scripts/venv.sh dev
. scripts/tools.sh
need_chromium
export PORTAL_DATA="$PORTAL_DATA/bench" DJANGO_SETTINGS_MODULE=portal.settings.dev DEBUG=0
mkdir -p "$PORTAL_DATA"
.venv/bin/python scripts/compile_messages.py
.venv/bin/python manage.py prepare
PYTHONPATH=. .venv/bin/python scripts/a11y.py "$@"
