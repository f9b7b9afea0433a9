"""What the subjects run on, made in a process of its own so that its memory is not counted."""

from __future__ import annotations

import sys
from pathlib import Path

from benangmerah.exchange.exports.dataset import write_dataset
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.synthesis.city import make_city
from benangmerah.synthesis.nation import make_nation

SEED = 1
RATINGS = 100_000
DATASETS = {"15,000 people": "city", "500,000 people": "nation", "100,000 ratings": "ratings.xlsx"}


def make_datasets(folder: Path) -> None:
    """Write every dataset below the folder."""
    city = make_city(people=15_000, seed=SEED)
    write_dataset(city, folder / DATASETS["15,000 people"], format="parquet")
    write_dataset(first_ratings(city), folder / DATASETS["100,000 ratings"], format="xlsx")
    nation = make_nation(people=500_000, agencies=60, seed=SEED)
    write_dataset(nation, folder / DATASETS["500,000 people"], format="parquet")


def first_ratings(city: Dataset) -> Dataset:
    """The city with only its first ratings."""
    ratings = city.table("ratings").slice(0, RATINGS)
    return Dataset({**city.tables, "ratings": SourceTable("ratings", ratings)})


if __name__ == "__main__":
    make_datasets(Path(sys.argv[1]))
