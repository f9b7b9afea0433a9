"""Break each rule once, in SQL alone and in Python alone, and see that a test named after it fails.

For maintainers (some ten minutes): `.venv/bin/python scripts/break_rules.py [rule_05 …]`. Works on a copy of the tree.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARTS = "src/benangmerah/analytics/marts"
DOMAIN = "src/benangmerah/domain"
QUALITY = "src/benangmerah/analytics/quality"
PUBLISHED = "src/benangmerah/analytics/published"
PLANNER = "src/benangmerah/planner"
TESTS = "tests/agreement/test_rules_and_marts.py"
TESTS_OF = {
    "quality": "tests/agreement/test_quality_checks.py",
    "published": "tests/flow/test_add_up_run.py",
    "needs": "tests/analytics/test_publish.py",
    "thread": "tests/analytics/test_publish_thread.py",
    "talent": "tests/domain/test_talent.py",
    "talent_import": "tests/flow/test_import_talent.py",
    "talent_look": "tests/web/talent/test_views.py",
    "standard": "tests/flow/test_change_standard.py",
    "bound": "tests/planner/test_bound.py",
    "branch": "tests/planner/test_branch.py",
    "search": "tests/planner/test_search.py",
    "curve": "tests/planner/test_curve.py",
    "seating": "tests/planner/test_seating.py",
    "sketch": "tests/planner/test_sketch.py",
    "floor": "tests/planner/test_floor.py",
}
"""Where the breaks that are no rule of the dataset must be seen."""
EXAMPLES = "100"


@dataclass(frozen=True)
class Break:
    """One rule broken in one place: `old` becomes `new`, and tests of that name must fail."""

    rule: str
    table: str
    file: str
    old: str
    new: str

    @property
    def engine(self) -> str:
        """Where the rule is broken."""
        return "SQL" if self.file.endswith(".sql") else "Python"


BREAKS = (
    Break("rule_01", "attainment", f"{MARTS}/evidence.sql", "run_day.as_of < ratings.valid_until", "run_day.as_of <= ratings.valid_until"),
    Break("rule_01", "attainment", f"{MARTS}/evidence.sql", "assessed_on > source_validity", "assessed_on >= source_validity"),
    Break("rule_01", "attainment", f"{DOMAIN}/assessment.py", "return as_of < rating.valid_until", "return as_of <= rating.valid_until"),
    Break("rule_02", "attainment", f"{MARTS}/evidence.sql", "CONCAT(CAST(assessed_on AS VARCHAR), rating_id)", "rating_id"),
    Break("rule_02", "attainment", f"{DOMAIN}/assessment.py", "(best.assessed_on, best.rating_id) <", "(best.assessed_on, '') <"),
    Break("rule_03", "attainment", f"{MARTS}/attainment.sql", "learned_on > decided.newest_on", "learned_on >= decided.newest_on"),
    Break("rule_03", "attainment", f"{MARTS}/attainment.sql", "(200 * numerator + denominator) //", "(200 * numerator) //"),
    Break("rule_03", "attainment", f"{DOMAIN}/attainment.py", "learned.newest_on > decided.newest_on", "learned.newest_on >= decided.newest_on"),
    Break("rule_03", "assess_first", f"{MARTS}/assess_first.sql", "known.others_count = 0", "known.others_count >= 0"),
    Break("rule_03", "assess_first", f"{DOMAIN}/assess_first.py", "all(rating.source == SELF", "any(rating.source == SELF"),
    Break("rule_04", "04_05_07_gap", f"{MARTS}/gap.sql", "run_day.as_of < requirements.valid_to", "run_day.as_of <= requirements.valid_to"),
    Break("rule_04", "04_05_07_gap", "src/benangmerah/kernel/period.py", "day < self.end", "day <= self.end"),
    Break("rule_05", "04_05_07_gap", f"{MARTS}/gap.sql", ">= gap_threshold.units", "> gap_threshold.units"),
    Break("rule_05", "04_05_07_gap", f"{DOMAIN}/gap.py", "short >= policy.gap_counts_from", "short > policy.gap_counts_from"),
    Break("rule_06", "job_match", f"{MARTS}/job_match.sql", "LEAST(gap.attained_units, gap.required_level * 10000)", "gap.attained_units"),
    Break("rule_06", "job_match", f"{DOMAIN}/job_match.py", "sum(min(pair) for pair in assessed)", "sum(max(pair) for pair in assessed)"),
    Break("rule_07", "12_need", f"{MARTS}/need.sql", "gap * weight AS priority", "gap AS priority"),
    Break("rule_07", "04_05_07_gap", f"{MARTS}/gap.sql", "* COALESCE(strategic_factor.numerator, 1)", ""),
    Break("rule_07", "04_05_07_gap", f"{DOMAIN}/gap.py", "* (1 + strategic_weight)", "* (1 + 2 * strategic_weight)"),
    Break("rule_08", "professionalism_index", f"{MARTS}/professionalism_index.sql", ">= index_constant.technical", "> index_constant.technical"),
    Break("rule_08", "professionalism_index", f"{DOMAIN}/professionalism_index.py", ">= tables.technical_training", "> tables.technical_training"),
    Break("rule_09", "rollup", f"{MARTS}/rollup.sql", "WHERE gap.target = 'held'", "WHERE gap.target <> 'x'"),
    Break("rule_09", "rollup", f"{DOMAIN}/rollup.py", 'for gap in gaps if gap.state == "gap")', "for gap in gaps)"),
    Break("rule_10", "performance_gap", f"{MARTS}/performance_gap.sql", "'pp46'", "'pp30'"),
    Break("rule_10", "performance_gap", f"{DOMAIN}/performance_gap.py", 'DEFAULT_SCHEME = "pp46"', 'DEFAULT_SCHEME = "pp30"'),
    Break("rule_11", "organisation_gap", f"{MARTS}/organisation_gap.sql", " AND person.standing = 'active'", ""),
    Break("rule_11", "organisation_gap", f"{DOMAIN}/organisation_gap.py", "attained.units >= level", "attained.units > level"),
    Break("rule_12", "12_need", f"{MARTS}/need.sql", "RANK() OVER", "DENSE_RANK() OVER"),
    Break("rule_12", "12_need", f"{DOMAIN}/need.py", "[comparable(priority) for", "[round(priority) for"),
    Break("rule_12", "12_strategic_effect", f"{MARTS}/strategic_effect.sql", "(counted.numerator + counted.denominator) //", "counted.numerator //"),
    Break("rule_12", "12_strategic_effect", f"{DOMAIN}/ranking.py", "-score for score in scores)", "-score for score in set(scores))"),
    Break("thread", "counts_people", f"{PUBLISHED}/thread_sum.sql", "COUNT(DISTINCT thread_need.employee_id)", "COUNT(thread_need.employee_id)"),
    Break("thread", "nobody_twice", f"{PUBLISHED}/thread_ask.sql", "SELECT DISTINCT", "SELECT"),
    Break("thread", "summary", f"{PUBLISHED}/thread_line.sql", "WHEN traced.employee_id IS NULL THEN 0", "WHEN FALSE THEN 0"),
    Break("rule_13", "policy_mirror", f"{MARTS}/policy_mirror.sql",
          "LEAST(COALESCE(needing.people_with_need, 0), spending.participants)", "COALESCE(needing.people_with_need, 0)"),
    Break("rule_13", "policy_mirror", f"{DOMAIN}/policy_mirror.py", "min(people_with_need, participants)", "people_with_need"),
    Break("rule_14", "14_excluded", f"{MARTS}/excluded.sql", "employees.birth_date < plan_age_limit.born_before", "employees.birth_date <= plan_age_limit.born_before"),
    Break("rule_14", "14_excluded", f"{MARTS}/excluded.sql", "employees.contract_end < plan_day.contract_bound", "employees.contract_end <= plan_day.contract_bound"),
    Break("rule_14", "14_excluded", f"{MARTS}/excluded.sql", "WHERE plan_day.is_planned", "WHERE FALSE"),
    Break("rule_14", "14_excluded", f"{DOMAIN}/plan.py", "reaches_age_on(person.birth_date, years) < months_after", "reaches_age_on(person.birth_date, years) <= months_after"),
    Break("rule_14", "14_excluded", f"{DOMAIN}/plan.py", "person.contract_end < months_after", "person.contract_end <= months_after"),
    Break("rule_14", "planned_person", f"{MARTS}/planned_person.sql", "WHERE excluded.employee_id IS NULL", ""),
    Break("rule_15", "planned_need", f"{MARTS}/planned_need.sql", " AND (gap.target = 'held' OR gap.is_target_approved)", ""),
    Break("rule_15", "planned_need", f"{DOMAIN}/need.py", "is_target_approved)", "not is_target_approved)"),
    Break("rule_16", "planned_person", f"{MARTS}/planned_person.sql", "completions.completed_on >= plan_day.year_start", "completions.completed_on > plan_day.year_start"),
    Break("rule_16", "planned_person", f"{MARTS}/planned_person.sql", "    AND completions.completed_on <= plan_day.as_of\n", ""),
    Break("rule_16", "planned_person", f"{DOMAIN}/learning_hour.py", "if learning_hours is not None:", "if learning_hours:"),
    Break("rule_17", "planned_person", f"{MARTS}/planned_person.sql", "CASE WHEN not_elective.form IS NULL THEN", "CASE WHEN TRUE THEN"),
    Break("rule_17", "planned_person", f"{DOMAIN}/learning_hour.py", "if one.is_elective or not only_elective", "if True"),
    Break("rule_17", "finished_offering", f"{MARTS}/finished_offering.sql", "MAX(completions.completed_on)", "MIN(completions.completed_on)"),
    Break("rule_17", "finished_offering", f"{MARTS}/finished_offering.sql", "completions.completed_on <= run_day.as_of", "completions.completed_on < run_day.as_of"),
    Break("article_206", "qualification_gap", f"{MARTS}/qualification_gap.sql", "AND fitting.has_met = 1 THEN 'met'", "THEN judged.state"),
    Break("article_206", "qualification_gap", f"{DOMAIN}/qualification_gap.py", "order[held] >= order[required]", "order[held] > order[required]"),
    Break("quality", "edge", f"{QUALITY}/identical_ratings.sql", ">= quality_limit.identical_ratings", "> quality_limit.identical_ratings"),
    Break("quality", "edge", f"{QUALITY}/identical_ratings.sql", ">= quality_limit.identical_percent", "> quality_limit.identical_percent"),
    Break("quality", "edge", f"{QUALITY}/self_equals_superior.sql", ">= quality_limit.self_equal_pairs", "> quality_limit.self_equal_pairs"),
    Break("quality", "edge", f"{QUALITY}/hours_beyond_possible.sql", "> interventions.duration_days *", ">= interventions.duration_days *"),
    Break("quality", "edge", f"{QUALITY}/hours_beyond_possible.sql", "> month_days * hours_a_day", ">= month_days * hours_a_day"),
    Break("quality", "finds", f"{QUALITY}/self_above_superior.sql", ">= quality_limit.self_above_hundredths", "> quality_limit.self_above_hundredths"),
    Break("quality", "finds", f"{QUALITY}/past_retirement.sql", "<= retired_grade.born_until", "< retired_grade.born_until"),
    Break("quality", "finds", f"{QUALITY}/unit_without_rater.sql", "OR run_day.as_of < assignments.to_date", "OR run_day.as_of <= assignments.to_date"),
    Break("quality", "finds", f"{QUALITY}/ratings_lapse_soon.sql", "ratings.assessed_on > later_validity.lapsed_on", "ratings.assessed_on >= later_validity.lapsed_on"),
    Break("quality", "finds", f"{DOMAIN}/quality.py", "all(own == above for own, above in pairs)", "any(own == above for own, above in pairs)"),
    Break("published", "gap_map", f"{PUBLISHED}/gap_map.sql", "CASE WHEN gap.state = 'not_assessed' THEN 0 ELSE 1 END AS assessed", "1 AS assessed"),
    Break("published", "gap_map", f"{PUBLISHED}/gap_map.sql", "WHERE split.sector IS NULL OR run_unit.only_sector IS NULL", ""),
    Break("published", "share", f"{PUBLISHED}/plan_share.sql", "CASE WHEN base.item_count > 0 THEN 1 ELSE 0 END", "1"),
    Break("published", "own_sums", f"{PUBLISHED}/run_person.sql", "WHERE competency_id IS NOT NULL", ""),
    Break("needs", "fate", f"{PUBLISHED}/need_line.sql", "WHEN NOT run_person.is_planned THEN 'left_out'", ""),
    Break("needs", "fate", f"{PUBLISHED}/need_line.sql", "WHEN helped.employee_id IS NOT NULL THEN 'partly'", ""),
    Break("needs", "spends", f"{PUBLISHED}/plan_line.sql", "split.batches * interventions.cost_per_batch", "0"),
    Break("needs", "limit_sum", f"{PUBLISHED}/limit_sum.sql", "COUNT(unserved.competency_id) AS need_count", "COUNT(*) AS need_count"),
    Break("needs", "weighed", f"{PUBLISHED}/wish_fate.sql", "WHEN met.is_met = 1 THEN 'met'", ""),
    Break("needs", "owed", f"{PUBLISHED}/owed_training.sql", "AND qualification_gap.state <> 'met'", ""),
    Break("needs", "owed", f"{PUBLISHED}/owed_training.sql", "eligibility.status IS NULL OR eligibility.status = run_person.status", "TRUE"),
    Break("needs", "reach", f"{PUBLISHED}/mirror_competency.sql", "CASE WHEN reached.unit_id IS NOT NULL THEN need_line.employee_id END", "need_line.employee_id"),
    Break("standard", "aims", "src/benangmerah/flow/weigh_standard.py", 'target_approved=True', 'target_approved=False'),
    Break("standard", "foretold or whose", "src/benangmerah/flow/weigh_standard.py", 'if gap.state == "gap" else 0', "or 0"),
    Break("talent", "threshold", f"{DOMAIN}/talent.py", "score >= policy.high_from", "score > policy.high_from"),
    Break("talent", "threshold", f"{DOMAIN}/talent.py", "score >= policy.medium_from", "score > policy.medium_from"),
    Break("talent", "no_zero", f"{DOMAIN}/talent.py", "known <= 0 or known < policy.minimum_weight", "known <= 0"),
    Break("talent", "numbers", f"{DOMAIN}/talent.py", "int(number) if is_national else int(others[code])", "int(number)"),
    Break("talent_import", "withdrawn", "src/benangmerah/flow/import_talent.py", "_add(before, undo)", "_add((), undo)"),
    Break("talent_import", "unit", "src/benangmerah/store/selectors/talent.py", "made_by_id=scope.account_id, ", ""),
    Break("talent_look", "unit", "src/benangmerah/store/selectors/talent.py", "within = scope.require(Right.SEE_TALENT).filter() & Q(agency_id=agency_id)", "within = Q(agency_id=agency_id)"),
    Break("talent_look", "reader", "src/benangmerah/store/selectors/talent.py", "Employee.objects.filter(CURRENT, within, employee_id=employee_id)", "Employee.objects.filter(CURRENT, employee_id=employee_id)"),
    Break("bound", "again", f"{PLANNER}/prices.py", "prices.seats * self.size + joined", "prices.seats * self.size"),
    Break("bound", "again", f"{PLANNER}/prices.py", "np.append(prices.limits, 0.0)[self.absence]", "0.0"),
    Break("bound", "again", f"{PLANNER}/prices.py", "batches + float(rewarded @ stock.fillers)", "batches"),
    Break("bound", "lawful", f"{PLANNER}/compiled/settling.py", "if can_be_held(a, offering, s.offered[offering].members):", "if True:"),
    Break("search", "best_items", f"{PLANNER}/compiled/search.py", "c >= m.most_items or m.items[one].counted > room[below]", "c >= m.most_items"),
    Break("branch", "tiny", f"{PLANNER}/prices.py", "np.minimum(0.0, worth) @ stock.held", "np.minimum(0.0, worth) @ (stock.held * 2)"),
    Break("branch", "tiny", f"{PLANNER}/branch.py", '("held", ceil(count))', '("held", ceil(count) + 1)'),
    Break("branch", "more", f"{PLANNER}/proof.py", "bound + of_rupiah * more for", "bound for"),
    Break("curve", "another", f"{PLANNER}/proof.py", "self.bound + self.prices.of_rupiah * more", "self.bound"),
    Break("seating", "admits", f"{PLANNER}/compiled/joining.py", ">= a.units[unit].absence_room", "> a.units[unit].absence_room"),
    Break("seating", "admits", f"{PLANNER}/compiled/joining.py", "if s.people[person].held >= a.most_items:", "if False:"),
    Break("seating", "admits", f"{PLANNER}/compiled/joining.py", "100.0 * classical <= a.classical_percent * hours", "classical <= hours"),
    Break("seating", "thinned", f"{PLANNER}/compiled/settling.py", "if not s.places[person, place_of(s, person, offering)].is_pinned:", "if True:"),
    Break("sketch", "pinned", f"{PLANNER}/sketch.py", "before = SeatedPlan(plan.arrays, plan.menus, Draft(scarcity.problem))", "before = plan"),
    Break("sketch", "budget", f"{PLANNER}/sketch.py", "scarcity.rent(prices, scarcity.stock) + rest", "0.8 * scarcity.rent(prices, scarcity.stock) + rest"),
    Break("floor", "reached", f"{PLANNER}/floor.py", "percent / WHOLE * gap, scale", "0.0 * gap, scale"),
    Break("floor", "outside_every_opd", f"{PLANNER}/read_problem.py", "(one for one in above if is_opd[one])", "iter(above)"),
    Break("floor", "keeps_pins", f"{PLANNER}/compiled/lifting.py", "if s.places[person, k].is_pinned or", "if"),
    Break("floor", "sketch", f"{PLANNER}/sketch.py", "lift(plan, scarcity.floor, looks[chosen].prices.of_rupiah, LIFTS, NEARER)", "pass"),
    Break("floor", "limit", f"{PLANNER}/plan_rows.py", "most[0] if lacking[group] else None", "None"),
    Break("sketch", "jp_in_class", f"{PLANNER}/seated_plan.py", "settling.keep_share(self.arrays, self.menus, self._seats)", "pass"),
)  # fmt: skip


def try_break(change: Break) -> list[str]:
    """The tests that fail when the rule is broken."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for folder in ("src", "tests"):
            shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", copy)
        file = copy / change.file
        text = file.read_text(encoding="utf-8")
        if change.old not in text:
            sys.exit(f"{change.file} no longer holds {change.old!r}")
        file.write_text(text.replace(change.old, change.new), encoding="utf-8")
        code = (
            f"import sys; sys.path.insert(0, {str(copy / 'src')!r}); import pytest; sys.exit(pytest.main(sys.argv[1:]))"
        )
        run = subprocess.run(
            [sys.executable, "-c", code, TESTS_OF.get(change.rule, TESTS), "-q", "-k", change.table],
            cwd=copy, capture_output=True, text=True, check=False,
            env={**os.environ, "BENANGMERAH_EXAMPLES": EXAMPLES},
        )  # fmt: skip
        return re.findall(r"^FAILED \S+::(\S+)", run.stdout, re.MULTILINE)


def main() -> int:
    """Try every break (or those of the rules named) and print what failed; exit 1 where nothing did."""
    silent = 0
    for change in BREAKS:
        if sys.argv[1:] and change.rule not in sys.argv[1:]:
            continue
        failed = try_break(change)
        silent += not failed
        print(f"{change.rule:12} {change.engine:7} {change.old!r}: {', '.join(failed) or 'NOTHING FAILED'}", flush=True)
    return int(silent > 0)


if __name__ == "__main__":
    sys.exit(main())
