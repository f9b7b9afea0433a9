from __future__ import annotations

import pytest

from benangmerah.domain.role import Role
from benangmerah.store.selectors.scope import scope_of
from benangmerah.store.selectors.unit import list_agencies, list_units, name_places
from tests.factories import cast
from tests.factories.cast import BELOW, CITY, FOREIGN, OTHER_CITY, OWN, PARENT, SIBLING, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _city() -> None:
    cast.make_city()


def tree_of(role: Role, unit_id: str | None) -> list[tuple[int, str]]:
    scope = scope_of(cast.make_member(cast.RATNA, "Ratna", role, unit_id), TODAY)
    return [(depth, node.unit_id) for root in list_units(scope) for depth, node in root.walk()]


def test_manager_of_the_agency_sees_its_whole_tree() -> None:
    assert tree_of(Role.ANALYST, None) == [(0, PARENT), (1, SIBLING), (1, OWN), (2, BELOW), (0, FOREIGN)]


def test_superior_sees_the_unit_as_root() -> None:
    assert tree_of(Role.SUPERIOR, OWN) == [(0, OWN), (1, BELOW)]


def test_stranger_sees_only_their_own_opd() -> None:
    assert tree_of(Role.HR_MANAGER, FOREIGN) == [(0, FOREIGN)]


def test_employee_sees_no_unit() -> None:
    assert list_units(scope_of(cast.make_account(cast.BUDI, "Budi"), TODAY)) == ()


def test_whole_agencies_are_listed_to_whoever_holds_them() -> None:
    scope = scope_of(cast.make_member(cast.RATNA, "Ratna", Role.ANALYST, None), TODAY)
    assert list_agencies(scope) == [(CITY, "Kota Contoh")]


def test_places_are_named_by_unit_or_agency() -> None:
    places = [(CITY, OWN), (OTHER_CITY, None), (CITY, "gone")]
    assert name_places(places) == dict(zip(places, ["Puskesmas Melati", "Kota Lain", "gone"], strict=True))
