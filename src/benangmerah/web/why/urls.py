"""The route of the reasons; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.why import views

app_name = "why"
urlpatterns = [
    path("mengapa/<str:figure>/", views.explain_figure, name="explain_figure"),
]
