"""The routes of the career, before those of positions; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.career import candidates, person, succession

app_name = "career"
urlpatterns = [
    path("jabatan/<path:position_id>/kandidat/", candidates.show_candidates, name="show_candidates"),
    path("suksesi/", succession.show_succession, name="show_succession"),
    path("suksesi/<str:employee_id>/", succession.show_loss, name="show_loss"),
    path("pegawai/<str:employee_id>/karier/", person.show_career, name="show_career"),
    path("pegawai/<str:employee_id>/karier/tujuan/", person.wish, name="wish"),
    path("pegawai/<str:employee_id>/karier/keputusan/", person.decide, name="decide"),
]
