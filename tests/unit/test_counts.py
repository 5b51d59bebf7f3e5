"""What is counted is the same everywhere: on pages, in CSV, JSON Lines and SQLite, in the network and in search."""

import json
import re
from collections import Counter
from sqlite3 import Connection
from xml.etree.ElementTree import Element

import networkx as nx
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from tests.support.datasets import csv_rows, json_rows, opened
from tests.support.searchfiles import Library
from tests.support.sites import Site, SiteBuilder, text_of, with_class

from pressmark.dataset.tables import TABLES

RECORDS = {"companies": "company", "people": "person", "places": "place", "topics": "topic", "sources": "source"}
TALLIES = {  # pages that say how many of something there are
    **dict.fromkeys(RECORDS, ""),
    "timeline": "events",
    "notes": "annotations",
    "partners": "relations",
}


@pytest.fixture(scope="module", params=["demo", "everything"])
def site(request: pytest.FixtureRequest) -> Site:
    builder: SiteBuilder = request.getfixturevalue(request.param)
    return builder.site


def number(element: Element) -> int:
    """The first number in an element."""
    return int(re.findall(r"[\d,]+", text_of(element))[0].replace(",", ""))


def counts(site: Site) -> dict[str, int]:
    return {table.name: len(json_rows(site, table.name)) for table in TABLES}


def test_all_files_have_the_same_rows(site: Site) -> None:
    with opened(site) as database:
        for table in TABLES:
            [[in_database]] = database.execute(f"SELECT count(*) FROM {table.name}").fetchall()  # noqa: S608
            assert len(csv_rows(site, table.name)) == len(json_rows(site, table.name)) == in_database, table.name


def test_pages_say_as_many(site: Site) -> None:
    known = counts(site)
    said = {page: number(next(iter(with_class(site.main(f"{page}/"), "tally")))) for page in TALLIES}
    assert said == {page: known[of or page] for page, of in TALLIES.items()}
    home = text_of(next(iter(with_class(site.main(""), "tally"))))
    front = [known[name] for name in ("articles", "companies", "relations", "events")]
    assert [int(one.replace(",", "")) for one in re.findall(r"[\d,]+\b", home)[:4]] == front


OWN_PAGE = re.compile(
    r"(?:articles/(?:[0-9]{4}|undated)|companies|people|places|topics|sources)/[0-9-]*[a-z][a-z0-9-]*/"
)


def test_every_row_has_its_page_and_every_page_its_row(site: Site) -> None:
    pages = [route for route in site.routes() if OWN_PAGE.fullmatch(route)]
    shown = [route for route in pages if 'content="noindex"' not in site.text(f"{route}index.html")]
    addresses = [row["address"] for table in ("articles", *RECORDS) for row in json_rows(site, table)]
    assert len(shown) == len(addresses)
    assert all(any(address.endswith(route) for address in addresses) for route in shown)


def test_records_are_counted_alike(site: Site) -> None:
    with opened(site) as database:
        for table, one in RECORDS.items():
            listed = list_of_names(site, f"{table}/")
            rows = {row["id"]: row["articles"] for row in json_rows(site, table)}
            assert listed == rows, table
            assert {row["id"]: int(row["articles"]) for row in csv_rows(site, table)} == rows
            assert in_database(database, table, one) == {id_: count for id_, count in rows.items() if count}


def list_of_names(site: Site, route: str) -> dict[str, int]:
    """The number behind each name of a list."""
    rows = [row for row in site.main(route).iter("li") if list(with_class(row, "count"))]
    links = [(next(row.iter("a")), next(iter(with_class(row, "count")))) for row in rows]
    return {(link.get("href") or "").split("/")[-2]: number(count) for link, count in links}


def in_database(database: Connection, table: str, one: str) -> dict[str, int]:
    """How many articles each record of a kind has, asked of the database."""
    asked = {
        "people": "SELECT person, count(*) FROM (SELECT * FROM article_people UNION SELECT * FROM article_writers)",
        "topics": "SELECT topic, count(*) FROM topic_articles",
        "sources": "SELECT sources.id, count(*) FROM sources JOIN articles ON sources.id IN (source, carrier)",
    }
    query = asked.get(table, f"SELECT {one}, count(*) FROM article_{table}")  # noqa: S608 - names of ours
    return dict(map(tuple, database.execute(f"{query} GROUP BY 1")))


def test_the_network_has_all_relations(site: Site) -> None:
    network = nx.read_graphml(site.folder / "data/network.graphml", force_multigraph=True)
    relations = json_rows(site, "relations")
    assert network.number_of_edges() == len(relations)
    assert set(network.nodes) == {row[end] for row in relations for end in ("company", "partner")}
    claims = sum(edge["claims"] for *_, edge in network.edges(data=True))
    assert claims == len(json_rows(site, "claims")) == sum(row["claims"] for row in relations)


def test_events_and_their_attestations_are_counted_alike(site: Site) -> None:
    events = json_rows(site, "events")
    assert sum(row["attestations"] for row in events) == len(json_rows(site, "attestations"))
    assert len(events) > 3


def test_search_counts_the_same_articles(demo: SiteBuilder) -> None:
    site = demo.site
    library = Library(site.folder)
    held = library.articles()
    assert len(held) == len(json_rows(site, "articles"))

    def counted(facet: str) -> Counter[str]:
        """How many articles have each value of a facet, by its id."""
        return Counter(library.names[facet][number][0] for one in held for number in one[3][facet])

    with opened(site) as database:
        for facet, table in (("company", "companies"), ("person", "people"), ("place", "places")):
            assert counted(facet) == in_database(database, table, facet), facet
        topics = dict(map(tuple, database.execute("SELECT topic, count(*) FROM article_topics GROUP BY 1")))
    assert counted("topic") == topics


def test_references_are_as_many_as_articles(site: Site) -> None:
    articles = [row["id"].replace("/", "-") for row in json_rows(site, "articles")]
    assert [item["id"] for item in json.loads(site.text("data/articles.csl.json"))] == articles
    assert [item["id"] for item in rispy.loads(site.text("data/articles.ris"))] == articles
    library = parse_string(site.text("data/articles.bib"))
    assert ([entry.key for entry in library.entries], library.failed_blocks) == (articles, [])
