#!/usr/bin/env bash
# Collect the strings to translate into the catalogues of all six languages.
. "$(dirname "$0")/common.sh"
scripts/venv.sh dev
. scripts/tools.sh
need_gettext
.venv/bin/python scripts/translations.py update
