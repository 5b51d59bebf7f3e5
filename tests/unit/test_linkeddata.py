"""Linked data as other programs read it: PyLD expands it, and its words are schema.org's, as rdflib has them."""

import json
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld
from rdflib.namespace import SDO
from tests.support.archives import NOW, SOUND, article, join
from tests.support.cases import called, cases
from tests.support.sites import REPOSITORY, Site, SiteBuilder

from pressmark.files import read_common_words, read_templates
from pressmark.index import build_index
from pressmark.linkeddata import script
from pressmark.mentions import find_mentions
from pressmark.pages import all_pages, site_of
from pressmark.publishable import publishable
from pressmark.rendering import Renderer
from pressmark.routes import output_path

SCHEMA = "https://schema.org/"
BASE = "https://clippings.example/bay/"
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
EXCERPTED = {"content/sources/harbour-post.yaml": "name: Harbour Post\n"}


def no_network(url: str, options: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001 - PyLD's interface
    """The context by its address; all that ours asks of it is where its words come from."""
    assert url.rstrip("/") + "/" == SCHEMA
    addresses = ("url", "sameAs", "isBasedOn", "archivedAt", "mainEntityOfPage")
    context = {"@vocab": SCHEMA, **{name: {"@type": "@id"} for name in addresses}}
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": context},
    }


def expanded(data: Any, base: str) -> list[Any]:
    found: list[Any] = jsonld.expand(data, {"documentLoader": no_network, "base": base})
    return found


def data_on(html: str) -> Any:
    """What a page says; a page says at most one thing."""
    scripts = SCRIPT.findall(html)
    assert len(scripts) <= 1
    return json.loads(scripts[0]) if scripts else None


def words_in(node: Any) -> Iterator[str]:
    """All names of properties and types."""
    if isinstance(node, list):
        for one in node:
            yield from words_in(one)
    elif isinstance(node, dict):
        yield from (key for key in node if not key.startswith("@"))
        yield from node.get("@type", ())
        for value in node.values():
            yield from words_in(value)


def ids_in(node: Any) -> Iterator[str]:
    """The addresses by which things are named."""
    if isinstance(node, list):
        for one in node:
            yield from ids_in(one)
    elif isinstance(node, dict):
        if "@id" in node and "@type" in node:
            yield node["@id"]
        for value in node.values():
            yield from ids_in(value)


@pytest.mark.parametrize("name", ["demo", "everything", "starter"])
def test_every_page_says_what_it_is_about_in_words_of_schema_org(name: str, request: pytest.FixtureRequest) -> None:
    builder: SiteBuilder = request.getfixturevalue(name)
    host = "https://archive.example/bay/" if name == "everything" else "https://host.example/deep/"  # else relative
    routes = builder.site.routes()
    silent, wrong, named = [], set(), set()
    for route in routes:
        data = data_on(builder.site.text(output_path(route)))
        if data is None:
            silent.append(route)
            continue
        nodes = expanded(data, urljoin(host, route))
        wrong |= {word for word in words_in(nodes) if word not in SDO}
        assert nodes[0]["@type"]
        named |= set(ids_in(nodes))
    assert wrong == set()
    apart = {one: urldefrag(one.removeprefix(host)) for one in named}
    assert [one for one, (route, place) in apart.items() if not is_there(builder.site, routes, route, place)] == []
    led_on = {one for one in routes if 'http-equiv="refresh"' in builder.site.text(output_path(one))}
    assert set(silent) == led_on | {"404.html"}


def is_there(site: Site, routes: Collection[str], route: str, fragment: str) -> bool:
    """Whether there is such a page, and such a place in it."""
    return route in routes and (not fragment or f' id="{fragment}"' in site.text(output_path(route)))


# --- cases --------------------------------------------------------------------------------------------------------

CASES = cases("linkeddata")
EVENT = "dates:\n  - {{date: {!r}, event: Kettles change hands, quote: kettles, companies: [lanternfish]}}\n"


def name_of(value: Any) -> str:
    return called(value) if isinstance(value, dict) else str(value)


