"""The tables of the archive, one module a noun."""

from __future__ import annotations

from benangmerah.store.models.account import Account
from benangmerah.store.models.agency import Agency
from benangmerah.store.models.alias import Alias, ColumnMapping
from benangmerah.store.models.assess_first import AssessFirst
from benangmerah.store.models.assignment import Assignment
from benangmerah.store.models.attainment import Attainment
from benangmerah.store.models.audit import AuditEntry
from benangmerah.store.models.budget import Budget
from benangmerah.store.models.competency import Competency, CompetencyLevel
from benangmerah.store.models.completion import Completion
from benangmerah.store.models.dated import DatedRow, Receipt
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.exclusion import Exclusion
from benangmerah.store.models.gap import Gap
from benangmerah.store.models.gap_map import GapMap
from benangmerah.store.models.import_draft import ImportDraft, ImportFault, ImportMention
from benangmerah.store.models.input_row import InputRow
from benangmerah.store.models.intervention import Effect, Eligibility, Intervention, Prerequisite
from benangmerah.store.models.job import Job
from benangmerah.store.models.job_match import JobMatch
from benangmerah.store.models.leader_sheet import LeaderSheet
from benangmerah.store.models.limit_sum import LimitSum
from benangmerah.store.models.membership import Membership
from benangmerah.store.models.mirror_competency import MirrorCompetency
from benangmerah.store.models.mirror_line import MirrorLine
from benangmerah.store.models.need import Need
from benangmerah.store.models.need_line import NeedLine
from benangmerah.store.models.need_sum import NeedSum
from benangmerah.store.models.objective import Objective, ObjectiveIndicator, ObjectiveNeed
from benangmerah.store.models.organisation_gap import OrganisationGap
from benangmerah.store.models.owed_training import OwedTraining
from benangmerah.store.models.performance_gap import PerformanceGap
from benangmerah.store.models.plan import AgencyPlan, PlanItem, UnservedNeed
from benangmerah.store.models.plan_closure import PlanClosure
from benangmerah.store.models.plan_curve import PlanCurve
from benangmerah.store.models.plan_cut import PlanCut
from benangmerah.store.models.plan_cut_agency import PlanCutAgency
from benangmerah.store.models.plan_cut_line import PlanCutLine
from benangmerah.store.models.plan_floor import PlanFloor
from benangmerah.store.models.plan_group import PlanGroup
from benangmerah.store.models.plan_line import PlanLine
from benangmerah.store.models.plan_next import PlanNext
from benangmerah.store.models.plan_price import PlanPrice
from benangmerah.store.models.plan_share import PlanShare
from benangmerah.store.models.plan_target import (
    PlanTarget,
    PlanTargetItem,
    PlanTargetLeft,
    PlanTargetUnit,
    PlanTargetYear,
)
from benangmerah.store.models.plan_waiting import PlanWaiting
from benangmerah.store.models.planning import (
    IndicatorBase,
    LinkReason,
    ObjectiveBudget,
    ObjectiveDetail,
    PlanningDocument,
    ThreadThreshold,
)
from benangmerah.store.models.policy import PolicyVersion
from benangmerah.store.models.policy_mirror import PolicyMirror
from benangmerah.store.models.position import Position
from benangmerah.store.models.position_requirement import PositionRequirement
from benangmerah.store.models.professionalism_index import ProfessionalismIndex
from benangmerah.store.models.qualification_gap import QualificationGap
from benangmerah.store.models.quality import QualityFinding, QualityFitness, QualityReview
from benangmerah.store.models.rating import Rating
from benangmerah.store.models.requirement import Requirement
from benangmerah.store.models.rollup import Rollup
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_person import RunPerson
from benangmerah.store.models.run_row import RunRow
from benangmerah.store.models.run_unit import RunUnit
from benangmerah.store.models.scenario import Scenario
from benangmerah.store.models.spending import Spending
from benangmerah.store.models.talent import TalentResult
from benangmerah.store.models.thread_line import ThreadLine
from benangmerah.store.models.thread_node import ThreadNode
from benangmerah.store.models.thread_path import ThreadPath
from benangmerah.store.models.thread_sum import ThreadSum
from benangmerah.store.models.unit import Unit
from benangmerah.store.models.unit_need import UnitNeed
from benangmerah.store.models.wish import Wish
from benangmerah.store.models.wish_fate import WishFate

__all__ = [
    "Account",
    "Agency",
    "AgencyPlan",
    "Alias",
    "AssessFirst",
    "Assignment",
    "Attainment",
    "AuditEntry",
    "Budget",
    "ColumnMapping",
    "Competency",
    "CompetencyLevel",
    "Completion",
    "DatedRow",
    "Effect",
    "Eligibility",
    "Employee",
    "Exclusion",
    "Gap",
    "GapMap",
    "ImportDraft",
    "ImportFault",
    "ImportMention",
    "IndicatorBase",
    "InputRow",
    "Intervention",
    "Job",
    "JobMatch",
    "LeaderSheet",
    "LimitSum",
    "LinkReason",
    "Membership",
    "MirrorCompetency",
    "MirrorLine",
    "Need",
    "NeedLine",
    "NeedSum",
    "Objective",
    "ObjectiveBudget",
    "ObjectiveDetail",
    "ObjectiveIndicator",
    "ObjectiveNeed",
    "OrganisationGap",
    "OwedTraining",
    "PerformanceGap",
    "PlanClosure",
    "PlanCurve",
    "PlanCut",
    "PlanCutAgency",
    "PlanCutLine",
    "PlanFloor",
    "PlanGroup",
    "PlanItem",
    "PlanLine",
    "PlanNext",
    "PlanPrice",
    "PlanShare",
    "PlanTarget",
    "PlanTargetItem",
    "PlanTargetLeft",
    "PlanTargetUnit",
    "PlanTargetYear",
    "PlanWaiting",
    "PlanningDocument",
    "PolicyMirror",
    "PolicyVersion",
    "Position",
    "PositionRequirement",
    "Prerequisite",
    "ProfessionalismIndex",
    "QualificationGap",
    "QualityFinding",
    "QualityFitness",
    "QualityReview",
    "Rating",
    "Receipt",
    "Requirement",
    "Rollup",
    "Run",
    "RunPerson",
    "RunRow",
    "RunUnit",
    "Scenario",
    "Spending",
    "TalentResult",
    "ThreadLine",
    "ThreadNode",
    "ThreadPath",
    "ThreadSum",
    "ThreadThreshold",
    "Unit",
    "UnitNeed",
    "UnservedNeed",
    "Wish",
    "WishFate",
]
