"""The routes of runs; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.run import asking, runs

app_name = "run"
urlpatterns = [
    path("hitungan/", runs.show_runs, name="show_runs"),
    path("hitungan/baru/", asking.start, name="start"),
    path("hitungan/<int:run_id>/", runs.show_run, name="show_run"),
    path("hitungan/<int:run_id>/kemajuan/", runs.show_progress, name="show_progress"),
    path("hitungan/<int:run_id>/hentikan/", asking.cancel, name="cancel"),
    path("hitungan/<int:run_id>/mulai-lagi/", asking.restart, name="restart"),
    path("hitungan/<int:run_id>/ulangi/", asking.repeat, name="repeat"),
    path("hitungan/<int:run_id>/dokumen/", asking.write_documents, name="write_documents"),
    path("hitungan/<int:run_id>/dokumen/<str:document>/", runs.fetch_document, name="fetch_document"),
]
