"""Types of fields read what `tests/cases/fields.yaml` says, and their JSON Schemas accept the same."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from tests.support.archives import SOUND, article, parse
from tests.support.cases import called, cases

from pressmark.config import SHIPPED_VOCABULARIES, Term
from pressmark.dates import Edtf
from pressmark.documents import SourceFile, parse_settings
from pressmark.fields import ARTICLE, RECORDS, SCHEMAS, facts, json_schemas, types
from pressmark.frontmatter import Mapping, load
from pressmark.model import Article, Kind
from pressmark.schema import Boolean, Choice, Number, Reader, Type
from pressmark.values import replace

CASES = cases("fields")
TYPES: dict[str, Type] = {
    "text": types.TEXT,
    "prose": types.PROSE,
    "paragraphs": types.PARAGRAPHS,
    "choice": Choice(types.RIGHTS),
    "boolean": Boolean(),
    "latitude": Number(-90, 90),
    "words": Number(1, 10_000, whole=True),
    "country": types.COUNTRY,
    "language": types.LANGUAGE,
    "url": types.URL,
    "instant": types.Instant(),
    "segment": types.SEGMENT,
    "old_name": types.OLD_NAME,
    "file": types.FILE,
    "refs": types.refs(Kind.TOPIC),
    "identifiers": types.IDENTIFIERS.type,
    "date": types.DATE,
    "until": facts.Until(),
}
EVERY = [(name, case) for name, some in CASES.items() for case in some]


def reading(kind: Type, written: str) -> tuple[Any, Reader]:
    tree = load("x.yaml", f"key: {written}")
    assert isinstance(tree.root, Mapping)
    assert not tree.problems
    reader = Reader("x.yaml", tree, key="key")
    return kind.read(tree.root.items[0][1], reader), reader


@pytest.mark.parametrize(("name", "case"), EVERY, ids=lambda one: one if isinstance(one, str) else called(one))
def test_a_type_reads_a_value_or_says_what_is_wrong(name: str, case: dict[str, str]) -> None:
    value, reader = reading(TYPES[name], case["written"])
    assert [problem.code for problem in reader.problems] == ([case["code"]] if "code" in case else [])
    if "is" in case:
        assert repr(value.text if isinstance(value, Edtf) else value) == case["is"]
    for problem in reader.problems:
        assert problem.at.line in {1, 2}
        assert problem.message


def test_every_type_has_cases() -> None:
    assert CASES.keys() == TYPES.keys()


def test_a_reference_is_remembered_with_its_place() -> None:
    _, reader = reading(types.refs(Kind.TOPIC), "[a, Two Words]")
    assert [(one.kind, one.text, one.at.column) for one in reader.references] == [
        (Kind.TOPIC, "a", 7),
        (Kind.TOPIC, "Two Words", 10),
    ]
    _, reader = reading(types.FILE, "files/story.html")
    assert [(one.kind, one.text, one.at.column) for one in reader.references] == [("file", "files/story.html", 6)]


def test_markdown_in_a_field_is_rendered_and_its_mistakes_are_shown_at_the_field() -> None:
    value, reader = reading(types.Markdown(), "|\n  *One*\n\n  [two](x.html), [three](company:lanternfish)\n")
    assert value.text == "One\n\ntwo, three"
    assert [(problem.code, problem.at.line, problem.at.column) for problem in reader.problems] == [("W048", 1, 6)]
    assert [(one.text, one.at.line) for one in reader.references] == [("lanternfish", 1)]


# --- settings -----------------------------------------------------------------------------------------------------


def test_empty_settings_are_all_defaults() -> None:
    for text in ("", "# nothing yet\n", "{}"):
        settings, problems = parse_settings(SourceFile("pressmark.yaml", text.encode()))
        assert not problems
        assert (settings.rights, settings.excerpt_words, settings.excerpt_quotes) == ("metadata", 60, 15)
        assert settings.vocabularies.roles["joint-venture-partner"].symmetric
        assert [term.id for term in settings.vocabularies.roles.values() if term.symmetric] == ["joint-venture-partner"]


def test_a_base_url_ends_in_a_slash() -> None:
    for text in ("https://clippings.example", "https://clippings.example/", "https://clippings.example//"):
        settings, _ = parse_settings(SourceFile("pressmark.yaml", f"base_url: {text}".encode()))
        assert settings.base_url == "https://clippings.example/"


def test_vocabularies_are_lists_or_labels_and_stand_for_the_shipped_ones() -> None:
    text = b"vocabularies:\n  roles:\n    ally: {label: helps, symmetric: true}\n    foe: harms\n    peer:\n"
    settings, problems = parse_settings(SourceFile("pressmark.yaml", text))
    assert not problems
    roles = settings.vocabularies.roles
    assert [(term.id, term.label, term.inverse, term.symmetric) for term in roles.values()] == [
        ("ally", "helps", "", True),
        ("foe", "harms", "", False),
        ("peer", "", "", False),
    ]
    assert "public-body" in settings.vocabularies.company_kinds
    listed, _ = parse_settings(SourceFile("pressmark.yaml", b"vocabularies: {company_kinds: [guild, crew]}"))
    assert list(listed.vocabularies.company_kinds) == ["guild", "crew"]


# --- all fields of an article -------------------------------------------------------------------------------------

FULL = """
source: meridian-courier
carrier: evening-post
url: https://courier.example/lamps
authors:
  - {name: A. Reporter, role: reporter, place: port-meridian}
  - person: odile-marsh
  - Nobody Known
