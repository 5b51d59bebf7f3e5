"""What the pages of dated events show."""

from pressmark.pages.views.shared import EventRow, Link, Listing, Part, View


class TimelineView(View):
    """Dated events: all, or those of one record, year or month."""

    listing: Listing = Listing()
    year: int | None = None
    month: int | None = None
    whose: Link | None = None
    days: bool = False  # whether there is a calendar of days
    calendar: str = ""  # the address of all events for calendar programs


class DaysView(View):
    """The days of the year on which something happened, by month."""

    months: tuple[tuple[int, tuple[Part, ...]], ...] = ()


class DayView(View):
    """What happened on one day of the calendar, over all years; `before` and `after` are the next days with events."""

    month: int = 1
    day: int = 1
    events: tuple[EventRow, ...] = ()
    before: Part | None = None
    after: Part | None = None
    pages: tuple[Part, ...] = ()
    number: int = 1
    count: int = 0
