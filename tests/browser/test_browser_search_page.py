"""What a reader sees and touches on the search page: filters, dates, mistakes, keys, and what data that fail leave."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import Opener, Window
from tests.browser.searching import RESULTS, ask, count_of, expect_focus, opened, settled, value
from tests.browser.test_browser_pages import violations
from tests.support.sites import EVERYTHING, Served, SiteBuilder, served


@pytest.fixture
def page(window: Opener) -> Iterator[Page]:
    """A window whose console must stay empty."""
    opened_one = window()
    yield opened_one.page
    assert opened_one.told == []
    assert opened_one.elsewhere == []


@pytest.fixture(scope="module")
def uncertain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An archive with dates of every kind, with search."""
    builder = SiteBuilder.of_folder(tmp_path_factory.mktemp("uncertain"), EVERYTHING)
    builder.with_search = True
    with served(builder.build().output) as host:
        yield host


# --- filters ----------------------------------------------------------------------------------------------------------


def test_values_of_a_facet_are_alternatives_and_facets_conditions(page: Page, at_root: Served) -> None:
    opened(page, at_root)
    value(page, "company", "Apple").locator("input").check()
    apple = settled(page)
    value(page, "company", "Microsoft").locator("input").check()
    both = settled(page)
    assert count_of(both) > count_of(apple)
    assert both["chips"] == ["Company: Apple ×", "Company: Microsoft ×"]
    assert [row.split("|")[:2] for row in both["facets"]["facet-company"]][:4] == [
        row.split("|")[:2] for row in apple["facets"]["facet-company"]
    ][:4], "the counts of a facet do not change with what is chosen in it"
    topic = value(page, "topic", "").locator("input")
    topic.check()
    narrowed = settled(page)
    assert 0 < count_of(narrowed) <= count_of(both)
    assert "company:apple,microsoft" in page.url


def test_value_can_be_excluded(page: Page, at_root: Served) -> None:
    everything = opened(page, at_root)
    row = value(page, "company", "Apple")
    of_apple = int(row.locator(".count").inner_text())
    row.get_by_role("button", name="Without Apple").click()
    without = settled(page)
    assert count_of(without) == count_of(everything) - of_apple
    assert without["chips"] == ["not Company: Apple ×"]
    expect(row.get_by_role("button")).to_have_attribute("aria-pressed", "true")
    expect(row.get_by_role("button")).to_be_focused()
    row.locator("input").check()
    assert count_of(settled(page)) == of_apple


def test_all_values_are_found_by_name_and_alias(page: Page, at_root: Served) -> None:
    opened(page, at_root)
    facet = page.locator("#facet-company")
    facet.get_by_role("button", name=re.compile(r"All \(\d+\)")).click()
    expect(facet.get_by_role("searchbox")).to_be_focused()
    assert 6 < facet.locator(".values > li").count() <= 50
    page.keyboard.type("zhangjiang")
    expect(facet.locator(".values > li")).not_to_have_count(50)
    for name in facet.locator(".values .name").all_inner_texts():
        assert "zhangjiang" in name.lower() or name
    facet.get_by_role("searchbox").fill("qqqq")
    expect(facet.locator(".rest")).to_contain_text("No name")
    page.keyboard.press("Escape")
    expect(facet.locator(".all")).to_be_focused()
    assert facet.locator(".values > li").count() == 6


def test_what_was_typed_as_a_field_can_be_taken_away_as_a_filter(page: Page, at_root: Served) -> None:
    shown = opened(page, at_root, "?q=company:apple,microsoft+data")
    assert shown["chips"] == ["Company: Apple ×", "Company: Microsoft ×"]
    expect(value(page, "company", "Apple").locator("input")).to_be_checked()
    value(page, "company", "Apple").locator("input").uncheck()
    assert settled(page)["typed"] == "company:microsoft data"


