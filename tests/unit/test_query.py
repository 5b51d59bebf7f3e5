"""The query language in Python: what a query means, and which articles it finds, against the oracle."""

from collections.abc import Sequence

import pytest
from tests.support.archives import NOW, archive_of
from tests.support.cases import called, cases
from tests.support.library import Asked, Made, answer, make, queries

from pressmark.index import build_index
from pressmark.model import Kind
from pressmark.publishable import publishable
from pressmark.query import (
    OF_RECORDS,
    Choice,
    Holdings,
    Period,
    Query,
    Text,
    finder,
    named,
    parse,
    passages,
    rows,
    settle,
)
from pressmark.words import stemmer

CASES = cases("queries")
NAMED: dict[Kind, list[tuple[str, list[str], list[str]]]] = {
    Kind.COMPANY: [
        ("lanternfish", ["Lanternfish Lighting"], ["Lanternfish"]),
        ("copper-kettle", ["Copper Kettle Trading"], []),
        ("quiet-harbour", ["Quiet Harbour"], []),
    ],
    Kind.TOPIC: [("harbours", ["Harbours"], []), ("partner-model", ["Partner model"], [])],
    Kind.PERSON: [("odile-marsh", ["Odile Marsh"], []), ("ines-vale", ["Inès Vale"], ["I. Vale"])],
    Kind.PLACE: [("port-meridian", ["Port Meridian"], [])],
    Kind.SOURCE: [("meridian-courier", ["The Meridian Courier"], []), ("bay-gazette", ["Bay Gazette"], [])],
}
NAMES = {facet: named(NAMED[kind]) for facet, kind in OF_RECORDS.items()}


def written(query: Query) -> list[str]:
    """A query as the cases write it."""

    def marked(one: Text | Choice | Period, text: str) -> str:
        return f"not {text}" if one.excluded else text

    return [
        *(marked(one, " ".join(one.phrase) + (f"|{one.beginning}" if one.beginning else "")) for one in query.texts),
        *(marked(one, f"{one.facet}={'/'.join(one.values)}") for one in query.choices),
        *(marked(one, f"{_name(one)}={one.earliest or ''}..{one.latest or ''}") for one in query.periods),
        *(f"{one.code} {one.start}-{one.end}" for one in query.mistakes),
    ]


def _name(period: Period) -> str:
    return "certainly" if period.certainly else "date"


@pytest.mark.parametrize("case", CASES["read"], ids=called)
def test_query_is_read(case: dict[str, str | list[str]]) -> None:
    text = str(case["query"])
    assert written(parse(text, typing=case.get("typing") == "yes")) == list(case["means"])


@pytest.fixture(scope="module")
def library() -> tuple[list[Made], Holdings]:
    files, made = make(7, 160)
    public = publishable(archive_of(files), "public", NOW)
    index = build_index(public, {})
    articles = [index.article(identifier) for identifier in reversed(index.newest)]
    return made, Holdings(rows(articles, "en"), [tuple(passages(one)) for one in articles], stemmer("en"))


@pytest.mark.parametrize("chunk", range(6))
def test_answers_are_the_oracles(library: tuple[list[Made], Holdings], chunk: int) -> None:
    made, holdings = library
    wrong = [asked.text for asked in queries(chunk, 100) if found(holdings, asked) != answer(made, asked).newest]
    assert not wrong


def found(holdings: Holdings, asked: Asked) -> Sequence[str]:
    """The ids that a query finds, newest first."""
    query = settle(parse(asked.text, typing=asked.typing), finder(NAMES))
    assert not query.mistakes, (asked.text, query.mistakes)
    return [holdings.rows[number].id for number in reversed(holdings.find(query))]
