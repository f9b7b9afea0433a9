"""The routes of standards; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.standard import bulk, edit, views

app_name = "standard"
urlpatterns = [
    path("standar/", views.show_standards, name="show_standards"),
    path("standar-antrean/", views.show_queue, name="show_queue"),
    path("standar-massal/", bulk.write_bulk, name="write_bulk"),
    path("standar/<path:position_id>/ubah/", edit.change, name="change"),
    path("standar/<path:position_id>/mirip/", views.show_similar, name="show_similar"),
    path("standar/<path:position_id>/", views.show_standard, name="show_standard"),
]
