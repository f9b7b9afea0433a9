"""The routes of the dictionary; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.competency import edit, views

app_name = "competency"
urlpatterns = [
    path("kamus/", views.list_all, name="list_competencies"),
    path("kamus-baru/", edit.add, name="add"),
    path("kamus/<path:competency_id>/ubah/", edit.change, name="change"),
    path("kamus/<path:competency_id>/tutup/", edit.close, name="close"),
    path("kamus/<path:competency_id>/", views.show_competency, name="show_competency"),
]
