"""Ranges of days: those that are possible, those that are certain, and how they lie to one another.

Days are those of the proleptic Gregorian calendar from 0001-01-01 to 9999-12-31. A bound of None is none: the days go
on without end on that side.
"""

from datetime import date
from enum import Enum
from typing import Final, NamedTuple, Protocol


class Open(Enum):
    """The end of what goes on, or the start of what has always stood: written `..`, and not the same as unknown."""

    OPEN = ".."


OPEN: Final = Open.OPEN


class Span(NamedTuple):
    """All days from `first` to `last`, both included; None is unbounded; no day at all if `first` is after `last`."""

    first: date | None
    last: date | None

    def covers(self, day: date) -> bool:
        """Whether `day` is one of these days."""
        return self.meets(Span(day, day))

    def meets(self, other: "Span") -> bool:
        """Whether the two have a day in common."""
        first = max(self.first or date.min, other.first or date.min)
        return first <= min(self.last or date.max, other.last or date.max)

    def within(self, other: "Span") -> bool:
        """Whether all of these days are days of `other`."""
        starts_inside = other.first is None or (self.first is not None and self.first >= other.first)
        return starts_inside and (other.last is None or (self.last is not None and self.last <= other.last))


class Extent(NamedTuple):
    """The days on which something may have stood, and those on which it certainly did (None: not one)."""

    possible: Span
    certain: Span | None


class Dated(Protocol):
    """A date of any form, with its outermost days (None: unbounded) and its marks (`~ ? %`)."""

    @property
    def earliest(self) -> date | None:
        """The first day that it may stand for."""

    @property
    def latest(self) -> date | None:
        """The last day that it may stand for."""

    @property
    def uncertain(self) -> bool:
        """Whether any part of it carries a mark."""


class Ranged(Protocol):
    """A date or the extent of a span."""

    @property
    def possible(self) -> Span:
        """All days that it may stand for."""


def span(start: Dated | Open | None, end: Dated | Open | None, attested: Span | None = None) -> Extent:
    """The extent of what lasts from `start` to `end`.

    It is possible from the start's earliest to the end's latest day, and certain from the start's latest to the end's
    earliest, if there are such days and neither carries a mark.

    Args:
        start: When it began: `OPEN` if it has always stood, None if that is not known.
        end: When it ended: `OPEN` if it goes on, None if that is not known.
        attested: The first and the last day on which somebody saw it stand. For what is certain they stand in for a
            start or end that is not known; without them nothing is certain then.
    """
    first, last = _certain_from(start, attested), _certain_to(end, attested)
    return Extent(
        possible=Span(
            None if start is None or start is OPEN else start.earliest,
            None if end is None or end is OPEN else end.latest,
        ),
        certain=Span(None if start is OPEN else first, None if end is OPEN else last)
        if first and last and first <= last
        else None,
    )


def _certain_from(start: Dated | Open | None, attested: Span | None) -> date | None:
    if start is None:
        return attested.first if attested else None
    if start is OPEN:
        return date.min
    return None if start.uncertain else start.latest


def _certain_to(end: Dated | Open | None, attested: Span | None) -> date | None:
    if end is None:
        return attested.last if attested else None
    if end is OPEN:
        return date.max
    return None if end.uncertain else end.earliest


def certainly_inside(value: Ranged, first: date | None, last: date | None) -> bool:
    """Whether every possible day of `value` is one from `first` to `last`, both included; None is unbounded."""
    return value.possible.within(Span(first, last))


def possibly_inside(value: Ranged, first: date | None, last: date | None) -> bool:
    """Whether some possible day of `value` is one from `first` to `last`, both included; None is unbounded."""
    return value.possible.meets(Span(first, last))
