"""Files for programs: feed, sitemap, robots, manifests; with a base_url and without one."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from tests.support.archives import SOUND, article
from tests.support.sites import Site, SiteBuilder

from pressmark.digest import sha256
from pressmark.pages import machine

BASE = "https://archive.example/bay/"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NEEDS_BASE = {"feed.xml", "sitemap.xml"}


def xml(builder: SiteBuilder, name: str) -> ET.Element:
    return ET.fromstring(builder.site.text(name))  # noqa: S314 - it is our own


def test_feed_has_what_atom_requires(everything: SiteBuilder) -> None:
    feed = xml(everything, "feed.xml")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    entries = feed.findall(f"{ATOM}entry")
    assert feed.tag == f"{ATOM}feed"
    assert links["self"] == f"{BASE}feed.xml"
    assert entries
    for element in (feed, *entries):
        assert all(element.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
        assert RFC3339.fullmatch(element.findtext(f"{ATOM}updated") or "")
    for entry in entries:
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert entry.find(f"{ATOM}link[@rel='alternate']") is not None
    updated = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert feed.findtext(f"{ATOM}updated") == max(time for time in updated if time)


def listed(site: Site) -> list[str]:
    """All addresses but those of tombstones, of ways on from old addresses, and of the page for nothing."""
    return [route for route in site.routes() if route != "404.html" and not _is_unindexed(site.page(route))]


def test_feed_names_pages_once_and_none_that_is_withheld(everything: SiteBuilder) -> None:
    feed = xml(everything, "feed.xml")
    named = [entry.findtext(f"{ATOM}id") or "" for entry in feed.findall(f"{ATOM}entry")]
    routes = {
        f"{BASE}{route}" for route in listed(everything.site) if re.fullmatch(r"articles/\d+/[^/]*[a-z][^/]*/", route)
    }
    assert len(named) == len(set(named))
    assert set(named) == routes


def test_sitemap_names_every_page(everything: SiteBuilder) -> None:
    sitemap = xml(everything, "sitemap.xml")
    named = [url.text for url in sitemap.iter(f"{SITEMAP}loc")]
    pages = [f"{BASE}{route}" for route in listed(everything.site)]
    assert sorted(filter(None, named)) == pages


def test_very_many_pages_have_several_sitemaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "MOST_ADDRESSES", 10)
    builder = SiteBuilder.of_files(tmp_path, {**SOUND, "content/articles/2031/lamps.md": article()}).build()
    base = "https://clippings.example/"
    parts = [url.text or "" for url in xml(builder, "sitemap.xml").iter(f"{SITEMAP}loc")]
    assert parts == [f"{base}sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    named = [[url.text for url in xml(builder, one.removeprefix(base)).iter(f"{SITEMAP}loc")] for one in parts]
    assert len(named) > 1
    assert {len(one) for one in named[:-1]} == {10}
    assert [url for one in named for url in one] == [f"{base}{route}" for route in listed(builder.site)]


def test_pages_name_their_own_address(everything: SiteBuilder) -> None:
    for route, page in everything.site.pages():
        canonical = [link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"]
        assert canonical == ([f"{BASE}{route}"] if route != "404.html" else [])


def test_without_base_url_nothing_absolute_is_made(starter: SiteBuilder) -> None:
    rels = {link.get("rel") for _, page in starter.site.pages() for link in page.iter("link")}
    assert NEEDS_BASE.isdisjoint(starter.site.files())
    assert rels == {"icon", "stylesheet"}
    assert [problem.code for problem in starter.outcomes[-1].diagnostics] == ["N081"]


def _allowed(site: Site, address: str) -> bool:
    robots = RobotFileParser()
    robots.parse(site.text("robots.txt").splitlines())
    return robots.can_fetch("*", address)


def _noindex(site: Site) -> set[bool]:
    return {_is_unindexed(page) for _, page in site.pages()}


def _is_unindexed(page: ET.Element) -> bool:
    return any(meta.get("name") == "robots" and meta.get("content") == "noindex" for meta in page.iter("meta"))


def test_robots_may_read_a_public_site(everything: SiteBuilder) -> None:
    assert _allowed(everything.site, f"{BASE}articles/")
    assert f"Sitemap: {BASE}sitemap.xml\n" in f"{everything.site.text('robots.txt')}\n"
    unindexed = {route for route, page in everything.site.pages() if _is_unindexed(page)}
    assert unindexed == {
        "articles/2031/a-withdrawn/",
        "articles/2031/lanternfish-partners/",
        "colophon.html",
        "companies/bristlemouth/",
        "companies/bristlemouth/as-of/2030/",
        "companies/bristlemouth/as-of/2031/",
        "partners/bristlemouth/copper-kettle/",
        "partners/bristlemouth/new-mole/",
        "partners/bristlemouth/quiet-harbour/",
    }


@pytest.mark.parametrize("why", ["index: false", "internal"])
def test_robots_may_not_read_others(anew: Callable[[str], SiteBuilder], why: str) -> None:
    builder = anew("everything")
    if why == "internal":
        builder.audience = "internal"
    else:
        builder.edit("pressmark.yaml", "index: true", why)
    site = builder.build().site
    assert not _allowed(site, f"{BASE}articles/")
    assert _noindex(site) == {True}


def test_manifests_list_every_file_with_its_digest(demo: SiteBuilder) -> None:
    listed: dict[str, tuple[int, str]] = {}
    for name in ("manifest.json", "search/manifest.json"):
        listed |= {file["path"]: (file["size"], file["sha256"]) for file in json.loads(demo.site.text(name))["files"]}
    found: dict[str, tuple[int, str]] = {}
    for name in demo.site.files():
        data = (demo.output / name).read_bytes()
        found[name] = (len(data), sha256(data))
    assert json.loads(demo.site.text("manifest.json"))["audience"] == "public"
    assert listed == {name: of for name, of in found.items() if name not in {"manifest.json", "search/manifest.json"}}
