"""«On this day»: every day that has events has its page, and a page has all events of its day."""

import re
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.archives import article, index_of
from tests.support.sites import SiteBuilder

from pressmark.pages import Page, all_pages, site_of
from pressmark.pages.views import DaysView, DayView

DATES = st.builds(
    str.format,
    st.sampled_from(["{}-{}-{}", "{}-{}-{}", "{}-{}-{}~", "{}-{}", "{}", "{0}-{1}-{2}/{0}-{1}-{2}", "{0}-{1}-{2}/.."]),
    st.sampled_from(["2019", "2020", "2021"]),
    st.sampled_from(["01", "08", "12"]),
    st.sampled_from(["01", "23", "31"]),
)


def pages_of(dates: list[str]) -> dict[str, Page]:
    """The pages of an archive with an event of each date, called by its number."""
    events = "".join(f"  - {{date: {when}, event: E{n}, quote: Text}}\n" for n, when in enumerate(dates))
    index = index_of({"content/articles/2031/a.md": article(f"dates:\n{events}" if dates else "")})
    return {page.route: page for page in all_pages(index, site_of(index, ""))}


def expected(dates: list[str]) -> dict[str, list[str]]:
    """The events of each day, told from the texts of their dates alone."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for number, when in enumerate(dates):
        day = re.fullmatch(r"(\d{4})-(\d\d-\d\d)(?:/\1-\2)?", when)
        if day:
            found[day[2]].append((day[1], f"E{number}"))
    return {day: sorted(name for _, name in some) for day, some in sorted(found.items())}


@settings(max_examples=60, deadline=None)
@given(st.lists(DATES, max_size=12))
def test_a_day_has_all_events_that_are_known_to_the_day(dates: list[str]) -> None:
    pages, days = pages_of(dates), expected(dates)
    shown = {route.split("/")[2]: page.view for route, page in pages.items() if route.startswith("timeline/day/")}
    calendar = shown.pop("", None)
    assert shown.keys() == days.keys()
    if not days:
        assert calendar is None
        return
    assert isinstance(calendar, DaysView)
    listed = [part for _, parts in calendar.months for part in parts]
    assert [(part.route, part.count) for part in listed] == [
        (f"timeline/day/{day}/", len(names)) for day, names in days.items()
    ]
    ring = list(days)
    for position, (day, names) in enumerate(days.items()):
        view = shown[day]
        assert isinstance(view, DayView)
        assert sorted(row.text for row in view.events) == names
        years = [row.date.year for row in view.events]
        assert years == sorted(years, key=lambda year: year or 0)
        assert not any(row.day for row in view.events)
        if len(ring) > 1:
            assert view.before is not None
            assert view.after is not None
            assert (view.before.route, view.after.route) == (
                f"timeline/day/{ring[position - 1]}/",
                f"timeline/day/{ring[(position + 1) % len(ring)]}/",
            )


def test_a_day_with_many_events_has_numbered_pages() -> None:
    pages = pages_of([f"{year}-08-23" for year in range(1800, 2001)])
    first, second = pages["timeline/day/08-23/"].view, pages["timeline/day/08-23/page/2/"].view
    assert isinstance(first, DayView)
    assert isinstance(second, DayView)
    assert (len(first.events), [row.date.text for row in second.events]) == (200, ["2000-08-23"])
    assert first.count == second.count == 201


@pytest.mark.parametrize("name", ["everything", "demo"])
def test_dates_that_are_known_to_the_day_lead_there(name: str, request: pytest.FixtureRequest) -> None:
    builder: SiteBuilder = request.getfixturevalue(name)
    site = builder.site
    for route in ("timeline/", *(one for one in site.routes() if re.fullmatch(r"companies/[^/]+/", one))):
        for event in (one for one in site.main(route).iter("li") if one.get("class") == "event"):
            exact = re.fullmatch(r"\d{4}-(\d\d-\d\d)", next((t.get("datetime", "") for t in event[0].iter("time")), ""))
            links = [link.get("href", "") for link in event[0].iter("a")]
            assert [link.rsplit("timeline/day/")[-1] for link in links] == ([f"{exact[1]}/"] if exact else []), route