def of_cases() -> dict[str, str]:
    """One archive in which each case is a file."""
    files = dict(EXCERPTED)
    files |= {f"content/{case['path']}.yaml": case["text"] for case in CASES["records"]}
    for number, case in enumerate(CASES["articles"]):
        files[f"content/articles/2031/case-{number}.md"] = article(case["fields"], case.get("body", "Text."))
    for number, case in enumerate(CASES["events"]):
        files[f"content/articles/2031/event-{number}.md"] = article(EVENT.format(case["date"]), "The kettles.")
    for number, text in enumerate(CASES["hostile"]):
        fields = f"title: {json.dumps(text)}\nsummary: {json.dumps(text)}\n"
        files[f"content/articles/2031/hostile-{number}.md"] = article(fields)
    return files


@pytest.fixture(scope="module")
def said_on() -> Callable[[str], Any]:
    """What a page of the archive of cases says."""
    archive, problems = join({**SOUND, **of_cases()})
    assert not [one for one in problems if one.severity == "error"]
    public = publishable(archive, "public", NOW)
    index = build_index(public, find_mentions(public, archive.records, read_common_words()))
    site = site_of(index, BASE)
    pages = {page.route: page for page in all_pages(index, site)}
    renderer = Renderer(read_templates(REPOSITORY / "tests"), site)
    return lambda route: data_on(renderer.render(pages[route]).decode())


def told(value: Any) -> Any:
    """A value in the form of a case: things by their names."""
    if isinstance(value, list):
        return [told(one) for one in value]
    if not isinstance(value, dict):
        return value
    return f"{value['latitude']}, {value['longitude']}" if "latitude" in value else value["name"]


def assert_says(data: Any, expected: dict[str, Any]) -> None:
    assert {name: told(data.get(name, "none")) for name in expected} == expected


@pytest.mark.parametrize(("number", "case"), [*enumerate(CASES["articles"])], ids=name_of)
def test_articles(number: int, case: dict[str, Any], said_on: Callable[[str], Any]) -> None:
    assert_says(said_on(f"articles/2031/case-{number}/"), case["expect"])


@pytest.mark.parametrize(("number", "case"), [*enumerate(CASES["events"])], ids=name_of)
def test_events_are_as_certain_as_written(number: int, case: dict[str, Any], said_on: Callable[[str], Any]) -> None:
    (event,) = said_on(f"articles/2031/event-{number}/")["mentions"]
    assert event["about"] == [{"@id": f"{BASE}companies/lanternfish/"}]
    assert event in said_on("timeline/")["mainEntity"]["itemListElement"]
    assert_says(event, case["expect"])


@pytest.mark.parametrize("case", CASES["records"], ids=called)
def test_records(case: dict[str, Any], said_on: Callable[[str], Any]) -> None:
    data = said_on(f"{case['path']}/")
    assert data["@id"] == f"{BASE}{case['path']}/"
    assert_says(data, case["expect"])


@pytest.mark.parametrize(("number", "text"), [*enumerate(CASES["hostile"])])
def test_no_text_ends_the_script(number: int, text: str, said_on: Callable[[str], Any]) -> None:
    data = said_on(f"articles/2031/hostile-{number}/")
    assert data["headline"].split() == data["description"].split() == str(text).split()


@given(st.text())
def test_any_text_comes_back_and_leaves_the_script_whole(text: str) -> None:
    written = script({"name": text})
    assert json.loads(written) == {"name": text}
    assert not re.search("[<>&\u2028\u2029]", written)


def test_the_data_page_names_its_files(said_on: Callable[[str], Any]) -> None:
    data = said_on("data/")
    files = {one["contentUrl"]: one["encodingFormat"] for one in data["distribution"]}
    assert data["@type"] == "Dataset"
    assert files[f"{BASE}data/articles.csv"] == "text/csv"
    assert files[f"{BASE}data/archive.sqlite"] == "application/vnd.sqlite3"


def test_the_front_page_tells_how_to_search(said_on: Callable[[str], Any]) -> None:
    assert said_on("")["potentialAction"]["target"]["urlTemplate"] == f"{BASE}search/?q={{query}}"
