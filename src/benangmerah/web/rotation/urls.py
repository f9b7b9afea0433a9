"""The routes of rotations; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.rotation import views

app_name = "rotation"
urlpatterns = [
    path("mutasi/", views.show_rotations, name="show_rotations"),
    path("mutasi/baru/", views.upload, name="upload"),
    path("mutasi/<int:import_id>/", views.show_rotation, name="show_rotation"),
]
