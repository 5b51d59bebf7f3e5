"""Reads what an archive's files say; those that have not changed since they were read say what they said.

What was read last is kept in two parts: what was joined (`joining.Joined`), and what has been read since.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

from pressmark import files, looking
from pressmark.cache import Cache
from pressmark.digest import quick
from pressmark.documents import Parsed, SourceFile, parse_file
from pressmark.files import Listing
from pressmark.looking import NEVER, Stamp, is_settled
from pressmark.model import Article
from pressmark.packing import digest_of, packed, unpacked
from pressmark.values import Frozen, field, replace

Progress = Callable[[str, int, int], None]  # stage, done, of how many
CHUNK = 100  # files that are parsed at once: few enough that all processes have some, and that progress is seen
_READ = "read"


class ParsedFile(Frozen):
    """What a file said when it was read: it still does while it has that stamp.

    `outline` is the digest of all that it says but the words of an article's text.
    """

    path: str
    stamp: Stamp
    digest: bytes
    outline: bytes
    parsed: Parsed


class Reading(Frozen):
    """What files say, each as it stood at a look, in nanoseconds since the epoch."""

    looked: int = 0
    files: Sequence[ParsedFile] = field(default_factory=tuple)


def read(
    archive: Path,
    cache: Cache,
    joined: Reading,
    seen: Mapping[str, Stamp],
    touched: Collection[str],
    executor: Executor,
    progress: Progress,
) -> tuple[Listing, Reading]:
    """What stands in an archive, and what all its files say; those that may have changed are read.

    `joined` is what was read when all was joined last; `seen` are the stamps of files in `content/` that have just been
    taken; `touched` are the only files that can have changed since this process has read them all, if that is known.

    Raises:
        UsageError: The folder is no archive.
    """
    found = _read_again(archive, cache.recall(_READ), touched) if touched else None
    if found is None:
        listing = _list_tree(archive, cache, seen)
        found = listing, _read_all(archive, listing.content, joined, cache, executor, progress)
    cache.remember(_READ, found)
    return found


def keep_joined(cache: Cache, reading: Reading) -> None:
    """Keep that what was read is now also what was joined."""
    cache.put(_READ, (reading.looked, Reading(reading.looked)))


def _read_again(
    archive: Path, before: tuple[Listing, Reading] | None, touched: Collection[str]
) -> tuple[Listing, Reading] | None:
    """What has been read, with what some files say now; None if they do not all stand where they stood."""
    if before is None:
        return None
    listing, found = before[0], list(before[1].files)
    places = {path: place for place, (path, _) in enumerate(listing.content)}
    if not all(path in places and looking.is_plain(archive / path) for path in touched):
        return None
    for path in touched:
        stamp = looking.stamp_of(archive / path)
        found[places[path]] = _parsed(files.read_source(archive, path), stamp)
    return listing, replace(before[1], files=found)


def _list_tree(archive: Path, cache: Cache, seen: Mapping[str, Stamp]) -> Listing:
    """What stands in an archive's folder; attachments are read only if they may have changed."""
    looked, known = cache.get("attachments") or (0, ())
    now = looking.now()
    held = {one.name: (one, stamp) for one, stamp in known if is_settled(stamp, looked)}
    listing = files.list_tree(archive, held, seen)
    if listing.stamped != known or not all(is_settled(stamp, looked) for _, stamp in known):
        cache.put("attachments", (now, listing.stamped))
    return listing


def _read_all(
    archive: Path,
    content: Sequence[tuple[str, Stamp]],
    joined: Reading,
    cache: Cache,
    executor: Executor,
    progress: Progress,
) -> Reading:
    of, since = cache.get(_READ) or (0, Reading())
    base = {one.path: one for one in joined.files} if of == joined.looked else {}
    known = {**base, **{one.path: one for one in since.files}}
    looked = looking.now()
    keep = {path: one for path, stamp in content if (one := known.get(path)) and _is_same(one, stamp, since.looked)}
    waiting = [(path, stamp) for path, stamp in content if path not in keep]
    tasks = [(archive, waiting[start : start + CHUNK]) for start in range(0, len(waiting), CHUNK)]
    for data in executor.map(_read_some, tasks):
        keep |= {one.path: one for one in unpacked(data)}
        progress("parse", len(keep), len(content))
    found = [keep[path] for path, _ in content]
    others = [one for one in found if base.get(one.path) is not one]
    cache.put(_READ, (joined.looked if base else 0, Reading(looked, others)))
    return Reading(looked, found)


def _is_same(known: ParsedFile, stamp: Stamp, looked: int) -> bool:
    return known.stamp == stamp and stamp != NEVER and is_settled(stamp, looked)


def _read_some(task: tuple[Path, Sequence[tuple[str, Stamp]]]) -> bytes:
    """Read and parse some files; picklable, for a pool of processes."""
    archive, found = task
    return packed([_parsed(files.read_source(archive, path), stamp) for path, stamp in found])


def _parsed(source: SourceFile, stamp: Stamp) -> ParsedFile:
    parsed, digest = parse_file(source), quick(source.data)
    outline = _outline(source, parsed.document) if isinstance(parsed.document, Article) else digest
    return ParsedFile(source.path, stamp, digest, outline, parsed)


def _outline(source: SourceFile, article: Article) -> bytes:
    """The digest of an article's front matter as written, and of what its text says beside its words."""
    data, body = source.data, article.body
    fields = data.partition(b"\n---\n")[0] if data.startswith(b"---\n") else data  # blank lines may come before them
    facts = (article.claims, article.events, article.annotations)  # with the places of their quotes in the text
    return quick(fields + digest_of((bool(body), body.links, body.files, body.hides, facts)))
