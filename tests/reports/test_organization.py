from __future__ import annotations

from benangmerah.reports.organization import read_organization
from tests.reports.cast import CAST, ROWS, change


def test_nearest_opd_answers_for_a_unit_below_two() -> None:
    units = [{**unit, "is_opd": True} if unit["unit_id"] == "sd1" else unit for unit in ROWS["units"]]
    organization = read_organization(change(CAST, units=units))
    assert (organization.opds_above("sd1"), organization.opd_name("sd1")) == (("sd1", "dik"), "SD Negeri 1")


def test_unit_outside_every_opd_has_none() -> None:
    assert read_organization(CAST).opd_name("setda") is None
