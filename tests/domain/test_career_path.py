"""One step of a path by hand, and the shortest path against every path there is, over many small worlds."""

from __future__ import annotations

import random
from itertools import chain, combinations, pairwise, permutations

import pytest

from benangmerah.domain.career import CareerPattern, Rung, career_pattern, judge_move
from benangmerah.domain.career_path import CareerMap, CareerOffering, Post, Traveller
from benangmerah.domain.career_search import find_path
from benangmerah.domain.intervention import EligibilityRow, Raise
from benangmerah.regulations.library import load_library
from tests.factories.career import TODAY, offering_of
from tests.factories.policy import make_policy

LAW = load_library().on(TODAY)
GRADES = ("pelaksana", "jf_terampil", "jf_mahir", "pengawas", "jf_ahli_muda", "administrator", "jf_ahli_madya")
U = 10_000


def pattern_of(**career: object) -> CareerPattern:
    return career_pattern(LAW, make_policy({"career": career}).career)  # type: ignore[dict-item]


def world_of(
    offerings: list[CareerOffering], posts: dict[str, Post], person: Traveller, pattern: CareerPattern | None = None
) -> CareerMap:
    return CareerMap(pattern or pattern_of(), posts, {each.intervention_id: each for each in offerings}, person, U // 2)


def post(position_id: str, grade: str, **standard: int) -> Post:
    return Post(position_id, Rung(grade), standard)


def test_cheapest_chain_closes_each_gap_and_an_offering_for_two_is_counted_once() -> None:
    offerings = [
        offering_of("both", 20, 900, K1=(1, 3), K2=(1, 3)),
        offering_of("one", 10, 500, K1=(1, 3)),
        offering_of("high", 30, 100, K1=(1, 5)),
    ]
    posts = {"A": post("A", "pengawas"), "B": post("B", "administrator", K1=3, K2=2)}
    world = world_of(offerings, posts, Traveller({"K1": U, "K2": U}))
    step, after = world.step_to(posts["A"], posts["B"], world.person.levels, frozenset())
    # K1 needs two levels (one 10 + both 20 JP), K2 one (both): the dearest first, then nothing is left to close
    assert (step.offerings, step.hours, step.cost_rupiah) == (("both", "one"), 30_000, 1_400)
    assert after == {"K1": 3 * U, "K2": 2 * U}
    assert (step.open_units, step.unknown) == ({}, ())


def test_what_no_offering_reaches_stays_open_and_what_nobody_assessed_is_no_zero() -> None:
    posts = {"A": post("A", "pengawas"), "B": post("B", "administrator", K1=4, K2=2, K3=1)}
    world = world_of([offering_of("one", 10, 500, K1=(1, 3))], posts, Traveller({"K1": U, "K2": 2 * U - 4_999}))
    step, _after = world.step_to(posts["A"], posts["B"], world.person.levels, frozenset())
    assert (step.offerings, dict(step.open_units), step.unknown) == ((), {"K1": 3 * U}, ("K3",))


def test_prerequisite_is_paid_for_once_and_a_finished_one_not_at_all() -> None:
    offerings = [
        offering_of("base", 8, 100, K9=(1, 1)),
        offering_of("top", 10, 500, requires=("base",), K1=(2, 4)),
    ]
    posts = {"A": post("A", "pengawas"), "B": post("B", "administrator", K1=3)}
    fresh = world_of(offerings, posts, Traveller({"K1": U}))
    step, _after = fresh.step_to(posts["A"], posts["B"], {"K1": U}, frozenset())
    assert (step.offerings, step.hours, step.cost_rupiah) == (("base", "top"), 18_000, 600)
    done = world_of(offerings, posts, Traveller({"K1": U}, frozenset({"base"}), frozenset({("intervention", "base")})))
    step, _after = done.step_to(posts["A"], posts["B"], {"K1": U}, frozenset())
    assert (step.offerings, step.hours) == (("top",), 10_000)


def test_offering_counts_where_she_qualifies_at_either_end_of_the_move() -> None:
    only = offering_of("only", 10, 500, K1=(2, 4), eligibility=(EligibilityRow(grade="administrator"),))
    posts = {
        "A": post("A", "pengawas"), "B": post("B", "administrator", K1=3), "C": post("C", "pengawas", K1=3),
    }  # fmt: skip
    world = world_of([only], posts, Traveller({"K1": U}))
    assert world.step_to(posts["A"], posts["B"], {"K1": U}, frozenset())[0].offerings == ("only",)
    assert world.step_to(posts["A"], posts["C"], {"K1": U}, frozenset())[0].offerings == ()


def test_what_was_learned_on_the_way_is_not_learned_again() -> None:
    offerings = [offering_of("a", 10, 1, K1=(2, 3)), offering_of("b", 10, 1, K2=(2, 3))]
    posts = {
        "A": post("A", "pelaksana"), "B": post("B", "jf_terampil", K1=3), "C": post("C", "jf_mahir", K1=3, K2=3),
        "D": post("D", "pengawas", K1=3, K2=3),
    }  # fmt: skip
    found = find_path(world_of(offerings, posts, Traveller({"K1": U, "K2": U})), "A", "D")
    assert found is not None
    assert [step.position_id for step in found.steps] == ["B", "C", "D"]
    assert [step.hours for step in found.steps] == [10_000, 10_000, 0]
    assert (found.hours, found.length[:4]) == (20.0, (3, 0, 0, 0))


def test_no_path_leads_down_nor_further_than_the_pattern_allows() -> None:
    posts = {"A": post("A", "administrator"), "B": post("B", "pengawas"), "C": post("C", "jpt_utama")}
    assert find_path(world_of([], posts, Traveller({})), "A", "B") is None
    assert find_path(world_of([], posts, Traveller({})), "A", "C") is None
    far = pattern_of(most_steps_up=3)
    found = find_path(world_of([], posts, Traveller({}), far), "A", "C")
    assert found is not None
    assert [step.move.direction for step in found.steps] == ["diagonal"]


# Every path, by other code: each step by trying all sets of offerings, each path by walking all orders of positions.


def reach(level: int, raises: list[Raise]) -> int:
    for one in sorted(raises, key=lambda each: (each.raise_to, each.raise_by, each.intervention_id)):
        level = max(level, min(one.raise_to, level + one.raise_by))
    return level


def with_needed(world: CareerMap, ids: frozenset[str], have: frozenset[str]) -> frozenset[str]:
    found, left = set(ids), list(ids)
    while left:
        for one in world.offerings[left.pop()].requires:
            if one not in found and one not in have and one not in world.person.finished:
                found.add(one)
                left.append(one)
    return frozenset(found)


def open_to(world: CareerMap, each: CareerOffering, ends: tuple[Rung, Rung], taken: frozenset[str]) -> bool:
    if each.programme in world.person.finished_programmes:
        return False
    if each.programme in {world.offerings[one].programme for one in taken}:
        return False
    if each.eligibility and not any(
        row.grade in (None, end.grade) and row.job_family in (None, end.job_family)
        for row in each.eligibility for end in ends
    ):  # fmt: skip
        return False
    needed = [one for one in each.requires if one not in taken and one not in world.person.finished]
    return all(open_to(world, world.offerings[one], ends, taken) for one in needed)


def close_by_force(
    world: CareerMap, start: Post, end: Post, levels: dict[str, int], taken: frozenset[str]
) -> tuple[frozenset[str], int, dict[str, int]]:
    """The bundle of a step, its open levels, and the levels after it; the dearest competency is closed first."""
    offerings, ends = world.offerings, (start.rung, end.rung)
    goals = {each: level * U for each, level in end.standard.items() if each in levels}

    def is_short(each: str, chosen: frozenset[str]) -> bool:
        has = reach(levels[each], [offerings[o].raises[each] for o in chosen if each in offerings[o].raises])
        return goals[each] - has >= max(1, world.met_within)

    def cheapest(each: str, chosen: frozenset[str]) -> tuple[int, int, tuple[str, ...]] | None:
        fit = [
            o for o in offerings.values()
            if each in o.raises and o.intervention_id not in chosen and open_to(world, o, ends, taken)
        ]  # fmt: skip
        kept: dict[tuple[str, str], CareerOffering] = {}
        for o in sorted(
            fit,
            key=lambda o: (
                -o.raises[each].raise_to,
                -o.raises[each].raise_by,
                o.hours,
                o.cost_rupiah,
                o.intervention_id,
            ),
        ):
            kept.setdefault(o.programme, o)
        used = {offerings[o].programme for o in chosen}
        ids = [
            o.intervention_id for o in kept.values()
            if not used & {offerings[n].programme for n in with_needed(world, frozenset({o.intervention_id}), chosen | taken)}
        ]  # fmt: skip
        ways = []
        for some in chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1)):
            raises = [offerings[o].raises[each] for o in {*some, *chosen} if each in offerings[o].raises]
            if reach(levels[each], raises) >= goals[each]:
                whole = with_needed(world, frozenset(some), chosen | taken) - chosen
                ways.append(
                    (
                        sum(offerings[o].hours for o in whole),
                        sum(offerings[o].cost_rupiah for o in whole),
                        tuple(sorted(whole)),
                    )
                )
        return min(ways, default=None)

    chosen: frozenset[str] = frozenset()
    hopeless: list[str] = []
    left = [each for each in goals if is_short(each, chosen)]
    while left:
        found = {each: cheapest(each, chosen) for each in left}
        hopeless += [each for each, way in found.items() if way is None]
        known = {each: way for each, way in found.items() if way is not None}
        if not known:
            break
        dearest = max(known, key=lambda each: (known[each][0], known[each][1], each))
        chosen |= frozenset(known[dearest][2])
        left = [each for each in known if each != dearest and is_short(each, chosen)]
    after = {
        each: reach(level, [offerings[o].raises[each] for o in chosen if each in offerings[o].raises])
        for each, level in levels.items()
    }
    opened = sum(goals[each] - after[each] for each in hopeless if is_short(each, chosen))
    return chosen, opened, {each: max(level, goals.get(each, 0)) for each, level in after.items()}


