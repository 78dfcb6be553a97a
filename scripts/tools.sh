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

# need_checker: export VNU_JAR, the Nu HTML checker, fetched with npm into .make unless it is named already.
need_checker() {
    if ! command -v java >/dev/null; then
        apt_install default-jre-headless || fail "The HTML checker needs Java: run 'sudo apt-get install default-jre-headless' and try again."
    fi
    VNU_JAR="${VNU_JAR:-.make/vnu-jar/package/build/dist/vnu.jar}"
    if [ ! -f "$VNU_JAR" ]; then
        command -v npm >/dev/null || apt_install npm || fail "The HTML checker comes with npm: run 'sudo apt-get install npm', or set VNU_JAR=/path/to/vnu.jar, and try again."
        say "Fetching the Nu HTML checker with npm …"
        mkdir -p .make/vnu-jar
        (cd .make/vnu-jar && npm pack --silent vnu-jar >/dev/null && tar -xzf vnu-jar-*.tgz && rm vnu-jar-*.tgz) </dev/null ||
            fail "The Nu HTML checker could not be fetched: set VNU_JAR=/path/to/vnu.jar and try again."
    fi
    export VNU_JAR
}
