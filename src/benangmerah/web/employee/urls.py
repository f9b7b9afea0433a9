"""The routes of people as a run found them; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.employee import explain, person, views

app_name = "employee"
urlpatterns = [
    path("pegawai/", views.show_employees, name="show_employees"),
    path("pegawai/saya/", person.show_own, name="show_own"),
    path("pegawai/<str:employee_id>/", person.show_employee, name="show_employee"),
    path("pegawai/<str:employee_id>/mengapa/", explain.explain, name="explain"),
]
