"""What a build keeps for the next of what it made, beside what it joined. Only `build` and `making` ask for these."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from pressmark import git, past
from pressmark.annals import Annals
from pressmark.cache import Cache
from pressmark.digest import quick
from pressmark.files import Written
from pressmark.lastrun import name_of
from pressmark.looking import NEVER, Stamp
from pressmark.mentions import Mention
from pressmark.press import Print, Why
from pressmark.readings import ParsedFile
from pressmark.resolve import Attachment
from pressmark.values import frozen

Mentions = dict[str, tuple[Mention, ...]]


@frozen
class World:
    """All that pages are made of: the digest of everything but the words of texts, and the digests of all files."""

    outline: bytes
    texts: dict[str, bytes]

    def reworded(self, earlier: "World | None") -> frozenset[str] | None:
        """The files of articles whose words alone have changed; None if anything else has."""
        if earlier is None or earlier.outline != self.outline:
            return None
        return frozenset(path for path, digest in self.texts.items() if earlier.texts.get(path) != digest)


def outline_of(parsed: Sequence[ParsedFile], named: Mentions) -> bytes:
    """The digest of all that files say but the words of articles' texts, and of which names stand in these."""
    shapes = [(article, shape_of(some)) for article, some in named.items() if some]
    outlines = [(one.path, one.outline) for one in parsed]
    return quick(repr((outlines, sorted(shapes))).encode())


def shape_of(mentions: Sequence[Mention]) -> list[tuple[str, str]]:
    """Whose names stand in a text, one after another."""
    return [(one.kind, one.id) for one in mentions]


def world_of(frame: str, outline: bytes, parsed: Sequence[ParsedFile]) -> World:
    """The world of a build; `frame` stands for all that is in no file of content, `outline` for what these say."""
    return World(quick(frame.encode() + outline), {one.path: one.digest for one in parsed})


@frozen
class Edition:
    """What a build made: its pages, its exports by name, and copies of attachments; `stamps` are those it left.

    `world` is that which pages show.
    """

    pages: tuple[Print, ...] = ()
    exports: Mapping[str, Sequence[Written]] = field(default_factory=dict)
    copies: tuple[tuple[Attachment, Written], ...] = ()
    world: World | None = None
    told: World | None = None  # the world of the exports
    stamps: Mapping[str, Stamp] = field(default_factory=dict)


def edition(cache: Cache, output: Path) -> Edition:
    """What the last build of a site made."""
    last = cache.get(name_of("edition", output))
    return last if isinstance(last, Edition) else Edition()


def as_it_stands(last: Edition, standing: Mapping[str, Stamp]) -> Edition:
    """What of an edition still stands as it was left: other exports go, other pages say that they must be printed."""
    if standing is last.stamps:
        return last

    def stands(file: Written) -> bool:
        return standing.get(file.path, NEVER) == last.stamps.get(file.path)

    pages = tuple(one if stands(one.file) else replace(one, why=Why.FILE) for one in last.pages)
    exports = {name: some for name, some in last.exports.items() if all(map(stands, some))}
    copies = tuple((source, copy) for source, copy in last.copies if stands(copy))
    return replace(last, pages=pages, exports=exports, copies=copies)


def keep_edition(cache: Cache, output: Path, made: Edition, standing: Mapping[str, Stamp]) -> None:
    """Keep what has been made, once it stands in its place."""
    pages = tuple(replace(one, file=_filed(one.file), why=None) if one.why else one for one in made.pages)
    exports = {name: tuple(map(_filed, some)) for name, some in made.exports.items()}
    copies = tuple((source, _filed(copy)) for source, copy in made.copies)
    of_exports = (file for some in exports.values() for file in some)
    every = (*(one.file for one in pages), *of_exports, *(copy for _, copy in copies))
    stamps = {file.path: standing[file.path] for file in every if file.path in standing}
    kept = replace(made, pages=pages, exports=exports, copies=copies, stamps=stamps)
    cache.put(name_of("edition", output), kept)


def _filed(file: Written) -> Written:
    return replace(file, staged=False) if file.staged else file


def search(cache: Cache, output: Path) -> bytes | None:
    """What the last build of a site knew of its search data (`searchable.segments`)."""
    held = cache.get(name_of("search", output))
    return held if isinstance(held, bytes) else None


def keep_search(cache: Cache, output: Path, state: bytes) -> None:
    """Keep what is known of the search data of a site; the next build looks whether they are there."""
    cache.put(name_of("search", output), state)


# --- the past -----------------------------------------------------------------------------------------------------


def annals(cache: Cache, archive: Path) -> Annals:
    """What all versions of the archive's files said: as kept, but for what has been committed since.

    Raises:
        NoHistoryError: Git does not know the whole history.
    """
    head = git.head(archive)
    known, before = cache.get("annals") or ("", Annals())
    if head and known == head:
        return before
    told = past.read(archive, known.partition("\n")[2].strip(), before)
    cache.put("annals", (head, told))
    return told
