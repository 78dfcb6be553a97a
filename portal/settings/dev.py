"""Development and demonstration: everything local, nothing to set, not for the internet."""

import secrets

from .base import *  # noqa: F403 — a settings module extends another by name, as Django's documentation shows
from .base import DATA_DIR, WAGTAILADMIN_BASE_URL, env  # explicit names for the type checker

DEBUG = env.bool("DEBUG", default=False)

_secret_file = DATA_DIR / "secret_key"
if not _secret_file.exists():
    _secret_file.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    _secret_file.chmod(0o600)
SECRET_KEY = env.str("SECRET_KEY", default=_secret_file.read_text(encoding="utf-8"))

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
DEMO = env.bool("DEMO", default=True)
FEEDS_ALLOW_LOOPBACK = DEMO
# Passkeys on http://localhost are allowed by browsers; allauth wants it said.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
