"""Joins what all files say: finds what of it may be shown, and all that is known of the whole.

What was joined is kept for the next build. As long as nothing but the words of a few texts has changed since, it stays
good, with these words instead (`reworded`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias, cast

from pressmark import files, kept, readings
from pressmark.cache import Cache
from pressmark.config import Settings
from pressmark.diagnostics import Diagnostic, has_errors, in_order
from pressmark.filing import NOTES_ENDING
from pressmark.index import Index, build_index, with_words
from pressmark.kept import Mentions
from pressmark.mentions import Linker, linkable, mentions_of
from pressmark.model import Article, Entities, Kind, Record
from pressmark.packing import packed, unpacked
from pressmark.publishable import PublicArchive, kept_back, next_embargo, overquoted, publishable
from pressmark.readings import ParsedFile, Reading
from pressmark.resolve import Archive, Attachment, resolve
from pressmark.values import Frozen, maker, replace
from pressmark.workers import Loan, Workers

LINKED = 500  # articles whose mentions are found at once, and files at most that may be other than when all was joined
PIECE = 100  # files
MANY = 5_000  # files: to pack what all of them say takes longer than to start a process for it
_JOINED = "joined"
_Known: TypeAlias = tuple[ParsedFile, Article | Record | None, Article | Record | None, Entities | None]
_Order: TypeAlias = Mapping[Kind, tuple[str, ...]]


class Frame(Frozen):
    """All that decides what is joined and stands in no article or record."""

    settings: Settings
    attachments: Sequence[Attachment]
    problems: Sequence[Diagnostic]
    audience: str


class Joined(Frozen):
    """What all files say together at a moment; `mentions` are those of records without a page, too."""

    frame: Frame
    now: datetime
    reading: Reading
    archive: Archive
    problems: tuple[Diagnostic, ...]
    linker: Linker
    mentions: Mentions
    outline: bytes  # see `kept.outline_of`
    index: Index
    until: datetime | None  # when the next embargo ends
    kept_back: Mapping[str, tuple[str, ...]]

    def __reduce__(self) -> tuple[Any, ...]:
        """In pieces, each with all that is known of some files, and what remains.

        To pickle two million values at once takes thrice as long, and to unpickle them twice, since each is looked up
        among all that came before it.
        """
        archive, index, files = self.archive, self.index, self.reading.files
        public = index.public
        pieces = [packed([self._known(one) for one in files[at : at + PIECE]]) for at in range(0, len(files), PIECE)]
        rest = replace(
            self,
            reading=replace(self.reading, files=()),
            archive=replace(archive, articles={}, records={}),
            index=replace(index, about={}, public=replace(public, articles={}, records={})),
        )
        orders = (_order(archive), _order(public), tuple(index.about))
        return _of_pieces, (*(getattr(rest, name) for name in self.__struct_fields__), orders, pieces)

    def _known(self, one: ParsedFile) -> _Known:
        """A file, its document in the archive and in the public one, and whom that is about."""
        document, kind, public = one.parsed.document, one.parsed.kind, self.index.public
        if isinstance(document, Article):
            id_ = document.id
            return one, self.archive.articles.get(id_), public.articles.get(id_), self.index.about.get(id_)
        if isinstance(document, Record) and kind:
            return one, self.archive.records[kind].get(document.id), public.records[kind].get(document.id), None
        return one, None, None, None


def _order(of: Archive | PublicArchive) -> _Order:
    """In which order articles, and records of each kind, stand in an archive."""
    return {Kind.ARTICLE: tuple(of.articles), **{kind: tuple(some) for kind, some in of.records.items()}}


@maker
def _of_pieces(*rest: Any) -> Joined:
    """What was joined."""
    *fields, (archived, shown, about), pieces = rest
    known: list[_Known] = [one for piece in pieces for one in unpacked(piece)]

    archive = _in_order(archived, ((one, document) for one, document, _, _ in known))
    public = _in_order(shown, ((one, document) for one, _, document, _ in known))
    whom = {article.id: entities for _, _, article, entities in known if article is not None}
    joined = Joined(*fields)
    index = joined.index
    return replace(
        joined,
        reading=replace(joined.reading, files=[one for one, *_ in known]),
        archive=replace(joined.archive, articles=archive.pop(Kind.ARTICLE), records=archive),
        index=replace(
            index,
            about={id_: cast("Entities", whom[id_]) for id_ in about},
            public=replace(index.public, articles=public.pop(Kind.ARTICLE), records=public),
        ),
    )


def _in_order(order: _Order, documents: Iterable[tuple[ParsedFile, Article | Record | None]]) -> dict[Kind, Any]:
    """Documents of each kind by their ids."""
    found = {(file.parsed.kind, one.id): one for file, one in documents if one is not None}
    return {kind: {id_: found[kind, id_] for id_ in ids} for kind, ids in order.items()}


def joined_last(cache: Cache) -> Joined | None:
    """What a build has kept that had all to join."""
    held = cache.get(_JOINED)
    return held if isinstance(held, Joined) else None


def join(
    frame: Frame, reading: Reading, now: datetime, last: Joined | None, cache: Cache, workers: Workers
) -> Joined | tuple[Diagnostic, ...]:
    """Join what all files say; if there are errors, they are all that comes of it, with all else that was found."""
    before = cache.recall(_JOINED) or last
    joined: Joined | tuple[Diagnostic, ...] | None = reworded(before, frame, reading, now) if before else None
    if joined is None:
        joined = _joined(frame, reading, now, before, workers)
        if isinstance(joined, Joined):
            cache.put(_JOINED, joined, large=len(reading.files) >= MANY)
            readings.keep_joined(cache, reading)
    if isinstance(joined, Joined):
        cache.remember(_JOINED, joined)
    return joined


def _joined(
    frame: Frame, reading: Reading, now: datetime, before: Joined | None, workers: Workers
) -> Joined | tuple[Diagnostic, ...]:
    archive, found = resolve([one.parsed for one in reading.files], frame.settings, frame.attachments)
    problems = in_order((*frame.problems, *found, *overquoted(archive)))
    if has_errors(problems):
        return problems
    public = publishable(archive, frame.audience, now)
    linker = Linker(archive.records, files.read_common_words())
    mentions = _mentions(linker, public, before, workers)
    known = build_index(public, linkable(public, mentions))
    told = (next_embargo(archive, frame.audience, now), kept_back(archive, public, now))
    outline = kept.outline_of(reading.files, mentions)
    return Joined(frame, now, reading, archive, problems, linker, mentions, outline, known, *told)


# --- mentions -------------------------------------------------------------------------------------------------------


def _mentions(linker: Linker, public: PublicArchive, before: Joined | None, workers: Workers) -> Mentions:
    """The mentions in all texts: as before, where neither the names of the archive nor the article have changed."""
    known = before.index.public.articles if before and before.linker.names == linker.names else {}
    found: Mentions = {}
    fresh = []
    for article in public.articles.values():
        one = known.get(article.id)
        if before and one and (one == article or (one.about == article.about and one.body == article.body)):
            found[article.id] = before.mentions.get(article.id, ())
        elif article.body:
            fresh.append(article)
    lent = workers.lend((linker, fresh))
    for some in workers.map(_mentions_of, ((lent, start) for start in range(0, len(fresh), LINKED))):
        found |= some
    return found


def _mentions_of(task: tuple[Loan[tuple[Linker, Sequence[Article]]], int]) -> Mentions:
    """The mentions in some of the articles that are lent, from a number on; picklable, for a pool of processes."""
    linker, articles = task[0].value
    return mentions_of(linker, articles[task[1] : task[1] + LINKED])


# --- other words ----------------------------------------------------------------------------------------------------


def reworded(before: Joined, frame: Frame, reading: Reading, now: datetime) -> Joined | None:
    """What was joined, with the words that some articles have now; None if more than these may have changed."""
    if frame != before.frame or now < before.now or (before.until is not None and before.until <= now):
        return None
    if len(reading.files) != len(before.reading.files):
        return None
    pairs = [(old, new) for old, new in zip(before.reading.files, reading.files, strict=True) if old is not new]
    if len(pairs) > LINKED:  # each build would begin with them again until all is joined and kept
        return None
    if any((old.path, old.outline) != (new.path, new.outline) for old, new in pairs):
        return None
    pairs = [(old, new) for old, new in pairs if old.digest != new.digest]
    told = {problem.at.path for problem in before.problems}
    beside = {f"{one.path.removesuffix(NOTES_ENDING)}.md" for one in reading.files if one.path.endswith(NOTES_ENDING)}
    articles = [new.parsed.document for _, new in pairs if isinstance(new.parsed.document, Article)]
    good = (
        all(new.path not in told and new.path not in beside and not new.parsed.problems for _, new in pairs)
        and all(_is_whole(article.id, before) for article in articles)
        and _lead_on(articles, before)
    )
    return _with_words(before, articles, reading) if good else None


def _lead_on(articles: Iterable[Article], before: Joined) -> bool:
    """Whether no link by hand, to whatever page, names a paragraph that has come to a text or gone from it."""
    pairs = [(before.archive.articles[article.id].body.blocks, article.body.blocks) for article in articles]
    other = {anchor for old, new in pairs for anchor in {one.id for one in old} ^ {one.id for one in new}}
    references = (reference for one in before.reading.files if other for reference in one.parsed.references)
    return not any(reference.fragment in other for reference in references)


def _is_whole(identifier: str, before: Joined) -> bool:
    """Whether an article is published as it was archived."""
    shown = before.index.public.articles.get(identifier)
    held = before.archive.articles[identifier]
    return shown is not None and shown.rights == "full" and shown.body.packed == held.body.packed


def _with_words(before: Joined, articles: Sequence[Article], reading: Reading) -> Joined:
    """Links in these texts lead where they led: their places are part of a file's outline."""

    def worded(known: Mapping[str, Article]) -> dict[str, Article]:
        every = ((known[one.id], one.body) for one in articles)
        return {old.id: replace(old, body=replace(body, links=old.body.links)) for old, body in every}

    if not articles:
        return replace(before, reading=reading)
    archive, public = before.archive, before.index.public
    archive = replace(archive, articles={**archive.articles, **worded(archive.articles)})
    shown = worded(public.articles)
    public = replace(public, articles={**public.articles, **shown})
    found = mentions_of(before.linker, shown.values())
    known = with_words(before.index, public, linkable(public, found))
    mentions = {**before.mentions, **found}
    same = all(kept.shape_of(before.mentions.get(one, ())) == kept.shape_of(some) for one, some in found.items())
    outline = before.outline if same else kept.outline_of(reading.files, mentions)
    return replace(before, reading=reading, archive=archive, mentions=mentions, outline=outline, index=known)
