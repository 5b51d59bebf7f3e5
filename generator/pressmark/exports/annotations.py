"""W3C Web Annotations of all that is said about the texts: margin notes, claims and events.

A note comments, describes, questions or edits, as its kind says; its kind is also a tag, since `editing` stands for
two. A fact links: its words are tied to the records they are evidence on. (`identifying` would say that the words are
a record's name.) Facts whose words may not be published have no selector and are about the whole page: that the
article states them is known all the same. What the vocabulary of the W3C has no word for begins with `pressmark:`.
"""

from collections.abc import Iterator
from typing import Any

from msgspec.json import encode
from msgspec.json import format as indented

from pressmark import routes
from pressmark.dates import Edtf
from pressmark.index import Index
from pressmark.model import ENTITY_KINDS, Annotation, Article, Body, Claim, Entities, Event, Kind, Quote
from pressmark.pages import Site

NAMESPACE = "urn:pressmark:"
CONTEXT = 32  # characters before and behind a quote, as the W3C's examples and Hypothesis have it
MOTIVATIONS = {
    "comment": "commenting",
    "context": "describing",
    "question": "questioning",
    "correction": "editing",
    "sic": "editing",
}

Json = dict[str, Any]


def annotations(index: Index, site: Site) -> bytes:
    """All of them as one collection with one page, in the order of the articles' ids."""
    items = [item for _, article in sorted(index.public.articles.items()) for item in _of_article(article, site)]
    route = f"{site.base_url}{routes.ANNOTATIONS}"
    page = {"id": f"{route}#page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    names: Json = {"pressmark": NAMESPACE}
    if not site.base_url:
        names = {"@base": "../", **names}  # relative addresses count from the root of the site
    collection = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", names],
        "id": route,
        "type": "AnnotationCollection",
        "label": site.title,
        "total": len(items),
        "first": page,
        "last": page["id"],
    }
    return indented(encode(collection), indent=1) + b"\n"


def _of_article(article: Article, site: Site) -> Iterator[Json]:
    source = site.base_url + routes.page_of(Kind.ARTICLE, article.id)
    for claim in article.claims:
        about = _pages(claim.parties, site)
        yield _annotation(claim, source, article.body, "linking", about, {"pressmark:claim": _claim(claim)})
    for event in article.events:
        said = [_textual(event.event, "describing"), *_pages(event.about, site)]
        yield _annotation(event, source, article.body, "linking", said, {"pressmark:event": _event(event)})
    for note in article.annotations:
        yield _annotation(note, source, article.body, MOTIVATIONS[note.kind], _said(note), _about(note))


def _annotation(
    fact: Claim | Event | Annotation, source: str, text: Body, motivation: str, body: list[Json | str], rest: Json
) -> Json:
    return {
        "id": f"{source}#{fact.fragment}",
        "type": "Annotation",
        "motivation": motivation,
        **rest,
        **({"pressmark:id": fact.id} if fact.id else {}),
        "body": body,
        "target": {"type": "SpecificResource", "source": source, **_selectors(fact.quote, text)},
    }


# --- bodies -------------------------------------------------------------------------------------------------------


def _said(note: Annotation) -> list[Json | str]:
    """The note, what should also be found, and the kind as a tag."""
    motivation = MOTIVATIONS[note.kind]
    purpose = "commenting" if motivation == "editing" else motivation
    if note.source:
        bodies: list[Json | str] = [_textual(note.source, purpose, "text/markdown")]
    else:
        bodies = [_textual(note.note.text, purpose)]
    if note.reading:
        bodies.append(_textual(note.reading, "editing"))
    return [*bodies, _textual(note.kind, "tagging")]


def _about(note: Annotation) -> Json:
    """Who wrote a note, when, and for whom; the date also as it was written, since a moment would say too much."""
    about: Json = {}
    if note.by:
        about["creator"] = {"name": note.by}
    if note.date:
        if note.date.day and not note.date.uncertain:
            about["created"] = f"{note.date.day}T00:00:00Z"
        about["pressmark:date"] = note.date.text
    if note.audience != "public":
        about["audience"] = {"type": "schema:Audience", "schema:audienceType": note.audience}
    return about


def _textual(value: str, purpose: str, form: str = "text/plain") -> Json:
    return {"type": "TextualBody", "value": value, "format": form, "purpose": purpose}


def _pages(about: Entities, site: Site) -> list[Json | str]:
    return [site.base_url + routes.page_of(kind, one) for kind in ENTITY_KINDS for one in about.of(kind)]


def _claim(claim: Claim) -> Json:
    stated = {
        "company": claim.company,
        "partner": claim.partner,
        "role": claim.role,
        "place": claim.place,
        "venture": claim.venture,
        "from": _written(claim.start),
        "until": ".." if claim.runs else _written(claim.end),
        "status": claim.status,
    }
    return {f"pressmark:{key}": value for key, value in stated.items() if value}


def _event(event: Event) -> Json:
    return {"pressmark:date": event.date.text}


def _written(date: Edtf | None) -> str | None:
    return date.text if date else None


# --- targets ------------------------------------------------------------------------------------------------------


def _selectors(quote: Quote | None, body: Body) -> Json:
    """The words of the text with those around them, and their offsets in its plain text."""
    if quote is None or quote.anchor is None:
        return {}
    text, start, end = body.text, quote.anchor.start, quote.anchor.end
    exact = text[start:end]
    words: Json = {
        "type": "TextQuoteSelector",
        "exact": exact,
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }
    own = {"exact": quote.exact if quote.exact != exact else "", "prefix": quote.prefix, "suffix": quote.suffix}
    words |= {f"pressmark:{name}": value for name, value in own.items() if value}
    return {"selector": [words, {"type": "TextPositionSelector", "start": start, "end": end}]}
