"""All dated events for calendar programs: iCalendar (RFC 5545), with the calendar's name and remark of RFC 7986.

An event is an entry of whole days: the days it may have been on, or, of what is open, those of its known ends. Unless
these days are certain it is tentative, and its title says in words how much is known.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from pressmark import routes
from pressmark.dates import Span
from pressmark.index import Happening, Index
from pressmark.pages import Site
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import Proof
from pressmark.strings import Wording

MOST_OCTETS = 75  # in a line, without its end (RFC 5545, 3.1)
UNDATED = date(1970, 1, 1)


def calendar(index: Index, site: Site, wording: Wording) -> Iterator[tuple[str, bytes]]:
    """The file, if there is an event that it can hold; how many it cannot is said in it."""
    shelf = Shelf(index)
    placed = [(event, days) for event in index.happenings if (days := event.date.named)]
    if not placed:
        return
    lines = [*_head(site, wording, len(index.happenings) - len(placed))]
    for event, days in placed:
        lines += _entry(shelf, site, wording, event, days)
    lines.append("END:VCALENDAR")
    yield routes.CALENDAR, b"".join(folded(line) for line in lines)


def _head(site: Site, wording: Wording, left_out: int) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Pressmark//Pressmark//EN", "CALSCALE:GREGORIAN")
    title = wording.plain("calendar.name", title=site.title)
    yield from (f"NAME:{escaped(title)}", f"X-WR-CALNAME:{escaped(title)}")
    if left_out:
        remark = escaped(wording.plain("calendar.left_out", n=left_out))
        yield from (f"DESCRIPTION:{remark}", f"X-WR-CALDESC:{remark}")


def _entry(shelf: Shelf, site: Site, wording: Wording, event: Happening, days: Span) -> Iterator[str]:
    row = shelf.event(event)
    when = wording.plain_date(event.date)
    known = event.date.certain_day is not None
    yield from ("BEGIN:VEVENT", f"UID:{_uid(event, site.base_url)}", f"DTSTAMP:{_day(_said(shelf, event))}T000000Z")
    yield from _extent(days)
    yield f"SUMMARY:{escaped(row.text if known else wording.plain('calendar.summary', date=when, event=row.text))}"
    written = when if known else wording.plain("calendar.date", date=when, edtf=event.date.text)
    proofs = (line for proof in row.proofs for line in _proof(wording, proof))
    yield "DESCRIPTION:" + escaped("\n".join((written, *proofs)))
    if site.base_url:
        yield f"URL:{site.base_url}{row.proofs[0].route}"
    yield f"STATUS:{'CONFIRMED' if event.date.certain == days else 'TENTATIVE'}"
    if site.audience == "internal":
        yield "CLASS:CONFIDENTIAL"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _uid(event: Happening, base_url: str) -> str:
    """The same for an event whatever else changes: its own name, or the address of the fact that states it."""
    article, fact = event.attestations[0]
    own = fact.fragment if fact.id else f"{article}/{fact.fragment}"
    site = urlsplit(base_url)
    return f"{own}@{site.netloc}{site.path.rstrip('/')}" if base_url else own


def _said(shelf: Shelf, event: Happening) -> date:
    """When the entry was made, as far as content can tell: a build may not ask the clock."""
    published = shelf.index.article(event.attestations[0][0]).published
    return (published.earliest if published else None) or UNDATED


def _extent(days: Span) -> Iterator[str]:
    first, last = days.first or date.min, days.last or date.max
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last == date.max:  # the day after, with which an entry ends, cannot be written
        yield f"DURATION:P{(last - first).days + 1}D"
    else:
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _proof(wording: Wording, proof: Proof) -> Iterator[str]:
    """The sentence that states it, if its words may be shown, and where it stands."""
    if proof.quote:
        yield wording.plain("quote", text=proof.quote)
    when = wording.plain_date(proof.article.date) if proof.article.date else ""
    yield ", ".join(filter(None, (proof.article.source, when, proof.article.link.text)))


def escaped(text: str) -> str:
    """A text as the value of a property (RFC 5545, 3.3.11)."""
    for special in ("\\", ";", ","):
        text = text.replace(special, f"\\{special}")
    return "\\n".join(text.splitlines())


def folded(line: str) -> bytes:
    """A line with its end, continued on further lines where it is too long; no character is cut in two."""
    cut, room = [""], MOST_OCTETS
    for character in line:
        size = len(character.encode())
        if size > room:
            cut.append("")
            room = MOST_OCTETS - 1  # a continued line begins with a blank
        cut[-1] += character
        room -= size
    return "\r\n ".join(cut).encode() + b"\r\n"
