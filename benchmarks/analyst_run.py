"""The run as an analyst would write it in pandas: the same rules 1-9 and 12, from the same Parquet tables."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

VALIDITY = {"assessment_center": 36, "competency_test": 36, "certificate": 36, "superior": 12, "peer": 12,
            "subordinate": 12, "self": 12, "post_training": 6}  # fmt: skip
PLACE = {
    "managerial": {"assessment_center": 0, "competency_test": 1, "superior": 2},
    "technical": {"competency_test": 0, "certificate": 1, "superior": 2},
}
PLACE |= {"sociocultural": PLACE["managerial"], "governmental": PLACE["technical"]}
IMPORTANCE = {"mutlak": 3, "penting": 2, "perlu": 1}
SUMS = ["people", "required", "assessed", "below", "burden"]


def main(dataset: Path, out: Path, as_of: pd.Timestamp) -> None:
    """Read the dataset, compute, and write four tables."""
    read = {path.stem: pd.read_parquet(path) for path in dataset.glob("*.parquet")}
    attained = attain(read["ratings"], read["competencies"], as_of)
    gap = measure(read, attained, as_of)
    out.mkdir(parents=True, exist_ok=True)
    attained.to_parquet(out / "attainment.parquet")
    gap.to_parquet(out / "gap.parquet")
    rank(gap).to_parquet(out / "need.parquet")
    roll_up(gap, read["units"]).to_parquet(out / "rollup.parquet")


def attain(ratings: pd.DataFrame, competencies: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Rules 1-3 without a panel."""
    ratings = ratings.assign(
        assessed_on=pd.to_datetime(ratings["assessed_on"]), valid_until=pd.to_datetime(ratings["valid_until"])
    )
    lapsed = ratings["source"].map({source: as_of - pd.DateOffset(months=m) for source, m in VALIDITY.items()})
    in_time = (ratings["valid_until"] > as_of).where(ratings["valid_until"].notna(), ratings["assessed_on"] > lapsed)
    counting = ratings[(ratings["assessed_on"] <= as_of) & in_time].copy()
    counting["rater_id"] = counting["rater_id"].fillna("")
    key = ["employee_id", "competency_id", "source"]
    newest = counting.sort_values(["assessed_on", "rating_id"]).drop_duplicates([*key, "rater_id"], keep="last")
    means = newest.groupby(key, as_index=False).agg(level=("level", "mean"), newest_on=("assessed_on", "max"))
    means = means.merge(competencies[["competency_id", "kind"]], on="competency_id")
    places = pd.DataFrame([(kind, source, place) for kind, order in PLACE.items() for source, place in order.items()],
                          columns=["kind", "source", "place"])  # fmt: skip
    person = ["employee_id", "competency_id"]
    ranked = means.merge(places, on=["kind", "source"])
    decided = ranked.sort_values("place").drop_duplicates(person)[[*person, "level", "newest_on", "source"]]
    learned = means[means["source"] == "post_training"][[*person, "level", "newest_on"]]
    both = decided.merge(learned, on=person, how="outer", suffixes=("", "_learned"))
    replaced = both["level"].isna() | (
        (both["newest_on_learned"] > both["newest_on"]) & (both["level_learned"] > both["level"])
    )
    both["attained"] = both["level"].where(~replaced, both["level_learned"]).round(4)
    return both[[*person, "attained"]]


def measure(read: dict[str, pd.DataFrame], attained: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Rules 4, 5 and 7 against the position held, without the planning tree."""
    standard = read["requirements"]
    start, end = pd.to_datetime(standard["valid_from"]), pd.to_datetime(standard["valid_to"])
    standard = standard[(start.isna() | (start <= as_of)) & (end.isna() | (end > as_of))]
    people = read["employees"][["employee_id", "agency_id", "unit_id", "position_id"]]
    positions = read["positions"][["position_id", "criticality"]].fillna({"criticality": 1.0})
    gap = people.merge(standard, on="position_id").merge(positions, on="position_id")
    gap = gap.merge(attained, on=["employee_id", "competency_id"], how="left")
    gap["gap"] = (gap["required_level"] - gap["attained"]).clip(lower=0)
    gap["is_gap"] = gap["required_level"] - gap["attained"] >= 0.5
    gap["weight"] = gap["importance"].map(IMPORTANCE).fillna(1) * gap["criticality"]
    return gap


def rank(gap: pd.DataFrame) -> pd.DataFrame:
    """Rule 12."""
    need = gap[gap["is_gap"]].copy()
    need["priority"] = (need["gap"] * need["weight"]).round(6)
    need["rank"] = need.groupby("agency_id")["priority"].rank(method="min", ascending=False)
    return need[["employee_id", "competency_id", "gap", "weight", "priority", "rank"]]


def roll_up(gap: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Rule 9 over units with everything below them, by competency."""
    parents = units.set_index("unit_id")["parent_unit_id"].to_dict()
    pairs = []
    for unit in parents:
        above = unit
        while isinstance(above, str):
            pairs.append((unit, above))
            above = parents[above]
    gap = gap.assign(people=1, required=1, assessed=gap["attained"].notna(), below=gap["is_gap"],
                     burden=gap["gap"].where(gap["is_gap"], 0.0))  # fmt: skip
    base = gap.groupby(["unit_id", "competency_id"], as_index=False)[SUMS].sum()
    closure = pd.DataFrame(pairs, columns=["unit_id", "scope_id"])
    rolled = base.merge(closure, on="unit_id").groupby(["scope_id", "competency_id"], as_index=False)[SUMS].sum()
    rolled["coverage"] = rolled["assessed"] / rolled["required"] * 100
    return rolled


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), pd.Timestamp(sys.argv[3]))
