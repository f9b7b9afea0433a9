"""The route; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.indicator import views

app_name = "indicator"
urlpatterns = [
    path("indikator/", views.show_indicators, name="show_indicators"),
]
