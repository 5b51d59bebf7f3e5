"""Stand-off text: a body as runs of plain text and markup, and spans over it."""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate

from msgspec.json import Decoder, encode

from pressmark.model.kinds import Kind
from pressmark.values import Frozen


class Zone(StrEnum):
    """What may be done to a run of text: mentions link in `PROSE` only; a `GAP` between blocks is never marked."""

    PROSE = "prose"
    QUIET = "quiet"  # headings, code, text of links
    GAP = "gap"


class Run(Frozen):
    """A stretch of plain text and the markup that stands before it."""

    markup: str
    text: str
    zone: Zone = Zone.PROSE


class Block(Frozen, tag=False):
    """A block of a body that has an address of its own (`#p3`); `start` and `end` are offsets in the plain text."""

    id: str
    start: int
    end: int


class BodyLink(Frozen):
    """A link by hand to a page of the archive, as a span over the plain text."""

    start: int
    end: int
    kind: Kind
    target: str
    fragment: str = ""


class Body(Frozen):
    """Rendered text as runs: joined with their markup they are the HTML, joined without it they are the plain text.

    Runs and blocks are `packed`, as a line of JSON before the plain text, until somebody asks for them: of 20,000 texts
    that a build carries from stage to stage most are never looked into, or for the plain text alone.
    """

    packed: bytes = b""
    links: tuple[BodyLink, ...] = ()
    files: tuple[str, ...] = ()
    words: int = 0
    hides: bool = False  # its Markdown says more than is shown: addresses that no rule allows, definitions of links

    @classmethod
    def of(
        cls,
        runs: Sequence[Run],
        tail: str,
        blocks: Sequence[Block] = (),
        seams: Sequence[int] = (),
        links: tuple[BodyLink, ...] = (),
        files: tuple[str, ...] = (),
        hides: bool = False,
    ) -> "Body":
        """A body of runs; `seams` are, behind each outermost block, how many blocks have ended."""
        if not runs and not tail:
            return cls(links=links, files=files, hides=hides)
        text = "".join([run.text for run in runs])
        lengths = tuple([(run.markup, len(run.text), run.zone) for run in runs])
        packed = b"%b\n%b" % (encode(_Shape(lengths, tail, tuple(blocks), tuple(seams))), text.encode())
        return cls(packed, links, files, len(text.split()), hides)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The stretches of the text in order."""
        return _unpacked(self.packed).runs

    @property
    def tail(self) -> str:
        """The markup behind the last run."""
        return _unpacked(self.packed).tail

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks that have an address, in order."""
        return _unpacked(self.packed).blocks

    @property
    def seams(self) -> tuple[int, ...]:
        """Behind each outermost block, how many blocks have ended."""
        return _unpacked(self.packed).seams

    @property
    def text(self) -> str:
        """The plain text: what was archived, without any markup."""
        return _text(self.packed)

    def __bool__(self) -> bool:
        return bool(self.packed)


class _Shape(Frozen, tag=False):
    """A body without its plain text: for each run its markup, the length of its text, and its zone; and all else."""

    runs: tuple[tuple[str, int, Zone], ...]
    tail: str
    blocks: tuple[Block, ...]
    seams: tuple[int, ...]


_shape = Decoder(_Shape).decode


class _Unpacked(Frozen):
    runs: tuple[Run, ...] = ()
    tail: str = ""
    blocks: tuple[Block, ...] = ()
    seams: tuple[int, ...] = ()


def _text(packed: bytes) -> str:
    return packed.partition(b"\n")[2].decode()


@lru_cache(maxsize=500)  # a text is asked for its parts one after another, and some are looked up from many pages
def _unpacked(packed: bytes) -> _Unpacked:
    if not packed:
        return _Unpacked()
    text = _text(packed)
    shape = _shape(packed.partition(b"\n")[0])
    ends = accumulate([length for _, length, _ in shape.runs])
    runs = [Run(m, text[end - length : end], z) for end, (m, length, z) in zip(ends, shape.runs, strict=True)]
    return _Unpacked(tuple(runs), shape.tail, shape.blocks, shape.seams)


class Anchor(Frozen):
    """Where a quote stands: offsets in the plain text and the block it begins in."""

    start: int
    end: int
    block: str


class Quote(Frozen):
    """A W3C TextQuoteSelector, and where it was found; `anchor` is None while it is not."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    anchor: Anchor | None = None
