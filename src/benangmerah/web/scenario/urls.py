"""The routes of what-if questions and scenarios; the words in the address are Indonesian."""

from __future__ import annotations

from django.urls import path

from benangmerah.web.scenario import asking, comparing, scenarios

app_name = "scenario"
urlpatterns = [
    path("andai/", asking.show_what_if, name="show_what_if"),
    path("andai/tanya/", asking.ask, name="ask"),
    path("andai/jawaban/<int:sketch_id>/", asking.show_answer, name="show_answer"),
    path("andai/jawaban/<int:sketch_id>/simpan/", scenarios.save, name="save"),
    path("skenario/", scenarios.show_scenarios, name="show_scenarios"),
    path("skenario/banding/", comparing.compare, name="compare"),
    path("skenario/<int:scenario_id>/", scenarios.show_scenario, name="show_scenario"),
    path("skenario/<int:scenario_id>/pegawai/", scenarios.show_people, name="show_people"),
    path("skenario/<int:scenario_id>/bukti/", scenarios.prove, name="prove"),
    path("skenario/<int:scenario_id>/hapus/", scenarios.remove, name="remove"),
    path("skenario/<int:scenario_id>/kembalikan/", scenarios.restore, name="restore"),
    path("skenario/<int:scenario_id>/rancangan/", scenarios.draft, name="draft"),
]
