"""Invented news pages of `tests/cases/pagetext.yaml`, and how well a draft agrees with what they hold."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from tests.support.cases import cases

from pressmark import markup
from pressmark.dates import Edtf, read_edtf
from pressmark.drafts import pagetext
from pressmark.drafts.codes import coded
from pressmark.drafts.known import nobody
from pressmark.drafts.values import Context, Draft

Case = dict[str, Any]
TODAY = date(2034, 5, 4)
STORIES: list[Case] = cases("pagetext")["stories"]
_BLOCKS = {block["name"]: block["text"] for block in cases("pagetext")["blocks"]}


def context(published: str = "") -> Context:
    """What an importer without an archive knows."""
    day = read_edtf(published) if published else None
    return Context(nobody(), day if isinstance(day, Edtf) else None, today=TODAY)


def text_of(case: Case) -> str:
    """The text of a page."""
    parts = (_BLOCKS[part] if isinstance(part, str) else next(iter(part.values())) for part in case["page"])
    return str(case.get("gap", "\n\n").join(parts)) + "\n"


def part(case: Case, name: str) -> list[str]:
    """The parts of a page with one name."""
    return [piece[name] for piece in case["page"] if isinstance(piece, dict) and name in piece]


def draft_of(case: Case) -> Draft:
    """The draft of a page."""
    found = pagetext.page(text_of(case), "page.txt", "", context(case.get("published", "")))
    assert isinstance(found, Draft), found
    return found


def plain(body: str) -> str:
    """What readers see of a body."""
    return markup.parse(body, "x.md", 1).body.text


def words(texts: Iterable[str]) -> Counter[str]:
    """The words of texts, as they stand."""
    return Counter(word for text in texts for word in re.findall(r"\S+", text))


def recall_and_precision(found: str, expected: Iterable[str]) -> tuple[float, float]:
    """How much of what is expected was found, and how much of what was found is expected, in words."""
    has, wants = words([found]), words(expected)
    common = (has & wants).total()
    return common / max(wants.total(), 1), common / max(has.total(), 1)


def fields_of(draft: Draft) -> dict[str, Any]:
    """The fields of a draft, in the form in which cases expect them."""
    text = plain(draft.body)
    with_codes = {one.name or one.written: one.code for one in coded(text)}
    return {
        "title": draft.title,
        "caption": draft.caption,
        "summary": draft.summary,
        "dateline": draft.dateline,
        "agency": draft.source,
        "authors": [f"{one.name} | {one.role} | {one.place}" for one in draft.authors],
        "companies": [f"{name} | {with_codes.get(name, '')}" for name in draft.companies],
        "partners": [one.partner for one in draft.partners],
        "published": draft.published,
    }


def expected_of(case: Case) -> dict[str, Any]:
    """The fields that a case expects."""
    own = case["expect"] or {}
    single = {name: next(iter(part(case, name)), "") for name in ("title", "caption", "summary")}
    lists = {name: list(own.get(name, ())) for name in ("authors", "companies", "partners")}
    lists["authors"] = [" | ".join(cell.strip().strip('"') for cell in one.split("|")) for one in lists["authors"]]
    return {
        **single,
        **lists,
        "dateline": own.get("dateline", ""),
        "agency": own.get("agency", ""),
        "published": case.get("published") or own.get("published", ""),
    }
