"""Everything by keyboard: the focus can be seen and goes where a reader expects it."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opener
from tests.browser.kinds import examples
from tests.support.sites import Served, SiteBuilder

MOST = 1500  # presses of a key before a page counts as a trap
LOOK = """window.lookOf = (element) => [element, ...element.querySelectorAll("*")].map((one) => {
  const { outlineStyle, boxShadow, backgroundColor, stroke, strokeWidth } = getComputedStyle(one);
  return [outlineStyle, boxShadow, backgroundColor, stroke, strokeWidth].join();
}).join(";");
for (const one of document.querySelectorAll("a[href], button, input, [tabindex]")) one.dataset.look = lookOf(one);"""
FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return { name: null };
  element.dataset.reached = "";
  const box = element.getBoundingClientRect();
  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const name = element.id || element.getAttribute("href") || element.textContent.trim() || element.className;
  return { name, seen: inView && lookOf(element) !== element.dataset.look };
}"""
UNREACHED = """() => [...document.querySelectorAll("a[href], button, input, [tabindex='0']")]
  .filter((one) => one.checkVisibility() && one.tabIndex >= 0 && !("reached" in one.dataset))
  .map((one) => one.outerHTML)"""


def open_at(page: Page, url: str) -> None:
    """Open a page and remember how everything on it looks without the focus."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(url, wait_until="networkidle")
    page.evaluate(LOOK)


def focused(page: Page) -> str | None:
    """What has the focus, which must be visible; None at the end of the page."""
    found = page.evaluate(FOCUSED)
    assert found.get("seen", True), f"the focus on {found['name']} cannot be seen"
    name: str | None = found["name"]
    return name


def test_tab_leads_past_skip_link_title_search_and_sections(at_root: Served, window: Opener) -> None:
    page = window().page
    open_at(page, at_root.url)
    order = []
    for _ in range(6):
        page.keyboard.press("Tab")
        order.append(focused(page))
    assert order == ["#content", "./", "site-search", "Search", "./articles/", "./companies/"]


def test_skip_link_leads_to_the_text(at_root: Served, window: Opener) -> None:
    page = window().page
    page.goto(urljoin(at_root.url, "companies/"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("kind", ["home", "article", "company", "pair"])
def test_everything_is_reached_and_seen(kind: str, demo: SiteBuilder, at_root: Served, window: Opener) -> None:
    page = window().page
    open_at(page, urljoin(at_root.url, examples(demo.site)[kind]))
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if focused(page) is None:
            break
    assert page.evaluate(UNREACHED) == []


def test_search_works_from_the_keyboard_alone(at_root: Served, window: Opener) -> None:
    page = window().page
    page.goto(urljoin(at_root.url, "about/"))
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.type("partner")
    page.keyboard.press("Enter")
    expect(page.locator("#search-results > li").first).to_be_visible()
    expect(page.locator("#search-words")).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('#search-results') !== null")
    target = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(target)
