"""What pages are measured beside: Django's stock middleware and one small template, with and without log-in."""

from __future__ import annotations

import os

from django.conf import settings

TEMPLATE = "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1><p>{{ who }}</p>"
MIDDLEWARE = (
    "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)  # fmt: skip

os.environ["DJANGO_SETTINGS_MODULE"] = "benangmerah.settings.product"
settings.configure(
    SECRET_KEY="bare",  # noqa: S106 of the measurement
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="benchmarks.bare_page",
    MIDDLEWARE=MIDDLEWARE,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
                    "django.contrib.messages"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "CONN_MAX_AGE": 60,
                           "NAME": os.environ.get("BARE_DATABASE", ":memory:")}},
    SESSION_ENGINE="django.contrib.sessions.backends.db",
)  # fmt: skip

import django  # noqa: E402 the settings come first

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402


def show_bare(_request: HttpRequest) -> HttpResponse:
    """A page that asks the database nothing."""
    return HttpResponse(engines["django"].from_string(TEMPLATE).render({"title": "BenangMerah", "who": ""}))


def show_logged_in(request: HttpRequest) -> HttpResponse:
    """A page that reads session and account, as every page behind a log-in must."""
    who = str(request.user)
    return HttpResponse(engines["django"].from_string(TEMPLATE).render({"title": "BenangMerah", "who": who}))


urlpatterns = [path("", show_bare), path("masuk/", show_logged_in)]
application = get_wsgi_application()
