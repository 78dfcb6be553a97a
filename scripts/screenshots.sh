#!/usr/bin/env bash
# Take the pictures of docs/screenshots anew. Look at each of them before it is committed.
. "$(dirname "$0")/common.sh"
scripts/venv.sh dev
. scripts/tools.sh
need_chromium
export PORTAL_DATA="$PORTAL_DATA/bench" DJANGO_SETTINGS_MODULE=portal.settings.dev DEBUG=0
mkdir -p "$PORTAL_DATA"
.venv/bin/python scripts/compile_messages.py
.venv/bin/python manage.py prepare
PYTHONPATH=. .venv/bin/python scripts/screenshots.py "$@"
