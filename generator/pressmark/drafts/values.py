"""What is read from elsewhere before it is an article: a draft, with the evidence for each of its fields."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum

from pressmark.dates import Edtf
from pressmark.drafts.known import Known
from pressmark.limits import Limit
from pressmark.model import Quote
from pressmark.values import Frozen

MAPPED = (
    *("title", "body", "summary", "caption", "dateline", "published", "captured", "source", "carrier", "url", "kind"),
    *("language", "authors", "topics", "companies", "people", "places", "identifiers", "extra"),
)
"""The fields that columns of a table may fill. `identifiers` and `extra` take the name of the column as their key."""


class Confidence(StrEnum):
    """How far a proposal can be trusted: the form settles it, it is what such places mostly hold, or it may be so."""

    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Evidence(Frozen):
    """Why a field is proposed: the line of the input (from 1; 0 where there are none), and the rule."""

    line: int
    rule: str
    confidence: Confidence = Confidence.SURE


class Proposal(Frozen):
    """A value for a field of the draft, as the report shows it."""

    field: str
    value: str
    evidence: Evidence


class Dropped(Frozen):
    """A line of the input that is not part of the draft."""

    line: int
    text: str
    rule: str


class Credit(Frozen):
    """Someone who had a part in an article; `place` is where from, both may be empty."""

    name: str
    role: str = ""
    place: str = ""


class Partner(Frozen):
    """A candidate for a claim. An empty company or role is for the editor to find."""

    company: str
    partner: str
    role: str
    quote: Quote | None


class Dated(Frozen):
    """A date that the text names, with its words; what happened is for the editor to say."""

    date: str
    quote: Quote


class Copy(Frozen):
    """Where an archived copy of the original can be seen, and when it was taken (EDTF, may be empty)."""

    url: str
    captured: str = ""


class Draft(Frozen):
    """An article to be. Names are as written, or ids of records; `body` is Markdown; dates are EDTF.

    `digest` is the SHA-256 of the original in hexadecimal, by which a second import knows it again; empty where
    the draft is known by its identifiers.
    """

    title: str
    body: str
    where: str
    source: str = ""
    carrier: str = ""
    url: str = ""
    authors: tuple[Credit, ...] = ()
    dateline: str = ""
    caption: str = ""
    published: str = ""
    captured: str = ""
    archived: tuple[Copy, ...] = ()
    kind: str = ""
    language: str = ""
    summary: str = ""
    topics: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    partners: tuple[Partner, ...] = ()
    dates: tuple[Dated, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    digest: str = ""
    proposals: tuple[Proposal, ...] = ()
    suggestions: tuple[Proposal, ...] = ()  # not in the draft: names that no record has, quotations
    dropped: tuple[Dropped, ...] = ()
    remarks: tuple[str, ...] = ()


class Unreadable(Frozen):
    """What cannot become a draft: where it stands, and why in plain words; `code` is that of a limit it exceeds."""

    where: str
    reason: str
    code: str = ""


class TooMuchError(ValueError):
    """A file exceeds a limit; `code` is that of the mistake."""

    def __init__(self, reason: str, code: str) -> None:
        super().__init__(reason)
        self.code = code


def unreadable(where: str, error: ValueError, reason: str = "{}") -> Unreadable:
    """What cannot become a draft because of an error; `reason` has a place for its words."""
    return Unreadable(where, reason.format(error), error.code if isinstance(error, TooMuchError) else "")


class Input(Frozen):
    """A file to import: its name, and its bytes as they come, so that a large one need not be held."""

    name: str
    chunks: Iterable[bytes]

    def whole(self, limit: Limit) -> bytes:
        """All its bytes.

        Raises:
            TooMuchError: There are more of them than the limit allows.
        """
        data = bytearray()
        for chunk in self.chunks:
            data += chunk
            if len(data) > limit.most:
                raise TooMuchError(f"it has more than {limit.most:,} bytes", limit.code)
        return bytes(data)


class Context(Frozen):
    """What is known before a file is read. `mapping` names for each field the columns of a table."""

    known: Known
    published: Edtf | None = None
    source: str = ""
    mapping: tuple[tuple[str, str], ...] = ()
    today: date = date.max  # bounds the years that a text without a date may be from
    captured: Edtf | None = None  # when the copies were taken, if that is said; it bounds these years too


Reader = Callable[[Input, Context], Iterator[Draft | Unreadable]]
