"""What a whole page is chosen by: lists in a form that works without a script, and chips that take a choice off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.template import Library
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from benangmerah.web.components.table import Words

register = Library()


@dataclass(frozen=True)
class Filter:
    """A list in the address. Where `has_all` is off, the first value holds until another is chosen."""

    name: str
    label: Words
    options: Sequence[tuple[str, Words]]
    has_all: bool = True

    def read(self, asked: Mapping[str, str]) -> str:
        """The value that is asked for; one that is not in the list is overlooked."""
        value = asked.get(self.name, "")
        known = [option for option, _label in self.options]
        return value if value in known else "" if self.has_all or not known else known[0]

    def draw_options(self, chosen: str) -> SafeString:
        """The options of the list; there may be hundreds of units."""
        options = [f'<option value="">{escape(_("all"))}</option>'] if self.has_all else []
        options += [
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(str(label))}</option>'
            for value, label in self.options
        ]
        return SafeString("".join(options))

    def say(self, value: str) -> str:
        """The words of a value."""
        return str(next((label for option, label in self.options if option == value), ""))


@dataclass(frozen=True)
class Chip:
    """A choice in words and the address without it."""

    words: str
    address: str


@dataclass(frozen=True)
class Filters:
    """What the address asks of the page."""

    lists: Sequence[Filter]
    asked: Mapping[str, str]
    path: str

    @property
    def chosen(self) -> dict[str, str]:
        """The value of each list by its name; empty where all are meant."""
        return {each.name: each.read(self.asked) for each in self.lists}

    @property
    def query(self) -> str:
        """The choices as they stand in an address, for links that keep them."""
        return urlencode({name: value for name, value in self.chosen.items() if value})

    @property
    def words(self) -> list[str]:
        """The choices in words, for the notes of a workbook."""
        chosen = self.chosen
        return [f"{each.label}: {each.say(chosen[each.name])}" for each in self.lists if chosen[each.name]]

    @property
    def drawn(self) -> list[tuple[Filter, SafeString]]:
        """Each list with its options."""
        chosen = self.chosen
        return [(each, each.draw_options(chosen[each.name])) for each in self.lists]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form sends along: whatever belongs to the rest of the page, but no page of a table."""
        own = {each.name for each in self.lists}
        return [(name, value) for name, value in self._rest() if name not in own]

    @property
    def chips(self) -> list[Chip]:
        """The choices that can be taken off."""
        chosen = self.chosen
        return [
            Chip(f"{each.label}: {each.say(chosen[each.name])}", self._without(each.name))
            for each in self.lists
            if each.has_all and chosen[each.name]
        ]

    def _rest(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self.asked.items() if not name.endswith(("-page", "-as"))]

    def _without(self, name: str) -> str:
        return f"{self.path}?{urlencode([pair for pair in self._rest() if pair[0] != name])}"


def read_filters(request: HttpRequest, lists: Sequence[Filter]) -> Filters:
    """What the address asks of these lists."""
    return Filters(lists, request.GET.dict(), request.path)


@register.inclusion_tag("components/filters.html")
def show_filters(filters: Filters) -> dict[str, Any]:
    """The lists and the chips; stands above everything that they choose."""
    return {"filters": filters}
