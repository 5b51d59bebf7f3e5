"""Every fact on a company's page leads in one click to the sentence that proves it, and lights it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from playwright.sync_api import Page, expect
from tests.browser.conftest import Opener
from tests.support.archives import ARTICLES, SOUND, build_site, write
from tests.support.sites import Served, Site, SiteBuilder, by_id, served, text_of, with_class

EACH = 12  # every so manieth fact is clicked
UNLIT = "rgba(0, 0, 0, 0)"


class Fact(NamedTuple):
    """A proof on a company's page: where it leads, and the words that it quotes."""

    page: str
    article: str
    fragment: str
    quote: str


def facts(site: Site) -> Iterator[Fact]:
    """All proofs on all pages of companies."""
    for route in site.routes():
        if route.startswith("companies/") and route.count("/") == 2:
            for link in with_class(site.main(route), "proof"):
                target = urlsplit(urljoin(f"/{route}", link.attrib["href"]))
                yield Fact(route, target.path.removeprefix("/"), target.fragment, text_of(link))


def paragraph_of(page: Element, fragment: str) -> Element:
    """The block of running text around a place: the innermost with an id of its own that is a paragraph's."""
    around = [block for block in page.iter() if _is_paragraph(block) and by_id(block, fragment) is not None]
    assert around, f"#{fragment} stands in no paragraph"
    return around[-1]


def _is_paragraph(element: Element) -> bool:
    identifier = element.get("id", "")
    return identifier.startswith("p") and identifier[1:].isdigit()


def proves(article: Element, fact: Fact) -> bool:
    """Whether a fact's address is a lit stretch of a paragraph, where the quoted words begin."""
    lit = by_id(article, fact.fragment)
    if lit is None or lit.tag != "mark" or not text_of(lit):
        return False
    return fact.quote.startswith(text_of(lit)) and fact.quote in text_of(paragraph_of(article, fact.fragment))


def test_every_fact_leads_to_the_lit_words_that_prove_it(demo: SiteBuilder) -> None:
    found = list(facts(demo.site))
    wrong = [fact for fact in found if not proves(demo.site.page(fact.article), fact)]
    assert len(found) > 200
    assert wrong == []


def test_one_click_shows_them(demo: SiteBuilder, at_root: Served, window: Opener) -> None:
    page = window().page
    page.emulate_media(reduced_motion="reduce")
    for fact in list(facts(demo.site))[::EACH]:
        page.goto(urljoin(at_root.url, fact.page))
        page.locator(f'a.proof[href$="{fact.article}#{fact.fragment}"]').first.click()
        expect(page).to_have_url(urljoin(at_root.url, f"{fact.article}#{fact.fragment}"))
        lit = page.locator("mark:target")
        expect(lit).to_be_in_viewport()
        assert lit.evaluate("(mark) => getComputedStyle(mark).backgroundColor") != UNLIT


CUT = """---
title: A lamp and its makers
published: 2031-08-03
entities: {companies: [lanternfish]}
dates:
  - {date: 2031, event: Sales, quote: "Lanternfish sells its very calm lamps at the quay. They shine"}
annotations:
  - {kind: comment, quote: very calm lamps at, note: How calm?}
---

In June Lanternfish sells its *very calm* lamps at the quay.

They shine, and [stay](https://quay.example/) calm.
"""


def test_all_pieces_of_a_cut_quote_are_lit_without_scripts(tmp_path: Path, window: Opener) -> None:
    archive = write(tmp_path / "archive", {**SOUND, f"{ARTICLES}2031/lamp.md": CUT})
    build_site(archive, tmp_path / "site")
    page = window(scripts=False).page
    with served(tmp_path / "site") as host:
        page.goto(urljoin(host.url, "articles/2031/lamp/"))
        fact, note = (page.locator(f"mark.{of}[id]").get_attribute("id") for of in ("fact", "note"))
        at_rest = lit_pieces(page)
        for fragment, of, words in (
            (fact, "fact", "Lanternfish sells its very calm lamps at the quay. They shine"),
            (note, "note", "very calm lamps at"),
        ):
            page.goto(urljoin(host.url, f"articles/2031/lamp/#{fragment}"))
            pieces = [(name, text) for name, text in lit_pieces(page) if (name, text) not in at_rest]
            assert {name for name, _ in pieces} == {of}
            assert len(pieces) > 1
            assert " ".join("".join(text for _, text in pieces).split()) == words.replace("quay. They", "quay.They")


NOTED = """---
title: Blocks with notes
published: 2031-08-03
rights: full
annotations:
  - {kind: comment, quote: calm lamps, note: In a paragraph.}
  - {kind: comment, quote: said a captain, note: In a quotation.}
  - {kind: comment, quote: second lamp, note: In a list.}
---

In June Lanternfish sells its very calm lamps at the quay, and this paragraph is long enough that a short note has room
beside it, since nothing is to be pushed down by a note here, and so it goes on for one more line or two.

> «They shine», said a captain, and went on to say so for as long as it takes to have a few lines here, which are needed
> as above: a note needs four or five of them, with its kind and the words to which it belongs.

- a first lamp
- a second lamp
- a third lamp
"""


def test_margin_notes_stand_beside_what_they_are_about(tmp_path: Path, window: Opener) -> None:
    archive = write(tmp_path / "archive", {**SOUND, f"{ARTICLES}2031/noted.md": NOTED})
    build_site(archive, tmp_path / "site")
    page = window(scripts=False).page
    with served(tmp_path / "site") as host:
        page.goto(urljoin(host.url, "articles/2031/noted/"))
        pairs = page.evaluate(
            """() => [...document.querySelectorAll(".margin-note")].map((note) => {
                const [beside, block] = [note, note.previousElementSibling].map((one) => one.getBoundingClientRect());
                return [beside.top - block.top, block.bottom - beside.top, beside.left - block.right];
            })"""
        )
    assert len(pairs) == 3
    assert min(map(min, pairs)) > 0, pairs


def lit_pieces(page: Page) -> list[tuple[str, str]]:
    """The marks of a page that have a colour of their own behind all of their words."""
    found = page.evaluate(
        "(unlit) => [...document.querySelectorAll('.prose mark')]"
        ".filter((mark) => getComputedStyle(mark).backgroundColor !== unlit)"
        ".map((mark) => [mark.className, mark.textContent])",
        UNLIT,
    )
    return [(name, text) for name, text in found]


def test_a_reader_gets_from_zoom_to_each_partner_and_to_the_source(at_root: Served, window: Opener) -> None:
    page = window().page
    page.goto(urljoin(at_root.url, "companies/zoom/"))
    pairs = page.locator("#partners td a[href*='partners/']")
    addresses = {pair.get_attribute("href") for pair in pairs.all()}
    assert len(addresses) >= 3
    for address in sorted(filter(None, addresses)):
        page.goto(urljoin(at_root.url, "companies/zoom/"))
        page.locator(f"#partners a[href='{address}']").first.click()
        page.locator(".claims a.proof").first.click()
        expect(page.locator("mark:target")).to_be_in_viewport()
        expect(page.locator(".facts dd a[href^='https://']").first).to_be_visible()
