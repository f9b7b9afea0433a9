"""The routes of positions; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.position import edit, views

app_name = "position"
urlpatterns = [
    path("jabatan/", views.list_all, name="list_positions"),
    path("jabatan-baru/", edit.add, name="add"),
    path("jabatan/<path:position_id>/ubah/", edit.change, name="change"),
    path("jabatan/<path:position_id>/tutup/", edit.close, name="close"),
    path("jabatan/<path:position_id>/", views.show_position, name="show_position"),
]