def shortest_by_force(world: CareerMap, start: str, goal: str) -> tuple[int, ...] | None:
    """The length of the shortest of all paths without a repeated position."""
    others = [each for each in world.posts if each not in (start, goal)]
    lengths = []
    for size in range(world.pattern.policy.most_moves):
        for between in permutations(others, size):
            places = [start, *between, goal]
            pairs = list(pairwise(places))
            if not all(judge_move(world.pattern, world.posts[a].rung, world.posts[b].rung).is_lawful for a, b in pairs):
                continue
            levels, taken = dict(world.person.levels), frozenset[str]()
            opened, unknown, lacking = 0, set[str](), set[str]()
            for a, b in pairs:
                bundle, more, levels = close_by_force(world, world.posts[a], world.posts[b], levels, taken)
                taken, opened = taken | bundle, opened + more
                unknown |= {each for each in world.posts[b].standard if each not in levels}
                lacking |= world.lacking(b)
            offerings = [world.offerings[each] for each in taken]
            lengths.append((
                len(pairs), len(lacking), opened, len(unknown), sum(each.hours for each in offerings),
                sum(each.cost_rupiah for each in offerings),
            ))  # fmt: skip
    return min(lengths, default=None)


def random_world(seed: int) -> CareerMap:
    draw = random.Random(seed)
    names = [f"K{number}" for number in range(4)]
    offerings = []
    for number in range(draw.randint(2, 7)):
        raises = {
            each: (draw.choice((0.5, 1, 1, 2)), draw.randint(1, 5)) for each in draw.sample(names, draw.randint(1, 2))
        }
        requires = (f"I{draw.randrange(number)}",) if number and draw.random() < 0.2 else ()
        eligibility = (EligibilityRow(grade=draw.choice(GRADES)),) if draw.random() < 0.25 else ()
        offerings.append(offering_of(
            f"I{number}", draw.choice((0, 8, 10, 20, 30)), draw.choice((0, 100, 200, 300)), requires=requires,
            programme=f"P{draw.randrange(number + 1)}" if draw.random() < 0.2 and not requires else None,
            eligibility=eligibility, **raises,
        ))  # fmt: skip
    posts = {
        f"J{number}": post(f"J{number}", draw.choice(GRADES), **{
            each: draw.randint(1, 5) for each in draw.sample(names, draw.randint(0, 3))
        })
        for number in range(5)
    }  # fmt: skip
    levels = {each: draw.choice((0, 5_000, U, 15_000, 2 * U, 3 * U)) for each in names if draw.random() < 0.85}
    finished = frozenset(each.intervention_id for each in offerings if draw.random() < 0.1)
    lacks = {each: frozenset(draw.sample(("rank", "education_level"), draw.choice((0, 0, 1)))) for each in posts}
    person = Traveller(levels, finished, frozenset(("intervention", each) for each in finished))
    pattern = pattern_of(most_steps_up=draw.choice((1, 1, 2)), most_moves=draw.choice((2, 3, 4)))
    return CareerMap(
        pattern, posts, {each.intervention_id: each for each in offerings}, person, draw.choice((0, U // 2)),
        lacks.__getitem__,
    )  # fmt: skip


@pytest.mark.parametrize("start", range(0, 1_000, 100))
def test_shortest_path_is_the_shortest_of_all_paths(start: int) -> None:
    found = 0
    for seed in range(start, start + 100):
        world = random_world(seed)
        for goal in ("J1", "J2", "J3"):
            path = find_path(world, "J0", goal)
            assert (None if path is None else path.length) == shortest_by_force(world, "J0", goal), (seed, goal)
            found += path is not None and len(path.steps) > 1
    assert found > 0  # paths of several moves are among them


def test_where_no_proof_is_had_the_path_is_lawful_and_no_path_is_shorter_than_it_says() -> None:
    unproven = 0
    for seed in range(200):
        world = random_world(seed)
        for goal in ("J1", "J2", "J3"):
            best, found = shortest_by_force(world, "J0", goal), find_path(world, "J0", goal, work_limit=1)
            assert (best is None) == (found is None), (seed, goal)
            if found is not None and best is not None:
                assert (found.least or found.length) <= best <= found.length, (seed, goal)
                unproven += found.least is not None
    assert unproven > 0
