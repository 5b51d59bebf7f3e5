"""Search in a real browser: what stands in a text is found, and the result leads to the paragraph it stands in."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opener
from tests.browser.kinds import ARTICLE
from tests.support.sites import Served, Site, SiteBuilder, served, text_of, with_class

WORD = re.compile(r"(?<![\w’'-])[a-z]{6,}(?![\w’'-])")
PHRASE = re.compile(r"(?<![\w’'-])[a-z]+(?: [a-z]+){4}(?![\w’'-])")
AT_LEAST = 40  # articles
RESULTS = "#search-results > li"
NONE = "No article found"


class Found(NamedTuple):
    """Words that stand in one paragraph of the archive and nowhere else."""

    words: str
    article: str
    paragraph: str

    @property
    def target(self) -> str:
        return f"{self.article}#{self.paragraph}"


def paragraphs(site: Site) -> Iterator[tuple[str, str, str]]:
    """Article, id and text of all paragraphs of all texts."""
    for route in site.routes():
        if re.fullmatch(ARTICLE, route):
            for block in next(iter(with_class(site.main(route), "text"))).iter():
                if re.fullmatch(r"p\d+", block.get("id", "")):
                    yield route, block.attrib["id"], text_of(block)


def distinctive(site: Site, pattern: re.Pattern[str]) -> list[Found]:
    """For each article the longest words of a pattern that only one of its paragraphs has, and no other page's text."""
    every = list(paragraphs(site))
    articles = {route: text_of(site.main(route)).lower() for route, _, _ in every}
    seen: Counter[str] = Counter()
    for text in articles.values():
        seen.update(set(WORD.findall(text)))
    best: dict[str, Found] = {}
    for route, paragraph, text in every:
        for words in pattern.findall(text):
            new = seen[words] == 1 if pattern is WORD else sum(words in other for other in articles.values()) == 1
            alone = sum(words in other.lower() for at, _, other in every if at == route) == 1
            if (
                new
                and alone
                and (route not in best or (len(words), words) > (len(best[route].words), best[route].words))
            ):
                best[route] = Found(words, route, paragraph)
    return list(best.values())


def search(page: Page, words: str) -> None:
    """Ask the search page that is open for words, and wait for what it says of them."""
    page.evaluate("for (const id of ['results', 'status']) document.getElementById(`search-${id}`).replaceChildren()")
    page.locator("#search-words").fill(words)
    page.locator("#search-words").press("Enter")
    expect(page.locator(f"{RESULTS}, #search-status:text('{NONE}')").first).to_be_visible()


def link_to(target: str) -> str:
    """Selects the results that lead to an address of the site, whatever they light there."""
    article, fragment = target.split("#")
    return f'{RESULTS} a[href^="../{article}?lit="][href$="#{fragment}"]'


def leading_to(host: Served, target: str) -> re.Pattern[str]:
    """The address of a place in an article, with any words to light."""
    article, fragment = target.split("#")
    return re.compile(rf"{re.escape(urljoin(host.url, article))}\?lit=[^#]+#{fragment}")


def test_word_of_any_article_is_found_in_its_paragraph(demo: SiteBuilder, at_root: Served, window: Opener) -> None:
    sample = distinctive(demo.site, WORD)
    opened = window()
    opened.page.goto(urljoin(at_root.url, "search/"))
    for found in sample:
        search(opened.page, found.words)
        expect(opened.page.locator(link_to(found.target)), found.words).to_have_count(1)
    assert len(sample) >= AT_LEAST
    assert opened.told == []
    assert opened.elsewhere == []


def test_result_leads_to_the_paragraph(demo: SiteBuilder, at_root: Served, window: Opener) -> None:
    page = window().page
    for found in distinctive(demo.site, WORD)[::8]:
        page.goto(urljoin(at_root.url, "search/"))
        search(page, found.words)
        page.locator(link_to(found.target)).click()
        expect(page).to_have_url(leading_to(at_root, found.target))
        expect(page.locator(":target")).to_be_in_viewport()
        expect(page.locator(":target mark.hit").first).to_contain_text(found.words)
        expect(page.locator(":target mark.hit.here")).to_be_in_viewport()


def test_hits_are_marked(demo: SiteBuilder, at_root: Served, window: Opener) -> None:
    page = window().page
    found = distinctive(demo.site, WORD)[0]
    page.goto(urljoin(at_root.url, f"search/?q={found.words}"))
    marked = page.locator(link_to(found.target)).locator("mark")
    expect(marked.first).to_contain_text(found.words)


