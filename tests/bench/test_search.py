"""The bench of search asks what a site itself suggests, and knows whose a file is."""

import pytest
from tests.bench.hosting import Answer
from tests.bench.search import COMMONEST, OURS, PAGE, PAGEFIND, TEXTS, Visit, kind_of, questions, rows_of
from tests.support.sites import SiteBuilder


def test_questions_are_those_of_the_site(demo: SiteBuilder) -> None:
    asks = questions(demo.output)
    assert asks == questions(demo.output)
    assert [len(query.split()) for query in asks.values()] == [0, 1, 1, 1, 2]
    texts = [
        demo.site.text(f"{route}index.html").lower() for route in demo.site.routes() if route.startswith("articles/")
    ]
    held = {name: sum(query.strip('"') in text for text in texts) for name, query in asks.items()}
    assert min(held.values()) > 0
    assert held[COMMONEST] == max(count for name, count in held.items() if name != "nothing")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("search/", PAGE),
        ("search/entry.json", PAGE),
        ("assets/js/01234567/search/page.js", PAGE),
        ("search/0123456789ab/columns-0.gz", OURS),
        ("search/names-company-0-01234567.gz", OURS),
        ("search/0123456789ab/pagefind/wasm.en.pagefind", PAGEFIND),
        ("search/0123456789ab/pagefind/fragment/en_0123456.pf_fragment", TEXTS),
    ],
)
def test_files_are_counted_by_whose_they_are(path: str, kind: str) -> None:
    assert kind_of(path) == kind
    _, row = rows_of({"one": Visit(1.234, "2 articles", (Answer(path, 2_000),))})
    assert row[:3] == ("one: 2 articles", "1.23", "1")
    assert sum(size == "2 kB" for size in row[3:]) == (kind != TEXTS)
