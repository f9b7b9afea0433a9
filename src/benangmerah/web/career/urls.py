"""The routes of the career, before those of positions; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.career import person

app_name = "career"
urlpatterns = [
    path("pegawai/<str:employee_id>/karier/", person.show_career, name="show_career"),
    path("pegawai/<str:employee_id>/karier/tujuan/", person.wish, name="wish"),
    path("pegawai/<str:employee_id>/karier/keputusan/", person.decide, name="decide"),
]
