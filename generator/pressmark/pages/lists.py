"""Long lists: whole up to 200 entries, else split by year, then month, then numbered pages; names by initial.

Numbered pages hold 200 entries each in date order, so that their borders do not move when later articles come.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

from pressmark import routes
from pressmark.pages.views import Counted, Crumb, Group, Initial, Listing, Part, Row
from pressmark.values import Frozen, replace

T = TypeVar("T")
NO_INITIAL = "other"
LATEST = 20  # rows shown of a list that is split


class SubList(Frozen):
    """A part of a list that has a page of its own."""

    route: str
    listing: Listing
    year: int | None
    month: int | None = None


def dated(base: str, rows: Sequence[Row], *, newest_first: bool = True) -> tuple[Listing, list[SubList]]:
    """A list by date: what stands at `base`'s owner, and the further pages if it is too long for one.

    `rows` come oldest first.
    """
    if len(rows) <= routes.PAGE_SIZE:
        return Listing(groups=_groups(rows, _year, newest_first), count=len(rows)), []
    by_year = _split(rows, _year)
    parts = [Part(routes.year(base, year), len(some), year) for (year, _), some in by_year]
    pages = [page for (year, _), some in by_year for page in year_pages(base, year, some, newest_first=newest_first)]
    latest = tuple(reversed(rows[-LATEST:])) if newest_first else ()
    return Listing(parts=_ordered(parts, newest_first), count=len(rows), latest=latest), pages


def year_pages(base: str, year: int | None, rows: Sequence[Row], *, newest_first: bool = True) -> list[SubList]:
    """The page of one year (None: of rows without a year), and those of its months if it is too long."""
    route = routes.year(base, year)
    if len(rows) <= routes.PAGE_SIZE:
        return [SubList(route, Listing(groups=_groups(rows, _month, newest_first), count=len(rows)), year)]
    if year is None:
        return _numbered(route, rows, None, None)
    by_month = _split(rows, _month)
    loose = [row for (_, month), some in by_month if month is None for row in some]
    months = [(month, some) for (_, month), some in by_month if month is not None]
    parts = [Part(routes.month(base, year, month), len(some), year, month) for month, some in months]
    first, *further = _numbered(route, loose, year, None) or [SubList(route, Listing(), year)]
    listing = replace(first.listing, parts=_ordered(parts, newest_first), count=len(rows))
    rest = [page for month, some in months for page in month_pages(base, year, month, some, newest_first=newest_first)]
    return [replace(first, listing=listing), *further, *rest]


def month_pages(base: str, year: int, month: int, rows: Sequence[Row], *, newest_first: bool = True) -> list[SubList]:
    """The page of one month, numbered if it is too long."""
    route = routes.month(base, year, month)
    if len(rows) <= routes.PAGE_SIZE:
        ordered = tuple(reversed(rows)) if newest_first else tuple(rows)
        return [SubList(route, Listing((Group(ordered, year, month),), count=len(rows)), year, month)]
    return _numbered(route, rows, year, month)


def numbered(base: str, items: Sequence[T]) -> Iterator[tuple[Part, tuple[Part, ...], Sequence[T]]]:
    """A list cut into numbered pages: each page's own part, all parts, and its items."""
    cut = [items[i : i + routes.PAGE_SIZE] for i in range(0, len(items), routes.PAGE_SIZE)]
    parts = tuple(Part(routes.numbered(base, n), len(some), number=n) for n, some in enumerate(cut, 1))
    for part, some in zip(parts, cut, strict=True):
        yield part, parts if len(parts) > 1 else (), some


def _numbered(route: str, rows: Sequence[Row], year: int | None, month: int | None) -> list[SubList]:
    return [
        SubList(part.route, Listing((Group(tuple(some), year, month),), (), parts, part.number, len(rows)), year, month)
        for part, parts, some in numbered(route, rows)
    ]


def above_month(base: str, year: int | None, month: int | None) -> tuple[Crumb, ...]:
    """The page above that of a month: its year's."""
    return (Crumb(routes.year(base, year), f"{year:04d}"),) if year is not None and month is not None else ()


def year_of(row: Row) -> int | None:
    """The year that a row belongs to, if its date leaves no choice."""
    return row.date.year if row.date else None


_Key = tuple[int | None, int | None]  # year, month


def _year(row: Row) -> _Key:
    return (year_of(row), None)


def _month(row: Row) -> _Key:
    found = row.date.month if row.date else None
    return (year_of(row), found[1] if found else None)


def _groups(rows: Sequence[Row], key: Callable[[Row], _Key], newest_first: bool) -> tuple[Group, ...]:
    groups: dict[_Key, list[Row]] = defaultdict(list)
    for row in reversed(rows) if newest_first else rows:
        groups[key(row)].append(row)
    last = sorted(groups.items(), key=lambda item: (item[0][0] is None, key is _month and item[0][1] is None))
    return tuple(Group(tuple(some), year, month) for (year, month), some in last)


def _split(rows: Sequence[Row], key: Callable[[Row], _Key]) -> list[tuple[_Key, list[Row]]]:
    groups: dict[_Key, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return sorted(groups.items(), key=lambda item: [(part is None, part or 0) for part in item[0]])


def _ordered(parts: list[Part], newest_first: bool) -> tuple[Part, ...]:
    known = [part for part in parts if part.year is not None]
    unknown = [part for part in parts if part.year is None]
    return (*(reversed(known) if newest_first else known), *unknown)


# --- by name ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=100_000)  # the same names stand in many lists
def initial_of(name: str) -> str:
    """The heading that a name stands under: a letter from a to z, a digit, or `other`."""
    first = next((character for character in name if character.isalnum()), "")
    found = re.search("[a-z0-9]", routes.plain(first))
    return found.group() if found else NO_INITIAL


def by_initial(rows: Iterable[Counted]) -> tuple[Initial, ...]:
    """Names in order, under their initials; `other` comes last."""
    grouped = groupby(sorted(rows, key=name_key), key=lambda row: initial_of(row.link.text))
    return tuple(Initial(initial, tuple(some)) for initial, some in grouped)


def name_key(row: Counted) -> tuple[bool, str, str, str]:
    """The order of names: by initial, then without regard to case, then exactly, then by address."""
    initial = initial_of(row.link.text)
    return (initial == NO_INITIAL, initial, row.link.text.casefold(), row.link.route or "")


class NamedPage(Frozen):
    """One page of a list by initials."""

    route: str
    rows: tuple[int, ...]
    initial: str
    pages: tuple[Part, ...]
    number: int


def split_by_initial(base: str, names: Sequence[str]) -> tuple[tuple[Part, ...], list[NamedPage]]:
    """The pages of a list of names that is too long for one: by initial, then numbered. Rows are given by position."""
    groups: dict[str, list[int]] = defaultdict(list)
    for position, name in enumerate(names):
        groups[initial_of(name)].append(position)
    parts: list[Part] = []
    pages: list[NamedPage] = []
    for initial in sorted(groups, key=lambda i: (i == NO_INITIAL, i)):
        positions = groups[initial]
        route = routes.by_initial(base, initial)
        parts.append(Part(route, len(positions), initial=initial))
        pages.extend(
            NamedPage(part.route, tuple(some), initial, numbers, part.number)
            for part, numbers, some in numbered(route, positions)
        )
    return tuple(parts), pages
