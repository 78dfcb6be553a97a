#!/usr/bin/env bash
# The test suite on a PostgreSQL of its own: a temporary folder, a free port on loopback, stopped and removed afterwards.
. "$(dirname "$0")/common.sh"
scripts/venv.sh dev
. scripts/tools.sh
need_gettext
need_chromium
need_pango

find_postgres() {
    local candidate
    for candidate in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) "$(dirname "$(command -v pg_ctl 2>/dev/null || echo /none/x)")"; do
        if [ -x "$candidate/initdb" ] && [ -x "$candidate/pg_ctl" ]; then echo "$candidate"; return 0; fi
    done
    return 1
}
if ! bin="$(find_postgres)"; then
    apt_install postgresql || true
    bin="$(find_postgres)" || fail "PostgreSQL is missing: run 'sudo apt-get install postgresql' and try again."
fi

# PostgreSQL refuses to run as root.
run_as=()
if [ "$(id -u)" = 0 ]; then
    user=postgres
    id "$user" >/dev/null 2>&1 || user=nobody
    run_as=(runuser -u "$user" --)
fi

folder="$(mktemp -d "${TMPDIR:-/tmp}/portal-postgres-XXXXXX")"
[ ${#run_as[@]} = 0 ] || chown "$user" "$folder"
stop() {
    (cd / && "${run_as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop) >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

port="$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
say "Starting PostgreSQL from $bin on port $port …"
(
    cd /
    "${run_as[@]}" "$bin/initdb" -D "$folder/data" -U portal --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$folder.log" 2>&1
    # Nothing here has to survive a power cut, and nothing may hold a table that a test wants.
    "${run_as[@]}" "$bin/pg_ctl" -D "$folder/data" -s -w -t 60 -l "$folder/data/server.log" start \
        -o "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off" >>"$folder.log" 2>&1
) || { cat "$folder.log" >&2; rm -f "$folder.log"; fail "PostgreSQL did not start; the lines above say why."; }
rm -f "$folder.log"

export DATABASE_URL="postgres://portal@127.0.0.1:$port/postgres"
.venv/bin/python scripts/compile_messages.py
say "Tests, with PostgreSQL"
.venv/bin/pytest -n "${TEST_PROCESSES:-2}" "$@"
