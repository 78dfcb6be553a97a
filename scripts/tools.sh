# Programs that only testing needs: sourced by the scripts beside it, after common.sh.
# shellcheck shell=bash

# need_gettext: xgettext and friends, for the translation check.
need_gettext() {
    if ! command -v xgettext >/dev/null || ! command -v msgmerge >/dev/null; then
        apt_install gettext || fail "The translation check needs gettext: run 'sudo apt-get install gettext' and try again."
    fi
}

# A Chromium that starts, not a placeholder that sends one to an app shop.
_works() { "$1" --version >/dev/null 2>&1; }
_system_chromium() {
    local name
    for name in ${PORTAL_CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name" >/dev/null && _works "$name"; then command -v "$name"; return 0; fi
    done
    return 1
}
_playwright_chromium() {
    .venv/bin/python - <<'PY'
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = playwright.chromium.executable_path
print(path)
sys.exit(not pathlib.Path(path).exists())
PY
}

# need_chromium: export PORTAL_CHROMIUM, installing Chromium by the package manager or else by Playwright.
need_chromium() {
    if ! PORTAL_CHROMIUM="$(_system_chromium)"; then
        apt_install chromium || true
        if ! PORTAL_CHROMIUM="$(_system_chromium)" && ! PORTAL_CHROMIUM="$(_playwright_chromium)"; then
            say "Fetching Chromium with Playwright …"
            { as_root true && .venv/bin/playwright install --with-deps chromium || .venv/bin/playwright install chromium; } >&2 || true
            PORTAL_CHROMIUM="$(_playwright_chromium)" || fail "Browser tests need Chromium and none could be installed here: install Chromium or Chrome and try again."
        fi
    fi
    export PORTAL_CHROMIUM
}
