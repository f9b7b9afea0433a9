"""The routes of needs; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.need import views

app_name = "need"
urlpatterns = [
    path("kebutuhan/", views.show_needs, name="show_needs"),
    path("kebutuhan/kompetensi/", views.show_competencies, name="show_competencies"),
    path("kebutuhan/unit/", views.show_units, name="show_units"),
    path("kebutuhan/kegiatan/", views.show_offerings, name="show_offerings"),
    path("kebutuhan/usulan/", views.show_wishes, name="show_wishes"),
]
