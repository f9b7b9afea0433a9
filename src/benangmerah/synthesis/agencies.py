"""The invented agencies: one city, or a nation of ministries, agencies, provinces, regencies and cities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from benangmerah.synthesis.draw import share_out
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.tables import build_rows

CITY_NAME = "Pemerintah Kota Benang"
_KINDS = ("city", "ministry", "province", "regency", "regency", "agency", "regency", "city")
_WORDS = {"city": "Pemerintah Kota", "regency": "Pemerintah Kabupaten", "province": "Pemerintah Provinsi"}


@dataclass(frozen=True)
class Agency:
    """One invented agency and how many people work for it."""

    agency_id: str
    kind: str
    name: str
    people: int

    @property
    def is_regional(self) -> bool:
        """Whether it is a regional government."""
        return self.kind in _WORDS

    @property
    def short_name(self) -> str:
        """The name without the word for government: Kota Benang."""
        return self.name.removeprefix("Pemerintah ")


def city_alone(people: int) -> list[Agency]:
    """The example city, the only agency of its dataset."""
    return [Agency("KOTA-BENANG", "city", CITY_NAME, people)]


def nation_of(people: int, agencies: int) -> list[Agency]:
    """Agencies of several kinds; a few are large and most are small, and each has at least one person."""
    count = min(agencies, people)
    weights = [3_000_000 // (rank + 5) for rank in range(count)]
    shares = [1 + share for share in share_out(people - count, weights)]
    kinds = [_KINDS[rank % len(_KINDS)] for rank in range(count)]
    return [
        Agency(f"I{rank + 1:04d}", kind, _name(kind, kinds[:rank].count(kind)), share)
        for rank, (kind, share) in enumerate(zip(kinds, shares, strict=True))
    ]


def _name(kind: str, number: int) -> str:
    names = read_data("names")
    affairs = names["affairs"]
    if kind in _WORDS:
        return f"{_WORDS[kind]} {place_name(number)}"
    again = f" {number // len(affairs) + 1}" if number >= len(affairs) else ""
    pattern = "Kementerian {affair}" if kind == "ministry" else "Badan {affair} Nasional"
    return pattern.format(affair=affairs[number % len(affairs)]) + again


def place_name(number: int) -> str:
    """The invented place of that number: Benang, Tenun, and later Benang Barat, Tenun Barat."""
    names = read_data("names")
    places, endings = names["places"], names["place_endings"]
    round_, place = divmod(number, len(places))
    name = f"{places[place]} {endings[round_ % len(endings)]}".strip()
    return name if round_ < len(endings) else f"{name} {round_ // len(endings) + 1}"


def agencies_table(agencies: Sequence[Agency]) -> pa.Table:
    """The table agencies."""
    return build_rows(
        "agencies", [{"agency_id": agency.agency_id, "name": agency.name, "kind": agency.kind} for agency in agencies]
    )
