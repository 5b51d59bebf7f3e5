"""What the browser's search finds, against the oracle: sets, counts of facets, histogram and order, on one visit."""

from collections.abc import Callable, Iterator
from importlib import import_module
from random import Random
from typing import Any
from urllib.parse import urljoin

import pytest
from tests.browser.conftest import Opener
from tests.support.cases import cases
from tests.support.library import Asked, Made, answer, make, queries
from tests.support.sites import Served, SiteBuilder, served

ARTICLES, QUERIES, BATCH = 220, 600, 50
SMALL = {".postings": ("FILE", 300), ".columns": ("PART", 50), ".catalogue": ("TITLES", 16), "": ("TITLES", 16)}
# Runs in the page: everything that search says of some queries, one after the other.
ASK = """
async ([script, asked]) => {
  const { openLibrary, FACETS } = await import(script);
  window.library ??= await openLibrary("../");
  const answers = [];
  for (const { text, typing } of asked) {
    window.library.few = answers.length % 2 ? 20 : -1; // so that phrases are found in texts, and by Pagefind
    const { results, mistakes } = await window.library.search(text, { typing });
    const routes = async (order) => (await window.library.cards(results.ordered(order))).map((card) => card.route);
    const facets = {};
    for (const facet of FACETS) {
      facets[facet] = {};
      for (const { value, count } of results.facet(facet)) {
        facets[facet][(await window.library.names.of(facet, value)).id] = count;
      }
    }
    const { bars, undated } = results.histogram("year");
    const filled = bars.filter((bar) => bar.certain + bar.possible);
    const years = Object.fromEntries(filled.map((bar) => [bar.key, [bar.certain, bar.possible]]));
    const orders = {};
    for (const order of ["newest", "oldest", "relevance"]) orders[order] = await routes(order);
    answers.push({ count: results.count, mistakes, ...orders, facets, years, undated });
  }
  return answers;
}
"""
READ = """
async ([script, query, typing]) => {
  const { parse, dateOf } = await import(script);
  const day = (number) => (number === null ? "" : dateOf(number).toISOString().slice(0, 10));
  const not = (one) => (one.excluded ? "not " : "");
  const { texts, choices, periods, mistakes } = parse(query, { typing });
  return [
    ...texts.map((one) => `${not(one)}${one.phrase.join(" ")}${one.beginning ? "|" : ""}${one.beginning}`),
    ...choices.map((one) => `${not(one)}${one.facet}=${one.values.join("/")}`),
    ...periods.map((one) => {
      return `${not(one)}${one.certainly ? "certainly" : "date"}=${day(one.earliest)}..${day(one.latest)}`;
    }),
    ...mistakes.map((one) => `${one.code} ${one.start}-${one.end}`),
  ];
}
"""


@pytest.fixture(scope="module")
def made() -> tuple[dict[str, str], list[Made]]:
    return make(11, ARTICLES)


@pytest.fixture(scope="module")
def builder(made: tuple[dict[str, str], list[Made]], tmp_path_factory: pytest.TempPathFactory) -> SiteBuilder:
    """A site whose search data stand in many files, as those of a large archive do."""
    made_of = SiteBuilder.of_files(tmp_path_factory.mktemp("library"), made[0])
    made_of.with_search = True
    with pytest.MonkeyPatch.context() as patch:
        for module, (name, size) in SMALL.items():
            patch.setattr(import_module(f"pressmark.searchable{module}"), name, size)
        return made_of.build()


@pytest.fixture(scope="module")
def library(builder: SiteBuilder) -> Iterator[Served]:
    with served(builder.output) as host:
        yield host


@pytest.fixture
def script(builder: SiteBuilder, library: Served) -> Callable[[str], str]:
    """The address of a module of the site's search."""
    files = builder.site.files()
    return lambda name: urljoin(library.url, next(path for path in files if path.endswith(f"/search/{name}.js")))


def test_answers_are_the_oracles(
    library: Served, script: Callable[[str], str], made: tuple[dict[str, str], list[Made]], window: Opener
) -> None:
    opened = window()
    opened.page.goto(urljoin(library.url, "search/"))
    asked = queries(3, QUERIES)
    Random(5).shuffle(asked)  # noqa: S311 - nobody is to be surprised by it
    again = asked[::20]  # the same number whenever it is asked
    wrong = []
    for first in range(0, QUERIES, BATCH):
        batch = [*asked[first : first + BATCH], *again]
        given = [{"text": one.text, "typing": one.typing} for one in batch]
        for one, told in zip(batch, opened.page.evaluate(ASK, [script("library"), given]), strict=True):
            wrong += differences(one, told, made[1])
    assert not wrong, f"{len(wrong)} wrong, such as " + "\n".join(wrong[:5])
    assert not opened.told


def differences(asked: Asked, told: dict[str, Any], articles: list[Made]) -> list[str]:
    """In what an answer differs from the oracle's."""
    right = answer(articles, asked)
    newest = [f"articles/{one}/" for one in right.newest]
    oldest = newest[::-1]
    undated = {f"articles/{one.id}/" for one in articles if one.earliest is None}
    expected: dict[str, object] = {
        "mistakes": [],
        "count": len(newest),
        "newest": newest,
        "oldest": sorted(oldest, key=undated.__contains__),
        "relevance": sorted(newest),
        "facets": right.facets,
        "years": {str(year): list(counts) for year, counts in sorted(right.years.items())},
        "undated": right.undated,
    }
    told["relevance"] = sorted(told["relevance"])
    wrong = (key for key, value in expected.items() if told[key] != value)
    return [f"«{asked.text}»: {key} {str(told[key])[:300]}, not {str(expected[key])[:300]}" for key in wrong]


def test_queries_are_read_as_in_python(library: Served, script: Callable[[str], str], window: Opener) -> None:
    opened = window()
    opened.page.goto(urljoin(library.url, "search/"))
    wrong = []
    for case in cases("queries")["read"]:
        found = opened.page.evaluate(READ, [script("grammar"), str(case["query"]), case.get("typing") == "yes"])
        if found != list(case["means"]):
            wrong.append(f"«{case['query']}»: {found}")
    assert not wrong
