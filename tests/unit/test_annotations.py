"""The export as W3C Web Annotations: what their data model requires, what is true, and what is withheld."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.support.archives import ARTICLES, NOW, SOUND, article, index_of, join
from tests.support.sites import SiteBuilder

from pressmark.exports.annotations import annotations
from pressmark.index import Index, build_index
from pressmark.pages import site_of
from pressmark.publishable import publishable
from pressmark.quotes import key

Json = dict[str, Any]

ROUTE = "data/annotations.jsonld"
# Terms of the context http://www.w3.org/ns/anno.jsonld that the export uses; any other must have a prefix.
TERMS = {
    *("@context", "id", "type", "label", "total", "first", "last", "startIndex", "items"),
    *("motivation", "body", "target", "creator", "created", "audience", "name"),
    *("value", "format", "purpose", "source", "selector", "exact", "prefix", "suffix", "start", "end"),
}
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}
REQUIRED = {
    "TextualBody": {"value"},
    "SpecificResource": {"source"},
    "TextQuoteSelector": {"exact"},
    "TextPositionSelector": {"start", "end"},
    "AnnotationPage": {"id", "items"},
    "AnnotationCollection": {"id", "label", "total", "first"},
    "Annotation": {"id", "target", "body", "motivation"},
    "schema:Audience": set(),
}
LAMPS = f"{ARTICLES}2031/lamps.md"


def exported(index: Index, base_url: str = "") -> bytes:
    return annotations(index, site_of(index, base_url))


def items(data: bytes) -> list[Json]:
    found: list[Json] = json.loads(data)["first"]["items"]
    return found


def objects(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def selector(item: Json, kind: str) -> Json:
    (found,) = (one for one in item["target"]["selector"] if one["type"] == kind)
    return dict(found)


def annotated(fields: str, body: str = "Copper Kettle Trading sells its lamps.") -> bytes:
    return exported(index_of({LAMPS: article(fields, body)}))


@pytest.fixture(params=["demo", "everything", "inside", "starter"])
def site(request: pytest.FixtureRequest) -> SiteBuilder:
    builder: SiteBuilder = request.getfixturevalue(request.param)
    return builder


def test_the_built_file_follows_the_data_model(site: SiteBuilder) -> None:
    collection = json.loads(site.site.text(ROUTE))
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == len(collection["first"]["items"]) > 0
    assert collection["last"] == collection["first"]["id"]
    for one in objects({**collection, "@context": None}):
        assert REQUIRED.get(one.get("type", ""), set()) <= one.keys(), one
        assert {term for term in one if ":" not in term} <= TERMS, one
    for item in collection["first"]["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        assert item["id"].startswith(item["target"]["source"] + "#f-")
        assert all(body["purpose"] in MOTIVATIONS for body in item["body"] if isinstance(body, dict))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item.get("created", "2031-01-01T00:00:00Z"))
    ids = [item["id"] for item in collection["first"]["items"]]
    assert len(set(ids)) == len(ids)


def test_every_address_in_it_is_a_page_of_the_site(site: SiteBuilder) -> None:
    collection = json.loads(site.site.text(ROUTE))
    base = collection["id"].removesuffix(ROUTE)
    names = collection["@context"][1]
    assert names.get("@base") == (None if base else "../")
    routes = set(site.site.routes())
    for item in collection["first"]["items"]:
        pages = [item["target"]["source"], *(body for body in item["body"] if isinstance(body, str))]
        assert {page.removeprefix(base) for page in pages} <= routes
        page = site.site.page(item["target"]["source"].removeprefix(base))
        assert item["id"].partition("#")[2] in {element.get("id") for element in page.iter()}


def test_selectors_point_at_the_words_of_the_text() -> None:
    body = "«We sell lamps», said   \nOdile Marsh. Then *nothing*\nhappened for a while."
    index = index_of(
        {LAMPS: article("annotations: [{kind: comment, quote: '\"We sell lamps\", said Odile', note: Do.}]", body)}
    )
    text = index.article("2031/lamps").body.text
    (item,) = items(exported(index))
    words, position = selector(item, "TextQuoteSelector"), selector(item, "TextPositionSelector")
    start, end = position["start"], position["end"]
    assert text[start:end] == words["exact"]
    assert key(words["exact"]) == '"We sell lamps", said Odile'
    assert words["pressmark:exact"] == '"We sell lamps", said Odile'
    assert text[:start].endswith(words["prefix"])
    assert text[end:].startswith(words["suffix"])
    assert len(words["suffix"]) == 32


KINDS = {
    "comment": ("commenting", "commenting"),
    "context": ("describing", "describing"),
    "question": ("questioning", "questioning"),
    "correction": ("editing", "commenting"),
    "sic": ("editing", "commenting"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_note_has_the_motivation_of_its_kind_and_the_kind_as_a_tag(kind: str) -> None:
    (item,) = items(annotated(f"annotations: [{{kind: {kind}, quote: lamps, note: Do *not*., reading: lights}}]"))
    motivation, purpose = KINDS[kind]
    assert item["motivation"] == motivation
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        (purpose, "Do *not*."),
        ("editing", "lights"),
        ("tagging", kind),
    ]
    assert item["body"][0]["format"] == "text/markdown"


DATES = {"2031-05-13": "2031-05-13T00:00:00Z", "2031-05": None, "2031-05-13~": None, "[2031-05-13, 2031-05-14]": None}


@pytest.mark.parametrize("date", DATES)
def test_a_moment_is_written_only_for_a_day_that_is_sure(date: str) -> None:
    (item,) = items(annotated(f"annotations:\n  - {{kind: comment, quote: lamps, note: Do., by: desk, date: {date}}}"))
    assert item.get("created") == DATES[date]
    assert item["pressmark:date"] == date.replace(" ", "")
    assert item["creator"] == {"name": "desk"}


CLAIM = "{company: lanternfish, partner: copper-kettle, role: reseller, place: port-meridian, from: 2031, until: ..,"


def test_facts_link_their_words_to_records() -> None:
    claim, event = items(
        annotated(
            f"partners: [{CLAIM} quote: sells its lamps}}]\n"
            "dates: [{date: 2031-05~, event: Sales begin, people: [odile-marsh], quote: lamps, id: start}]"
        )
    )
    assert claim["motivation"] == event["motivation"] == "linking"
    assert claim["body"] == ["companies/lanternfish/", "companies/copper-kettle/", "places/port-meridian/"]
    assert claim["pressmark:claim"] == {
        "pressmark:company": "lanternfish",
        "pressmark:partner": "copper-kettle",
        "pressmark:role": "reseller",
        "pressmark:place": "port-meridian",
        "pressmark:from": "2031",
        "pressmark:until": "..",
    }
    assert [body if isinstance(body, str) else body["value"] for body in event["body"]] == [
        "Sales begin",
        "people/odile-marsh/",
    ]
    assert event["pressmark:event"] == {"pressmark:date": "2031-05~"}
    assert event["pressmark:id"] == "start"


WITHHELD = {
    "an internal note": "annotations: [{kind: comment, quote: lamps, note: SECRET, audience: internal}]",
    "an article in review": "status: review\nannotations: [{kind: comment, quote: lamps, note: SECRET}]",
    "an article before its embargo": (
        "embargo: 2040-01-01T00:00:00Z\ndates: [{date: 2031, event: SECRET, quote: lamps}]"
    ),
    "the words of a text without rights": (
        "rights: metadata\nannotations: [{kind: sic, quote: SECRET, prefix: its, reading: SECRETS, note: Ours.}]\n"
        f"partners: [{CLAIM} quote: sells, suffix: its SECRET}}]"
    ),
    "a definition that no page shows": (
        'annotations:\n  - {kind: comment, quote: lamps, note: "Ours.\\n\\n[//]: # (SECRET)"}'
    ),
    "a definition that no page shows, in a list": (
        'annotations:\n  - {kind: comment, quote: lamps, note: "Ours.\\n\\n- [a\\\\]b]: /SECRET"}'
    ),
    "a link to a record that is internal": (
        "annotations: [{kind: comment, quote: lamps, note: 'See [here](company:secret).'}]"
    ),
}


@pytest.mark.parametrize("what", WITHHELD)
def test_nothing_withheld_is_exported(what: str) -> None:
    text = "Copper Kettle Trading sells its SECRET lamps." if "words" in what else "Copper Kettle Trading sells lamps."
    secret = {"content/companies/secret.yaml": "name: SECRET Lamps\naudience: internal\n"}
    data = exported(index_of({LAMPS: article(WITHHELD[what], text), **secret}))
    assert b"secret" not in data.lower()


DOUBTFUL = {
    "See [*here*](javascript:SECRET).": "See here.",
    "See [here][r].\n\n[r]: <data:text/html,SECRET>": "See here.",
    "See [here](/SECRET) and [there](https://e.example).": "See here and there.",
    "See ![here](javascript:SECRET).": "See .",
}


@pytest.mark.parametrize("note", DOUBTFUL)
def test_a_note_with_an_address_that_no_rule_allows_is_exported_as_pages_show_it(note: str) -> None:
    fields = f"status: draft\nannotations: [{{kind: comment, quote: lamps, note: {json.dumps(note)}}}]"
    archive, problems = join({**SOUND, LAMPS: article(fields, "The lamps.")})
    assert {one.code for one in problems} <= {"W048", "E045"}
    data = exported(build_index(publishable(archive, "internal", NOW), {}))
    (item,) = items(data)
    assert (item["body"][0]["value"], item["body"][0]["format"]) == (DOUBTFUL[note], "text/plain")
    assert b"SECRET" not in data


def test_a_fact_whose_words_are_withheld_is_about_the_whole_page() -> None:
    (item,) = items(annotated(f"rights: metadata\npartners: [{CLAIM} quote: lamps}}]"))
    assert item["target"] == {"type": "SpecificResource", "source": "articles/2031/lamps/"}
    assert item["pressmark:claim"]["pressmark:role"] == "reseller"


def test_internal_notes_are_marked_where_everything_is_shown() -> None:
    fields = "annotations: [{kind: comment, quote: lamps, note: Do., audience: internal}]"
    (item,) = items(exported(index_of({LAMPS: article(fields, "The lamps.")}, "internal")))
    assert item["audience"] == {"type": "schema:Audience", "schema:audienceType": "internal"}


def test_equal_archives_give_equal_bytes() -> None:
    one = {f"{ARTICLES}2031/{name}.md": article("annotations: [{kind: sic, quote: Text, note: N.}]") for name in "abc"}
    other = dict(reversed(one.items()))
    assert exported(index_of(one)) == exported(index_of(other))
    assert [item["target"]["source"] for item in items(exported(index_of(one)))] == [
        f"articles/2031/{name}/" for name in "abc"
    ]


def test_an_archive_without_facts_exports_an_empty_collection() -> None:
    collection = json.loads(exported(index_of({LAMPS: article()}), "https://clippings.example/"))
    assert collection["total"] == 0
    assert collection["id"] == f"https://clippings.example/{ROUTE}"


def test_every_public_fact_is_exported_in_the_order_of_its_article() -> None:
    fields = (
        f"dates: [{{date: 2031, event: Sales, quote: sells}}]\npartners: [{CLAIM} quote: lamps}}]\n"
        "annotations: [{kind: comment, quote: its, note: Whose?}]"
    )
    index = index_of({LAMPS: article(fields, "It sells its lamps.")})
    lamps = index.article("2031/lamps")
    facts = [fact.fragment for some in (lamps.claims, lamps.events, lamps.annotations) for fact in some]
    assert [item["id"] for item in items(exported(index))] == [f"articles/2031/lamps/#{one}" for one in facts]
    assert len(facts) == 3
