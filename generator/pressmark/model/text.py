"""Stand-off text: a body as runs of plain text and markup, and spans over it."""

from dataclasses import dataclass
from enum import StrEnum

from pressmark.model.kinds import Kind


class Zone(StrEnum):
    """What may be done to a run of text: mentions link in `PROSE` only; a `GAP` between blocks is never marked."""

    PROSE = "prose"
    QUIET = "quiet"  # headings, code, text of links
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of plain text and the markup that stands before it."""

    markup: str
    text: str
    zone: Zone = Zone.PROSE


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a body that has an address of its own (`#p3`); `start` and `end` are offsets in the plain text."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BodyLink:
    """A link by hand to a page of the archive, as a span over the plain text."""

    start: int
    end: int
    kind: Kind
    target: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """Rendered text as runs: joined with their markup they are the HTML, joined without it they are the plain text."""

    runs: tuple[Run, ...] = ()
    tail: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[BodyLink, ...] = ()
    files: tuple[str, ...] = ()
    seams: tuple[int, ...] = ()  # behind each outermost block, how many blocks have ended
    words: int = 0
    hides: bool = False  # its Markdown says more than is shown: addresses that no rule allows, definitions of links

    @property
    def text(self) -> str:
        """The plain text: what was archived, without any markup."""
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return bool(self.runs or self.tail)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands: offsets in the plain text and the block it begins in."""

    start: int
    end: int
    block: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A W3C TextQuoteSelector, and where it was found; `anchor` is None while it is not."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    anchor: Anchor | None = None
