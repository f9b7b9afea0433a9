"""What money bought last year, and the budgets of agencies and of some of their units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from benangmerah.synthesis.agencies import Agency
from benangmerah.synthesis.competencies import Dictionary
from benangmerah.synthesis.draw import Draw
from benangmerah.synthesis.interventions import Catalogue
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.tables import build_rows
from benangmerah.synthesis.world import World

PEOPLE_PER_LINE = 110
MOST_LINES = 140
ROUND_RUPIAH = 1_000_000
Row = dict[str, object]


def spending_table(world: World, catalogue: Catalogue) -> pa.Table:
    """The table spending: lines of last year, some traced to an offering or a competency and some to neither."""
    draw, rows = world.draw("spending"), list[Row]()
    offices: dict[int, list[str]] = {}
    for unit, unit_id in zip(world.units, world.unit_ids.to_pylist(), strict=True):
        if unit.is_opd:
            offices.setdefault(unit.agency, []).append(unit_id)
    for number, agency in enumerate(world.agencies):
        spender = _Spender(agency, offices.get(number, []), catalogue, world.dictionary, number, draw)
        for _ in range(min(MOST_LINES, max(3, agency.people // PEOPLE_PER_LINE))):
            rows.append({"spending_id": f"B{len(rows) + 1:06d}", "year": world.as_of.year - 1, **spender.spend()})
    return build_rows("spending", rows)


class _Spender:
    """One agency spending its money, line by line."""

    def __init__(
        self,
        agency: Agency,
        offices: Sequence[str],
        catalogue: Catalogue,
        dictionary: Dictionary,
        number: int,
        draw: Draw,
    ) -> None:
        self.agency, self.offices, self.catalogue, self.dictionary = agency, offices, catalogue, dictionary
        self.first, self.count = catalogue.first_of_agency[number], catalogue.own_count(number)
        self.draw = draw

    def _below(self, bound: int) -> int:
        return int(self.draw.below(bound, 1)[0])

    def spend(self) -> Row:
        """One line."""
        kind, participants = self._below(100), 5 + self._below(40)
        says_how_many, says_unit = self._below(100) < 75, self._below(100) < 60 and bool(self.offices)
        row: Row = {
            "agency_id": self.agency.agency_id,
            "unit_id": self.offices[self._below(len(self.offices))] if says_unit else None,
            "participants": participants if says_how_many else None,
        }
        if kind < 45:
            return row | self._for_offering(participants)
        amount = (participants * (300_000 + self._below(4_000_000))) // 1000 * 1000
        if kind < 65:
            competency = self.dictionary.entries[self._below(len(self.dictionary.entries))]
            title = f"Pelatihan {competency.name}"
            return row | {"title": title, "competency_id": competency.competency_id, "amount_rupiah": amount}
        titles = read_data("interventions")["spending_titles"]
        return row | {"title": titles[self._below(len(titles))], "amount_rupiah": amount}

    def _for_offering(self, participants: int) -> Row:
        offering = self.catalogue.interventions[self.first + self._below(self.count)]
        price, batch = offering["cost_per_participant"], offering["cost_per_batch"]
        amount = participants * int(str(price)) + int(str(batch))
        return {
            "title": offering["title"],
            "intervention_id": offering["intervention_id"],
            "amount_rupiah": amount + self._below(10) * 250_000,
        }


def budgets_table(world: World) -> pa.Table:
    """The table budgets: for this year and the last an agency's money, and for this year that of a few units.

    In a nation some agencies name only their topmost units' money, and some none at all.
    """
    rows: list[Row] = []
    for number, agency in enumerate(world.agencies):
        if number % 17 != 16:
            by_key = world.units_by_key.get(number, {})
            rows += _budget_rows(agency, by_key, world.staff, world.as_of.year, names_agency=number % 10 != 6)
    return build_rows("budgets", rows)


def _budget_rows(
    agency: Agency, by_key: Mapping[str, Sequence[str]], staff: Mapping[str, int], year: int, *, names_agency: bool
) -> list[Row]:
    data = read_data("interventions")
    money = {
        when: _rounded(agency.people * data["budget_per_person"] * percent // 100)
        for when, percent in ((year - 1, 90), (year, 100))
    }
    rows: list[Row] = []
    if names_agency:
        rows = [
            {"agency_id": agency.agency_id, "year": when, "amount_rupiah": amount} for when, amount in money.items()
        ]
    for key, (per_person, at_most) in data["budget_of_units"].items():
        for unit_id in by_key.get(key, ())[:at_most]:
            amount = _rounded(staff[unit_id] * per_person)
            rows.append({"agency_id": agency.agency_id, "unit_id": unit_id, "year": year, "amount_rupiah": amount})
    return rows


def _rounded(rupiah: int) -> int:
    return max(1, rupiah // ROUND_RUPIAH) * ROUND_RUPIAH
