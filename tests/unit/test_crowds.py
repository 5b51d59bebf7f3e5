"""No list is cut silently: where one is too long for its page, what leads on from there has all of it."""

import re
from urllib.parse import urljoin

import pytest
from tests.support.crowds import MANY
from tests.support.sites import Site, SiteBuilder, text_of

from pressmark.routes import PAGE_SIZE

NUMBERS = range(1, MANY + 1)
COMPANY, PERSON, PLACE = "companies/lanternfish/", "people/odile-marsh/", "places/port-meridian/"
PAIR = "partners/copper-kettle/lanternfish/"
HOLDING, TOPIC = "companies/quiet-harbour/", "topics/partner-model/"
LISTS = {
    "articles about a company": (COMPANY, COMPANY + "articles/", {f"Story {n}" for n in NUMBERS}),
    "events of a company": (COMPANY, COMPANY + "timeline/", {f"delivery {n}" for n in NUMBERS}),
    "partners of a company": (COMPANY, COMPANY + "partners/", {f"oil no. {n}" for n in NUMBERS}),
    "names with a company": (COMPANY, COMPANY + "with/people/", {f"people/clerk-{n}/" for n in NUMBERS}),
    "articles by a person": (PERSON, PERSON + "written/", {f"Story {n}" for n in NUMBERS}),
    "relations in a place": (PLACE, "partners/by/place/port-meridian/", {f"oil no. {n}" for n in NUMBERS}),
    "claims about a pair": (PAIR, PAIR + "claims/", {f"Story {n}" for n in NUMBERS}),
    "events of a pair": (PAIR, PAIR + "timeline/", {f"delivery {n}" for n in NUMBERS}),
    "articles about a pair": (PAIR, PAIR + "articles/", {f"Story {n}" for n in NUMBERS}),
    "subsidiaries": (HOLDING, HOLDING + "below/", {f"companies/mole-{n}/" for n in NUMBERS}),
    "inner places": (PLACE, PLACE + "below/", {f"places/berth-{n}/" for n in NUMBERS}),
    "narrower topics": (TOPIC, TOPIC + "below/", {f"topics/cargo-{n}/" for n in NUMBERS}),
    "companies of a business": (TOPIC, TOPIC + "business/", {f"companies/mole-{n}/" for n in NUMBERS}),
    "articles of a query": ("queries/sales/", "queries/sales/articles/", {f"Story {n}" for n in NUMBERS}),
    "topics": ("topics/", "topics/by/initial/", {f"topics/cargo-{n}/" for n in NUMBERS}),
}


def links(site: Site, route: str) -> dict[str, str]:
    """Where the links of a page lead, and what they say."""
    found = ((urljoin(f"/{route}", one.attrib["href"])[1:], text_of(one)) for one in site.main(route).iter("a"))
    return {target: text.strip("“”") for target, text in found}


def led_to(site: Site, start: str, below: str) -> list[str]:
    """The pages below an address to which links lead from a page, directly or not."""
    found: list[str] = []
    waiting = [start]
    while waiting:
        for target in links(site, waiting.pop()):
            route = target.partition("#")[0]
            if route.startswith(below) and route not in found:
                found.append(route)
                waiting.append(route)
    return found


@pytest.mark.parametrize("name", LISTS)
def test_a_long_list_is_led_to_whole(name: str, crowd: SiteBuilder) -> None:
    start, below, wanted = LISTS[name]
    pages = led_to(crowd.site, start, below)
    said = {one for route in pages for link in links(crowd.site, route).items() for one in link}
    assert wanted - said == set()
    assert all(len(list(crowd.site.main(route).iter("tr"))) <= PAGE_SIZE + 1 for route in pages)


def test_numbered_pages_of_a_list_have_titles_of_their_own(crowd: SiteBuilder) -> None:
    titles: dict[str, list[str]] = {}
    for route, page in crowd.site.pages():
        titles.setdefault(text_of(next(page.iter("title"))), []).append(route)
    shared = {title: routes for title, routes in titles.items() if len(routes) > 1}
    assert shared == {}
    assert "Partners of Lanternfish Lighting, page 2 · Clippings of the Bay" in titles


def test_a_page_says_what_its_pictures_leave_out(crowd: SiteBuilder) -> None:
    said = text_of(crowd.site.main(COMPANY))
    assert f"The picture shows 40 of {MANY + 1} relations, those last attested." in said
    assert f"Shown are 18 of {MANY + 1} partners" in said


@pytest.mark.parametrize(
    "route", ["articles/2031/", "timeline/2031/", COMPANY + "articles/2031/", PAIR + "timeline/2031/"]
)
def test_the_year_stands_above_its_months(route: str, crowd: SiteBuilder) -> None:
    months = [one for one in crowd.site.routes() if re.fullmatch(f"{route}[0-9]+/", one)]
    assert months
    for month in months:
        crumbs = next(nav for nav in crowd.site.main(month).iter("nav") if nav.attrib.get("class") == "crumbs")
        assert [text_of(one) for one in crumbs.iter("li")][-1] == "2031"
