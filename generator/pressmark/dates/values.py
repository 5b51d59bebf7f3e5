"""What a date is, and the days it may stand for.

In every value here, `earliest` and `latest` are the outermost days that it may stand for, None where it is unbounded,
and `uncertain` says whether any part of it carries `~`, `?` or `%`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias

from pressmark.dates.spans import Open, Span, span
from pressmark.values import Frozen

Mark: TypeAlias = Literal["", "~", "?", "%"]
"""How sure a date is: sure, approximate, uncertain, or both of these (EDTF level 1, qualification of a date)."""
_MARKS = frozenset("~?%")


def together(marks: Iterable[str]) -> Mark:
    """What several marks on one thing come to: `~` and `?` are `%`."""
    found = set("".join(marks))
    if len(found) > 1 or "%" in found:
        return "%"
    return "~" if "~" in found else "?" if found else ""


class Part(Frozen):
    """One component of a date: its digits as written, each `X` a digit not known, and how sure it is."""

    digits: str
    mark: Mark = ""

    @property
    def number(self) -> int | None:
        """Its value; None where a digit is not known."""
        return None if "X" in self.digits else int(self.digits)


class Single(Frozen):
    """One date of year, month, season or day precision, any digit of which may be unknown.

    `text` is the date as written, with `X` in capitals; `earliest` and `latest` are the outermost existing days it may
    stand for, None on both sides if it shows no digit at all (`XXXX`). `season` is 21 to 24 and excludes month and
    day. The marks of the parts are those in force: one after a part counts for it and all before it, one before a part
    for it alone (EDTF level 2, qualification of individual components).
    """

    text: str
    earliest: date | None
    latest: date | None
    year: Part
    month: Part | None = None
    day: Part | None = None
    season: Part | None = None

    @property
    def precision(self) -> Literal["year", "season", "month", "day"]:
        """The unit in which the date is written, be its digits known or not."""
        if self.season:
            return "season"
        if self.day:
            return "day"
        return "month" if self.month else "year"

    @property
    def mark(self) -> Mark:
        """The marks of all parts together: `%` where both `~` and `?` occur."""
        if not self.uncertain:
            return ""
        return together(part.mark for part in (self.year, self.season, self.month, self.day) if part)

    @property
    def uncertain(self) -> bool:
        """Whether any part carries `~`, `?` or `%`: each is in force for one at least."""
        return not _MARKS.isdisjoint(self.text)


End: TypeAlias = Single | Open | None
"""Where a range begins or ends: at a date, nowhere (`..`), or at a time that is not known (None)."""


class Range(Frozen):
    """From `start` to `end`: an interval, or a run of alternatives as a member of a set.

    At least one end is a date. In a set the end that is missing is None, and the range means «or earlier», «or later».
    """

    start: End
    end: End

    @property
    def earliest(self) -> date | None:
        """The first day of its start, None if there is none."""
        return self.start.earliest if isinstance(self.start, Single) else None

    @property
    def latest(self) -> date | None:
        """The last day of its end, None if there is none."""
        return self.end.latest if isinstance(self.end, Single) else None

    @property
    def uncertain(self) -> bool:
        """Whether one of its ends carries a mark."""
        return any(end.uncertain for end in (self.start, self.end) if isinstance(end, Single))


class OneOf(Frozen):
    """One of several dates, not known which (`[a,b,c..d]`)."""

    members: tuple[Single | Range, ...]

    @property
    def earliest(self) -> date | None:
        """The first day of all members, None if one of them has none."""
        days = [member.earliest for member in self.members]
        return None if None in days else min(filter(None, days))

    @property
    def latest(self) -> date | None:
        """The last day of all members, None if one of them has none."""
        days = [member.latest for member in self.members]
        return None if None in days else max(filter(None, days))

    @property
    def uncertain(self) -> bool:
        """Whether a member carries a mark; that the choice is open is no mark."""
        return any(member.uncertain for member in self.members)


def _singles(value: Single | Range | OneOf) -> list[Single]:
    """The dates that make up another."""
    match value:
        case Single():
            return [value]
        case Range():
            return [end for end in (value.start, value.end) if isinstance(end, Single)]
        case OneOf():
            return [one for member in value.members for one in _singles(member)]


class Edtf(Frozen):
    """Any date that a field may hold: its canonical text, and what that means.

    The text is what was written with `X` in capitals and without blanks; a set of one date is that date. `value` is
    there to be shown, and to be told apart with `match`; the rest of the program needs the days alone.
    """

    text: str
    value: Single | Range | OneOf

    def __hash__(self) -> int:
        return hash(self.text)  # the same dates are looked up on every page, and their texts tell them apart

    @property
    def earliest(self) -> date | None:
        """The first day it may stand for, None if unbounded."""
        return self.value.earliest

    @property
    def latest(self) -> date | None:
        """The last day it may stand for, None if unbounded."""
        return self.value.latest

    @property
    def uncertain(self) -> bool:
        """Whether any part of it carries `~`, `?` or `%`."""
        return self.value.uncertain

    @property
    def possible(self) -> Span:
        """All days from the earliest to the latest."""
        return Span(self.earliest, self.latest)

    @property
    def certain(self) -> Span | None:
        """The days it certainly covers: those of a known day, and those between the ends of an interval."""
        if isinstance(self.value, Range):
            return span(self.value.start, self.value.end).certain
        return span(self, self).certain

    @property
    def named(self) -> Span | None:
        """All days from the earliest to the latest; where there is no such end, those of the dates it names, if any."""
        if self.earliest and self.latest:
            return self.possible
        firsts = [one.earliest for one in _singles(self.value) if one.earliest]
        lasts = [one.latest for one in _singles(self.value) if one.latest]
        return Span(min(firsts), max(lasts)) if firsts and lasts else None

    @property
    def sort_key(self) -> tuple[date, date]:
        """Orders by earliest, then latest day; a missing bound comes before and after all days."""
        return (self.earliest or date.min, self.latest or date.max)

    @property
    def year(self) -> int | None:
        """The year that holds all possible days, None if there is no such year."""
        first, last = self.value.earliest, self.value.latest
        return first.year if first and last and first.year == last.year else None

    @property
    def month(self) -> tuple[int, int] | None:
        """The year and month that hold all possible days, None if there are none such."""
        first, last = self.value.earliest, self.value.latest
        if first and last and (first.year, first.month) == (last.year, last.month):
            return first.year, first.month
        return None

    @property
    def day(self) -> date | None:
        """The day, if only one is possible."""
        first, last = self.value.earliest, self.value.latest
        return first if first == last else None

    @property
    def certain_day(self) -> date | None:
        """The day, if no other is possible and nothing marks it as unsure."""
        return self.day if self.certain else None

    @property
    def settled(self) -> str:
        """The day, month or year (ISO 8601) that holds all possible days, for programs that know no other dates.

        Empty if there is none, or if the date carries a mark: it never says more than was written.
        """
        if self.uncertain or self.year is None:
            return ""
        if self.day:
            return self.day.isoformat()
        return "{:04d}-{:02d}".format(*self.month) if self.month else f"{self.year:04d}"
