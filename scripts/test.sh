#!/usr/bin/env bash
# Everything that must pass. The last line printed is pytest's.
. "$(dirname "$0")/common.sh"
unset DATABASE_URL
scripts/lint.sh
. scripts/tools.sh
need_chromium
need_pango
say "Tests, with SQLite"
exec .venv/bin/pytest -n "${TEST_PROCESSES:-2}" "$@"
