"""The publishable set: the only place that knows status, embargo, rights and audience.

Everything after it sees a `PublicArchive`, which holds no withheld text.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from pressmark.config import Settings
from pressmark.model import (
    ENTITY_KINDS,
    RECORD_KINDS,
    Annotation,
    ArchivedCopy,
    Article,
    Author,
    Body,
    Claim,
    Company,
    Entities,
    Kind,
    Named,
    Page,
    Place,
    Record,
    Run,
    SavedQuery,
    Source,
    Topic,
)
from pressmark.resolve import Archive
from pressmark.saved import shown

Key = tuple[Kind, str]
INTERNAL = "internal"
RIGHTS = "rights"


@dataclass(frozen=True, slots=True)
class PublicArchive:
    """What may be shown to an audience: articles without withheld words, and the records they refer to.

    `marks` says, in an internal build, why a document is not public, or not with its text (`rights`).
    """

    settings: Settings
    audience: str
    articles: Mapping[str, Article]
    pages: Mapping[str, Page]
    records: Mapping[Kind, Mapping[str, Record]]
    queries: Mapping[str, SavedQuery]
    files: tuple[str, ...]
    marks: Mapping[Key, tuple[str, ...]]

    def has_page(self, kind: Kind, identifier: str) -> bool:
        """Whether a document can be linked to."""
        match kind:
            case Kind.ARTICLE:
                return identifier in self.articles
            case Kind.PAGE:
                return identifier in self.pages
            case Kind.QUERY:
                return identifier in self.queries
            case _:
                return identifier in self.records[kind]


def publishable(archive: Archive, audience: str, now: datetime) -> PublicArchive:
    """What of an archive an audience may see at a moment (time zone aware)."""
    internal = audience == INTERNAL
    censor = _Censor(archive, internal)
    marks: dict[Key, tuple[str, ...]] = {}
    articles: dict[str, Article] = {}
    pages: dict[str, Page] = {}
    queries: dict[str, SavedQuery] = {}
    for article in archive.articles.values():
        reasons = withheld(article, now)
        if internal or not reasons:
            articles[article.id] = censor.article(article)
            text_withheld = internal and rights_of(article, archive) != "full"
            marks[Kind.ARTICLE, article.id] = (*reasons, RIGHTS) if text_withheld else reasons
    for page in archive.pages.values():
        reasons = withheld(page, now)
        if internal or not reasons:
            pages[page.id] = page
            marks[Kind.PAGE, page.id] = reasons
    for query in archive.queries.values():
        reasons = withheld(query, now)
        if internal or not reasons:
            queries[query.id] = query
            marks[Kind.QUERY, query.id] = reasons
    records = censor.records(_referred_to(articles.values(), pages.values()))
    for kind, of_kind in records.items():
        marks |= {(kind, record.id): (INTERNAL,) for record in of_kind.values() if record.audience == INTERNAL}
    asked = shown(queries.values(), records)
    public = PublicArchive(archive.settings, audience, articles, pages, records, asked, (), marks)
    return _without_dead_ends(public, archive.files)


def withheld(document: Article | Page | SavedQuery, now: datetime) -> tuple[str, ...]:
    """Why a document is not public at a moment; empty if it is."""
    reasons = []
    if document.status != "published":
        reasons.append(document.status)
    if document.embargo is not None and document.embargo > now:
        reasons.append("embargo")
    if document.audience == INTERNAL:
        reasons.append(INTERNAL)
    return tuple(reasons)


def rights_of(article: Article, archive: Archive) -> str:
    """What of an article may be published: as it says, else its source, else the settings."""
    source = archive.records[Kind.SOURCE].get(article.source or "")
    of_source = source.rights if isinstance(source, Source) else None
    return article.rights or of_source or archive.settings.rights


class _Censor:
    """Takes out of documents what an audience may not see."""

    def __init__(self, archive: Archive, internal: bool) -> None:
        self.archive = archive
        self.internal = internal
        self.hidden: set[Key] = set()
        if not internal:
            every = ((kind, record) for kind in RECORD_KINDS for record in archive.records[kind].values())
            self.hidden = {(kind, record.id) for kind, record in every if record.audience == INTERNAL}

    # --- references to hidden records ---

    def one(self, kind: Kind, identifier: str | None) -> str | None:
        return None if identifier is None or (kind, identifier) in self.hidden else identifier

    def many(self, kind: Kind, identifiers: Iterable[str]) -> tuple[str, ...]:
        return tuple(identifier for identifier in identifiers if (kind, identifier) not in self.hidden)

    def entities(self, about: Entities) -> Entities:
        return about.each(self.many)

    def named(self, name: Named | None) -> Named | None:
        return None if name is None or (Kind.PLACE, name.id) in self.hidden else name

    # --- articles ---

    def article(self, article: Article) -> Article:
        """An article as its audience sees it; `rights` is then what was applied."""
        rights = "full" if self.internal else rights_of(article, self.archive)
        seen = replace(
            article,
            rights=rights,
            source=self.one(Kind.SOURCE, article.source),
            carrier=self.one(Kind.SOURCE, article.carrier),
            authors=tuple(author for author in map(self._author, article.authors) if author),
            dateline=self.named(article.dateline),
            topics=self.many(Kind.TOPIC, article.topics),
            entities=self.entities(article.entities),
            claims=tuple(claim for claim in map(self._claim, article.claims) if claim),
            events=tuple(replace(event, about=self.entities(event.about)) for event in article.events),
            annotations=tuple(note for note in article.annotations if self.internal or note.audience != INTERNAL),
        )
        return seen if rights == "full" else _without_text(seen)

    def _author(self, author: Author) -> Author | None:
        if author.person and (Kind.PERSON, author.person) in self.hidden:
            return None
        return replace(author, place=self.named(author.place))

    def _claim(self, claim: Claim) -> Claim | None:
        parties = {(kind, identifier) for kind in ENTITY_KINDS for identifier in claim.parties.of(kind)}
        return None if parties & self.hidden else claim

    # --- records ---

    def records(self, referred: Iterable[Key]) -> dict[Kind, dict[str, Record]]:
        """The records that have a page: those referred to, those that say so, and what stands above them."""
        every = {(kind, id_): record for kind in RECORD_KINDS for id_, record in self.archive.records[kind].items()}
        said = (key for key, record in every.items() if record.audience == "public" or self.internal)
        waiting = [key for key in (*referred, *said) if key in every and key not in self.hidden]
        kept: dict[Key, Record] = {}
        while waiting:
            key = waiting.pop()
            if key not in kept:
                kept[key] = self._record(every[key])
                waiting.extend(k for k in _named_by_record(kept[key]) if k in every and k not in self.hidden)
        return {kind: {id_: kept[kind, id_] for k, id_ in sorted(kept) if k is kind} for kind in RECORD_KINDS}

    def _record(self, record: Record) -> Record:
        match record:
            case Company():
                parent, successor = self.one(Kind.COMPANY, record.parent), self.one(Kind.COMPANY, record.successor)
                return replace(record, parent=parent, successor=successor, topics=self.many(Kind.TOPIC, record.topics))
            case Place():
                return replace(record, within=self.one(Kind.PLACE, record.within))
            case Topic():
                broader, related = self.one(Kind.TOPIC, record.broader), self.many(Kind.TOPIC, record.related)
                return replace(record, broader=broader, related=related)
            case _:
                return record


def _without_text(article: Article) -> Article:
    """An article of which no word of the text may be published: facts stay, without the words that prove them."""
    return replace(
        article,
        body=Body(),
        caption="",
        claims=tuple(replace(claim, quote=None) for claim in article.claims),
        events=tuple(replace(event, quote=None) for event in article.events),
        annotations=tuple(_bare(replace(note, quote=None, reading="")) for note in article.annotations),
        archived=tuple(ArchivedCopy(copy.url, copy.captured) for copy in article.archived if copy.url),
    )


def _bare(note: Annotation) -> Annotation:
    """A note on a text that is not published: its pictures and downloads belong to what is withheld."""
    if not note.note.files:
        return note
    return replace(note, note=Body((Run("<p>", note.note.text),), "</p>", links=note.note.links), source="")


def _named_by_record(record: Record) -> list[Key]:
    """The records that a record names."""
    keys: list[Key] = [(link.kind, link.target) for link in record.profile.links]
    match record:
        case Company():
            keys += [(Kind.COMPANY, other) for other in (record.parent, record.successor) if other]
            keys += [(Kind.TOPIC, topic) for topic in record.topics]
        case Place() if record.within:
            keys.append((Kind.PLACE, record.within))
        case Topic():
            keys += [(Kind.TOPIC, topic) for topic in (record.broader, *record.related) if topic]
    return keys


def _referred_to(articles: Iterable[Article], pages: Iterable[Page]) -> Iterable[Key]:
    """The records that public articles and pages name."""
    for page in pages:
        yield from ((link.kind, link.target) for link in page.body.links)
    for article in articles:
        for body in (article.body, *(note.note for note in article.annotations)):
            yield from ((link.kind, link.target) for link in body.links)
        yield from ((Kind.SOURCE, source) for source in (article.source, article.carrier) if source)
        yield from ((Kind.TOPIC, topic) for topic in article.topics)
        places = [article.dateline, *(author.place for author in article.authors)]
        yield from ((Kind.PLACE, place.id) for place in places if place and place.id)
        yield from ((Kind.PERSON, author.person) for author in article.authors if author.person)
        for about in (article.entities, *(event.about for event in article.events)):
            for kind in (Kind.COMPANY, Kind.PERSON, Kind.PLACE, Kind.TOPIC):
                yield from ((kind, identifier) for identifier in about.of(kind))
        for claim in article.claims:
            yield from ((Kind.COMPANY, one) for one in (claim.company, claim.partner, claim.venture) if one)
            if claim.place:
                yield Kind.PLACE, claim.place


def _without_dead_ends(public: PublicArchive, there: Container[str]) -> PublicArchive:
    """Links by hand to what has no page become text, and the files that anything public names are gathered.

    Only those that are `there`: a draft may name others.
    """

    def body(text: Body) -> Body:
        alive = tuple(link for link in text.links if public.has_page(link.kind, link.target))
        return text if alive == text.links else replace(text, links=alive)

    def noted(note: Annotation) -> Annotation:
        seen = body(note.note)
        # The Markdown of a note would still name what its links do not lead to, or what no page shows.
        shown = seen is note.note and not seen.hides
        return replace(note, note=seen, source=note.source if shown else "")

    def annotated(article: Article) -> Article:
        notes = tuple(map(noted, article.annotations))
        return replace(article, body=body(article.body), annotations=notes)

    articles = {id_: annotated(article) for id_, article in public.articles.items()}
    pages = {id_: replace(page, body=body(page.body)) for id_, page in public.pages.items()}
    records = {
        kind: {id_: replace(record, profile=body(record.profile)) for id_, record in of_kind.items()}
        for kind, of_kind in public.records.items()
    }
    bodies = [article.body for article in articles.values()] + [page.body for page in pages.values()]
    bodies += [note.note for article in articles.values() for note in article.annotations]
    bodies += [record.profile for of_kind in records.values() for record in of_kind.values()]
    files = {name for text in bodies for name in text.files}
    files |= {copy.file for article in articles.values() for copy in article.archived if copy.file}
    names = sorted(name.removeprefix("files/") for name in files)
    found = tuple(name for name in names if name in there)
    return replace(public, articles=articles, pages=pages, records=records, files=found)