def test_chips_are_removed_and_the_focus_stays_near(page: Page, at_root: Served) -> None:
    everything = opened(page, at_root)
    opened(page, at_root, "?f=company:apple,microsoft+-source:reuters+date:2014..2023")
    page.get_by_role("button", name="Remove Company: Apple").click()
    assert settled(page)["chips"] == ["Company: Microsoft ×", "not Source: Reuters ×", "Possibly: 2014..2023 ×"]
    expect(page.get_by_role("button", name="Remove Company: Microsoft")).to_be_focused()
    page.get_by_role("button", name="Clear all").click()
    assert settled(page) == everything
    expect(page.locator("#search-words")).to_be_focused()


def test_no_excerpt_and_nothing_of_pagefind_is_loaded_to_browse(page: Page, at_root: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, at_root, "?f=company:apple")
    assert asked
    assert [url for url in asked if "pagefind" in url or "/fragment/" in url or "/words-" in url] == []


# --- dates ------------------------------------------------------------------------------------------------------------


def test_dates_are_typed(page: Page, at_root: Served) -> None:
    opened(page, at_root)
    page.get_by_label("From").fill("2019-03")
    page.get_by_label("To", exact=True).fill("2020")
    page.keyboard.press("Enter")
    shown = settled(page)
    assert "date:2019-03..2020" in page.url
    assert len(shown["bars"]) == 22, "by month, from March 2019 to December 2020"
    page.get_by_label("certainly inside").check()
    settled(page)
    assert "certainly:2019-03..2020" in page.url
    page.get_by_label("From").fill("2021")
    page.keyboard.press("Enter")
    expect(page.locator("#dates-wrong")).to_contain_text("ends before it begins")
    page.get_by_label("From").fill("yesterday")
    page.keyboard.press("Enter")
    expect(page.locator("#dates-wrong")).to_contain_text("is no date")
    assert "certainly:2019-03..2020" in page.url


def test_histogram_is_drawn_over(page: Page, at_root: Served) -> None:
    opened(page, at_root)
    first, last = (
        page.locator(".histogram .bar").nth(2).bounding_box(),
        page.locator(".histogram .bar").nth(14).bounding_box(),
    )
    assert first
    assert last
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 20)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 20, steps=5)
    page.mouse.up()
    shown = settled(page)
    names = [bar.split(":")[0] for bar in shown["bars"]]
    assert shown["dates"] == [names[2], names[14]]
    assert [bar.endswith("true") for bar in shown["bars"]] == [2 <= i <= 14 for i in range(len(names))]


def test_histogram_works_by_keyboard(page: Page, at_root: Served) -> None:
    opened(page, at_root)
    page.locator(".histogram .bar[tabindex='0']").focus()
    page.keyboard.press("End")
    last = page.evaluate("document.activeElement.getAttribute('aria-label').split(':')[0]")
    for _ in range(6):
        page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator(".pointed")).to_contain_text(f"{int(last) - 6} to {last}")
    page.keyboard.press("Enter")
    assert settled(page)["dates"] == [str(int(last) - 6), last]
    assert page.evaluate("document.activeElement.closest('.histogram') !== null"), "the focus stays in the picture"


def test_table_says_what_the_picture_says(page: Page, uncertain: Served) -> None:
    shown = opened(page, uncertain)
    page.get_by_text("As a table").click()
    expect(page.locator(".twin tbody tr").first).to_be_visible()
    rows = [row.locator("th, td").all_inner_texts() for row in page.locator(".twin tbody tr").all()]
    said = [
        f"{name}: {certain} certainly, {possible} possibly"
        if possible != "0"
        else f"{name}: {certain} article{'' if certain == '1' else 's'}"
        for name, certain, possible in rows
    ]
    assert said == [bar.rpartition(" ")[0] for bar in shown["bars"]]
    assert any(possible != "0" for _, _, possible in rows)
    expect(page.locator(".filters .rest").first).to_contain_text("Hatched")
    page.locator(".twin tbody button").first.click()
    first = settled(page)["dates"]
    assert first[0] == first[1]
    assert first[0][:4] in rows[0][0]


# --- words ------------------------------------------------------------------------------------------------------------