def test_words_in_quotes_are_found_as_they_stand(demo: SiteBuilder, at_root: Served, window: Opener) -> None:
    page = window().page
    page.goto(urljoin(at_root.url, "search/"))
    sample = distinctive(demo.site, PHRASE)[::4]
    for found in sample:
        search(page, f'"{found.words}"')
        expect(page.locator(RESULTS)).to_have_count(1)
        expect(page.locator(link_to(found.target))).to_have_count(1)
        search(page, f'"{" ".join(reversed(found.words.split()))}"')
        expect(page.locator("#search-status")).to_have_text(NONE)
    assert len(sample) >= AT_LEAST / 4


def test_what_stands_nowhere_is_not_found(at_root: Served, window: Opener) -> None:
    page = window().page
    page.goto(urljoin(at_root.url, "search/?q=xylophonist"))
    expect(page.locator("#search-status")).to_have_text(NONE)
    expect(page.locator(RESULTS)).to_have_count(0)


def test_search_survives_a_reload(demo: SiteBuilder, at_root: Served, window: Opener) -> None:
    page = window().page
    found = distinctive(demo.site, WORD)[0]
    page.goto(urljoin(at_root.url, "search/"))
    search(page, found.words)
    expect(page).to_have_url(urljoin(at_root.url, f"search/?q={found.words}"))
    page.reload()
    expect(page.locator("#search-words")).to_have_value(found.words)
    expect(page.locator(link_to(found.target))).to_be_visible()


def test_going_back_from_a_result_shows_the_results_again(demo: SiteBuilder, at_root: Served, window: Opener) -> None:
    page = window().page
    found = distinctive(demo.site, WORD)[0]
    page.goto(urljoin(at_root.url, "search/"))
    search(page, found.words)
    page.locator(link_to(found.target)).click()
    expect(page.locator(":target")).to_be_visible()
    page.go_back()
    expect(page.locator(link_to(found.target))).to_be_visible()


@pytest.mark.parametrize("route", ["", "about/", "companies/", "articles/2020/", "search/", "no/such/page/"])
def test_search_box_of_any_page_leads_to_results(route: str, at_root: Served, window: Opener) -> None:
    page = window().page
    page.goto(urljoin(at_root.url, route))
    page.locator("#site-search").fill("partner")
    page.locator("#site-search").press("Enter")
    expect(page).to_have_url(urljoin(at_root.url, "search/?q=partner"))
    expect(page.locator("#search-words")).to_have_value("partner")
    expect(page.locator(RESULTS).first).to_be_visible()


def test_many_results_come_in_portions(at_root: Served, window: Opener) -> None:
    page = window().page
    page.goto(urljoin(at_root.url, "search/?q=china"))
    expect(page.locator(RESULTS)).to_have_count(20)
    page.get_by_role("button", name=re.compile("Show .* more")).click()
    expect(page.locator(RESULTS).nth(20).locator("h2 a")).to_be_focused()
    assert page.locator(RESULTS).count() > 20
    count = page.locator("#search-status").inner_text()
    assert int(count.split()[0]) >= AT_LEAST


def test_search_works_below_a_path(demo: SiteBuilder, at_depth: Served, window: Opener) -> None:
    opened = window()
    found = distinctive(demo.site, WORD)[-1]
    opened.page.goto(urljoin(at_depth.url, "about/"))
    opened.page.locator("#site-search").fill(found.words)
    opened.page.locator("#site-search").press("Enter")
    opened.page.locator(link_to(found.target)).click()
    expect(opened.page).to_have_url(leading_to(at_depth, found.target))
    expect(opened.page.locator(":target mark.hit").first).to_contain_text(found.words)
    assert opened.told == []
    assert at_depth.missed == []


def test_site_without_an_index_says_so(starter: SiteBuilder, window: Opener) -> None:
    opened = window()
    with served(starter.output) as host:
        opened.page.goto(urljoin(host.url, "search/?q=lamp"))
        expect(opened.page.locator("#search-trouble")).to_contain_text("built without a search index")
        opened.page.locator("#search-trouble").get_by_role("link", name="Articles").click()
        expect(opened.page).to_have_url(urljoin(host.url, "articles/"))
    assert opened.told == []
