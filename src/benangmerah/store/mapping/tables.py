"""Which model holds which table of the contract, and which field which column."""

from __future__ import annotations

from collections.abc import Sequence

from benangmerah.store import models
from benangmerah.store.models.contract_limits import field_of
from benangmerah.store.models.input_row import InputRow
from benangmerah.store.models.run_row import RunRow

INPUT_MODELS: dict[str, type[InputRow]] = {
    model.contract.name: model
    for model in (
        models.Agency, models.Unit, models.Position, models.Employee, models.Assignment, models.Competency,
        models.CompetencyLevel, models.Requirement, models.PositionRequirement, models.Rating, models.Objective,
        models.ObjectiveIndicator, models.ObjectiveNeed, models.UnitNeed, models.Intervention, models.Effect,
        models.Eligibility, models.Prerequisite, models.Completion, models.Wish, models.Spending, models.Budget,
    )
}  # fmt: skip
"""The model of every table a dataset may hold."""

PLANNING_MODELS: dict[str, type[InputRow]] = {
    model.contract.name: model
    for model in (
        models.PlanningDocument, models.ObjectiveDetail, models.ObjectiveBudget, models.IndicatorBase,
        models.LinkReason, models.ThreadThreshold,
    )
}  # fmt: skip
"""The model of every table of planning documents that no dataset holds."""

TALENT_MODELS: dict[str, type[InputRow]] = {models.TalentResult.contract.name: models.TalentResult}
"""The model of what is kept of talent management, which no dataset holds and no run reads."""

DATED_MODELS = INPUT_MODELS | PLANNING_MODELS
"""Every model whose rows a change by hand may write."""

RUN_MODELS: dict[str, type[RunRow]] = {
    model.contract.name: model
    for model in (
        models.Attainment, models.Gap, models.JobMatch, models.QualificationGap, models.PerformanceGap,
        models.ProfessionalismIndex, models.Rollup, models.Exclusion, models.Need, models.OrganisationGap,
        models.AssessFirst, models.PolicyMirror, models.PlanItem, models.UnservedNeed, models.AgencyPlan,
    )
}  # fmt: skip
"""The model of every table a run publishes."""

PUBLISHED_MODELS: dict[str, type[RunRow]] = {
    model.contract.name: model
    for model in (
        models.RunUnit,
        models.RunPerson,
        models.GapMap,
        models.PlanShare,
        models.PlanClosure,
        models.PlanPrice,
        models.PlanCurve,
        models.PlanNext,
        models.PlanWaiting,
        models.PlanFloor,
        models.PlanCutAgency,
        models.PlanCut,
        models.PlanCutLine,
        models.PlanGroup,
        models.NeedLine,
        models.NeedSum,
        models.PlanLine,
        models.LimitSum,
        models.WishFate,
        models.OwedTraining,
        models.MirrorLine,
        models.MirrorCompetency,
        models.ThreadNode,
        models.ThreadSum,
        models.ThreadPath,
        models.ThreadLine,
    )
}
"""The model of every table that is added up when a run is published."""


def fields_of(model: type[InputRow | RunRow]) -> Sequence[str]:
    """The fields of a model in the order of the contract's columns."""
    return [field_of(column) for column in model.contract.names]
