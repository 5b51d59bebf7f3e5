"""Photograph the demonstration archive anew for the README: `make pictures`."""

import io
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from tests.browser.conftest import MISSING, launched
from tests.support.sites import REPOSITORY, SiteBuilder, served

IMAGES = REPOSITORY / "docs" / "images"
COLOURS = 64  # of a page of text: more cannot be told apart
WIDTH, HEIGHT, MARGIN = 1200, 800, 24


@dataclass(frozen=True)
class Picture:
    """A page, and what of it is to be seen: from the element `top` to the end of `bottom`, else `height` CSS pixels."""

    name: str
    address: str
    scheme: Literal["light", "dark"] = "light"
    top: str = ""
    bottom: str = ""
    height: int = HEIGHT
    shown: str = "main"


PICTURES = (
    Picture("article", "articles/2020/zoom-partner-only-china/", height=1100),
    Picture("article-dark", "articles/2020/zoom-partner-only-china/", "dark", height=1100),
    Picture("company", "companies/zoom/", top="#network", bottom="#timeline figure"),
    Picture("search", "search/?q=partner", shown="main ol li"),
)


def photograph(page: Page, picture: Picture, url: str) -> bytes:
    """A picture as PNG with few colours."""
    page.emulate_media(color_scheme=picture.scheme)
    page.goto(url + picture.address)
    page.locator(picture.shown).first.wait_for()
    page.wait_for_load_state("networkidle")
    top = _border(page, picture.top)[0] - MARGIN if picture.top else 0
    height = _border(page, picture.bottom)[1] + MARGIN - top if picture.bottom else picture.height
    taken = page.screenshot(clip={"x": 0, "y": top, "width": WIDTH, "height": height}, full_page=True)
    small = io.BytesIO()
    Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        small, "PNG", optimize=True
    )
    return small.getvalue()


def _border(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).first.bounding_box()
    assert box, selector
    return box["y"], box["y"] + box["height"]


def main() -> int:
    """Write all pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launched(playwright)
        if browser is None:
            sys.stderr.write(f"{MISSING}\n")
            return 3
        builder = SiteBuilder.of_folder(Path(folder), REPOSITORY)
        builder.with_search = True
        builder.build()
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        with served(builder.output) as host:
            for picture in PICTURES:
                (IMAGES / f"{picture.name}.png").write_bytes(photograph(page, picture, host.url))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
