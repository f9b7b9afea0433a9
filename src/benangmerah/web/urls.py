"""Every route of the pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from benangmerah.web.home.views import show_home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", show_home, name="home"),
    path("language/", set_language, name="set_language"),
]
