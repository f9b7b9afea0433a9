"""How often the first suggestion for a title is right, on titles labelled by hand."""

from __future__ import annotations

from pathlib import Path

import yaml

from benangmerah.exchange.link_suggestion import suggest_competencies
from benangmerah.synthesis.read_data import read_data

TITLES = Path(__file__).parent / "link_titles.yaml"


def read_dictionary() -> dict[str, str]:
    """The technical competencies of the example."""
    data = read_data("competencies")
    return {key: names[0] for key, names in data["technical"].items()} | dict(data["digital"])


def measure_suggestions() -> dict[str, float]:
    """Titles, those with a suggestion, precision of the first, share found among the first three, right silences."""
    labelled = yaml.safe_load(TITLES.read_text("utf-8"))
    dictionary = read_dictionary()
    first = among = suggested = silent = 0
    for title, right in labelled:
        found = [each.competency_id for each in suggest_competencies(title, dictionary)]
        suggested += bool(found)
        first += bool(found) and found[0] in right
        among += bool(set(found) & set(right))
        silent += not found and not right
    asking = sum(bool(right) for _, right in labelled)
    return {
        "titles": len(labelled), "suggested": suggested, "first_precision": first / suggested,
        "found_in_three": among / asking, "right_silences": silent,
    }  # fmt: skip


if __name__ == "__main__":
    for name, value in measure_suggestions().items():
        print(f"{name}: {value:.3g}")
