"""The address holds the whole search: Reload, Back, Forward and a copied link show exactly what was shown."""

from collections.abc import Iterable
from random import Random

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Opener
from tests.browser.searching import RESULTS, Shown, ask, opened, settled
from tests.support.sites import Served

CHUNKS = 5
STATES = 40  # of each chunk; browsers remember 50 addresses of a window
WORDS = (
    "partner",
    "sales china",
    "partner*",
    '"mainland china"',
    "-zoom",
    "zoom -partner",
    "data-centre",
    "",
    "xylophonist",
)
FIELDS = (
    "company:apple",
    "topic:market-exit",
    "date:2019..",
    "certainly:2020",
    "compnay:x",
    "date:2020..2019",
    "year:2020,1999",
)


def act(page: Page, random: Random) -> None:
    """Something that a reader may do."""
    kind = random.choice(
        (
            "type",
            "type",
            "type fields",
            "choose",
            "choose",
            "exclude",
            "dates",
            "certainty",
            "brush",
            "sort",
            "more",
            "drop",
        )
    )
    if kind == "type":
        ask(page, random.choice(WORDS))
    elif kind == "type fields":
        ask(page, f"{random.choice(WORDS)} {random.choice(FIELDS)}".strip())
    elif kind in {"choose", "exclude"}:
        click_one(page, f".facet[open] .values {'input' if kind == 'choose' else '.not'}", random)
    elif kind == "dates":
        first, last = sorted(random.choices(("2014", "2017-06", "2019-03-05", "2020", "2022-11"), k=2))
        page.locator("#dates-from").fill(first)
        page.locator("#dates-to").fill(random.choice((last, "")))
        page.locator("#dates-to").press("Enter")
    elif kind == "certainty":
        click_one(page, ".dates [type='radio']", random)
    elif kind == "brush":
        click_one(page, ".histogram .bar", random)
    elif kind == "sort":
        enabled = [one.get_attribute("value") for one in page.locator("#search-sort option:not([disabled])").all()]
        page.locator("#search-sort").select_option(random.choice(enabled))
    elif kind == "more":
        click_one(page, "#search-more", random)
    else:
        click_one(page, "#search-chips .chip", random)


def click_one(page: Page, selector: str, random: Random) -> None:
    """Click one of the things that a selector finds, if they can be seen."""
    found = [one for one in page.locator(selector).all() if one.is_visible()]
    if found:
        random.choice(found).click()


def complete(page: Page) -> Shown:
    """What the page shows, with the excerpts that are compared; on a busy machine these may come late."""
    settled(page)
    page.wait_for_function(f"() => !document.querySelector('{RESULTS}:nth-child(-n + 3) [aria-busy]')")
    return settled(page)


def difference(one: Shown, other: Shown) -> dict[str, tuple[object, object]]:
    """What two looks at the page do not have in common; a value that has the focus may stand longer in its facet."""
    found = {key: (one[key], other[key]) for key in one if key != "facets" and one[key] != other[key]}
    for facet in one["facets"].keys() | other["facets"].keys():
        mine, theirs = (rows_of(shown["facets"].get(facet, ())) for shown in (one, other))
        chosen = {name for rows in (mine, theirs) for name, row in rows.items() if "true" in row}
        compared = chosen | (mine.keys() & theirs.keys())
        if {name: mine.get(name) for name in compared} != {name: theirs.get(name) for name in compared}:
            found[facet] = (mine, theirs)
    return found


def rows_of(rows: Iterable[str]) -> dict[str, str]:
    return {name: rest for name, _, rest in (row.partition("|") for row in rows)}


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_states_survive_reload_back_forward_and_copied_links(chunk: int, at_root: Served, window: Opener) -> None:
    random = Random(chunk)  # noqa: S311 - nobody is to be surprised by it
    told = window()
    page = told.page
    opened(page, at_root)
    states: list[tuple[str, Shown]] = []
    entries = page.evaluate("history.length")
    while len(states) < STATES:
        act(page, random)
        shown = complete(page)
        before, entries = entries, page.evaluate("history.length")
        if entries > before:
            states.append((page.url, shown))
        elif states:  # the same entry of the history, perhaps changed
            states[-1] = (page.url, shown)
    assert len({url for url, _ in states}) > STATES // 2

    for url, shown in reversed(states[:-1]):
        page.go_back()
        page.wait_for_url(url)
        assert difference(shown, complete(page)) == {}, f"back: {url}"
    for url, shown in states[1:]:
        page.go_forward()
        page.wait_for_url(url)
        assert difference(shown, complete(page)) == {}, f"forward: {url}"
    for url, shown in states:
        page.goto(url)
        assert difference(shown, complete(page)) == {}, f"link: {url}"
        page.reload()
        assert difference(shown, complete(page)) == {}, f"reload: {url}"
    assert told.told == []
