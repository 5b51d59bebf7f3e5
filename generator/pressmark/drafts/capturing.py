"""The day on which a copy was taken: never that of publication, and never before it."""

from collections.abc import Iterator

from pressmark.dates import Edtf, read_edtf
from pressmark.drafts.values import Context, Draft, Evidence, Proposal
from pressmark.values import replace


def captured(draft: Draft, context: Context) -> Draft:
    """A draft with the day of its capture, as given or else as its file states it, and what contradicts it."""
    given = context.captured
    text = given.text if given else draft.captured
    proposals = (Proposal("captured", text, Evidence(0, "given with --captured")),) if given else ()
    return replace(
        draft,
        captured=text,
        proposals=(*draft.proposals, *proposals),
        remarks=(*draft.remarks, *_contradictions(draft, text, context)),
    )


def _contradictions(draft: Draft, text: str, context: Context) -> Iterator[str]:
    taken, stated, published = _date(text), _date(draft.captured), _date(draft.published)
    if taken and stated and (_before(taken, stated) or _before(stated, taken)):
        yield f"the file says that the copy was taken on {stated.text}, but --captured says {taken.text}"
    if taken and published and _before(taken, published):
        yield f"the copy was taken on {taken.text}, before the date of publication {published.text}"
    if taken and taken.earliest and taken.earliest > context.today:
        yield f"the date of capture {taken.text} lies in the future"


def _before(one: Edtf, other: Edtf) -> bool:
    """Whether one date is certainly before the other."""
    return bool(one.latest and other.earliest and one.latest < other.earliest)


def _date(text: str) -> Edtf | None:
    found = read_edtf(text) if text else None
    return found if isinstance(found, Edtf) else None
