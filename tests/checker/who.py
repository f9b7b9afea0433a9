"""Who is planned (rule 14), and what those planned need."""

from __future__ import annotations

from tests.checker.given import Given, Need, Row, add_months

AGE_LIMITS = {
    "jpt_utama": 60, "jpt_madya": 60, "jpt_pratama": 60, "administrator": 58, "pengawas": 58, "pelaksana": 58,
    "jf_ahli_utama": 65, "jf_ahli_madya": 60, "jf_ahli_muda": 58, "jf_ahli_pertama": 58, "jf_penyelia": 58,
    "jf_mahir": 58, "jf_terampil": 58, "jf_pemula": 58,
}  # fmt: skip


def is_admitted(given: Given, person: Row) -> bool:
    """Whether rule 14 lets a person into the plan."""
    policy = given.policy
    return (
        person["status"] in policy.statuses
        and (person.get("standing") or "active") in policy.standings
        and not _retires(given, person)
        and not _contract_ends(given, person)
    )


def _retires(given: Given, person: Row) -> bool:
    born = person.get("birth_date")
    if born is None:
        return False
    limit = AGE_LIMITS[given.positions[person["position_id"]]["grade"]]
    return add_months(born, 12 * limit) < add_months(given.as_of, given.policy.retiring_months)


def _contract_ends(given: Given, person: Row) -> bool:
    end = person.get("contract_end")
    return end is not None and end < add_months(given.as_of, given.policy.contract_months)


def list_admitted(given: Given) -> list[str]:
    """Everybody whom rule 14 admits."""
    return [employee_id for employee_id, person in given.people.items() if is_admitted(given, person)]


def list_needs(given: Given) -> list[Need]:
    """The needs of everybody whom rule 14 admits."""
    admitted = set(list_admitted(given))
    return [need for need in given.all_needs if need.employee_id in admitted]


def check_who(given: Given, planned: set[str], excluded: list[str]) -> list[str]:
    """Only the admitted are planned, and everybody else is excluded once."""
    admitted = set(list_admitted(given))
    faults = [f"who: {person} is planned, though rule 14 excludes them" for person in sorted(planned - admitted)]
    for person in given.people:
        rows = excluded.count(person)
        if rows != (person not in admitted):
            faults.append(f"who: {person} has {rows} rows in excluded, admitted is {person in admitted}")
    return faults
