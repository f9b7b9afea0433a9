"""The route; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.leader_sheet import views

app_name = "leader_sheet"
urlpatterns = [
    path("lembar-pimpinan/", views.show_sheet, name="show_sheet"),
]
