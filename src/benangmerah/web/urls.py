"""Every route of the pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from benangmerah.web.account.language import set_language
from benangmerah.web.home.views import show_home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", show_home, name="home"),
    path("bahasa/", set_language, name="set_language"),
    path("", include("benangmerah.web.account.urls")),
    path("", include("benangmerah.web.run.urls")),
    path("", include("benangmerah.web.imports.urls")),
    path("", include("benangmerah.web.quality.urls")),
    path("", include("benangmerah.web.unit.urls")),
    path("", include("benangmerah.web.career.urls")),
    path("", include("benangmerah.web.position.urls")),
    path("", include("benangmerah.web.standard.urls")),
    path("", include("benangmerah.web.competency.urls")),
    path("", include("benangmerah.web.rotation.urls")),
    path("", include("benangmerah.web.policy.urls")),
    path("", include("benangmerah.web.alias.urls")),
    path("", include("benangmerah.web.gap_map.urls")),
    path("", include("benangmerah.web.need.urls")),
    path("", include("benangmerah.web.talent.urls")),
    path("", include("benangmerah.web.employee.urls")),
    path("", include("benangmerah.web.plan_target.urls")),
    path("", include("benangmerah.web.plan.urls")),
    path("", include("benangmerah.web.scenario.urls")),
    path("", include("benangmerah.web.leader_sheet.urls")),
    path("", include("benangmerah.web.objective.urls")),
    path("", include("benangmerah.web.thread.urls")),
    path("", include("benangmerah.web.policy_mirror.urls")),
    path("", include("benangmerah.web.owed_training.urls")),
    path("", include("benangmerah.web.report.urls")),
    path("", include("benangmerah.web.indicator.urls")),
    path("", include("benangmerah.web.why.urls")),
    path("", include("benangmerah.web.change.urls")),
    path("", include("benangmerah.web.audit.urls")),
]
