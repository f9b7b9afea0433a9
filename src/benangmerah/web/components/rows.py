"""The rows behind a table: a query of the archive, or a list; both are searched, chosen and sorted alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Protocol

from django.db.models import F, Q, QuerySet


def read_value(row: Any, name: str) -> Any:
    """The value of a row by its name; `unit__name` is the name of its unit."""
    for part in name.split("__"):
        row = row.get(part) if isinstance(row, dict) else getattr(row, part, None)
    return row


class Rows(Protocol):
    """What a table asks of its rows; each step gives other rows and leaves these as they are."""

    def search(self, words: str, names: Sequence[str]) -> Rows:
        """Those that hold every word in one of the named columns."""

    def choose(self, name: str, value: str) -> Rows:
        """Those whose column is that value, written as text."""

    def sort(self, name: str, is_descending: bool) -> Rows:
        """In the order of a column, unknown values last."""

    def list_all(self) -> QuerySet[Any] | Sequence[Any]:
        """What a paginator counts and cuts."""


@dataclass(frozen=True)
class QueryRows:
    """Rows of the archive: the database does the work."""

    query: QuerySet[Any]

    def search(self, words: str, names: Sequence[str]) -> QueryRows:
        """Rows with every word somewhere."""
        query = self.query
        for word in words.split():
            query = query.filter(reduce(or_, (Q(**{f"{name}__icontains": word}) for name in names)))
        return QueryRows(query)

    def choose(self, name: str, value: str) -> QueryRows:
        """Rows with that value."""
        return QueryRows(self.query.filter(**{name: value}))

    def sort(self, name: str, is_descending: bool) -> QueryRows:
        """Rows in order, unknown values last."""
        order = F(name).desc(nulls_last=True) if is_descending else F(name).asc(nulls_last=True)
        return QueryRows(self.query.order_by(order, "pk"))

    def list_all(self) -> QuerySet[Any]:
        """All of them."""
        # without an order two pages could show the same row
        return self.query if self.query.ordered else self.query.order_by("pk")


@dataclass(frozen=True)
class ListRows:
    """Rows in memory, for short lists that no query gives."""

    rows: Sequence[Any]

    def search(self, words: str, names: Sequence[str]) -> ListRows:
        """Rows with every word somewhere."""
        wanted = words.casefold().split()

        def has_all(row: Any) -> bool:
            texts = [str(read_value(row, name) or "").casefold() for name in names]
            return all(any(word in text for text in texts) for word in wanted)

        return self._keep(has_all)

    def choose(self, name: str, value: str) -> ListRows:
        """Rows with that value."""
        return self._keep(lambda row: str(read_value(row, name)) == value)

    def sort(self, name: str, is_descending: bool) -> ListRows:
        """Rows in order, unknown values last."""
        known = [row for row in self.rows if read_value(row, name) is not None]
        unknown = [row for row in self.rows if read_value(row, name) is None]
        known.sort(key=lambda row: _order_of(read_value(row, name)), reverse=is_descending)
        return ListRows([*known, *unknown])

    def list_all(self) -> Sequence[Any]:
        """All of them."""
        return self.rows

    def _keep(self, is_kept: Callable[[Any], bool]) -> ListRows:
        return ListRows([row for row in self.rows if is_kept(row)])


def _order_of(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