def test_last_word_is_a_beginning_until_it_is_ended(page: Page, at_root: Served) -> None:
    opened(page, at_root)
    page.locator("#search-words").press_sequentially("partne")
    expect(page).to_have_url(re.compile(r"q=partne\*$"))
    begun = settled(page)
    assert count_of(begun) > 0
    expect(page.locator("#search-note")).to_contain_text("partne*")
    copied = page.url
    page.keyboard.press("Enter")
    assert count_of(settled(page)) == 0
    assert page.url.endswith("q=partne")
    expect(page.locator("#search-note")).not_to_contain_text("partne*")
    page.goto(copied)
    again = settled(page)
    assert again["results"] == begun["results"]
    assert again["typed"] == "partne*"


def test_places_beyond_the_first_are_shown_on_demand(page: Page, at_root: Served) -> None:
    opened(page, at_root, "?q=partner")
    item = page.locator(RESULTS).filter(has=page.get_by_role("button", name=re.compile("more place"))).first
    assert item.locator(".hits li:visible").count() == 2
    item.get_by_role("button").click()
    whole = page.locator(RESULTS).filter(has=page.locator(".hits.whole"))
    expect(whole.get_by_role("button", name="Fewer places")).to_be_focused()
    assert whole.locator(".hits li:visible").count() > 2


SHIFTS = """window.moved = 0;
const add = (list) => list.getEntries().forEach((one) => (window.moved += one.value));
new PerformanceObserver(add).observe({ type: "layout-shift" });"""


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_when_excerpts_arrive(width: int, page: Page, at_root: Served) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(SHIFTS)
    held: list[Route] = []
    free: list[bool] = []
    page.route("**/fragment/*", lambda route: route.continue_() if free else held.append(route))
    page.goto(urljoin(at_root.url, "search/?q=partner&f=date:2019.."))
    expect(page.locator(RESULTS).first).to_be_visible()
    settled(page)
    free.append(True)
    for route in held:
        route.continue_()
    expect(page.locator(f"{RESULTS} .hits mark").nth(5)).to_be_attached()
    settled(page)
    assert page.evaluate("window.moved") < 0.01


MENDED = {
    "compnay:apple": ("no field “compnay”", "company:", "company:apple"),
    "company:aple": ("no article has “aple”", "Apple", "company:apple"),
    "date:2020..2019": ("ends before it begins", "2019..2020", "date:2019..2020"),
    "date:yesterday": ("is no date", "Leave it out", ""),
    "company: x": ("Nothing stands behind “company:”", "Leave it out", "x"),
    "note:this": ("no field “note”", "Look for it as words", '"note:this"'),
}


@pytest.mark.parametrize("query", MENDED)
def test_mistakes_are_explained_and_mended(query: str, page: Page, at_root: Served) -> None:
    said, button, after = MENDED[query]
    opened(page, at_root)
    ask(page, query)
    mistake = page.locator(".mistake")
    expect(mistake).to_contain_text(said)
    expect(mistake.locator("u")).to_have_text(query.removesuffix(" x"))
    assert violations(page) == []
    mistake.get_by_role("button", name=button, exact=True).click()
    shown = settled(page)
    assert shown["typed"] == after
    assert shown["mistakes"] == []
    expect(page.locator("#search-words")).to_be_focused()


ADVISED = {
    "partnr": ("Did you mean", "partner", "partner"),
    "partenr": ("Did you mean", "partner", "partner"),
    "zoom partnr": ("Did you mean", "partner", "zoom partner"),
    "zzzzzz": ("Fewer words", "", ""),
    "apple OR zoom": ("OR is looked for as a word", "", ""),
}


@pytest.mark.parametrize("query", ADVISED)
def test_what_finds_nothing_is_followed_by_advice(query: str, page: Page, at_root: Served) -> None:
    said, button, after = ADVISED[query]
    opened(page, at_root)
    ask(page, query)
    note = page.locator("#search-note")
    expect(note).to_contain_text(said)
    expect(page.locator("#search-said")).to_contain_text(said)
    assert violations(page) == []
    assert bool(note.get_by_role("button").count()) == bool(button)
    if button:
        note.get_by_role("button", name=button, exact=True).click()
        assert settled(page)["typed"] == after
        expect(page.locator(RESULTS).first).to_be_visible()
        expect(note).to_be_empty()