dateline: PORT MERIDIAN
caption: A lamp.
captured: 2031-08-04
archived: [{url: https://archive.example/1, captured: 2031-08-04}]
kind: release
language: en-GB
summary: Who sells lamps.
topics: [partner-model]
entities: {companies: [lanternfish], people: [odile-marsh], places: [port-meridian]}
partners:
  - company: lanternfish
    partner: copper-kettle
    role: reseller
    place: port-meridian
    venture: quiet-harbour
    from: 2031-08
    until: ..
    status: announced
    quote: sells lamps
    prefix: Kettle
    suffix: in
    id: lamps
dates:
  - date: 2031-08~
    event: Sales begin
    companies: [lanternfish]
    people: [odile-marsh]
    places: [port-meridian]
    topics: [partner-model]
    quote: sells
annotations:
  - {quote: lamps, kind: sic, reading: lanterns, note: So in print., by: desk, date: 2031-09, audience: internal}
rights: excerpt
status: review
withdrawn: {date: 2031-10, reason: Retracted.}
corrections: [{date: 2031-09-01, text: A date.}]
embargo: 2031-08-10T06:00:00Z
identifiers: {doi: 10.1/x}
extra: {Desk_Code: A-1}
audience: internal
redirect_from: [2031/old-name, /old/]
"""


def test_every_field_of_an_article_is_read() -> None:
    parsed = parse("content/articles/2031/lamps.md", article(FULL, "Copper Kettle sells lamps in town."))
    assert not parsed.problems
    found = parsed.document
    assert isinstance(found, Article)
    assert found.published is not None
    assert found.dateline is not None
    [claim], [event], [note] = found.claims, found.events, found.annotations
    assert (claim.runs, claim.end, claim.start and claim.start.text) == (True, None, "2031-08")
    assert claim.quote
    assert claim.quote.anchor
    assert found.body.text[claim.quote.anchor.start : claim.quote.anchor.end] == "sells lamps"
    assert (event.date.text, event.about.topics) == ("2031-08~", ("partner-model",))
    assert (note.kind, note.reading, note.note.text, note.audience) == ("sic", "lanterns", "So in print.", "internal")
    assert [(one.name, one.person) for one in found.authors] == [
        ("A. Reporter", None),
        ("", "odile-marsh"),
        ("Nobody Known", None),
    ]
    empty = Article("x", "y")
    unread = [name for name in Article.__struct_fields__ if getattr(found, name) == getattr(empty, name)]
    assert unread == []


def every_field(struct: Any) -> Iterator[str]:
    yield from struct.fields


def test_the_example_above_has_every_field() -> None:
    written = yaml.load(article(FULL).split("---")[1], Loader=yaml.BaseLoader)  # noqa: S506 - makes text only
    assert set(every_field(ARTICLE)) == written.keys()


# --- JSON Schemas -------------------------------------------------------------------------------------------------


def as_editors_see(text: str) -> Any:
    """YAML as editors understand it, whose dates are text for JSON Schema."""
    return json.loads(json.dumps(yaml.safe_load(text), default=lambda day: day.isoformat()))


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_valid_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(json_schemas()[name])


@pytest.mark.parametrize(
    ("name", "at", "of"),
    [("article", ("partners", "items", "role"), "roles"), ("company", ("kind",), "company_kinds")],
)
def test_the_schemas_propose_the_terms_of_an_archive(name: str, at: tuple[str, ...], of: str) -> None:
    vocabularies = replace(SHIPPED_VOCABULARIES, **{of: {"owl": Term("owl"), "elk": Term("elk")}})
    for terms in (SHIPPED_VOCABULARIES, vocabularies):
        schema = json_schemas(terms)[name]
        field = schema
        for step in at:
            field = field[step] if step == "items" else field["properties"][step]
        proposed, any_other = schema["$defs"][field["$ref"].removeprefix("#/$defs/")]["anyOf"]
        assert proposed == {"enum": [*getattr(terms, of)]}
        assert any_other == {"type": "string"}
        assert field["description"]


def test_the_schemas_accept_what_the_program_accepts() -> None:
    schemas = json_schemas()
    Draft202012Validator(schemas["article"]).validate(as_editors_see(article(FULL).split("---")[1]))
    Draft202012Validator(schemas["settings"]).validate(as_editors_see(SOUND["pressmark.yaml"]))
    for kind in RECORDS:
        for path, text in SOUND.items():
            if path.startswith(f"content/{kind.folder}/"):
                Draft202012Validator(schemas[kind]).validate(as_editors_see(text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("article", "titel: x"),
        ("article", "title: x\nstatus: final"),
        ("article", "title: x\nurl: www.example.com"),
        ("article", "title: x\ntopics: partner-model"),
        ("article", "title: x\npartners: [{company: a, partner: b}]"),
        ("company", "country: NO"),
        ("company", "name: x\ncountry: Norway"),
        ("place", "name: x\nlatitude: 91"),
        ("settings", "index: maybe"),
        ("notes", "kind: sic"),
    ],
)
def test_the_schemas_refuse_what_the_program_refuses(name: str, text: str) -> None:
    assert not Draft202012Validator(json_schemas()[name]).is_valid(as_editors_see(text))
