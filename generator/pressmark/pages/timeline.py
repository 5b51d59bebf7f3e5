"""Dated events by time: all of them, those of a year or month, and those of one day of the calendar over all years."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pressmark import routes
from pressmark.index import Happening, grouped
from pressmark.pages.lists import above_month, dated, numbered, year_of, year_pages
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import Crumb, DaysView, DayView, EventRow, Page, Part, TimelineView
from pressmark.values import replace

CRUMB = Crumb(routes.TIMELINE, key="nav.timeline")
Days = Mapping[tuple[int, int], tuple[Happening, ...]]  # by month and day


def timeline_pages(shelf: Shelf) -> Iterator[Page]:
    """All dated events, those of each year, and those of each day that has any."""
    rows = [shelf.event(happening) for happening in shelf.index.happenings]
    days = _days(shelf.index.happenings)
    template = "pages/timeline.html"
    head = TimelineView(title_key="nav.timeline", section="timeline")
    listing, _ = dated(routes.TIMELINE, rows, newest_first=False)
    calendar = routes.CALENDAR if any(happening.date.named for happening in shelf.index.happenings) else ""
    yield Page(routes.TIMELINE, template, replace(head, listing=listing, days=bool(days), calendar=calendar))
    years: dict[int | None, list[EventRow]] = {}
    for row in rows:
        years.setdefault(year_of(row), []).append(row)
    for year, some in years.items():
        for page in year_pages(routes.TIMELINE, year, some, newest_first=False):
            crumbs = (CRUMB, *above_month(routes.TIMELINE, page.year, page.month))
            view = replace(head, crumbs=crumbs, listing=page.listing, year=page.year, month=page.month)
            yield Page(page.route, template, view)
    yield from _day_pages(shelf, days)


def _days(happenings: Sequence[Happening]) -> Days:
    """Events on a day that is certain, by its place in the year, in the order of the calendar."""
    known = ((event.date.certain_day, event) for event in happenings)
    return dict(sorted(grouped(((day.month, day.day), event) for day, event in known if day).items()))


def _day_pages(shelf: Shelf, days: Days) -> Iterator[Page]:
    """The calendar of all days that have events, and a page for each."""
    if not days:
        return
    parts = [_part(month, day, len(events)) for (month, day), events in days.items()]
    months = tuple((month, tuple(some)) for month, some in groupby(parts, key=lambda part: part.month or 0))
    crumb = Crumb(routes.DAYS, key="days.title")
    view = DaysView(title_key="days.title", section="timeline", crumbs=(CRUMB,), months=months)
    yield Page(routes.DAYS, "pages/days.html", view)
    for position, ((month, day), events) in enumerate(days.items()):
        rows = [shelf.event(event, routes.day(month, day)) for event in events]
        for page, pages, some in numbered(routes.day(month, day), rows):
            one = DayView(
                title_key="days.title",
                section="timeline",
                crumbs=(CRUMB, crumb),
                month=month,
                day=day,
                events=tuple(some),
                before=parts[position - 1] if len(parts) > 1 else None,
                after=parts[(position + 1) % len(parts)] if len(parts) > 1 else None,
                pages=pages,
                number=page.number,
                count=len(rows),
            )
            yield Page(page.route, "pages/day.html", one)


def _part(month: int, day: int, count: int) -> Part:
    return Part(routes.day(month, day), count, month=month, day=day)
