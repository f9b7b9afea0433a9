"""The route; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.owed_training import views

app_name = "owed_training"
urlpatterns = [
    path("diklat-wajib/", views.show_owed, name="show_owed"),
]
