#!/usr/bin/env bash
# Pin the newest versions that requirements.in and requirements-dev.in allow, for Python 3.11 and later.
. "$(dirname "$0")/common.sh"
[ -x .venv/bin/uv ] || scripts/venv.sh dev
compile() {
    .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate "$1.in" --output-file "$1.txt"
}
say "Pinning requirements.txt …"
compile requirements
say "Pinning requirements-dev.txt with the same versions …"
compile requirements-dev
! grep -nE '://|find-links' requirements.txt requirements-dev.txt || fail "An address slipped into the pinned files."
