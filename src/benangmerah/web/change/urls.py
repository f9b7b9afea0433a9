"""The routes of changes by hand; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.change import views

app_name = "change"
urlpatterns = [
    path("perubahan/", views.show_changes, name="show_changes"),
    path("perubahan/<int:receipt_id>/", views.show_change, name="show_change"),
    path("perubahan/<int:receipt_id>/urungkan/", views.undo, name="undo"),
]
