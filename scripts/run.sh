#!/usr/bin/env bash
# From a fresh clone to a portal that answers: virtual environment, packages, database, demo content, three processes.
. "$(dirname "$0")/common.sh"
PORT="${PORT:-8000}"
HOST="${HOST:-127.0.0.1}"
case "$PORT" in ''|*[!0-9]*|0*) fail "PORT must be a number from 1 to 65535, such as PORT=8123; it is '$PORT'." ;; esac

check_port() {
    "$1" - "$HOST" "$PORT" <<'PY' || exit 1
import socket, sys
host, port = sys.argv[1], int(sys.argv[2])
try:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
except (OSError, OverflowError) as error:
    sys.exit(f"Port {port} on {host} cannot be used ({error}): stop what uses it or choose another, such as make run PORT={8001 if port < 8001 else 8123}.")
PY
}
# Two portals on one data folder would run every job twice, and each would print the other's address in its links.
check_data() {
    "$1" - "$PORTAL_DATA" <<'PY' || exit 1
import fcntl, os, sys
with open(os.path.join(sys.argv[1], "running.lock"), "w") as lock:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(f"A portal is running on the data in {sys.argv[1]} already: stop it (Ctrl-C) or choose another folder, such as PORTAL_DATA=var2.")
PY
}
python="$(find_python)"
check_port "$python"
check_data "$python"

scripts/venv.sh
export DJANGO_SETTINGS_MODULE="${DJANGO_SETTINGS_MODULE:-portal.settings.dev}"
export BASE_URL="${BASE_URL:-http://localhost:$PORT}"
case "$HOST" in
    127.*|localhost|::1) ;;
    *)
        # From elsewhere the machine is called by its name or by one of its addresses.
        names="$(hostname) $(hostname -I 2>/dev/null || true)"
        export ALLOWED_HOSTS="${ALLOWED_HOSTS:-localhost,127.0.0.1,[::1],$HOST,$(printf '%s' "$names" | xargs -n1 | sed 's/.*:.*/[&]/' | paste -sd, -)}"
        ;;
esac
need_pango || true
.venv/bin/python scripts/compile_messages.py
if [ "${1:-}" = --dev ]; then export DEBUG=1; fi
.venv/bin/python manage.py prepare --port "$PORT"
exec .venv/bin/python scripts/supervise.py --host "$HOST" --port "$PORT" "$@"
