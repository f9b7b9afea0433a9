"""The route; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.report import views

app_name = "report"
urlpatterns = [
    path("laporan/", views.show_reports, name="show_reports"),
]
