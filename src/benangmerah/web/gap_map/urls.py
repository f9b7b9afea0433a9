"""The routes of the gap map; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.gap_map import views

app_name = "gap_map"
urlpatterns = [
    path("peta/", views.show_map, name="show_map"),
    path("peta/unit/<path:unit_id>/sel/<path:competency_id>/", views.show_cell, name="show_cell"),
    path("peta/unit/<path:unit_id>/", views.show_unit_map, name="show_unit_map"),
]