# --- keys -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("route", ["", "about/", "companies/", "search/"])
def test_slash_leads_to_the_box_on_every_page(route: str, page: Page, at_root: Served) -> None:
    page.goto(urljoin(at_root.url, route))
    page.locator("main").focus()
    page.keyboard.press("/")
    box = "#search-words" if route == "search/" else "#site-search"
    expect_focus(page, box)
    page.keyboard.type("a/b")
    expect(page.locator(box)).to_have_value("a/b")


def test_single_keys_can_be_switched_off(page: Page, at_root: Served) -> None:
    opened(page, at_root)
    page.locator("#search-help summary").click()
    page.get_by_label(re.compile("Single keys")).uncheck()
    page.goto(urljoin(at_root.url, "about/"))
    page.locator("main").focus()
    page.keyboard.press("/")
    expect(page.locator("#site-search")).not_to_be_focused()


def test_search_filter_open_and_leaf_by_keyboard_alone(page: Page, at_root: Served) -> None:
    page.goto(urljoin(at_root.url, "about/"))
    page.locator("main").focus()
    page.keyboard.press("/")
    page.keyboard.type("partner")
    page.keyboard.press("Enter")
    expect_focus(page, "#search-words")
    settled(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{RESULTS} h2 a").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect_focus(page, "#search-words")
    tab_to(page, "document.activeElement.closest('#facet-company .values label') !== null")
    page.keyboard.press("Space")
    chosen = settled(page)
    assert len(chosen["chips"]) == 1
    assert page.evaluate("document.activeElement.checked"), "the focus stays on what was chosen"
    page.keyboard.press("/")
    expect_focus(page, "#search-words")
    page.keyboard.press("ArrowDown")
    target = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(target)
    expect(page.locator("#hits")).to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("mark.hit.here").first).to_be_in_viewport()
    expect(page.locator("#hits")).to_contain_text("Hit 1 of")
    page.keyboard.press("n")
    expect(page.locator("#hits")).to_contain_text("Hit 2 of")
    page.keyboard.press("p")
    page.keyboard.press("p")
    many = int(page.locator("#hits p").inner_text().split()[-1])
    expect(page.locator("#hits")).to_contain_text(f"Hit {many} of {many}")
    tab_to(page, "document.activeElement.dataset.act === 'off'")
    page.keyboard.press("Enter")
    expect(page.locator("mark.hit")).to_have_count(0)
    expect(page.locator("#hits")).to_have_count(0)
    assert "lit=" not in page.url


