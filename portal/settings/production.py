"""Production: refuses to start without its secrets, and says which."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403 — a settings module extends another by name, as Django's documentation shows
from .base import env
from .logs import logging_config


def required(name: str, example: str) -> str:
    """Return an environment variable, or raise ImproperlyConfigured with a sentence that says what to set."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}, for example {name}={example}.")
    return value


SECRET_KEY = required("SECRET_KEY", "$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise ImproperlyConfigured("SECRET_KEY is too short: set at least 50 random characters.")
BASE_URL = required("BASE_URL", "https://portal.example.org")
if not BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("BASE_URL must start with https:// in production.")
if not BASE_URL.removeprefix("https://").split("/")[0].split(":")[0]:
    raise ImproperlyConfigured("BASE_URL must name a host, for example BASE_URL=https://portal.example.org.")
required("DATABASE_URL", "postgres://portal:secret@localhost/portal")
required("EMAIL_URL", "smtp+tls://user:secret@mail.example.org:587")

WAGTAILADMIN_BASE_URL = BASE_URL
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[BASE_URL.split("//")[1].split("/")[0].split(":")[0]])
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DEMO = False
if env.bool("FEEDS_ALLOW_LOOPBACK", default=False):
    raise ImproperlyConfigured("FEEDS_ALLOW_LOOPBACK is for the demo: take it away.")
FEEDS_ALLOW_LOOPBACK = False
LOCAL_MAILBOX_ENABLED = False
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=True)

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# The probes are called by the machine itself, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 3600)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# W005 and W021 ask for includeSubDomains and preload: they would bind every host under the region's domain,
# which is not this portal's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

LOGGING = logging_config(json=True, level=env.str("LOG_LEVEL", default="INFO"))
