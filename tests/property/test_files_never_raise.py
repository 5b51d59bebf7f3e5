"""Whatever a file holds, it is read or reported: nothing raises, and every mistake has a place in the file."""

import pickle
from collections.abc import Iterable

from hypothesis import example, given
from hypothesis import strategies as st
from tests.support.archives import ARTICLES, NOW, SOUND, article, encoded, join
from tests.support.texts import with_slips, yaml

from pressmark import frontmatter
from pressmark.diagnostics import Diagnostic, has_errors
from pressmark.documents import SourceFile, parse_file, parse_settings
from pressmark.frontmatter import Mapping, Scalar, Sequence, Value
from pressmark.index import build_index
from pressmark.model import Kind
from pressmark.pages import all_pages, site_of
from pressmark.publishable import publishable

LAMPS = f"{ARTICLES}2031/lamps.md"
FIELDS = """source: meridian-courier
carrier: The Meridian Courier
url: https://courier.example/lamps
authors:
  - {name: A. Reporter, role: reporter, place: port-meridian}
  - odile-marsh
dateline: Port Meridian
captured: 2031-08-04
topics: [partner-model]
entities: {companies: [lanternfish], people: [odile-marsh], places: [port-meridian]}
partners:
  - company: lanternfish
    partner: copper-kettle
    role: reseller
    place: port-meridian
    from: 2031-08
    until: ..
    status: announced
    quote: sells lamps
dates:
  - date: [2031-08-01..2031-08-05]
    event: Sales begin
    companies: [lanternfish, quiet-harbour]
    quote: in town
annotations:
  - {quote: Nobody, kind: sic, reading: Somebody, note: "So *in* print.", by: desk, date: 2031-09}
corrections: [{date: 2031-09-01, text: A date.}]
embargo: 2031-08-10T06:00:00Z
identifiers: {doi: 10.1/x}
extra: {Desk_Code: A-1}
"""
BODY = (
    "Copper Kettle sells lamps in town.\n\n| a | b |\n|---|---|\n| [c](company:owl) | d[^1] |\n\n[^1]: Nobody *knows*."
)
ARTICLE = article(FIELDS, BODY).replace("company:owl", "company:quiet-harbour")
RECORD = """name: Lanternfish Lighting
aliases:
  - Lanternfish
  - {text: LF, kind: ticker, link: listed}
identifiers: {lei: 0123}
country: GB
parent: quiet-harbour
founded: 1987-05~
topics: [partner-model]
profile: |
  A *company* of [lamps](topic:partner-model).
redirect_from: [lantern]
"""
SETTINGS = """title: Clippings
base_url: https://clippings.example/
rights: full
vocabularies:
  roles:
    reseller: {label: sells for, inverse: is sold by, symmetric: false}
  company_kinds: [company, guild]
history: {authors: false}
"""
PATHS = [
    *(f"content/{kind.folder}/x{'.md' if kind is Kind.PAGE else '.yaml'}" for kind in Kind if kind is not Kind.ARTICLE),
    LAMPS,
    LAMPS.replace(".md", ".notes.yaml"),
]
anything = st.text(max_size=200) | yaml
front_matter = anything.map(lambda text: f"---\n{text}\n---\nText.")
in_bytes = st.binary(max_size=200) | anything.map(str.encode) | front_matter.map(str.encode)


def places_are_in(text: str, problems: Iterable[Diagnostic]) -> bool:
    lines = text.count("\n") + 1
    return all(1 <= one.at.line <= lines + 1 and one.at.column >= 1 and one.message for one in problems)


@given(anything | with_slips(RECORD) | with_slips(SETTINGS))
@example("[" * 1000)
@example("a: &x [*x, *x]")
@example('"\\ud800"')
@example("\ud7ff\ufeff")
@example("? - ? - ? x")
def test_loading_never_raises(text: str) -> None:
    tree = frontmatter.load("x.yaml", text)
    assert places_are_in(text, tree.problems)


def scalars_of(value: Value | None) -> Iterable[Scalar]:
    match value:
        case Scalar():
            yield value
        case Sequence():
            for item in value.items:
                yield from scalars_of(item)
        case Mapping():
            for key, item in value.items:
                yield key
                yield from scalars_of(item)


@given(with_slips(RECORD) | with_slips(SETTINGS))
def test_scalars_are_where_they_say(text: str) -> None:
    tree = frontmatter.load("x.yaml", text)
    lines = text.split("\n")
    for one in () if tree.problems else scalars_of(tree.root):
        if one.plain and one.text and "\n" not in one.text and tree.text[: one.end].endswith(one.text):
            assert lines[one.line - 1][one.column - 1 :].startswith(one.text.split()[0])


@given(anything | front_matter | with_slips(ARTICLE))
def test_cutting_never_raises_and_loses_nothing_of_the_body(text: str) -> None:
    source = frontmatter.split("x.md", text)
    assert text.endswith(source.body)
    assert places_are_in(text, source.tree.problems)
    if not source.tree.problems:
        assert text.split("\n")[source.first_line - 1 :] == source.body.split("\n")


@given(st.sampled_from(PATHS), in_bytes | with_slips(ARTICLE).map(str.encode) | with_slips(RECORD).map(str.encode))
def test_parsing_a_file_never_raises(path: str, data: bytes) -> None:
    found = parse_file(SourceFile(path, data))
    assert all(problem.at.path == path for problem in found.problems)
    assert found.document is not None or has_errors(found.problems)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


@given(st.text(max_size=60) | st.sampled_from(PATHS).flatmap(with_slips))
def test_any_path_is_an_id_or_a_mistake(path: str) -> None:
    found = parse_file(SourceFile(f"content/{path.removeprefix('content/')}", b"name: x\n"))
    assert found.document is not None or found.problems


@given(in_bytes | with_slips(SETTINGS).map(str.encode))
def test_settings_never_raise(data: bytes) -> None:
    settings, _ = parse_settings(SourceFile("pressmark.yaml", data))
    assert settings.language


@given(with_slips(ARTICLE), with_slips(RECORD), st.sampled_from(["", "status: draft\n"]))
def test_what_has_no_errors_becomes_a_site(text: str, record: str, status: str) -> None:
    text = text.replace("title:", f"{status}title:", 1)
    archive, problems = join({**SOUND, LAMPS: encoded(text), "content/companies/owl.yaml": record})
    if has_errors(problems):
        return
    for audience in ("public", "internal"):
        index = build_index(publishable(archive, audience, NOW), {})
        assert all_pages(index, site_of(index, "https://clippings.example/"))
