"""A draft from a story whose parts are known: what stood around it, and what it tells by itself."""

from collections.abc import Iterator, Sequence

from pressmark.dates import Edtf
from pressmark.drafts import daywords
from pressmark.drafts.escaping import as_body
from pressmark.drafts.layout import Layout
from pressmark.drafts.telling import agency_of, told
from pressmark.drafts.values import Context, Credit, Draft, Evidence, Proposal
from pressmark.model import Kind
from pressmark.values import Frozen, replace

_MOST_CREDITS = 20  # lines: a field has room for no more
OLDEST = 60  # years before today that a text without a date is looked for


class Head(Frozen):
    """What stands around a story says: who wrote it, when it was published, which agency it is from."""

    authors: tuple[Credit, ...] = ()
    published: Edtf | None = None
    agency: str = ""
    proposals: tuple[Proposal, ...] = ()
    remarks: tuple[str, ...] = ()


def drafted(layout: Layout, head: Head, name: str, digest: str, context: Context) -> Draft:
    """The draft of a story whose parts are known."""
    story = told(layout.body, context, head.published, by={one.name for one in head.authors})
    agency = head.agency and (context.known.id_of(Kind.SOURCE, head.agency) or head.agency)
    source = context.source or agency or agency_of(story, context)
    signed = " ".join(" ".join(block.text for block in layout.credits[:_MOST_CREDITS]).split())
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
        extra=(("credits", signed),) if signed else (),
        digest=digest,
        proposals=(*head.proposals, *story.proposals),
        suggestions=story.suggestions,
        dropped=layout.dropped,
        remarks=(*head.remarks, *story.remarks),
    )
    if not draft.published:
        text = "\n\n".join(block.text for block in layout.body)
        return replace(draft, remarks=(*draft.remarks, *_undated(text, context)))
    return draft


def _undated(text: str, context: Context) -> Iterator[str]:
    """What a text without a date says about the year it is from."""
    taken = context.captured.latest if context.captured else None
    latest = min(context.today, taken or context.today).year
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


def settled(printed: Edtf | None, context: Context, proposals: list[Proposal], remarks: list[str]) -> Edtf | None:
    """The day of publication: as given, else as the page has it; what contradicts itself is remarked."""
    given = context.published
    if given and printed and not _overlap(given, printed):
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
