"""What holds of every page of every site: it is valid, its links lead somewhere, nothing comes from elsewhere."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from tests.support.sites import Site, SiteBuilder, text_of, with_class

from pressmark.routes import output_path

SITES = ("demo", "everything", "inside", "starter", "crowd", "empty")
ADDRESSES = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}
INDEXES = {"", "404.html", "search/", "notes/", "queries/", "data/"} | {
    f"{name}/" for name in ("articles", "companies", "partners", "topics", "people", "places", "sources", "timeline")
}
REFERRING = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list")
HOST = "https://host.example"


@pytest.fixture(params=SITES)
def builder(request: pytest.FixtureRequest) -> SiteBuilder:
    built: SiteBuilder = request.getfixturevalue(request.param)
    return built


@pytest.fixture
def site(builder: SiteBuilder) -> Site:
    return builder.site


def addresses(page: Element) -> Iterator[tuple[Element, str]]:
    """Everything that a page links to, loads, or sends a form to."""
    for element in page.iter():
        name = ADDRESSES.get(str(element.tag))
        if name and element.get(name) is not None:
            yield element, element.attrib[name]


def ids(page: Element) -> list[str]:
    return [element.attrib["id"] for element in page.iter() if "id" in element.attrib]


def said_of(route: str, element: Element) -> str:
    attributes = " ".join(f'{name}="{value}"' for name, value in element.attrib.items())
    return f"/{route}: <{element.tag} {attributes}>"


def test_pages_are_valid(site: Site) -> None:
    read = [route for route, _ in site.pages()]  # which raises where one is not
    assert set(read) >= INDEXES


@pytest.mark.parametrize("prefix", ["/", "/deep/path/"])
def test_internal_links_lead_to_pages_and_places_on_them(site: Site, prefix: str) -> None:
    files = set(site.files())
    named = {route: set(ids(page)) for route, page in site.pages()}
    broken = []
    for route, page in site.pages():
        for element, address in addresses(page):
            url = urlsplit(urljoin(f"{HOST}{prefix}{route}", address))
            if f"{url.scheme}://{url.netloc}" != HOST or route == "404.html":
                continue
            target = unquote(url.path.removeprefix(prefix))
            there = url.path.startswith(prefix) and output_path(target) in files
            if not there or (url.fragment and url.fragment not in named[target]):
                broken.append(said_of(route, element))
    assert broken == []


def test_page_for_nothing_works_at_any_depth(builder: SiteBuilder) -> None:
    site = builder.site
    canonical = next((link for link in site.page("").iter("link") if link.get("rel") == "canonical"), None)
    root = urlsplit(canonical.attrib["href"]).path if canonical is not None else "/"
    files = set(site.files())
    targets = [urljoin(f"{HOST}{root}no/such/page/", address) for _, address in addresses(site.page("404.html"))]
    inside = [target.removeprefix(f"{HOST}{root}") for target in targets if target.startswith(f"{HOST}{root}")]
    fragments = [target for target in targets if "#" in target]
    assert len(inside) == len(targets)
    assert [target for target in inside if "#" not in target and output_path(target) not in files] == []
    assert fragments == [f"{HOST}{root}no/such/page/#content"]


def test_links_between_pages_are_relative(site: Site) -> None:
    own = {urlsplit(base).netloc for base in _canonical_links(site)}
    absolute = [
        said_of(route, element)
        for route, page in site.pages()
        for element, address in addresses(page)
        if element.get("rel") != "canonical"
        and (urlsplit(address).netloc in own - {""} or (address.startswith("/") and route != "404.html"))
    ]
    assert absolute == []


def _canonical_links(site: Site) -> Iterator[str]:
    for _, page in site.pages():
        yield from (link.attrib["href"] for link in page.iter("link") if link.get("rel") == "canonical")


SVG = "http://www.w3.org/2000/svg"  # the name of a language, which nobody fetches


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    loaded = [
        said_of(route, element)
        for route, page in site.pages()
        for element, address in addresses(page)
        if element.tag != "a" and element.get("rel") != "canonical" and urlsplit(address).scheme
    ]
    imported = [
        name
        for name in site.files()
        if name.endswith((".css", ".js")) and not name.startswith("search/")
        if re.search(r"@import|url\((?!#)|https?://", site.text(name).replace(SVG, ""))
    ]
    assert loaded + imported == []


def is_code(script: Element) -> bool:
    """Whether a script may run: a block of data may not."""
    return script.get("type", "module") not in {"application/json", "application/ld+json"}


def test_policy_allows_no_inline_code_and_there_is_none(site: Site) -> None:
    inline = [
        said_of(route, element)
        for route, page in site.pages()
        for element in page.iter()
        if "style" in element.attrib
        or any(name.startswith("on") for name in element.attrib)
        or element.tag in {"style", "base"}
        or (element.tag == "script" and is_code(element) and (not element.get("src") or text_of(element)))
    ]
    policies = {
        meta.attrib["content"]
        for _, page in site.pages()
        for meta in page.iter("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    }
    assert inline == []
    assert len(policies) == 1
    assert "unsafe-inline" not in next(iter(policies))


def test_ids_are_unique_and_referred_to_only_where_they_are(site: Site) -> None:
    wrong = []
    for route, page in site.pages():
        found = Counter(ids(page))
        wrong += [f"/{route}#{name}: {count} times" for name, count in found.items() if count > 1]
        for element in page.iter():
            for attribute in REFERRING:
                missing = set((element.get(attribute) or "").split()) - found.keys()
                wrong += [f"{said_of(route, element)}: no «{name}»" for name in missing]
    assert wrong == []


def test_headings_follow_one_another_without_gaps(site: Site) -> None:
    wrong = []
    for route, page in site.pages():
        levels = [int(element.tag[1]) for element in page.iter() if re.fullmatch("h[1-6]", str(element.tag))]
        gaps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        if levels[:1] != [1] or levels.count(1) != 1 or gaps:
            wrong.append(f"/{route}: {levels}")
    assert wrong == []


def test_pages_have_titles_of_their_own_and_a_language(site: Site) -> None:
    titles: dict[tuple[str, str], list[str]] = {}
    for route, page in site.pages():  # a company and a source may bear the same name
        if any(meta.get("http-equiv") == "refresh" for meta in page.iter("meta")):
            continue  # it leads on at once
        titles.setdefault((route.partition("/")[0], text_of(next(page.iter("title")))), []).append(route)
    assert [routes for routes in titles.values() if len(routes) > 1] == []
    assert {page.get("lang") for _, page in site.pages()} == {"en"}


def test_every_paragraph_of_an_article_has_one_link_to_itself(everything: SiteBuilder) -> None:
    for route, page in everything.site.pages():
        is_article = bool(list(with_class(page, "clipping")))
        blocks = [one for one in page.iter() if is_article and re.fullmatch(r"p\d+", one.get("id", ""))]
        links = [link.get("href") for link in with_class(page, "place")]
        assert links == [f"#{block.get('id')}" for block in blocks], route
        assert all(len(list(with_class(block, "place"))) == 1 for block in blocks), route


def test_every_article_can_be_taken_into_other_programs(everything: SiteBuilder) -> None:
    for route, page in everything.site.pages():
        taken = {one.get("aria-label"): "".join(one.itertext()) for one in page.iter("pre") if one.get("aria-label")}
        if not taken:
            assert not list(with_class(page, "facts")), route  # what was withdrawn is not to be cited
            continue
        key = route.removeprefix("articles/").replace("/", "-").rstrip("-")
        title = text_of(next(page.iter("h1")))
        [record] = rispy.loads(taken["RIS"])
        [entry] = parse_string(taken["BibTeX"]).entries
        [item] = json.loads(taken["CSL-JSON"])
        assert record["id"] == entry.key == item["id"] == key
        assert record["title"].split() == item["title"].split() == title.split()


def test_nothing_stands_empty(site: Site) -> None:
    telling = {"h1", "h2", "h3", "h4", "a", "button", "dt", "dd", "li", "caption", "title", "figcaption"}
    empty = [
        said_of(route, element)
        for route, page in site.pages()
        for element in page.iter()
        if element.tag in telling and "hidden" not in element.attrib
        if not text_of(element) and "aria-label" not in element.attrib and element.find(".//img") is None
    ]
    assert empty == []


def test_navigation_hides_what_is_empty(empty: SiteBuilder, everything: SiteBuilder) -> None:
    def sections(builder: SiteBuilder) -> set[str]:
        navigation = next(nav for nav in builder.site.page("").iter("nav") if nav.get("aria-label") == "Sections")
        return {link.attrib["href"].removeprefix("./") for link in navigation.iter("a")}

    assert sections(empty) == set()
    assert sections(everything) == INDEXES - {"", "404.html", "search/"}
