#!/usr/bin/env bash
# The Nu HTML checker over every page of the demo in every language; not one error is allowed.
. "$(dirname "$0")/common.sh"
scripts/venv.sh dev
. scripts/tools.sh
need_checker
export PORTAL_DATA="$PORTAL_DATA/bench" DJANGO_SETTINGS_MODULE=portal.settings.dev DEBUG=0
mkdir -p "$PORTAL_DATA"
.venv/bin/python scripts/compile_messages.py
.venv/bin/python manage.py prepare
pages="$(mktemp -d)"
trap 'rm -rf "$pages"' EXIT
PYTHONPATH=. .venv/bin/python scripts/html_pages.py "$pages" "$@"
say "The Nu HTML checker reads $(find "$pages" -name '*.html' | wc -l) pages …"
java -Xss8m -jar "$VNU_JAR" --errors-only "$pages"/*.html
say "No errors."
