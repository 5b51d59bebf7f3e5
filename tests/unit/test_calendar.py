"""`calendar.ics` as another program reads it (icalendar)."""

from datetime import date
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.archives import SOUND, article, index_of
from tests.support.cases import called, cases
from tests.support.sites import REPOSITORY, SiteBuilder

from pressmark.exports.calendar import calendar, escaped, folded
from pressmark.files import read_templates
from pressmark.index import Index
from pressmark.pages import site_of
from pressmark.rendering import Renderer

BASE_URL = "https://clippings.example/bay/"
ARTICLE = "content/articles/2031/kettles.md"
TEXT = "The kettles change hands."


def event(when: str, more: str = "") -> str:
    return f"dates:\n  - {{date: {when!r}, event: Kettles change hands, quote: kettles{more}}}\n"


def written(index: Index, base_url: str = BASE_URL) -> bytes | None:
    site = site_of(index, base_url)
    wording = Renderer(read_templates(REPOSITORY / "tests"), site).wording
    return dict(calendar(index, site, wording)).get("calendar.ics")


def read(data: bytes | None) -> Any:
    assert data is not None
    return icalendar.Calendar.from_ical(data)


def entries(files: dict[str, str], base_url: str = BASE_URL) -> list[Any]:
    return list(read(written(index_of(files), base_url)).walk("VEVENT"))


@pytest.mark.parametrize("case", cases("calendar")["entries"], ids=called)
def test_a_date_is_an_entry_of_its_days(case: dict[str, str]) -> None:
    index = index_of({ARTICLE: article(event(case["date"]), TEXT)})
    if "from" not in case:
        assert written(index) is None
        return
    (entry,) = read(written(index)).walk("VEVENT")
    assert entry["DTSTART"].params["VALUE"] == "DATE"
    assert entry["DTSTART"].dt == date.fromisoformat(case["from"])
    if "days" in case:  # the day after, with which entries end, does not exist
        assert entry["DURATION"].dt.days == int(case["days"])
    else:
        assert entry["DTEND"].dt == date.fromisoformat(case["until"])
    assert (entry["STATUS"], entry["SUMMARY"]) == (case["status"], case["title"])
    certain = case["title"] == "Kettles change hands"
    assert certain or f"EDTF: {case['date'].replace(', ', ',')}" in entry["DESCRIPTION"]


def test_an_entry_leads_to_its_proof() -> None:
    files = {ARTICLE: article(event("2020-08", ", id: kettles") + "source: meridian-courier\n", TEXT, "Of kettles")}
    (entry,) = entries(files)
    assert entry["URL"] == f"{BASE_URL}articles/2031/kettles/#f-kettles"
    assert entry["DESCRIPTION"].splitlines() == [
        "August 2020 (EDTF: 2020-08)", "“kettles”", "The Meridian Courier, 3 August 2031, Of kettles"
    ]  # fmt: skip
    assert entry["DTSTAMP"].dt.date() == date(2031, 8, 3)
    (entry,) = entries(files, base_url="")
    assert "URL" not in entry
    assert entry["UID"] == "f-kettles"


def test_an_entry_keeps_its_uid_whatever_else_changes() -> None:
    def uid(fields: str, **more: str) -> str:
        found = entries({ARTICLE: article(fields, TEXT + " And more is said.", **more)})
        return next(str(entry["UID"]) for entry in found if "hands" in entry["SUMMARY"])

    plain = event("2020-08")
    before = "dates:\n  - {date: 2020-01, event: Another, quote: more is said}\n" + plain.removeprefix("dates:\n")
    assert uid(plain) == uid(plain, title="Another title") == uid(before)
    assert uid(plain) != uid(event("2020-09"))


def test_an_event_that_several_articles_attest_is_one_entry() -> None:
    one = {"content/articles/2031/first.md": article(event("2020-08", ", id: kettles"), TEXT)}
    both = one | {
        "content/articles/2032/later.md": article(event("2020-09", ", id: kettles") + "published: 2032\n", TEXT)
    }
    (before,), (after,) = entries(one), entries(both)
    assert before["UID"] == after["UID"]


def test_a_calendar_says_how_many_events_it_leaves_out() -> None:
    dates = "".join(f"  - {{date: {when}, event: E{n}, id: e{n}, quote: kettles}}\n"
                    for n, when in enumerate(["XXXX", "2020", "XXXX"]))  # fmt: skip
    found = read(written(index_of({ARTICLE: article(f"dates:\n{dates}", TEXT)})))
    assert len(found.walk("VEVENT")) == 1
    assert found["DESCRIPTION"].startswith("2 events are left out")


def test_a_site_without_events_has_no_calendar() -> None:
    assert written(index_of(dict(SOUND))) is None


def test_calendars_of_sites_are_well_formed(everything: SiteBuilder, demo: SiteBuilder, inside: SiteBuilder) -> None:
    for builder in (everything, demo, inside):
        data = (builder.output / "calendar.ics").read_bytes()
        assert data.endswith(b"\r\n")
        assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in data.split(b"\r\n"))
        found = read(data).walk("VEVENT")
        assert len({str(entry["UID"]) for entry in found}) == len(found) > 0
        assert not any(entry.errors for entry in found)
        marked = {str(entry.get("CLASS", "")) for entry in found}
        assert marked == ({"CONFIDENTIAL"} if builder is inside else {""})


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), include_characters="\n")))
def test_any_text_survives_escaping_and_folding(text: str) -> None:
    lines = folded(f"SUMMARY:{escaped(text)}")
    assert all(len(line) <= 75 for line in lines.removesuffix(b"\r\n").split(b"\r\n"))
    entry = read(b"BEGIN:VEVENT\r\n" + lines + b"END:VEVENT\r\n")
    assert str(entry["SUMMARY"]) == text.removesuffix("\n")
