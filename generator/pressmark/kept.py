"""What a build keeps for the next of what it made, and of what git has told. Only `build` and `making` ask for it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.msgpack import Decoder, encode

from pressmark import git, looking, past
from pressmark.annals import Annals
from pressmark.cache import Cache
from pressmark.digest import quick
from pressmark.files import Written
from pressmark.lastrun import name_of
from pressmark.mentions import Mention
from pressmark.press import Print, Why
from pressmark.readings import ParsedFile
from pressmark.resolve import Attachment
from pressmark.searchable.segments import State
from pressmark.values import Frozen, field, maker, replace

FEW = 20  # an edition is kept whole again if more than one in so many of its pages is another
Mentions = dict[str, tuple[Mention, ...]]
_pages = Decoder(tuple[Print, ...])


class World(Frozen):
    """All that pages are made of: the digest of everything but the words of texts, and the digests of all files."""

    outline: bytes
    texts: dict[str, bytes]

    @property
    def digest(self) -> bytes:
        """The digest of all of it."""
        return quick(b"".join((self.outline, "\0".join(self.texts).encode(), *self.texts.values())))

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


class Edition(Frozen):
    """What a build made: its pages, its exports by name, and copies of attachments; `world` is that of its pages."""

    pages: tuple[Print, ...] = ()
    exports: Mapping[str, Sequence[Written]] = field(default_factory=dict)
    copies: tuple[tuple[Attachment, Written], ...] = ()
    world: World | None = None
    told: World | None = None  # the world of the exports

    def __reduce__(self) -> tuple[Any, ...]:
        """Its pages, of which there may be 100,000, as one text of bytes: it takes a tenth of the time."""
        return _edition, (encode(self.pages), self.exports, self.copies, self.world, self.told)


@maker
def _edition(pages: bytes, *others: Any) -> Edition:
    """An edition as it was."""
    return Edition(_pages.decode(pages), *others)


class Since(Frozen):
    """How the last edition differs from one that is kept whole: its other pages, and all else of it."""

    of: int  # the number of the whole one
    made: Edition
    gone: tuple[str, ...]  # the files of pages that are no more

    def upon(self, whole: Edition) -> Edition:
        """The last edition."""
        pages = {one.file.path: one for one in (*whole.pages, *self.made.pages)}
        for path in self.gone:
            pages.pop(path, None)
        return replace(self.made, pages=tuple(pages.values()))


class Shelved(Frozen):
    """The last edition, and the one that is kept whole."""

    number: int = 0
    whole: Edition = Edition()
    last: Edition = Edition()


def edition(cache: Cache, output: Path) -> Shelved:
    """What the last build of a site made."""
    name = name_of("edition", output)
    held = cache.recall(name)
    if isinstance(held, Shelved):
        return held
    number, whole = cache.get(name) or (0, Edition())
    since = cache.get(name_of("since", output))
    return Shelved(number, whole, since.upon(whole) if isinstance(since, Since) and since.of == number else whole)


def as_it_stands(last: Edition, altered: frozenset[str]) -> Edition:
    """What of an edition still stands as it was left: other exports go, other pages say that they must be printed."""
    if not altered:
        return last
    pages = tuple(replace(one, why=Why.FILE) if one.file.path in altered else one for one in last.pages)
    exports = {name: some for name, some in last.exports.items() if altered.isdisjoint(one.path for one in some)}
    copies = tuple((source, copy) for source, copy in last.copies if copy.path not in altered)
    return replace(last, pages=pages, exports=exports, copies=copies)


def keep_edition(cache: Cache, output: Path, before: Shelved, made: Edition) -> None:
    """Keep what has been made, once it stands in its place: what is new of it, or all if that is much."""
    pages = tuple(replace(one, file=_filed(one.file), why=None) if one.why else one for one in made.pages)
    exports = {name: tuple(map(_filed, some)) for name, some in made.exports.items()}
    copies = tuple((source, _filed(copy)) for source, copy in made.copies)
    last = replace(made, pages=pages, exports=exports, copies=copies)
    number, whole = before.number, before.whole
    since = _since(number, whole, last)
    if (len(since.made.pages) + len(since.gone)) * FEW <= len(whole.pages):
        cache.put(name_of("since", output), since)
    else:
        number, whole = looking.now(), last
        cache.put(name_of("edition", output), (number, whole))
        cache.drop(name_of("since", output))
    cache.remember(name_of("edition", output), Shelved(number, whole, last))


def _since(number: int, whole: Edition, last: Edition) -> Since:
    held = {one.file.path: one for one in whole.pages}
    pages = tuple(one for one in last.pages if held.get(one.file.path) is not one)
    gone = held.keys() - {one.file.path for one in last.pages}
    return Since(number, replace(last, pages=pages), tuple(sorted(gone)))


def _filed(file: Written) -> Written:
    return replace(file, staged="") if file.staged else file


class Searched(Frozen):
    """What is known of the search data of a site, and the digest of the world that they show."""

    state: State
    world: bytes


def searched(cache: Cache, output: Path) -> Searched | None:
    """What the last build of a site knew of its search data."""
    held = cache.get(name_of("search", output))
    return held if isinstance(held, Searched) else None


def keep_search(cache: Cache, output: Path, searched: Searched) -> None:
    """Keep what is known of the search data of a site; the next build looks whether they are there."""
    cache.put(name_of("search", output), searched)


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
