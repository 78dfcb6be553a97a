#!/usr/bin/env bash
# Make .venv with the pinned packages: `venv.sh` for running, `venv.sh dev` for testing too.
. "$(dirname "$0")/common.sh"

# Two commands that begin at once in the same tree take turns.
mkdir -p .make
exec 9>.make/venv.lock
if ! flock --nonblock 9; then
    say "Waiting for another command that is installing packages …"
    flock 9
fi

what="${1:-run}"
file=requirements.txt
[ "$what" = dev ] && file=requirements-dev.txt
key="$(sha256sum "$file" | cut -c1-32)"

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python="$(find_python)"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version="$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
        apt_install "$version" || fail "Python's venv module is missing: run 'sudo apt-get install $version' and try again."
    fi
    say "Making a virtual environment in .venv …"
    "$python" -m venv --clear .venv || fail "The virtual environment could not be made in .venv; the lines above say why."
fi

if [ "$(cat ".venv/.installed-$what" 2>/dev/null)" != "$key" ]; then
    say "Installing the packages pinned in $file (a minute or two the first time) …"
    .venv/bin/python -m pip install --require-hashes -r "$file" </dev/null >&2 ||
        fail "The packages in $file could not be installed; the lines above say which and why."
    echo "$key" > ".venv/.installed-$what"
    # The development set holds the running set.
    if [ "$what" = dev ]; then sha256sum requirements.txt | cut -c1-32 > .venv/.installed-run; fi
fi
