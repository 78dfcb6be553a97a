#!/usr/bin/env bash
# Production settings with every secret set pass Django's deployment checks without a warning.
. "$(dirname "$0")/common.sh"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
env PORTAL_DATA="$folder" DJANGO_SETTINGS_MODULE=portal.settings.production \
    SECRET_KEY="$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    BASE_URL=https://portal.example.org DATABASE_URL="sqlite:///$folder/check.sqlite3" EMAIL_URL=smtp+tls://u:p@mail.example.org:587 \
    .venv/bin/python manage.py check --deploy --fail-level WARNING
