"""The routes of talent, before those of people; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.talent import imports, views

app_name = "talent"
urlpatterns = [
    path("talenta/", views.show_map, name="show_map"),
    path("talenta/kotak/<str:box>/", views.show_box, name="show_box"),
    path("talenta/simata/", views.export, name="export"),
    path("talenta/impor/", imports.show_imports, name="show_imports"),
    path("talenta/impor/templat/", imports.fetch_template, name="fetch_template"),
    path("talenta/impor/terima/", imports.accept, name="accept"),
    path("talenta/impor/<int:talent_id>/tarik/", imports.withdraw, name="withdraw"),
    path("pegawai/<str:employee_id>/talenta/", views.show_person, name="show_person"),
]
