"""What a build keeps for the next: parsed files, mentions, what it made. Only `build` asks for these."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import field, replace
from pathlib import Path
from zlib import crc32

from pressmark import files, git, looking, past
from pressmark.annals import Annals
from pressmark.cache import Cache
from pressmark.documents import Parsed, SourceFile, parse_file
from pressmark.files import Listing, Written
from pressmark.lastrun import name_of
from pressmark.looking import NEVER, Stamp, is_settled
from pressmark.mentions import Linker, Mention, mentions_of
from pressmark.model import Article
from pressmark.packing import digest_of, packed, unpacked
from pressmark.press import Print, Why
from pressmark.resolve import Attachment
from pressmark.values import frozen
from pressmark.workers import Loan, Workers

Progress = Callable[[str, int, int], None]  # stage, done, of how many
LINKED = 500  # articles whose mentions are found at once
Mentions = dict[str, tuple[Mention, ...]]
_READ = "read"
BUCKETS = 256  # files are kept together by the digest of their path: to change one, those of its bucket are written


@frozen
class ParsedFile:
    """What a file said when it was read: it still does while it has that stamp.

    `outline` is the digest of all that it says but the words of an article's text.
    """

    path: str
    stamp: Stamp
    digest: bytes
    outline: bytes
    parsed: Parsed


# --- parsed files -------------------------------------------------------------------------------------------------


def read(
    archive: Path, cache: Cache, touched: Collection[str], executor: Executor, progress: Progress
) -> tuple[Listing, list[ParsedFile]]:
    """What stands in an archive, and what all its files say; those that may have changed are read.

    `touched` are the only files that can have changed since this process has read them all, if that is known.

    Raises:
        UsageError: The folder is no archive.
    """
    found = _read_again(archive, cache.recall(_READ), touched) if touched else None
    if found is None:
        listing = _list_tree(archive, cache)
        found = listing, _parse_all(archive, listing.content, cache, executor, progress)
    cache.remember(_READ, found)
    return found


def _read_again(
    archive: Path, before: tuple[Listing, list[ParsedFile]] | None, touched: Collection[str]
) -> tuple[Listing, list[ParsedFile]] | None:
    """What has been read, with what some files say now; None if they do not all stand where they stood."""
    if before is None:
        return None
    listing, parsed = before[0], list(before[1])
    places = {path: place for place, (path, _) in enumerate(listing.content)}
    if not all(path in places and looking.is_plain(archive / path) for path in touched):
        return None
    for path in touched:
        stamp = looking.stamp_of(archive / path)
        parsed[places[path]] = _parsed(files.read_source(archive, path), stamp)
    return listing, parsed


def _list_tree(archive: Path, cache: Cache) -> Listing:
    """What stands in an archive's folder; attachments are read only if they may have changed."""
    looked, known = cache.get("attachments") or (0, ())
    now = looking.now()
    listing = files.list_tree(archive, {one.name: (one, stamp) for one, stamp in known if is_settled(stamp, looked)})
    if listing.stamped != known or not all(is_settled(stamp, looked) for _, stamp in known):
        cache.put("attachments", (now, listing.stamped))
    return listing


def _parse_all(
    archive: Path, content: Sequence[tuple[str, Stamp]], cache: Cache, executor: Executor, progress: Progress
) -> list[ParsedFile]:
    looked = cache.get("looked") or 0
    cache.put("looked", looking.now())
    known = {one.path: one for _, bucket in cache.all("parsed/") for one in bucket}
    keep = {path: one for path, stamp in content if (one := known.get(path)) and _is_same(one, stamp, looked)}
    waiting: dict[int, list[tuple[str, Stamp]]] = defaultdict(list)
    for path, stamp in content:
        if path not in keep:
            waiting[_bucket(path)].append((path, stamp))
    changed = {_bucket(path) for path in known.keys() - keep.keys()} | waiting.keys()
    tasks = [(archive, some) for some in waiting.values()]
    for data in executor.map(_read_bucket, tasks):
        keep |= {one.path: one for one in unpacked(data)}
        progress("parse", len(keep), len(content))
    _keep(cache, keep, changed)
    return [keep[path] for path, _ in content]


