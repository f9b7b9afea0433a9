"""The routes; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.thread import threshold, views

app_name = "thread"
urlpatterns = [
    path("benang-merah/", views.show_thread, name="show_thread"),
    path(
        "benang-merah/ambang/<path:agency_id>/kembalikan/<int:receipt_id>/",
        threshold.undo_coverage,
        name="undo_coverage",
    ),
    path("benang-merah/ambang/<path:agency_id>/", threshold.set_coverage, name="set_coverage"),
    path("benang-merah/tanpa-benang/", views.show_orphans, name="show_orphans"),
    path("benang-merah/simpul/<path:objective_id>/cabang/", views.show_branch, name="show_branch"),
    path("benang-merah/simpul/<path:objective_id>/", views.show_node, name="show_node"),
    path("benang-merah/kegiatan/<path:intervention_id>/", views.show_line, name="show_line"),
]
