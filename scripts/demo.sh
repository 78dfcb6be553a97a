#!/usr/bin/env bash
# Reset: throw away database, media and private files under PORTAL_DATA, and load the demo content anew.
. "$(dirname "$0")/common.sh"
scripts/venv.sh
export DJANGO_SETTINGS_MODULE="${DJANGO_SETTINGS_MODULE:-portal.settings.dev}"
.venv/bin/python scripts/compile_messages.py
.venv/bin/python manage.py prepare --reset --port "${PORT:-8000}"
