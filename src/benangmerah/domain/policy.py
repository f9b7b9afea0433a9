"""What an agency may decide within the law: rating validity, weights, thresholds, limits of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias, cast

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Message, message

Tree: TypeAlias = "Mapping[str, Tree] | Sequence[Tree] | str | bool | int | Fraction | date | None"

PANEL_SOURCES = ("superior", "peer", "subordinate", "self")
PURPOSES = ("placement", "mapping")
MEASUREMENT_YEARS = ("calendar", "rolling")
DIRECTIONS = ("horizontal", "vertical", "diagonal")
FAMILY_MOVES = ("any", "same", "listed")
NUMBERINGS = ("permenpanrb", "kemenkeu")
BOXES = tuple(f"{performance}.{potential}" for performance in ("below", "meets", "above")
              for potential in ("low", "medium", "high"))  # fmt: skip
POTENTIAL_PARTS = ("competency", "potential", "track_record")
WHOLE_PERCENT = 100


class PolicyError(BenangMerahError):
    """A policy that cannot be taken; `key` is the path of the entry in the file."""

    def __init__(self, key: tuple[str, ...], reason: Message, suggestion: Message | None = None) -> None:
        self.key = key
        super().__init__(reason, suggestion)


@dataclass(frozen=True)
class RatingPolicy:
    """Which ratings count and which source decides."""

    validity_months: Mapping[str, int]
    order: Mapping[str, tuple[str, ...]]
    panel: Mapping[str, Fraction]


@dataclass(frozen=True)
class PlanPolicy:
    """Who is planned for and the limits that an agency sets itself."""

    statuses: tuple[str, ...]
    standings: tuple[str, ...]
    jp_penalty: Fraction
    minimum_jp: Fraction
    elective_ceiling: Fraction
    max_items: int
    absence_percent: Fraction
    retiring_months: int
    contract_months: int
    quotas: tuple[tuple[str, int], ...]
    bans: tuple[tuple[str | None, str], ...]
    pins: tuple[tuple[str | None, str], ...]
    classical_percent: Fraction | None = None
    """The most of the plan's JP that may be held in class; unlimited where nothing is written."""
    floor_percent: Fraction | None = None
    """The share of its weighted gap that is closed for every OPD first, where that can be."""


@dataclass(frozen=True)
class CareerPolicy:
    """The agency's career pattern (pola karier instansi): which moves it allows, and which posts are critical."""

    directions: tuple[str, ...]
    most_steps_up: int
    most_moves: int
    places: Mapping[str, int]
    family_moves: str
    families: tuple[tuple[str, str], ...]
    leaving_months: int
    critical_from: Fraction


@dataclass(frozen=True)
class TalentPolicy:
    """How the agency draws its nine boxes: thresholds of the potential, its parts, and the numbers of the boxes."""

    high_from: Fraction
    medium_from: Fraction
    weights: Mapping[str, Fraction]
    minimum_weight: Fraction
    numbering: str
    succession_boxes: tuple[str, ...]


@dataclass(frozen=True)
class Policy:
    """An agency's policy: what differs from the defaults of the law library is listed in `differences`."""

    ratings: RatingPolicy
    gap_counts_from: Fraction
    importance: Mapping[str, Fraction]
    aimed_weight: Fraction
    match_purpose: str
    match_minimum_coverage: Fraction
    index_statuses: tuple[str, ...]
    measurement_year: str
    plan: PlanPolicy
    career: CareerPolicy
    talent: TalentPolicy
    differences: tuple[tuple[str, str, str], ...] = ()


def read_policy(written: Tree, defaults: Tree) -> Policy:
    """The policy of an agency: its file over the defaults; an unknown key or a wrong value is refused by name."""
    merged = _merge(written if written is not None else {}, defaults, ())
    return _build(merged, tuple(_differences(merged, defaults, ())))


_OPEN_KEYS = (("sources", "panel"),)  # the sources of a panel are the agency's choice


def _merge(written: Tree, defaults: Tree, path: tuple[str, ...]) -> Tree:
    if not isinstance(defaults, Mapping) or path in _OPEN_KEYS:
        return written
    if not isinstance(written, Mapping):
        raise PolicyError(path, message("The policy entry {key} must hold named entries.", key=_name(path)))
    for key in written:
        if key not in defaults:
            raise PolicyError(
                (*path, key),
                message("The policy holds no entry {key}.", key=_name((*path, key))),
                message("Known entries here: {known}.", known=", ".join(defaults)),
            )
    return {
        key: _merge(written[key], value, (*path, key)) if key in written else value for key, value in defaults.items()
    }


def _differences(merged: Tree, defaults: Tree, path: tuple[str, ...]) -> Sequence[tuple[str, str, str]]:
    if isinstance(defaults, Mapping) and isinstance(merged, Mapping) and path not in _OPEN_KEYS:
        return [line for key in defaults for line in _differences(merged[key], defaults[key], (*path, key))]
    return [] if merged == defaults else [(_name(path), _written(defaults), _written(merged))]


