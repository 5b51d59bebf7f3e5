"""The text of a news page, saved or pasted: the story without what surrounds it, and what can be told of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pressmark.dates import Edtf, read_edtf
from pressmark.digest import sha256
from pressmark.drafts import crediting, daywords, stamps
from pressmark.drafts.decoding import decoded
from pressmark.drafts.escaping import as_body, cleaned
from pressmark.drafts.layout import Layout, laid_out
from pressmark.drafts.telling import agency_of, told
from pressmark.drafts.values import Confidence, Context, Credit, Draft, Evidence, Input, Proposal, Unreadable

OLDEST = 60  # years before today that a text without a date is looked for


def read(file: Input, context: Context) -> Iterator[Draft | Unreadable]:
    """The draft of a page, if it holds a story."""
    data = file.whole()
    try:
        text = decoded(data)
    except ValueError as error:
        yield Unreadable(file.name, str(error))
        return
    yield page(text, file.name, sha256(data), context)


def page(text: str, name: str, digest: str, context: Context) -> Draft | Unreadable:
    """The draft of a page's text."""
    layout = laid_out(cleaned(text))
    if not layout.body:
        return Unreadable(name, "no story was found in it")
    return drafted(layout, name, digest, context)


def drafted(layout: Layout, name: str, digest: str, context: Context) -> Draft:
    """The draft of a story whose parts are known."""
    head = _Head.of(layout, context)
    story = told(layout.body, context, head.published, by={one.name for one in head.authors})
    source = context.source or head.agency or agency_of(story, context)
    draft = Draft(
        title=layout.title.text if layout.title else "",
        body=as_body(block.text for block in layout.body),
        where=name,
        source=source,
        authors=head.authors,
        dateline=story.dateline,
        caption=layout.caption.text if layout.caption else "",
        published=head.published.text if head.published else story.dated,
        summary=layout.summary.text if layout.summary else "",
        companies=story.companies,
        people=story.people,
        places=story.places,
        partners=story.partners,
        dates=story.dates,
        extra=tuple(("credits", " ".join(block.text.split())) for block in layout.credits[:1]),
        digest=digest,
        proposals=(*_parts(layout), *head.proposals, *story.proposals),
        suggestions=story.suggestions,
        dropped=layout.dropped,
        remarks=(*head.remarks, *story.remarks),
    )
    if not draft.published:
        text = "\n\n".join(block.text for block in layout.body)
        return replace(draft, remarks=(*draft.remarks, *_undated(text, context)))
    return draft


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


def _undated(text: str, context: Context) -> Iterator[str]:
    """What a text without a date says about the year it is from."""
    latest = context.today.year
    years = daywords.fitting_years(text, latest - OLDEST, latest)
    if years:
        shown = ", ".join(map(str, years))
        yield f"no date of publication is known: the days of the week that the text names fit {shown}"
    else:
        named = [
            int(wording.date[:4])
            for wording in daywords.wordings(text, None)
            if wording.date[:4].isdigit() and int(wording.date[:4]) <= latest
        ]
        since = f" the latest that the text names is {max(named)};" if named else ""
        yield f"no date of publication is known: any year up to {latest} fits;{since} say it with --published"


# --- above the story ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Head:
    """What the lines around a story say: who wrote it, when it was published, which agency it is from."""

    authors: tuple[Credit, ...]
    published: Edtf | None
    agency: str
    proposals: tuple[Proposal, ...]
    remarks: tuple[str, ...]

    @classmethod
    def of(cls, layout: Layout, context: Context) -> "_Head":
        """Read them."""
        proposals: list[Proposal] = []
        remarks: list[str] = []
        authors, agency = _authors(layout, proposals)
        published = _published(layout, context, proposals, remarks)
        return cls(authors, published, agency, tuple(proposals), tuple(remarks))


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
    given = context.published
    if given and printed and not (_overlap(given, printed)):
        remarks.append(f"the page says {printed.text}, but --published says {given.text}")
    if given:
        proposals.append(Proposal("published", given.text, Evidence(0, "given with --published")))
    found = given or printed
    if found and found.earliest and found.earliest > context.today:
        remarks.append(f"the date of publication {found.text} lies in the future")
    return found


def _overlap(one: Edtf, other: Edtf) -> bool:
    ends: Sequence[tuple[Edtf, Edtf]] = ((one, other), (other, one))
    return not any(a.latest and b.earliest and a.latest < b.earliest for a, b in ends)
