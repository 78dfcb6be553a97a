"""Settings for the test suite: fast hashes, local memory, no file left behind, nothing from the developer's shell."""

import atexit
import os
import shutil
import tempfile

# Each process of the suite has a folder of its own, whatever the environment says, and takes it away again.
os.environ["PORTAL_DATA"] = tempfile.mkdtemp(prefix="portal-tests-")
atexit.register(shutil.rmtree, os.environ["PORTAL_DATA"], ignore_errors=True)
for _name in ("BASE_URL", "CACHE_URL", "EMAIL_URL", "STORAGE_URL", "DEMO", "DEBUG", "DEFAULT_FROM_EMAIL"):
    os.environ.pop(_name, None)

from .base import *  # noqa: E402,F403 — the folder above must be chosen before the base settings create it
from .base import DATA_DIR, DATABASES, STATIC_ROOT, STORAGES  # noqa: E402 — as above

SECRET_KEY = "only-for-tests-" + "x" * 40
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
DEMO = False
STATIC_ROOT.mkdir()  # WhiteNoise warns when it is missing, and a warning is an error here
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file rather than memory: the live server's threads then have connections of their own, as in production.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
# A browser keeps its connection to the live server open; the thread that answers it must not keep the database's.
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default"]}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
