"""Mentions against labels that were made by reading (`tests/cases/mentions/`), before the linker first ran on them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from pressmark import markup
from pressmark.archive import read_archive
from pressmark.console import Console
from pressmark.files import read_common_words, read_tree
from pressmark.limits import OCCURRENCES
from pressmark.mentions import Linker, Mention
from pressmark.model import Alias, Article, Body, Entities, Kind, Record, type_of_record
from pressmark.occurrences import Occurrences
from pressmark.resolve import Archive
from pressmark.workers import Workers

REPOSITORY = Path(__file__).parents[2]
CASES = REPOSITORY / "tests" / "cases" / "mentions"
PRECISION, RECALL = 0.98, 0.95
Label = tuple[str, int, int, str]  # article, start, end, kind:id


def load(name: str) -> Any:
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def labels(article: str, body: Body, mentions: list[dict[str, Any]]) -> Iterator[Label]:
    """Labels as offsets in the text: the n-th place in a block where exactly these letters stand."""
    blocks = {block.id: block for block in body.blocks}
    for one in mentions:
        block = blocks[one["block"]]
        start = block.start - 1
        for _ in range(one["nth"]):
            start = body.text.index(one["text"], start + 1, block.end)
        yield article, start, start + len(one["text"]), one["of"]


def found(article: str, mentions: tuple[Mention, ...]) -> set[Label]:
    return {(article, one.start, one.end, f"{one.kind}:{one.id}") for one in mentions}


# --- fixtures -----------------------------------------------------------------------------------------------------

FIXTURES = load("fixtures.yaml")["fixtures"]


def records_of(fixture: dict[str, Any]) -> dict[Kind, dict[str, Record]]:
    records: dict[Kind, dict[str, Record]] = {kind: {} for kind in Kind}
    for one in fixture["records"]:
        aliases = tuple(Alias(a) if isinstance(a, str) else Alias(**a) for a in one.get("aliases", ()))
        kind = Kind(one["kind"])
        records[kind][one["id"]] = type_of_record[kind](id=one["id"], name=one["name"], aliases=aliases)
    return records


def listed_in(fixture: dict[str, Any]) -> Entities:
    named = [name.split(":") for name in fixture.get("listed", ())]
    of = {kind: tuple(identifier for k, identifier in named if k == kind) for kind in ("company", "person", "place")}
    return Entities(of["company"], of["person"], of["place"])


def parameters() -> Iterator[Any]:
    for fixture in FIXTURES:
        beyond = fixture.get("beyond")
        marks = [pytest.mark.xfail(reason=beyond, strict=True)] if beyond else []
        yield pytest.param(fixture, id=fixture["id"], marks=marks)


@pytest.mark.parametrize("fixture", list(parameters()))
def test_fixture(fixture: dict[str, Any]) -> None:
    body = markup.parse(fixture["body"], "", 1).body
    article = Article(id="2031/x", title="x", body=body, entities=listed_in(fixture))
    linker = Linker(records_of(fixture), read_common_words())
    assert found("", linker.mentions(article)) == set(labels("", body, fixture["mentions"])), fixture["why"]


def test_half_of_the_fixtures_are_traps() -> None:
    assert len(FIXTURES) >= 40
    assert sum(fixture["trap"] for fixture in FIXTURES) * 2 >= len(FIXTURES)


# --- the demonstration archive ------------------------------------------------------------------------------------


@cache
def demonstration() -> Archive:
    with Workers(1) as workers:
        archive, _ = read_archive(read_tree(REPOSITORY), workers, Console(quiet=True).progress)
    return archive


def test_demonstration() -> None:
    archive = demonstration()
    linker = Linker(archive.records, read_common_words())
    expected: set[Label] = set()
    made: set[Label] = set()
    for labelled in load("demonstration.yaml")["articles"]:
        article = archive.articles[labelled["article"]]
        expected.update(labels(article.id, article.body, labelled["mentions"]))
        made |= found(article.id, linker.mentions(article))
    right = len(expected & made)
    assert len(expected) > 200
    assert right / len(made) >= PRECISION, f"false links: {sorted(made - expected)}"
    assert right / len(expected) >= RECALL, f"missed: {sorted(expected - made)}"


# --- names in one another -----------------------------------------------------------------------------------------


def test_names_in_one_another_have_no_more_places_than_the_limit_and_a_piece() -> None:
    names = [" ".join(["lamp"] * count) for count in range(1, 121)]
    found = list(Occurrences(names).of("lamp " * 20_000))
    assert len(found) < OCCURRENCES + 100_000  # of more than two million
    assert {number for number, *_ in found[-100:-1]} == {119}  # the longest alone
    assert found[-1][2] == len("lamp " * 20_000) - 1


@pytest.mark.parametrize("length", [10, 3_990, 4_000, 4_010, 9_000])
def test_a_name_is_found_wherever_a_text_is_divided(length: int) -> None:
    text = f"{'a ' * (length // 2)}Quiet Harbour Office"
    found = Occurrences(["quiet", "quiet harbour", "quiet harbour office", "office"]).of(text.lower())
    assert sorted(text[first:last] for _, first, last in found) == ["Office", "Quiet", "Quiet Harbour", text[-20:]]
