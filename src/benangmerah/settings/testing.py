"""The settings of the tests: quick passwords, tasks done at once, no manifest of static files."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import environ

# before the product's settings, which would make a secret and a folder of their own
os.environ.setdefault("BENANGMERAH_SECRET_KEY", "for-tests-only")
os.environ.setdefault("BENANGMERAH_DATA", str(Path(tempfile.gettempdir()) / "benangmerah-tests"))

from benangmerah.settings.product import *  # noqa: F403 the product's settings, changed below
from benangmerah.settings.product import LOGGING, QUEUES, STORAGES

DATABASES = {"default": environ.Env().db_url("DATABASE_URL", default="sqlite://:memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": QUEUES}}
AXES_ENABLED = True
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True  # nothing was collected
LOGGING = {
    **LOGGING,
    "handlers": {"console": {"class": "logging.NullHandler"}},  # pytest shows what a failing test logged
    "loggers": {"axes": {"level": "WARNING"}, "django_tasks": {"level": "WARNING"}},  # a line for every log-in and job
}