def tab_to(page: Page, reached: str) -> None:
    """Press Tab until something holds."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate(reached):
            return
    pytest.fail(f"never reached: {reached}")


def test_counts_are_announced_once_typing_pauses(page: Page, at_root: Served) -> None:
    opened(page, at_root)
    said = "document.getElementById('search-said').textContent"
    page.locator("#search-words").press_sequentially("partner", delay=30)
    page.wait_for_function(f"() => / articles of /.test({said})")
    assert page.evaluate(said) == page.locator("#search-status").inner_text()


def test_title_and_paper_say_what_was_searched(page: Page, at_root: Served) -> None:
    opened(page, at_root, '?q="direct+sales"&f=language:en')
    assert page.title() == 'language:en "direct sales" · Search · Partners in China'
    ask(page, "")
    assert page.title() == "language:en · Search · Partners in China"
    asked = page.locator("#search-asked")
    expect(asked).to_be_hidden()
    page.emulate_media(media="print")
    expect(asked).to_have_text("language:en")
    expect(asked).to_be_visible()


def test_nothing_found_says_what_may_help(page: Page, at_root: Served) -> None:
    opened(page, at_root, "?q=xylophonist")
    expect(page.locator("#search-note")).to_contain_text("beginning")
    ask(page, "partner")
    expect(page.locator("#search-note")).to_be_empty()


# --- in articles ------------------------------------------------------------------------------------------------------


def test_words_are_lit_in_every_form_and_phrases_as_they_stand(page: Page, at_root: Served) -> None:
    opened(page, at_root, '?q="direct+sales"+partner')
    page.locator(f"{RESULTS} h2 a").first.click()
    expect(page.locator("#hits")).to_be_visible()
    lit = {text.lower() for text in page.locator("mark.hit").all_inner_texts()}
    assert {"direct", "sales"} <= lit
    assert lit <= {"direct", "sales", "sale", "partner", "partners", "partnered", "partnering"}
    assert violations(page) == []


def test_text_is_the_same_lit_and_unlit(page: Page, at_root: Served) -> None:
    opened(page, at_root, "?q=the+partner*")
    target = urljoin(page.url, page.locator(f"{RESULTS} h2 a").first.get_attribute("href"))
    page.goto(target)
    lit = page.locator("article").inner_text()
    page.get_by_role("button", name="Switch off").click()
    assert page.locator("article").inner_text() == lit
    page.goto(target.split("?")[0])
    assert page.locator("article").inner_text() == lit


# --- when data cannot be loaded ---------------------------------------------------------------------------------------


def refuse(page: Page, pattern: str) -> Callable[[], None]:
    """Answer addresses of a pattern with nothing, until the function that is returned is called."""

    def handler(route: Route) -> None:
        route.abort()

    page.route(pattern, handler)
    return lambda: page.unroute(pattern, handler)


FAILURES = {
    "**/search/entry.json": ("The search data could not be loaded", False),
    "**/columns-*": ("The search data could not be loaded", False),
    "**/words-*": ("The words could not be looked up", True),
    "**/pagefind.js": ("The words could not be looked up", True),
    "**/fragment/*": ("Some excerpts could not be loaded", True),
    "**/titles-*": ("The titles could not be loaded", True),
    "**/names-company-*": ("The names of some filters could not be loaded", True),
}


@pytest.mark.parametrize("pattern", FAILURES)
def test_what_is_missing_is_said_and_the_rest_goes_on(pattern: str, at_root: Served, window: Opener) -> None:
    said, goes_on = FAILURES[pattern]
    one: Window = window()
    page = one.page
    restore = refuse(page, pattern)
    page.goto(urljoin(at_root.url, 'search/?q="mainland+china"&f=year:2020'))
    trouble = page.locator("#search-trouble")
    expect(trouble).to_contain_text(said)
    if goes_on:
        assert settled(page)["facets"]["facet-year"]
    assert violations(page) == []
    restore()
    trouble.get_by_role("button", name="Try again").click()
    expect(trouble).to_be_hidden()
    expect(page.locator(f"{RESULTS} .hits mark").first).to_be_visible()
    assert [
        text for text in one.told if "ERR_FAILED" not in text and "search" not in text and "Error" not in text
    ] == []


def test_offline_is_said(at_root: Served, window: Opener) -> None:
    page = window().page
    opened(page, at_root)
    page.context.set_offline(offline=True)
    page.locator("#search-words").fill('"mainland china"')
    page.keyboard.press("Enter")
    expect(page.locator("#search-trouble")).to_be_visible()
    assert settled(page)["facets"]["facet-company"], "filters go on"
    page.context.set_offline(offline=False)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(f"{RESULTS} .hits mark").first).to_be_visible()


# --- for everyone -----------------------------------------------------------------------------------------------------

STATES = {
    "empty": "",
    "results": "?q=partner+sales&f=company:zoom+-source:reuters+date:2019..2021",
    "nothing": "?q=xylophonist&f=company:apple",
    "mistake": "?q=compnay:x+date:2020..2019",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing_in_any_state(state: str, width: int, page: Page, at_root: Served) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, at_root, STATES[state])
    for part in (
        "#search-filters:not([open]) > summary",
        "#search-help > summary",
        ".twin > summary",
        "#facet-person > summary",
    ):
        if page.locator(part).first.is_visible():
            page.locator(part).first.click()
    every = page.locator("#facet-company .all:visible")
    if every.count():
        every.click()
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {one}" for one in violations(page)]
    assert found == []
