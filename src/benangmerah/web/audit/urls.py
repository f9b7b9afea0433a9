"""The route of the audit log."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.audit import views

app_name = "audit"
urlpatterns = [path("catatan/", views.show_log, name="show_log")]
