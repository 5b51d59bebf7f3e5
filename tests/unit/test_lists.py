"""Long lists are split so that no page is long and no border moves when later entries come."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from pressmark.dates import Edtf, read_edtf
from pressmark.pages.lists import (
    SubList,
    by_initial,
    dated,
    initial_of,
    month_pages,
    split_by_initial,
    year_pages,
)
from pressmark.pages.views import ArticleRow, Counted, Link, Listing, Row
from pressmark.routes import PAGE_SIZE


def rows(dates: Iterable[str | None]) -> list[Row]:
    """Rows in the order of their dates, each with a name of its own."""
    found = [ArticleRow(Link(f"n{number}"), edtf(text)) for number, text in enumerate(dates)]
    return sorted(found, key=lambda row: row.date.sort_key if row.date else (date.min, date.min))


def edtf(text: str | None) -> Edtf | None:
    if text is None:
        return None
    found = read_edtf(text)
    assert isinstance(found, Edtf)
    return found


def days(first: str, count: int) -> list[str]:
    return [(date.fromisoformat(first) + timedelta(days=number)).isoformat() for number in range(count)]


def shown(listing: Listing) -> list[str]:
    return [row.date.text if row.date else "-" for group in listing.groups for row in group.rows]


def layout(pages: Iterable[SubList]) -> dict[str, int]:
    return {page.route: len(shown(page.listing)) for page in pages}


def test_a_short_list_is_whole_with_the_newest_first() -> None:
    listing, further = dated("x/", rows(["2030-05", "2031-02-03", "2031-02-01", "XXXX", None]))
    assert not further
    assert [(group.year, len(group.rows)) for group in listing.groups] == [(2031, 2), (2030, 1), (None, 2)]
    assert shown(listing)[:3] == ["2031-02-03", "2031-02-01", "2030-05"]
    assert (listing.count, listing.parts, listing.pages) == (5, (), ())


def test_a_short_list_may_begin_with_the_oldest() -> None:
    listing, _ = dated("x/", rows(["2031-02-03", "2030-05"]), newest_first=False)
    assert shown(listing) == ["2030-05", "2031-02-03"]


@pytest.mark.parametrize(("count", "split"), [(PAGE_SIZE, False), (PAGE_SIZE + 1, True)])
def test_a_list_is_split_where_it_is_longer_than_a_page(count: int, split: bool) -> None:
    listing, further = dated("x/", rows(days("2031-06-01", count)))
    assert bool(listing.parts) == bool(further) == split
    assert bool(listing.groups) != split
    assert listing.count == count


def test_a_long_list_is_split_by_year() -> None:
    listing, further = dated("x/", rows([*days("2029-12-01", 62), *days("2031-01-01", 150), None, "2030/2031"]))
    assert [(part.route, part.count) for part in listing.parts] == [
        ("x/2031/", 150),
        ("x/2030/", 31),
        ("x/2029/", 31),
        ("x/undated/", 2),
    ]
    assert layout(further) == {"x/2029/": 31, "x/2030/": 31, "x/2031/": 150, "x/undated/": 2}


def test_a_long_year_is_split_by_month() -> None:
    pages = year_pages("x/", 2031, rows([*days("2031-01-01", 201), "2031", "2031-22"]))
    year, *months = pages
    assert (year.route, shown(year.listing), year.listing.count) == ("x/2031/", ["2031", "2031-22"], 203)
    assert [part.route for part in year.listing.parts] == [f"x/2031/0{month}/" for month in range(7, 0, -1)]
    assert layout(months) == {
        f"x/2031/0{month}/": count for month, count in enumerate((31, 28, 31, 30, 31, 30, 20), start=1)
    }


def test_a_long_month_is_numbered_in_the_order_of_dates() -> None:
    pages = month_pages("x/", 2031, 8, rows(["2031-08-01"] * 150 + ["2031-08-02"] * 150 + ["2031-08-03"] * 150))
    assert layout(pages) == {"x/2031/08/": 200, "x/2031/08/page/2/": 200, "x/2031/08/page/3/": 50}
    assert [shown(page.listing)[0] for page in pages] == ["2031-08-01", "2031-08-02", "2031-08-03"]
    assert [(part.route, part.number) for part in pages[1].listing.pages] == [
        ("x/2031/08/", 1),
        ("x/2031/08/page/2/", 2),
        ("x/2031/08/page/3/", 3),
    ]
    assert [page.listing.number for page in pages] == [1, 2, 3]


def test_a_long_list_without_months_or_years_is_numbered() -> None:
    year = year_pages("x/", 2031, rows(["2031"] * 250 + ["2031-05"]))
    assert layout(year) == {"x/2031/": 200, "x/2031/page/2/": 50, "x/2031/05/": 1}
    assert [part.route for part in year[0].listing.parts] == ["x/2031/05/"]
    undated = year_pages("x/", None, rows([None] * 250))
    assert layout(undated) == {"x/undated/": 200, "x/undated/page/2/": 50}


@pytest.mark.parametrize("later", [1, 150, 400])
def test_borders_do_not_move_when_later_entries_come(later: int) -> None:
    before = rows([*["2031-08-01"] * 250, *days("2031-01-01", 180)])
    after = rows([*["2031-08-01"] * 250, *days("2031-01-01", 180), *["2031-08-09"] * later])
    _, old = dated("x/", before)
    _, new = dated("x/", after)
    names = {page.route: [row.date for group in page.listing.groups for row in group.rows] for page in new}
    for page in old:
        kept = [row.date for group in page.listing.groups for row in group.rows]
        assert names[page.route][: len(kept)] == kept or page.route == "x/2031/"
    full = [page.route for page in old if len(shown(page.listing)) == PAGE_SIZE]
    assert full == ["x/2031/08/"]
    assert all(len(names[route]) == PAGE_SIZE for route in full)


@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 399, 400, 401, 1000])
@pytest.mark.parametrize("step", [0, 1, 11])
def test_no_page_is_long_and_no_row_is_lost(count: int, step: int) -> None:
    some = rows((date(2029, 1, 1) + timedelta(days=number * step)).isoformat() for number in range(count))
    listing, further = dated("x/", some)
    every = [
        row for one in (listing, *(page.listing for page in further)) for group in one.groups for row in group.rows
    ]
    assert sorted(row.link.text for row in every if isinstance(row, ArticleRow)) == sorted(
        row.link.text for row in some if isinstance(row, ArticleRow)
    )
    assert all(len(shown(page.listing)) <= PAGE_SIZE for page in further)
    assert len({page.route for page in further}) == len(further)


# --- by name ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "initial"),
    [
        ("Zoom", "z"),
        ("élan", "e"),
        ("Ørsted", "o"),
        ("Łódź", "l"),
        ("⑴", "1"),
        ("3M", "3"),
        ("«Quoted»", "q"),
        ("灯笼", "other"),
        ("北京 (Beijing)", "other"),
        ("", "other"),
        ("—", "other"),
    ],
)
def test_a_name_stands_under_an_initial(name: str, initial: str) -> None:
    assert initial_of(name) == initial


def counted(*names: str) -> list[Counted]:
    return [Counted(Link(name, f"{name}/"), 1) for name in names]


def test_names_are_in_order_under_their_initials() -> None:
    found = by_initial(counted("beta", "Alpha", "élan", "Echo", "灯", "alpha", "3M"))
    assert [(one.initial, [row.link.text for row in one.rows]) for one in found] == [
        ("3", ["3M"]),
        ("a", ["Alpha", "alpha"]),
        ("b", ["beta"]),
        ("e", ["Echo", "élan"]),
        ("other", ["灯"]),
    ]


def test_a_long_list_of_names_is_split_by_initial_then_numbered() -> None:
    names = ["Alpha"] * 450 + ["Beta", "灯"]
    parts, pages = split_by_initial("x/", names)
    assert [(part.route, part.count, part.initial) for part in parts] == [
        ("x/by/initial/a/", 450, "a"),
        ("x/by/initial/b/", 1, "b"),
        ("x/by/initial/other/", 1, "other"),
    ]
    assert [(page.route, len(page.rows), len(page.pages), page.number) for page in pages] == [
        ("x/by/initial/a/", 200, 3, 1),
        ("x/by/initial/a/page/2/", 200, 3, 2),
        ("x/by/initial/a/page/3/", 50, 3, 3),
        ("x/by/initial/b/", 1, 0, 1),
        ("x/by/initial/other/", 1, 0, 1),
    ]
    assert sorted(position for page in pages for position in page.rows) == list(range(len(names)))
