"""The text of a news page, saved or pasted: the story without what surrounds it, and what can be told of it."""

from collections.abc import Iterator

from pressmark.dates import Edtf, read_edtf
from pressmark.digest import sha256
from pressmark.drafts import crediting, stamps
from pressmark.drafts.composing import Head, drafted, settled
from pressmark.drafts.decoding import decoded
from pressmark.drafts.escaping import cleaned
from pressmark.drafts.layout import Layout, laid_out
from pressmark.drafts.values import (
    Confidence,
    Context,
    Credit,
    Draft,
    Evidence,
    Input,
    Proposal,
    Unreadable,
    unreadable,
)
from pressmark.limits import IMPORT


def read(file: Input, context: Context) -> Iterator[Draft | Unreadable]:
    """The draft of a page, if it holds a story."""
    try:
        data = file.whole(IMPORT)
        text = decoded(data)
    except ValueError as error:
        yield unreadable(file.name, error)
        return
    yield page(text, file.name, sha256(data), context)


def page(text: str, name: str, digest: str, context: Context) -> Draft | Unreadable:
    """The draft of a page's text."""
    layout = laid_out(cleaned(text))
    if not layout.body:
        return Unreadable(name, "no story was found in it")
    return drafted(layout, _head(layout, context), name, digest, context)


# --- around the story ---------------------------------------------------------------------------------------------


def _head(layout: Layout, context: Context) -> Head:
    proposals = list(_parts(layout))
    remarks: list[str] = []
    authors, agency = _authors(layout, proposals)
    published = _published(layout, context, proposals, remarks)
    return Head(authors, published, agency, tuple(proposals), tuple(remarks))


def _parts(layout: Layout) -> Iterator[Proposal]:
    if layout.title:
        rule = "the line above the story that shares most words with it"
        yield Proposal("title", layout.title.text, Evidence(layout.title.line, rule, Confidence.LIKELY))
    if layout.caption:
        rule = "a line between headline and story"
        yield Proposal("caption", layout.caption.text, Evidence(layout.caption.line, rule, Confidence.LIKELY))
    if layout.summary:
        rule = "a line between headline and caption"
        yield Proposal("summary", layout.summary.text, Evidence(layout.summary.line, rule, Confidence.POSSIBLE))


def _authors(layout: Layout, proposals: list[Proposal]) -> tuple[tuple[Credit, ...], str]:
    found: dict[str, Credit] = {}
    agency = ""
    for block in layout.credits:
        for one in crediting.parsed(block.text):
            found.setdefault(one.name, one)
            proposals.append(Proposal("authors", _shown(one), Evidence(block.line, "the credits at the end")))
    for block in layout.bylines:
        if stamps.AGENCY.fullmatch(block.text):
            agency = agency or stamps.agency_named(block.text)
            proposals.append(Proposal("source", agency, Evidence(block.line, "a line with the name of an agency")))
            continue
        for one in crediting.in_byline(block.text):
            if stamps.AGENCY.fullmatch(one.name):
                agency = agency or stamps.agency_named(one.name)
                proposals.append(Proposal("source", agency, Evidence(block.line, "the byline")))
            else:
                kept = found.setdefault(one.name, one)
                evidence = Evidence(block.line, "the byline", Confidence.LIKELY)
                proposals.append(Proposal("authors", _shown(kept), evidence))
    for block in layout.stamps:
        agency = agency or stamps.agency_in(block.text)
        who, place = stamps.signed(block.text)
        for one in crediting.in_byline(who, place=place):
            kept = found.setdefault(one.name, one)
            evidence = Evidence(block.line, "the name before the date", Confidence.LIKELY)
            proposals.append(Proposal("authors", _shown(kept), evidence))
    return tuple(found.values()), agency


def _shown(one: Credit) -> str:
    return ", ".join(filter(None, (one.name, one.role, one.place)))


def _published(layout: Layout, context: Context, proposals: list[Proposal], remarks: list[str]) -> Edtf | None:
    """The day of publication: as given, else as the page prints it."""
    printed: Edtf | None = None
    for block in layout.stamps:
        stamp = stamps.stamped(block.text)
        read = read_edtf(stamp[0]) if stamp else None
        if stamp is None or not isinstance(read, Edtf):
            continue
        if stamp[1]:
            proposals.append(
                Proposal("changed", stamp[0], Evidence(block.line, "a line that says when it was updated"))
            )
            continue
        printed = printed or read
        proposals.append(Proposal("published", read.text, Evidence(block.line, "a line with a date above the story")))
    for one in layout.dropped if printed is None else ():
        stamp = stamps.stamped(one.text)
        if stamp:
            remarks.append(f"line {one.line} says {stamp[0]}, but may be of the day that the copy was taken")
    return settled(printed, context, proposals, remarks)
