"""A scale of days: where a day stands between the left end (0) and the right (100) of whatever room there is.

Places are in percent, so that the picture fits any screen while its text keeps its size.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from pressmark.values import Frozen

FEW, MANY = 5, 12  # labels that fit on a narrow and on a wide screen
LONG = 3  # years from which the scale shows years, not months
YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
MONTHS = (1, 2, 3, 6, 12)
FITS_NARROW, FITS_WIDE = 87, 92  # a label that begins behind this would not end before the edge
BEYOND = 0.06  # of its length, by which a scale goes on where something has no known end


class Tick(Frozen):
    """A line across the scale, drawn on narrow screens too if `narrow`, and on what screens it has a label."""

    at: float
    year: int
    month: int
    narrow: bool

    @property
    def label_narrow(self) -> bool:
        """Whether its label fits on narrow screens."""
        return self.narrow and self.at <= FITS_NARROW

    @property
    def label_wide(self) -> bool:
        """Whether its label fits on wide screens."""
        return self.at <= FITS_WIDE


class Scale(Frozen):
    """All days from `first` to `last`, both included."""

    first: date
    last: date

    def begin(self, day: date) -> float:
        """Where a day begins."""
        return self._place(day.toordinal())

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self._place(day.toordinal() + 1)

    def _place(self, ordinal: int) -> float:
        start = self.first.toordinal()
        part = (ordinal - start) / (self.last.toordinal() + 1 - start)
        return round(100 * min(max(part, 0), 1), 2)

    @property
    def shows_months(self) -> bool:
        """Whether it is so short that months are told apart."""
        return self.last.year - self.first.year < LONG

    def ticks(self) -> tuple[Tick, ...]:
        """The lines across it: months, or years in steps that leave room for their labels."""
        return tuple(self._months() if self.shows_months else self._years())

    def _months(self) -> Iterator[Tick]:
        starts = [
            (year, month)
            for year in range(self.first.year, self.last.year + 1)
            for month in range(1, 13)
            if self.first <= date(year, month, 1) <= self.last
        ]
        wide = _step(MONTHS, len(starts), MANY)
        narrow = _step([step for step in MONTHS if not step % wide], len(starts), FEW)
        for year, month in starts:
            if not (month - 1) % wide:
                yield Tick(self.begin(date(year, month, 1)), year, month, not (month - 1) % narrow)

    def _years(self) -> Iterator[Tick]:
        count = self.last.year - self.first.year + 1
        wide = _step(YEARS, count, MANY)
        narrow = _step([wide * times for times in YEARS], count, FEW)
        for year in range(self.first.year, self.last.year + 1):
            if not year % wide:
                yield Tick(self.begin(date(year, 1, 1)), year, 1, not year % narrow)


def scale_of(days: Sequence[date], *, before: bool = False, after: bool = False) -> Scale:
    """The scale that shows some days, and more before or after them: whole years, or whole months where it is short."""
    first, last = min(days).toordinal(), max(days).toordinal()
    more = round((last - first) * BEYOND)
    start = date.fromordinal(max(first - more, date.min.toordinal()) if before else first)
    end = date.fromordinal(min(last + more, date.max.toordinal()) if after else last)
    if end.year - start.year >= LONG:
        return Scale(date(start.year, 1, 1), date(end.year, 12, 31))
    return Scale(start.replace(day=1), _last_of_month(end))


def scale_over(year: int, month: int | None) -> Scale:
    """The scale of a year or month."""
    if month is None:
        return Scale(date(year, 1, 1), date(year, 12, 31))
    return Scale(date(year, month, 1), _last_of_month(date(year, month, 1)))


def _last_of_month(day: date) -> date:
    if day.month == 12:  # noqa: PLR2004 - December
        return date(day.year, 12, 31)
    return date.fromordinal(date(day.year, day.month + 1, 1).toordinal() - 1)


def _step(steps: Sequence[int], count: int, most: int) -> int:
    """The smallest step that leaves at most so many of a count."""
    return next((step for step in steps if count <= step * most), steps[-1])
