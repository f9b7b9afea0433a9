"""The route; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.policy_mirror import views

app_name = "policy_mirror"
urlpatterns = [
    path("cermin/", views.show_mirror, name="show_mirror"),
]