def _written(value: Tree) -> str:
    if value is None:
        return "null"
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else str(float(value))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_written(item) for item in value) + "]"
    return str(value)


def _name(path: tuple[str, ...]) -> str:
    return ".".join(path) if path else "(file)"


class _Entry:
    """One entry of the merged policy, read with a clear error where it is of another kind."""

    def __init__(self, tree: Tree, path: tuple[str, ...] = ()) -> None:
        self.tree = tree
        self.path = path

    def at(self, *keys: str) -> _Entry:
        entry = self
        for key in keys:
            entry = _Entry(cast("Mapping[str, Tree]", entry.tree)[key], (*entry.path, key))
        return entry

    def items(self) -> list[tuple[str, _Entry]]:
        if not isinstance(self.tree, Mapping):
            raise PolicyError(
                self.path, message("The policy entry {key} must hold named entries.", key=_name(self.path))
            )
        return [(key, _Entry(value, (*self.path, key))) for key, value in self.tree.items()]

    def entries(self) -> list[_Entry]:
        if not isinstance(self.tree, Sequence) or isinstance(self.tree, str):
            raise PolicyError(self.path, message("The policy entry {key} must be a list.", key=_name(self.path)))
        return [_Entry(value, (*self.path, str(index + 1))) for index, value in enumerate(self.tree)]

    def number(self, *, minimum: int = 0) -> Fraction:
        if isinstance(self.tree, bool) or not isinstance(self.tree, int | Fraction) or self.tree < minimum:
            raise PolicyError(
                self.path,
                message("The policy entry {key} must be a number of at least {minimum}, not {value}.",
                        key=_name(self.path), minimum=minimum, value=_written(self.tree)),
            )  # fmt: skip
        return Fraction(self.tree)

    def whole(self, *, minimum: int = 0) -> int:
        number = self.number(minimum=minimum)
        if number.denominator != 1:
            raise PolicyError(
                self.path,
                message("The policy entry {key} must be a whole number, not {value}.",
                        key=_name(self.path), value=_written(self.tree)),
            )  # fmt: skip
        return int(number)

    def percent_or_none(self) -> Fraction | None:
        """A share of a hundred; none where the entry is left empty."""
        if self.tree is None:
            return None
        number = self.number()
        if number > WHOLE_PERCENT:
            raise PolicyError(
                self.path,
                message("The policy entry {key} must be at most 100 percent, not {value}.",
                        key=_name(self.path), value=_written(self.tree)),
            )  # fmt: skip
        return number

    def code(self, allowed: Sequence[str]) -> str:
        if self.tree not in allowed:
            raise PolicyError(
                self.path,
                message("The policy entry {key} cannot be {value}.", key=_name(self.path), value=_written(self.tree)),
                message("Choose one of: {known}.", known=", ".join(allowed)),
            )
        return str(self.tree)

    def codes(self, allowed: Sequence[str]) -> tuple[str, ...]:
        found = tuple(entry.code(allowed) for entry in self.entries())
        if len(set(found)) < len(found):
            raise PolicyError(self.path, message("The policy entry {key} names one value twice.", key=_name(self.path)))
        return found

    def text(self) -> str:
        if (
            isinstance(self.tree, Mapping | bool)
            or self.tree is None
            or (isinstance(self.tree, Sequence) and not isinstance(self.tree, str))
        ):
            raise PolicyError(self.path, message("The policy entry {key} must be a text.", key=_name(self.path)))
        return _written(self.tree)

    def named(self, required: Sequence[str], optional: Sequence[str] = ()) -> dict[str, _Entry]:
        """The entries of a small record, refused where one is unknown or missing."""
        found = dict(self.items())
        known = (*required, *optional)
        for key, entry in found.items():
            if key not in known:
                raise PolicyError(
                    entry.path,
                    message("The policy holds no entry {key}.", key=_name(entry.path)),
                    message("Known entries here: {known}.", known=", ".join(known)),
                )
        for key in required:
            if key not in found:
                raise PolicyError(self.path, message("The policy entry {key} must name {missing}.",
                                                     key=_name(self.path), missing=key))  # fmt: skip
        return found


STATUS_CODES = ("pns", "cpns", "pppk", "pppk_part_time")
GRADE_CODES = (
    "jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "pelaksana", "jf_ahli_utama",
    "jf_ahli_madya", "jf_ahli_muda", "jf_ahli_pertama", "jf_penyelia", "jf_mahir", "jf_terampil", "jf_pemula",
)  # fmt: skip
STANDING_CODES = ("active", "study", "leave", "seconded_out", "suspended", "retiring")


