# Shared by the scripts beside it: sourced, never run.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\033[1m▸ %s\033[0m\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

PORTAL_DATA="${PORTAL_DATA:-var}"
if ! mkdir -p "$PORTAL_DATA" 2>/dev/null || [ ! -w "$PORTAL_DATA" ]; then
    fail "PORTAL_DATA is '$PORTAL_DATA', which is no folder that $(id -un) may write to: choose another, such as PORTAL_DATA=~/portal-data."
fi
PORTAL_DATA="$(cd "$PORTAL_DATA" && pwd)"
export PORTAL_DATA
export PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

# Tools that keep a cache ask for a home directory; without a usable one they get a folder of ours.
if [ -z "${HOME:-}" ] || [ ! -d "$HOME" ] || [ ! -w "$HOME" ]; then
    export HOME="$PORTAL_DATA/home"
    mkdir -p "$HOME"
fi
_cache="${XDG_CACHE_HOME:-$HOME/.cache}"
if ! mkdir -p "$_cache" 2>/dev/null || [ ! -w "$_cache" ]; then
    export XDG_CACHE_HOME="$PORTAL_DATA/cache" PIP_CACHE_DIR="$PORTAL_DATA/cache/pip" UV_CACHE_DIR="$PORTAL_DATA/cache/uv"
    mkdir -p "$XDG_CACHE_HOME"
fi

# Run a command as root: directly, or through sudo where it asks for no password. False when neither is possible.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

# apt_install PACKAGE…: install Debian packages; false when that is not possible here.
apt_install() {
    command -v apt-get >/dev/null || return 1
    as_root true || return 1
    say "Installing $* with apt-get …"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" </dev/null >&2 && return 0
    as_root apt-get update -q </dev/null >&2 || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" </dev/null >&2
}

# find_python: print a Python of version 3.11 or later.
find_python() {
    local name
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    fail "Python 3.11 or later is needed; install python3 (Debian 12, Ubuntu 24.04 or later have it) or set PYTHON=/path/to/python3."
}

# need_pango: the libraries that draw PDFs, installed where that is possible. False, with a sentence, when they are missing.
need_pango() {
    _draws_pdfs || apt_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig || true
    _draws_pdfs && return 0
    say "Certificates as PDF need Pango: run 'sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0'. All else works without."
    return 1
}
_draws_pdfs() {
    .venv/bin/python - 2>/dev/null <<'PY'
import ctypes
for name in ("libgobject-2.0.so.0", "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0", "libfontconfig.so.1"):
    ctypes.CDLL(name)
PY
}
