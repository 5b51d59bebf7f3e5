"""`pressmark serve`: the open page follows the archive, and a mistake leaves the last good site standing."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import PATIENCE, Opener
from tests.support.sites import SiteBuilder

ARTICLE = "content/articles/2031/lanternfish-partner-model.md"
ROUTE = "articles/2031/lanternfish-partner-model/"


@dataclass
class Preview:
    """A running preview of an archive."""

    builder: SiteBuilder
    process: subprocess.Popen[str]
    lines: Queue[str] = field(default_factory=Queue)

    def __post_init__(self) -> None:
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.put(line.rstrip("\n"))

    def wait_for(self, pattern: str) -> re.Match[str]:
        """The next line that it prints which fits a pattern."""
        while True:
            found = re.search(pattern, self.lines.get(timeout=PATIENCE / 1000))
            if found:
                return found


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    builder = SiteBuilder.of_starter(tmp_path)
    command = [sys.executable, "-m", "pressmark", "serve", "--port", "0", "--jobs", "1"]
    with subprocess.Popen(
        command,
        cwd=builder.archive,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
        preexec_fn=_mind_interrupts,  # noqa: PLW1509 - no other thread holds a lock that it needs
    ) as process:
        yield Preview(builder, process)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        try:
            assert process.wait(PATIENCE / 1000) == 0
        finally:
            process.kill()


def _mind_interrupts() -> None:
    """What a shell starts in the background ignores them, as does all that is started by it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_open_page_follows_the_archive(preview: Preview, window: Opener) -> None:
    url = preview.wait_for("(http://[^ ]+)")[1]
    opened = window()
    opened.page.goto(urljoin(url, ROUTE))
    expect(opened.page.locator("main")).to_contain_text("The company gave no reason.")

    preview.builder.edit(ARTICLE, "The company gave no reason.", "The company gave one reason.")
    expect(opened.page.locator("main")).to_contain_text("The company gave one reason.", timeout=PATIENCE)
    assert opened.told == []
    assert opened.elsewhere == []


def test_mistake_leaves_the_last_good_site_until_it_is_mended(preview: Preview, window: Opener) -> None:
    url = preview.wait_for("(http://[^ ]+)")[1]
    page = window().page
    page.goto(urljoin(url, ROUTE))

    preview.builder.edit(ARTICLE, "partner: copper-kettle", "partner: copper-kettel")
    preview.wait_for("The last good site stays until this is mended")
    page.reload()
    expect(page.locator("main")).to_contain_text("Copper Kettle Trading will sell its lamps")

    preview.builder.edit(ARTICLE, "partner: copper-kettel", "partner: copper-kettle")
    preview.builder.edit(ARTICLE, "The company gave no reason.", "The company gave two reasons.")
    expect(page.locator("main")).to_contain_text("The company gave two reasons.", timeout=PATIENCE)


def test_preview_is_of_this_machine_and_of_the_public_only(preview: Preview, window: Opener) -> None:
    url = preview.wait_for("(http://127[.]0[.]0[.]1:[0-9]+/)")[1]
    preview.builder.edit(ARTICLE, "published: 2031-05-12\n", "published: 2031-05-12\nstatus: draft\n")
    page = window().page
    page.goto(urljoin(url, "articles/"))
    expect(page.locator("main")).not_to_contain_text("Lanternfish hands its sales", timeout=PATIENCE)
    response = page.goto(urljoin(url, ROUTE))
    assert response is not None
    assert response.status == 404
    assert not (preview.builder.archive / "site" / "index.html").exists()


def test_errors_lie_over_the_page_with_file_and_line_until_they_are_mended(preview: Preview, window: Opener) -> None:
    url = preview.wait_for("(http://[^ ]+)")[1]
    opened = window()
    opened.page.goto(urljoin(url, ROUTE))
    overlay = opened.page.get_by_role("alert")
    expect(overlay).to_have_count(0)

    preview.builder.edit(ARTICLE, "partner: copper-kettle", "partner: <b>copper</b>-kettel")
    expect(overlay).to_contain_text(f"{ARTICLE}:", timeout=PATIENCE)
    expect(overlay).to_contain_text("there is no company «<b>copper</b>-kettel»")
    overlay.get_by_role("button").click()
    expect(overlay).to_have_count(0)
    opened.page.goto(urljoin(url, "companies/"))  # it is told to pages that are opened later, too
    expect(overlay).to_contain_text(f"{ARTICLE}:", timeout=PATIENCE)

    preview.builder.edit(ARTICLE, "partner: <b>copper</b>-kettel", "partner: copper-kettle")
    expect(overlay).to_have_count(0, timeout=PATIENCE)
    assert opened.told == []


def test_a_page_stays_where_it_was_scrolled_to(preview: Preview, window: Opener) -> None:
    url = preview.wait_for("(http://[^ ]+)")[1]
    page = window().page
    page.set_viewport_size({"width": 400, "height": 300})
    page.goto(urljoin(url, ROUTE))
    page.evaluate("scrollTo(0, 400)")
    preview.builder.edit(ARTICLE, "The company gave no reason.", "The company gave one reason.")
    expect(page.locator("main")).to_contain_text("The company gave one reason.", timeout=PATIENCE)
    page.wait_for_function("() => scrollY === 400")  # as a function: the policy of the page lets no text be evaluated
