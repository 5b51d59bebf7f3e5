"""What a web page says of itself in its head: JSON-LD of schema.org, Open Graph, meta tags, its canonical address."""

import json
import re
from collections.abc import Iterator
from typing import Any

from pressmark.drafts.wilddates import edtf_of
from pressmark.links import is_external
from pressmark.values import Frozen

_ARTICLES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BlogPosting",
    "Report",
    "WebPage",
)
_DEEP = 6  # objects in objects


class Said(Frozen):
    """A value and where in the page it stands."""

    value: str
    by: str


class Metadata(Frozen):
    """What a page says of itself; what it does not say is None or empty. Dates are EDTF."""

    title: Said | None
    authors: tuple[Said, ...]
    published: Said | None
    publisher: Said | None
    url: Said | None
    language: str
    summary: Said | None


def metadata_of(tree: Any) -> Metadata:
    """The metadata of a page; `tree` is its root in lxml."""
    objects = list(_objects(tree))
    articles = [one for one in objects if _is_article(one)]
    metas = dict(_metas(tree))

    def first(*found: Said | None) -> Said | None:
        return next((one for one in found if one and one.value), None)

    def named(*keys: str) -> Said | None:
        return first(*(Said(metas[key], f"the meta tag {key}") for key in keys if key in metas))

    def linked(key: str) -> Said | None:
        return first(*(Said(text, f"{key} of the JSON-LD") for one in articles for text in _texts(one.get(key))))

    dates = (linked("datePublished"), named("article:published_time", "datepublished", "date", "pubdate", "dc.date"))
    authors = tuple(Said(name, "author of the JSON-LD") for one in articles[:1] for name in _texts(one.get("author")))
    written = named("author", "article:author", "byl")
    canonical = next(iter(tree.xpath("//link[@rel='canonical']/@href")), "")
    addresses = (Said(canonical, "the canonical link"), named("og:url"), linked("url"), linked("mainEntityOfPage"))
    return Metadata(
        title=first(linked("headline"), named("og:title", "twitter:title")),
        authors=authors or ((written,) if written and not is_external(written.value) else ()),
        published=first(*(Said(edtf_of(one.value), one.by) for one in dates if one)),
        publisher=first(linked("publisher"), named("og:site_name")),
        url=first(*(one for one in addresses if one and is_external(one.value))),
        language=_language(tree, articles),
        summary=first(named("og:description", "description"), linked("description")),
    )


def _language(tree: Any, articles: list[dict[str, Any]]) -> str:
    tags = (*tree.xpath("/html/@lang"), *(text for one in articles for text in _texts(one.get("inLanguage"))))
    found = (re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))?", str(tag).strip()) for tag in tags)
    return next((one[1].lower() for one in found if one), "")


def _metas(tree: Any) -> Iterator[tuple[str, str]]:
    seen = set()
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        value = " ".join((meta.get("content") or "").split())
        if key and value and key not in seen:
            seen.add(key)
            yield key, value


def _objects(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _within(json.loads(str(script), strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _within(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEP:
        return
    if isinstance(value, list):
        for one in value:
            yield from _within(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _within(value.get("@graph"), depth + 1)
        yield from _within(value.get("mainEntity"), depth + 1)


def _is_article(one: dict[str, Any]) -> bool:
    types = one.get("@type")
    return any(kind in _ARTICLES for kind in (types if isinstance(types, list) else [types]))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield " ".join(value.split())
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield from _texts(value.get("name") or value.get("@id"))
