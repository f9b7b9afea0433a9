"""The settings of the web product. An operator sets the environment; nothing here is law or policy."""

from __future__ import annotations

from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF

from benangmerah.settings.secret import keep_secret

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent.parent
DATA_FOLDER = Path(env.str("BENANGMERAH_DATA", default="data")).resolve()
"""Where SQLite, uploads, snapshots and results are kept."""

DEBUG = False
SECRET_KEY = env.str("BENANGMERAH_SECRET_KEY", default="") or keep_secret(DATA_FOLDER)
ALLOWED_HOSTS = env.list("BENANGMERAH_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("BENANGMERAH_ORIGINS", default=[])
IS_BEHIND_TLS = env.bool("BENANGMERAH_TLS", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "benangmerah.store",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "benangmerah.web.content_policy.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "benangmerah.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "benangmerah.web.kept_page.KeptPagesMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "benangmerah.web.account.middleware.PrivatePagesMiddleware",
    "benangmerah.web.account.middleware.FirstPasswordMiddleware",
    "benangmerah.web.account.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "benangmerah.web.urls"
WSGI_APPLICATION = "benangmerah.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "benangmerah.web.shell.show_shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "benangmerah.web.components.figures",
                "benangmerah.web.components.tags",
                "benangmerah.web.components.history",
                "benangmerah.web.components.chart",
                "benangmerah.web.components.scale",
                "benangmerah.web.components.filters",
            ],
        },
    }
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_FOLDER / 'benangmerah.sqlite3'}")}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATA_FOLDER.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "store.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "benangmerah.store.authentication.NipOrMailBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("nip", "mail", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account:log_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account:log_in"
SESSION_COOKIE_AGE = 60 * 60 * 8
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_BEHIND_TLS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_BEHIND_TLS else 0
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = IS_BEHIND_TLS
TRUSTED_PROXIES = env.int("BENANGMERAH_PROXIES", default=1 if IS_BEHIND_TLS else 0)
"""How many proxies of ours stand in front: each adds the address it saw to X-Forwarded-For."""
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_TLS else None
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "benangmerah.store.authentication.name_of_log_in"
AXES_CLIENT_IP_CALLABLE = "benangmerah.store.authentication.client_address"
AXES_DISABLE_ACCESS_LOG = True  # our own audit log keeps log-ins, without addresses
LOG_IN_FAILURES_OF_A_PLACE = env.int("BENANGMERAH_FAILURES_OF_A_PLACE", default=100)
"""Failed log-ins from one address, whatever the names, before it waits; a whole office may stand behind one address."""
AXES_LOCKOUT_TEMPLATE = "account/locked.html"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = env.str("BENANGMERAH_TIME_ZONE", default="Asia/Jakarta")

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATIC_ROOT = DATA_FOLDER / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_FOLDER / "uploads"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

KEPT_PAGES = env.int("BENANGMERAH_KEPT_PAGES", default=2_000)
"""Drawn pages in the memory of each process, at most 256 KiB each and mostly a twentieth of it; those nobody asked for
longest go first. 0 keeps none."""
LOCAL_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": LOCAL_MEMORY, "LOCATION": "default"},
    "pages": {"BACKEND": LOCAL_MEMORY, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": KEPT_PAGES}}
    if KEPT_PAGES
    else {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
QUEUES = ["default", "sketch"]
"""What takes long, and what somebody waits for: a worker does one of them, so that a run never holds up a sketch."""
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": QUEUES}}
SECONDS_BETWEEN_HEARTBEATS = 5
SECONDS_UNTIL_LOST = env.int("BENANGMERAH_SECONDS_UNTIL_LOST", default=90)
"""Without a sign of life for so long, a job's worker is held to be dead."""
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("BENANGMERAH_LOG_LEVEL", default="INFO")},
}
