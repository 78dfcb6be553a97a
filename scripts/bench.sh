#!/usr/bin/env bash
# Measure on demo content of its own, kept beside the data so that the next run is quick.
. "$(dirname "$0")/common.sh"
scripts/venv.sh
export PORTAL_DATA="$PORTAL_DATA/bench" DJANGO_SETTINGS_MODULE=portal.settings.dev DEBUG=0
mkdir -p "$PORTAL_DATA"
.venv/bin/python scripts/compile_messages.py
.venv/bin/python manage.py prepare
.venv/bin/python manage.py bench "$@"
# Bank, seminars, feeds and search with 100 of each and with 10,000 projects and 20,000 seminars.
.venv/bin/python manage.py bench_scale
# A storm of registrations on both databases: how many a second, and that it adds up though processes are killed.
.venv/bin/python manage.py storm
.venv/bin/python manage.py storm --postgres
# Autosave by 200 writers on one worker of the web server.
.venv/bin/python manage.py writers
