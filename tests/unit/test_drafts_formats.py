"""References, posts, web pages and web archives become drafts (`tests/cases/imports.yaml`, `layouts.yaml`)."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest
import trafilatura
from tests.support.archives import parse, shown
from tests.support.cases import called, cases
from tests.support.pages import context, plain, recall_and_precision
from tests.support.webpages import LAYOUTS, PUBLISHED, page_of, warc

from pressmark.diagnostics import Severity
from pressmark.drafts import warcfile, webpage
from pressmark.drafts.formats import reader_of
from pressmark.drafts.values import Draft, Input, Unreadable
from pressmark.drafts.written import article_text
from pressmark.model import Article

Case = dict[str, Any]
FILES = [*cases("imports")["references"], *cases("imports")["posts"]]

each_file = pytest.mark.parametrize("case", FILES, ids=called)
each_layout = pytest.mark.parametrize("number", range(len(LAYOUTS)), ids=lambda number: called(LAYOUTS[number]))


def read(name: str, data: bytes) -> list[Draft | Unreadable]:
    return list(reader_of(name, data[:65_536])(Input(name, [data]), context()))


def facts(draft: Draft) -> dict[str, Any]:
    own = {name: getattr(draft, name) for name in Draft.__struct_fields__}
    return own | {
        "authors": [one.name for one in draft.authors],
        "topics": list(draft.topics),
        "identifiers": [" ".join(pair) for pair in draft.identifiers],
    }


@each_file
def test_a_file_of_another_program_becomes_a_draft(case: Case) -> None:
    (found,) = read(case["name"], case["text"].encode())
    if "reason" in case:
        assert isinstance(found, Unreadable)
        assert case["reason"] in found.reason
        return
    assert isinstance(found, Draft), found
    assert {name: facts(found)[name] for name in case["draft"]} == case["draft"]
    assert case.get("remark", "") in "\n".join(found.remarks)
    parsed = parse("content/articles/2031/x.md", article_text(found, "draft"))
    assert isinstance(parsed.document, Article)
    assert all(one.severity is not Severity.ERROR for one in parsed.problems), shown(parsed.problems)


# --- web pages ----------------------------------------------------------------------------------------------------


def score(text: str, expected: list[str]) -> float:
    """The harmonic mean of recall and precision, in words."""
    recall, precision = recall_and_precision(text, expected)
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


@each_layout
def test_a_page_is_read_at_least_as_well_as_by_the_library_alone(number: int) -> None:
    html, bodies, title = page_of(number)
    draft = webpage.page(html.encode(), "x.html", context())
    assert isinstance(draft, Draft), draft
    alone = trafilatura.extract(html, include_comments=False) or ""
    assert score(plain(draft.body), bodies) >= score(alone, bodies)
    assert draft.title == title
    if f"{PUBLISHED}T" in html or f'"{PUBLISHED}"' in html:
        assert draft.published == PUBLISHED
    if '"author":' in html or 'name="author"' in html:
        assert [one.name for one in draft.authors] == ["Odile Marsh"]


def test_layouts_are_many_and_read_much_better_than_by_the_library_alone() -> None:
    def scores() -> Iterator[tuple[float, float]]:
        for number in range(len(LAYOUTS)):
            html, bodies, _ = page_of(number)
            draft = webpage.page(html.encode(), "x.html", context())
            assert isinstance(draft, Draft)
            yield (
                score(plain(draft.body), bodies),
                score(trafilatura.extract(html, include_comments=False) or "", bodies),
            )

    ours, alone = zip(*scores(), strict=True)
    assert len(LAYOUTS) >= 25
    assert sum(ours) / len(ours) >= 0.99 > sum(alone) / len(alone)


def test_a_page_says_where_it_is_from() -> None:
    number = next(i for i, layout in enumerate(LAYOUTS) if layout["about"] == "Open Graph and article times")
    draft = webpage.page(page_of(number)[0].encode(), "x.html", context())
    assert isinstance(draft, Draft)
    assert draft.url == "https://gazette.example/lamps"
    assert "The Bay Gazette" in {draft.source, draft.carrier}
    assert {one.field for one in draft.proposals} >= {"title", "url", "published", "authors"}


# --- web archives -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zipped", [True, False])
def test_the_pages_of_a_web_archive_become_drafts(zipped: bool) -> None:
    data = warc(zipped=zipped)
    pieces = [data[i : i + 1000] for i in range(0, len(data), 1000)]
    (draft,) = warcfile.read(Input("x.warc", pieces), context())
    assert isinstance(draft, Draft), draft
    assert draft.url == "https://gazette.example/0"
    assert draft.captured == "2025-08-06"
    assert draft.published == ""
    assert plain(draft.body).split() == " ".join(page_of(0)[1]).split()


def test_half_a_web_archive_is_a_message() -> None:
    data = warc(zipped=True)
    found = list(warcfile.read(Input("x.warc.gz", [data[: len(data) // 9]]), context()))
    assert isinstance(found[-1], Unreadable)


@pytest.mark.parametrize("name", ["x.html", "x.warc", "x.ris", "x.bib"])
def test_without_the_extra_a_message_names_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("trafilatura", "warcio.archiveiterator", "rispy", "bibtexparser.entrypoint"):
        monkeypatch.setitem(sys.modules, module, None)
    (found,) = read(name, b"<html>")
    assert isinstance(found, Unreadable)
    assert found.reason.endswith("install «pressmark[import]»")
