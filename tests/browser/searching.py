"""The search page as its readers use it: what it shows as one value, and waiting until that has settled."""

from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Page, expect
from tests.support.sites import Served

RESULTS = "#search-results > li"
SHOWN = """() => {
  const all = (selector, of = document) => [...of.querySelectorAll(selector)];
  const texts = (selector) => all(selector).filter((one) => one.checkVisibility()).map((one) => one.innerText.trim());
  const row = (one) => [
    one.querySelector(".name").innerText, one.querySelector(".count").innerText,
    one.querySelector("input").checked, one.querySelector(".not").getAttribute("aria-pressed"),
  ].join("|");
  const bar = (one) => `${one.getAttribute("aria-label")} ${one.getAttribute("aria-selected")}`;
  const facets = all(".facet:not([hidden])").map((one) => [one.id, all(".values > li", one).map(row)]);
  const results = all("#search-results > li");
  return {
    typed: document.getElementById("search-words").value,
    chips: texts("#search-chips .chip"),
    count: texts("#search-status")[0] ?? "",
    sort: document.getElementById("search-sort").value,
    results: results.map((one) => one.querySelector("h2").innerText),
    excerpts: results.slice(0, 3).map((one) => one.querySelector(".hits")?.innerText ?? ""),
    more: texts("#search-more"),
    dates: ["from", "to"].map((end) => document.getElementById(`dates-${end}`).value),
    certainly: document.getElementById("dates-certainly").checked,
    bars: all(".histogram .bar").map(bar),
    facets: Object.fromEntries(facets),
    mistakes: texts("#search-mistakes .mistake"),
  };
}"""
QUIET = """() => {
  const now = JSON.stringify((SHOWN)());
  const busy = document.getElementById("search-results").hasAttribute("aria-busy");
  if (busy || window.lastShown !== now) {
    window.lastShown = now;
    window.sameSince = performance.now();
    return false;
  }
  return performance.now() - window.sameSince > 120;
}""".replace("SHOWN", SHOWN)
Shown = dict[str, Any]


def settled(page: Page) -> Shown:
    """What the page shows, once nothing moves any more."""
    page.wait_for_function(QUIET)
    shown: Shown = page.evaluate(SHOWN)
    return shown


def opened(page: Page, host: Served, query: str = "") -> Shown:
    """Open the search page, and wait for what it shows."""
    page.goto(urljoin(host.url, f"search/{query}"))
    return settled(page)


def ask(page: Page, words: str) -> Shown:
    """Type words and press Enter."""
    page.locator("#search-words").fill(words)
    page.locator("#search-words").press("Enter")
    return settled(page)


def count_of(shown: Shown) -> int:
    """How many articles were found."""
    if shown["count"] == "No article found":
        return 0
    words = shown["count"].removeprefix("All ").split()
    return int(words[0].replace(",", ""))


def value(page: Page, facet: str, name: str) -> Any:
    """The row of a facet's value."""
    return page.locator(f"#facet-{facet} .values > li").filter(has_text=name).first


def expect_focus(page: Page, selector: str) -> None:
    expect(page.locator(selector).first).to_be_focused()