def _is_same(known: ParsedFile, stamp: Stamp, looked: int) -> bool:
    return known.stamp == stamp and stamp != NEVER and is_settled(stamp, looked)


def _read_bucket(task: tuple[Path, Sequence[tuple[str, Stamp]]]) -> bytes:
    """Read and parse some files of a bucket; picklable, for a pool of processes."""
    archive, found = task
    return packed([_parsed(files.read_source(archive, path), stamp) for path, stamp in found])


def _parsed(source: SourceFile, stamp: Stamp) -> ParsedFile:
    parsed, digest = parse_file(source), _digest(source.data)
    outline = _outline(source, parsed.document) if isinstance(parsed.document, Article) else digest
    return ParsedFile(source.path, stamp, digest, outline, parsed)


def _outline(source: SourceFile, article: Article) -> bytes:
    """The digest of an article's front matter as written, and of what its text says beside its words."""
    data, body = source.data, article.body
    fields = data.partition(b"\n---\n")[0] if data.startswith(b"---\n") else data  # blank lines may come before them
    facts = (article.claims, article.events, article.annotations)  # with the places of their quotes in the text
    return _digest(fields + digest_of((bool(body), body.links, body.files, body.hides, facts)))


def _keep(cache: Cache, keep: Mapping[str, ParsedFile], changed: set[int]) -> None:
    """Keep the buckets in which something has changed."""
    buckets: dict[int, list[ParsedFile]] = {number: [] for number in changed}
    for path, one in keep.items():
        if _bucket(path) in changed:
            buckets[_bucket(path)].append(one)
    for number, some in buckets.items():
        if some:
            cache.put(f"parsed/{number:03}", some)
        else:
            cache.drop(f"parsed/{number:03}")


def _bucket(path: str) -> int:
    return crc32(path.encode()) % BUCKETS


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


# --- mentions -----------------------------------------------------------------------------------------------------


def mentions(cache: Cache, linker: Linker, articles: Collection[Article], workers: Workers) -> Mentions:
    """The mentions in all texts: as kept, where neither the names of the archive nor the article have changed."""
    held = cache.get("mentions")
    known: dict[str, tuple[bytes, tuple[Mention, ...]]] = held[1] if held and held[0] == linker.digest else {}
    keys = {article.id: _digest(article.body.packed + repr(article.about).encode()) for article in articles}
    fresh = tuple(one for one in articles if one.body and known.get(one.id, (b"", ()))[0] != keys[one.id])
    found = {id_: some for id_, (key, some) in known.items() if keys.get(id_) == key}
    lent = workers.lend((linker, fresh))
    for some in workers.map(_mentions_of, ((lent, start) for start in range(0, len(fresh), LINKED))):
        found |= some
    if fresh or found.keys() != known.keys():
        cache.put("mentions", (linker.digest, {id_: (keys[id_], some) for id_, some in found.items()}))
    return found


def _mentions_of(task: tuple[Loan[tuple[Linker, Sequence[Article]]], int]) -> Mentions:
    """The mentions in some of the articles that are lent, from a number on; picklable, for a pool of processes."""
    linker, articles = task[0].value
    return mentions_of(linker, articles[task[1] : task[1] + LINKED])


# --- the last edition -----------------------------------------------------------------------------------------------


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
    return _digest(repr((outlines, sorted(shapes))).encode())


def shape_of(mentions: Sequence[Mention]) -> list[tuple[str, str]]:
    """Whose names stand in a text, one after another."""
    return [(one.kind, one.id) for one in mentions]


def world_of(frame: str, outline: bytes, parsed: Sequence[ParsedFile]) -> World:
    """The world of a build; `frame` stands for all that is in no file of content, `outline` for what these say."""
    return World(_digest(frame.encode() + outline), {one.path: one.digest for one in parsed})


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
