"""The routes of the plan; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.plan import views

app_name = "plan"
urlpatterns = [
    path("rencana/", views.show_plan, name="show_plan"),
    path("rencana/unit/", views.show_units, name="show_units"),
    path("rencana/pegawai/", views.show_people, name="show_people"),
    path("rencana/keadilan/", views.show_groups, name="show_groups"),
    path("rencana/pagu-lain/", views.show_curve, name="show_curve"),
    path("rencana/langka/", views.show_worths, name="show_worths"),
    path("rencana/menunggu-uang/", views.show_waiting, name="show_waiting"),
    path("rencana/pagu-kurang/", views.show_cut, name="show_cut"),
    path("rencana/kegiatan/<path:intervention_id>/", views.show_offering, name="show_offering"),
]
