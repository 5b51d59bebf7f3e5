"""Invented web pages: the layouts of `tests/cases/layouts.yaml` with stories of the pages, and web archives of them."""

import gzip
import re
from html import escape
from typing import Any

from tests.support.cases import cases
from tests.support.pages import STORIES, part

LAYOUTS: list[dict[str, Any]] = cases("layouts")["layouts"]
PUBLISHED = "2025-08-04"


def page_of(number: int) -> tuple[str, list[str], str]:
    """A page in HTML, the paragraphs of its story and its title."""
    layout = LAYOUTS[number]
    chosen = [STORIES[(2 * number + more) % len(STORIES)] for more in range(3)]
    bodies = [paragraph.replace("\n", " ") for case in chosen for paragraph in part(case, "body")]
    title = part(chosen[0], "title")[0].replace('"', "'")
    paragraphs = [layout["paragraph"].replace("{}", escape(one, quote=False)) for one in bodies]
    values = {
        "title": title,
        "caption": "A lamp on the quay. (Photo by Tam Oakes)",
        "byline": "Odile Marsh",
        "date": PUBLISHED,
        "body": "\n".join(paragraphs),
        "first": "\n".join(paragraphs[:2]),
        "rest": "\n".join(paragraphs[2:]),
    }
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), layout["page"]), bodies, title


def warc(*, zipped: bool) -> bytes:
    """A web archive of a page, a picture, and a page that was not found."""
    records = []
    for number, kind, status in (
        (0, "text/html; charset=utf-8", "200 OK"),
        (1, "image/png", "200 OK"),
        (2, "text/html", "404 No"),
    ):
        payload = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + page_of(number)[0].encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/{number}\r\n"
            f"WARC-Record-ID: <urn:uuid:0-{number}>\r\nWARC-Date: 2025-08-06T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
        )
        record = head.encode() + payload + b"\r\n\r\n"
        records.append(gzip.compress(record) if zipped else record)
    return b"".join(records)