def _build(tree: Tree, differences: tuple[tuple[str, str, str], ...]) -> Policy:
    root = _Entry(tree)
    return Policy(
        ratings=_rating_policy(root.at("sources")),
        gap_counts_from=root.at("gap_counts_from").number(),
        importance={key: entry.number() for key, entry in root.at("importance").items()},
        aimed_weight=root.at("aimed_weight").number(),
        match_purpose=root.at("job_match", "purpose").code(PURPOSES),
        match_minimum_coverage=root.at("job_match", "minimum_coverage").number(),
        index_statuses=root.at("index", "statuses").codes(STATUS_CODES),
        measurement_year=root.at("index", "measurement_year").code(MEASUREMENT_YEARS),
        plan=_plan_policy(root.at("plan")),
        career=_career_policy(root.at("career")),
        talent=_talent_policy(root.at("talent")),
        differences=differences,
    )


def _rating_policy(entry: _Entry) -> RatingPolicy:
    validity = {source: months.whole(minimum=1) for source, months in entry.at("validity_months").items()}
    deciding = [source for source in validity if source != "post_training"]
    panel = {source: weight.number() for source, weight in entry.at("panel").items()}
    for source in panel:
        _Entry(source, (*entry.path, "panel", source)).code(PANEL_SOURCES)
    if panel and not panel.get("superior"):
        raise PolicyError(
            (*entry.path, "panel"),
            message("A panel must give the superior a weight above 0: it stands in the superior's place."),
        )
    order = {kind: sources.codes(deciding) for kind, sources in entry.at("order").items()}
    return RatingPolicy(validity_months=validity, order=order, panel=panel)


def _plan_policy(entry: _Entry) -> PlanPolicy:
    return PlanPolicy(
        statuses=entry.at("statuses").codes(STATUS_CODES),
        standings=entry.at("standings").codes(STANDING_CODES),
        jp_penalty=entry.at("jp_penalty").number(),
        minimum_jp=entry.at("minimum_jp").number(),
        elective_ceiling=entry.at("elective_ceiling").number(),
        max_items=entry.at("max_items").whole(),
        absence_percent=entry.at("absence_percent").number(),
        retiring_months=entry.at("retiring_months").whole(),
        contract_months=entry.at("contract_months").whole(),
        quotas=tuple(_quota(item) for item in entry.at("quotas").entries()),
        bans=tuple(_choice(item) for item in entry.at("bans").entries()),
        pins=tuple(_choice(item) for item in entry.at("pins").entries()),
        classical_percent=entry.at("classical_percent").percent_or_none(),
        floor_percent=entry.at("floor_percent").percent_or_none(),
    )


def _quota(entry: _Entry) -> tuple[str, int]:
    found = entry.named(("unit_id", "max_people"))
    return found["unit_id"].text(), found["max_people"].whole()


def _choice(entry: _Entry) -> tuple[str | None, str]:
    found = entry.named(("intervention_id",), ("employee_id",))
    employee = found["employee_id"].text() if "employee_id" in found else None
    return employee, found["intervention_id"].text()


def _career_policy(entry: _Entry) -> CareerPolicy:
    return CareerPolicy(
        directions=entry.at("directions").codes(DIRECTIONS),
        most_steps_up=entry.at("most_steps_up").whole(minimum=1),
        most_moves=entry.at("most_moves").whole(minimum=1),
        places=dict(_place(item) for item in entry.at("places").entries()),
        family_moves=entry.at("family_moves").code(FAMILY_MOVES),
        families=tuple(_family(item) for item in entry.at("families").entries()),
        leaving_months=entry.at("leaving_months").whole(),
        critical_from=entry.at("critical_from").number(),
    )


def _place(entry: _Entry) -> tuple[str, int]:
    found = entry.named(("grade", "place"))
    return found["grade"].code(GRADE_CODES), found["place"].whole(minimum=1)


def _family(entry: _Entry) -> tuple[str, str]:
    found = entry.named(("from_family", "to_family"))
    return found["from_family"].text(), found["to_family"].text()


def _talent_policy(entry: _Entry) -> TalentPolicy:
    high, medium = entry.at("high_from").number(), entry.at("medium_from").number()
    if medium >= high:
        raise PolicyError(
            entry.at("medium_from").path,
            message("A medium potential must begin below a high one: {medium} is not below {high}.",
                    medium=medium, high=high),
        )  # fmt: skip
    weights = {part: weight.number() for part, weight in entry.at("weights").items()}
    if sum(weights.values()) != WHOLE_PERCENT:
        raise PolicyError(
            entry.at("weights").path,
            message("The weights of the potential must add up to 100 percent, not {sum}.", sum=sum(weights.values())),
        )
    return TalentPolicy(
        high_from=high,
        medium_from=medium,
        weights=weights,
        minimum_weight=entry.at("minimum_weight").number(),
        numbering=entry.at("numbering").code(NUMBERINGS),
        succession_boxes=entry.at("succession_boxes").codes(BOXES),
    )
