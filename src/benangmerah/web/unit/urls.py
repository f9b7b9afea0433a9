"""The routes of units; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.unit import edit, results, views

app_name = "unit"
urlpatterns = [
    path("unit/", views.list_all, name="list_units"),
    path("unit-baru/", edit.add, name="add"),
    path("unit/<path:unit_id>/ubah/", edit.change, name="change"),
    path("unit/<path:unit_id>/tutup/", edit.close, name="close"),
    path("unit/<path:unit_id>/hasil/", results.show_results, name="show_results"),
    path("unit/<path:unit_id>/", views.show_unit, name="show_unit"),
]
