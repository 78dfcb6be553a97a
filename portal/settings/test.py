"""Settings for the test suite: fast hashes, local memory, no file left behind."""

import os
import tempfile

os.environ.setdefault("PORTAL_DATA", tempfile.mkdtemp(prefix="portal-tests-"))

from .base import *  # noqa: E402,F403 — the folder above must be chosen before the base settings create it
from .base import STORAGES

SECRET_KEY = "only-for-tests-" + "x" * 40
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
DEMO = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
