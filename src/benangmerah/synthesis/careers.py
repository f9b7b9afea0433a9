"""The positions that people aim at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benangmerah.synthesis.draw import Choice, Draw, Flags, Ints
from benangmerah.synthesis.people import People
from benangmerah.synthesis.posts import Posts
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.titles import FIRST_EXPERT, TitleBook

OTHER_AGENCY = 30
"""Permille of those who aim at another family of work and do so in another agency."""


@dataclass(frozen=True)
class Targets:
    """For everybody the post or title aimed at (-1: none), the agency it belongs to, and whether it was approved."""

    post: Ints
    title: Ints
    agency: Ints
    approved: Ints

    @property
    def has_target(self) -> Flags:
        """Who aims at something."""
        return (self.post >= 0) | (self.title >= 0)


def draw_targets(people: People, posts: Posts, book: TitleBook, agencies: int, draw: Draw) -> Targets:
    """The next grade, a post, another family of work, or the very position held."""
    data, size = read_data("people")["target"], len(people)
    kinds = Choice(data["kind"], ("next_grade", "other_family", "structural", "same"))
    kind = np.where(draw.chance(10 * data["percent"], size), kinds.draw(draw, size), -1)
    next_title = _next_titles(people, book)
    wants_post = (kind == 2) | ((kind == 0) & (next_title < 0))
    post = np.where(wants_post, _draw_posts(people, posts, agencies, draw), -1)
    title = np.where(kind == 0, next_title, -1)
    title = np.where(kind == 1, _other_titles(people, book, draw), title)
    post, title = np.where(kind == 3, people.post, post), np.where(kind == 3, people.title, title)
    moves = draw.chance(OTHER_AGENCY, size) & (kind == 1)
    agency = np.where(moves, (people.agency + 1) % agencies, people.agency)
    approved = Choice(data["approved"], ("false", "true")).draw(draw, size)
    return Targets(post, title, agency, np.where((post >= 0) | (title >= 0), approved, -1))


def _next_titles(people: People, book: TitleBook) -> Ints:
    """The title one step up in the same calling; -1 at the top, for pelaksana and for holders of posts."""
    following = np.full(len(book.titles) + 1, -1, dtype=np.int64)
    for steps in book.first[: book.functional_count]:
        there = steps[steps >= 0]
        following[there[:-1]] = there[1:]
    return following[people.title]


def _draw_posts(people: People, posts: Posts, agencies: int, draw: Draw) -> Ints:
    """Any post of one's agency; who holds a post looks at administrators and above."""
    size = len(people)
    found = np.full(size, -1, dtype=np.int64)
    for at_least, who in ((None, people.post < 0), ("administrator", people.post >= 0)):
        chosen, first, count = posts.of_agency(agencies, at_least)
        if len(chosen):
            drawn = first[people.agency] + draw.below(np.maximum(count[people.agency], 1), size)
            reachable = who & (count[people.agency] > 0)
            found[reachable] = chosen[drawn[reachable]]
    return found


def _other_titles(people: People, book: TitleBook, draw: Draw) -> Ints:
    entry = book.first[: book.functional_count, FIRST_EXPERT]
    entry = entry[entry >= 0]
    return entry[draw.below(len(entry), len(people))]
