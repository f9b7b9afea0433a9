"""The routes of policies; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.policy import views

app_name = "policy"
urlpatterns = [
    path("kebijakan/", views.show_policies, name="show_policies"),
    path("kebijakan/baru/", views.add, name="add"),
    path("kebijakan/bawaan.yaml", views.fetch_defaults, name="fetch_defaults"),
    path("kebijakan/<int:policy_id>/", views.show_policy, name="show_policy"),
    path("kebijakan/<int:policy_id>/berkas.yaml", views.fetch_policy, name="fetch_policy"),
    path("kebijakan/<int:policy_id>/tarik/", views.withdraw, name="withdraw"),
]
