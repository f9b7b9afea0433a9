"""The plan by OPD as a table, for paper and for the workbook."""

from __future__ import annotations

from math import fsum

from benangmerah.kernel.explanation import message, render_value
from benangmerah.reports.format.block import Table
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.plan_facts import PlanFacts
from benangmerah.reports.plan_opd import OpdPlan


def opd_columns(plan: PlanFacts) -> list[Column]:
    """The agency where there are several, the OPD, and what the plan gives it."""
    organization = plan.directory.organization
    agency = [Column(message("Agency"), 26)] if organization.has_many_agencies else []
    return [
        *agency,
        Column(organization.opd_word, 44),
        Column(message("Participants"), 12, "count"),
        Column(message("Participations"), 12, "count"),
        Column("JP", 13, "figure"),
        Column(message("Levels closed"), 12, "figure"),
        Column(message("Cost per head, summed (Rp)"), 18, "rupiah"),
        Column(message("PNS below the minimum JP"), 13, "count"),
    ]


def opd_rows(plan: PlanFacts, language: str) -> list[Row]:
    """One row an OPD."""
    return [[*_name_opd(plan, opd, language), *_opd_figures(opd)] for opd in plan.opds]


def _name_opd(plan: PlanFacts, opd: OpdPlan, language: str) -> list[str]:
    organization = plan.directory.organization
    agencies = list(organization.agency_names.values())
    name = render_value(plan.directory.name_opd(opd.opd), language)
    return [agencies[opd.agency], name] if organization.has_many_agencies else [name]


def _opd_figures(opd: OpdPlan) -> Row:
    return (opd.participants, opd.participations, opd.learning_hours, opd.closes, opd.head_rupiah, opd.below_minimum)


def opd_total(plan: PlanFacts, language: str) -> Row:
    """All OPDs together."""
    return [
        *([""] if plan.directory.organization.has_many_agencies else []),
        render_value(message("Sum"), language),
        plan.participants,
        len(plan.items),
        plan.learning_hours,
        fsum(opd.closes for opd in plan.opds),
        sum(opd.head_rupiah for opd in plan.opds),
        sum(opd.below_minimum for opd in plan.opds),
    ]


def opd_table(plan: PlanFacts, language: str) -> Table:
    """The plan by OPD."""
    return Table(opd_columns(plan), opd_rows(plan, language), [opd_total(plan, language)])
