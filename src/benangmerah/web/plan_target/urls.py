"""The routes of targets; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.plan_target import asking, views

app_name = "plan_target"
urlpatterns = [
    path("rencana/target/", asking.show_targets, name="show_targets"),
    path("rencana/target/<int:target_id>/", views.show_target, name="show_target"),
    path("rencana/target/<int:target_id>/kemajuan/", views.show_progress, name="show_progress"),
    path("rencana/target/<int:target_id>/pegawai/", views.show_people, name="show_people"),
    path("rencana/target/<int:target_id>/belum-tercapai/", views.show_left, name="show_left"),
    path("rencana/target/<int:target_id>/hentikan/", asking.stop, name="stop"),
    path("rencana/target/<int:target_id>/hapus/", asking.forget, name="forget"),
]
