"""The routes of data quality; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.quality import views

app_name = "quality"
urlpatterns = [
    path("mutu-data/", views.show_quality, name="show_quality"),
    path("mutu-data/kemajuan/", views.show_progress, name="show_progress"),
    path("mutu-data/periksa/", views.check_anew, name="check_anew"),
    path("mutu-data/unit/<str:unit_id>/", views.show_unit, name="show_unit"),
    path("mutu-data/temuan/<slug:code>/", views.show_findings, name="show_findings"),
]
