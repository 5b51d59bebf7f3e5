"""Feeds as feed readers read them: feedparser for Atom, a schema for JSON Feed, and what RFC 4287 asks for."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import jsonschema
import pytest
from tests.support.archives import article, index_of
from tests.support.cases import called, cases
from tests.support.sites import REPOSITORY, SiteBuilder

from pressmark.files import read_templates
from pressmark.pages import all_pages, site_of
from pressmark.rendering import Renderer

BASE = "https://clippings.example/bay/"
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
ONCE = {"id", "title", "updated"}
AT_MOST_ONCE = {"generator", "published", "summary", "content"}
ALLOWED = {"author", "category", "link", "entry"} | ONCE | AT_MOST_ONCE
ADDRESS = {"type": "string", "pattern": "^https://"}
JSON_FEED = {  # the fields of version 1.1 that we write
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "language": {"type": "string"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "properties": {
                    "id": ADDRESS,
                    "url": ADDRESS,
                    "external_url": ADDRESS,
                    **{name: {"type": "string"} for name in ("title", "content_html", "content_text", "summary")},
                    **{name: {"pattern": MOMENT.pattern} for name in ("date_published", "date_modified")},
                    "authors": {"type": "array", "items": {"required": ["name"]}},
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "language": {"type": "string"},
                },
            },
        },
    },
}


def rendered(files: dict[str, str]) -> dict[str, bytes]:
    """The feeds of an archive, and the pages that they belong to."""
    index = index_of(files)
    site = site_of(index, BASE)
    renderer = Renderer(read_templates(REPOSITORY / "tests"), site)
    wanted = re.compile(r"(.*/)?feed\.(xml|json)|companies/lanternfish/|topics/partner-model/|people/odile-marsh/|")
    return {page.route: renderer.render(page) for page in all_pages(index, site) if wanted.fullmatch(page.route)}


def mistakes_in(feed: bytes, address: str) -> Iterator[str]:
    """What RFC 4287 (section 4) does not allow."""
    root = ET.fromstring(feed)  # noqa: S314 - it is our own
    for element in (root, *root.iter(f"{ATOM}entry")):
        names = [child.tag.removeprefix(ATOM) for child in element]
        yield from (f"no or several {name}" for name in ONCE if names.count(name) != 1)
        yield from (f"several {name}" for name in AT_MOST_ONCE if names.count(name) > 1)
        yield from (f"unknown {name}" for name in names if name not in ALLOWED)
        for child in element:
            if child.tag in {f"{ATOM}updated", f"{ATOM}published"} and not MOMENT.fullmatch(child.text or ""):
                yield f"no moment: {child.text}"
            if child.tag == f"{ATOM}id" and not urlsplit(child.text or "").scheme:
                yield f"no address: {child.text}"
        alternate = [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        if len(alternate) != 1:
            yield "no or several pages that it belongs to"
    entries = root.findall(f"{ATOM}entry")
    if root.find(f"{ATOM}author") is None and any(entry.find(f"{ATOM}author") is None for entry in entries):
        yield "an entry without an author"
    if [link.get("href") for link in root.findall(f"{ATOM}link[@rel='self']")] != [address]:
        yield "not its own address"


def read(feed: bytes, address: str) -> Any:
    """A feed that is valid."""
    assert list(mistakes_in(feed, address)) == []
    parsed = feedparser.parse(feed, response_headers={"content-type": "application/atom+xml; charset=utf-8"})
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    ids = [entry.id for entry in parsed.entries]
    assert len(ids) == len(set(ids))
    return parsed


def test_every_feed_of_a_site_is_valid(everything: SiteBuilder) -> None:
    base = "https://archive.example/bay/"
    feeds = [name for name in everything.site.files() if name.endswith("feed.xml")]
    assert {"feed.xml", "corrections/feed.xml"} < set(feeds)
    for name in feeds:
        read(everything.site.text(name).encode(), f"{base}{name}")
    jsonschema.validate(json.loads(everything.site.text("feed.json")), JSON_FEED)


def test_corrections_in_the_same_words_are_several() -> None:
    said = "corrections: [{date: 2031-08-04, text: Mended.}, {date: 2031-09, text: Mended.}]"
    feeds = rendered({"content/articles/2031/kettles.md": article(said)})
    assert len(read(feeds["corrections/feed.xml"], f"{BASE}corrections/feed.xml").entries) == 2


# --- entries ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("feeds")["entries"], ids=called)
def test_an_entry_says_no_more_than_is_known_and_published(case: dict[str, Any]) -> None:
    settings = "title: Clippings of the Bay\nbase_url: https://clippings.example/\nrights: full\nexcerpt_words: 2\n"
    written = article(case["fields"], "One two three four five six.")
    feeds = rendered({"pressmark.yaml": settings, "content/articles/2031/kettles.md": written})
    (entry,) = read(feeds["feed.xml"], f"{BASE}feed.xml").entries
    feed = json.loads(feeds["feed.json"])
    jsonschema.validate(feed, JSON_FEED)
    (item,) = feed["items"]
    assert entry.id == entry.link == item["id"] == item["url"] == f"{BASE}articles/2031/kettles/"
    said = [
        {
            "published": entry.get("published", "")[:10],
            "updated": entry.updated[:10],
            "text": plain(entry.content[0].value) if "content" in entry else "",
            "summary": entry.get("summary", ""),
            "authors": [one.name for one in entry.authors],
            "original": next((link.href for link in entry.links if link.rel == "via"), ""),
            "title": unescape(entry.title),
        },
        {
            "published": item.get("date_published", "")[:10],
            "updated": item["date_modified"][:10],
            "text": plain(item.get("content_html", "")),
            "summary": item.get("summary", ""),
            "authors": [one["name"] for one in item["authors"]],
            "original": item.get("external_url", ""),
            "title": item["title"],
            "language": item["language"],
        },
    ]
    expected = {"published": "", **case} if "updated" in case else case
    for of in said:
        assert {name: of[name] for name in expected if name in of} == {n: expected[n] for n in expected if n in of}


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


# --- which records have feeds -------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [4, 5, 30])
def test_companies_and_topics_have_feeds_from_five_articles_on(count: int) -> None:
    fields = "topics: [partner-model]\nentities: {companies: [lanternfish], people: [odile-marsh]}\npublished: 2031-0"
    files = {f"content/articles/2031/kettles-{n}.md": article(f"{fields}{n % 9 + 1}-01") for n in range(count)}
    found = rendered(files)
    feeds = {route for route in found if route.endswith("/feed.xml")}
    assert feeds == ({"companies/lanternfish/feed.xml", "topics/partner-model/feed.xml"} if count > 4 else set())
    for route in feeds:
        assert len(read(found[route], f"{BASE}{route}").entries) == min(count, 20)
        page = found[route.removesuffix("feed.xml")].decode()
        assert re.search(rf'<link rel="alternate"[^>]* href="../../{route}">', page)
        assert f'<a href="../../{route}">' in page
    assert b'type="application/feed+json"' in found[""]
