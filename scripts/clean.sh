#!/usr/bin/env bash
# Remove what can be made again. The data under PORTAL_DATA is never touched: `make demo` resets it.
. "$(dirname "$0")/common.sh"
rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .make test-results
find . -path ./.git -prune -o -path ./var -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf
find . -path ./.git -prune -o -path ./var -prune -o -name '*.mo' -path '*/LC_MESSAGES/*' -print0 | xargs -0 rm -f
say "Clean. The data in $PORTAL_DATA is kept."
