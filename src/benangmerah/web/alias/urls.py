"""The routes of decisions on names; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.alias import views

app_name = "alias"
urlpatterns = [
    path("padanan/", views.show_aliases, name="show_aliases"),
    path("padanan/<int:alias_id>/", views.show_alias, name="show_alias"),
    path("padanan/<int:alias_id>/akhiri/", views.end, name="end"),
    path("padanan/judul/<int:mapping_id>/lupakan/", views.forget, name="forget"),
]
