"""The set itself: which documents an audience sees at a moment, and what stays of those it does not."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any

from pressmark.config import Settings
from pressmark.dates import Edtf
from pressmark.model import (
    RECORD_KINDS,
    Annotation,
    Article,
    Body,
    BodyLink,
    Claim,
    Event,
    Kind,
    Named,
    Page,
    Record,
    SavedQuery,
    Withdrawal,
)
from pressmark.publishable.censor import Censor
from pressmark.publishable.rights import INTERNAL, WITHDRAWN, rights_of
from pressmark.resolve import Archive, Attachment
from pressmark.saved import nameable
from pressmark.values import Frozen, changed, replace

Key = tuple[Kind, str]
EMBARGO = "embargo"


class Tombstone(Frozen):
    """What is left of an article that was withdrawn. `source` has an id only if that source has a page."""

    id: str
    title: str
    language: str
    published: Edtf | None
    source: Named | None
    withdrawal: Withdrawal
    redirect_from: tuple[str, ...]


class PublicArchive(Frozen):
    """What may be shown to an audience: articles without withheld words, and the records they refer to.

    `tombstones` stand for withdrawn articles; they are in no list and no export. `marks` says, in an internal build,
    why a document is not public, or what of it is not.
    """

    settings: Settings
    audience: str
    articles: Mapping[str, Article]
    pages: Mapping[str, Page]
    records: Mapping[Kind, Mapping[str, Record]]
    queries: Mapping[str, SavedQuery]
    files: Mapping[str, Attachment]
    marks: Mapping[Key, tuple[str, ...]]
    tombstones: Mapping[str, Tombstone]

    def has_page(self, kind: Kind, identifier: str) -> bool:
        """Whether a document can be linked to."""
        match kind:
            case Kind.ARTICLE:
                return identifier in self.articles or identifier in self.tombstones
            case Kind.PAGE:
                return identifier in self.pages
            case Kind.QUERY:
                return identifier in self.queries
            case _:
                return identifier in self.records[kind]


def publishable(archive: Archive, audience: str, now: datetime) -> PublicArchive:
    """What of an archive an audience may see at a moment (time zone aware)."""
    internal = audience == INTERNAL
    censor = Censor(archive, internal)
    reasons = {(kind, one.id): withheld(one, now) for kind, one in _documents(archive)}
    shown = {key for key, why in reasons.items() if internal or not why}
    articles = {id_: censor.article(one) for id_, one in archive.articles.items() if (Kind.ARTICLE, id_) in shown}
    pages = {id_: one for id_, one in archive.pages.items() if (Kind.PAGE, id_) in shown}
    records = censor.records(_referred_to(articles.values(), pages.values()))
    queries = nameable((one for id_, one in archive.queries.items() if (Kind.QUERY, id_) in shown), records)
    gone = (id_ for id_ in archive.articles if not internal and reasons[Kind.ARTICLE, id_] == (WITHDRAWN,))
    tombstones = {id_: _tombstone(archive.articles[id_], records, censor) for id_ in gone}
    marks = {key: reasons[key] for key in shown} | (_internal_marks(archive, reasons, now) if internal else {})
    public = PublicArchive(archive.settings, audience, articles, pages, records, queries, {}, marks, tombstones)
    return _without_dead_ends(public, archive.files)


def _documents(archive: Archive) -> Iterator[tuple[Kind, Article | Page | SavedQuery]]:
    yield from ((Kind.ARTICLE, article) for article in archive.articles.values())
    yield from ((Kind.PAGE, page) for page in archive.pages.values())
    yield from ((Kind.QUERY, query) for query in archive.queries.values())


def _internal_marks(
    archive: Archive, reasons: Mapping[Key, tuple[str, ...]], now: datetime
) -> dict[Key, tuple[str, ...]]:
    """What an internal site shows that a public one does not: whole documents, texts, and records."""
    public = publishable(archive, "public", now)
    of_articles = {(Kind.ARTICLE, id_): rights_of(article, archive) for id_, article in archive.articles.items()}
    marks = {key: (*reasons[key], *([rights] if rights != "full" else [])) for key, rights in of_articles.items()}
    kept = ((Kind.QUERY, id_) for id_ in archive.queries if id_ not in public.queries)
    marks |= {key: reasons[key] or (INTERNAL,) for key in kept}  # some name what is not public
    every = ((kind, id_) for kind in RECORD_KINDS for id_ in archive.records[kind])
    return marks | {key: () if public.has_page(*key) else (INTERNAL,) for key in every}


def next_embargo(archive: Archive, audience: str, now: datetime) -> datetime | None:
    """When the next embargo ends of which a site for an audience tells, or which alone keeps something out of it."""

    def counts(why: tuple[str, ...]) -> bool:
        return EMBARGO in why and (audience == INTERNAL or {*why} <= {EMBARGO, WITHDRAWN})

    waiting = (one for _, one in _documents(archive) if counts(withheld(one, now)))
    return min((one.embargo for one in waiting if one.embargo), default=None)


def kept_back(archive: Archive, public: PublicArchive, now: datetime) -> Mapping[str, tuple[str, ...]]:
    """What of an archive is not public, by the reason in words: with what is, it is all articles, pages and queries."""
    found: dict[str, list[str]] = {}
    shown = {Kind.ARTICLE: public.articles, Kind.PAGE: public.pages, Kind.QUERY: public.queries}
    for kind, one in _documents(archive):
        if one.id not in shown[kind]:
            reason = ", ".join(withheld(one, now)) or "names what is not public"
            found.setdefault(reason, []).append(one.id if kind is Kind.ARTICLE else f"{kind.folder}/{one.id}")
    return {reason: tuple(sorted(some)) for reason, some in sorted(found.items())}


def says_public(fields: Mapping[str, Any], now: datetime) -> bool:
    """Whether the fields of an old version say that it is for everyone by now."""
    embargo = fields.get("embargo")
    shown = fields.get("status", "published") == "published" and fields.get("audience") != INTERNAL
    return shown and (embargo is None or embargo <= now)


def withheld(document: Article | Page | SavedQuery, now: datetime) -> tuple[str, ...]:
    """Why a document is not public at a moment; empty if it is."""
    reasons = []
    if document.status != "published":
        reasons.append(document.status)
    if document.embargo is not None and document.embargo > now:
        reasons.append(EMBARGO)
    if document.audience == INTERNAL:
        reasons.append(INTERNAL)
    return tuple(reasons)


def _tombstone(article: Article, records: Mapping[Kind, Mapping[str, Record]], censor: Censor) -> Tombstone:
    source = censor.archive.records[Kind.SOURCE].get(censor.one(Kind.SOURCE, article.source) or "")
    named = Named(source.name, source.id if source.id in records[Kind.SOURCE] else None) if source else None
    withdrawal = article.withdrawn or Withdrawal()
    return Tombstone(
        article.id, article.title, article.language, article.published, named, withdrawal, article.redirect_from
    )


def _referred_to(articles: Iterable[Article], pages: Iterable[Page]) -> Iterator[Key]:
    """The records that public articles and pages name, each once."""
    named: dict[Kind, set[str | None]] = {kind: set() for kind in Kind}
    for body in _bodies(articles, pages, ()):
        for link in body.links:
            named[link.kind].add(link.target)
    for article in articles:
        named[Kind.SOURCE].update((article.source, article.carrier))
        named[Kind.TOPIC].update(article.topics)
        about = article.about if article.claims or article.events else article.entities
        for kind, identifiers in about.by_kind:
            named[kind].update(identifiers)
        named[Kind.PERSON].update(author.person for author in article.authors)
        places = (article.dateline, *(author.place for author in article.authors))
        named[Kind.PLACE].update(place.id for place in places if place)
    return ((kind, identifier) for kind, identifiers in named.items() for identifier in identifiers if identifier)


def _bodies(articles: Iterable[Article], pages: Iterable[Page], records: Iterable[Record]) -> Iterator[Body]:
    """All texts of documents, those of margin notes among them."""
    for article in articles:
        yield article.body
        for note in article.annotations:
            yield note.note
    yield from (page.body for page in pages)
    yield from (record.profile for record in records)


def _states(article: Article, fragment: str) -> bool:
    """Whether a fact or note of an article has this address."""
    facts: tuple[Claim | Event | Annotation, ...] = (*article.claims, *article.events, *article.annotations)
    return any(one.fragment == fragment for one in facts)


def _without_dead_ends(public: PublicArchive, there: Mapping[str, Attachment]) -> PublicArchive:
    """Links by hand to what has no page become text, and the files that anything public names are gathered.

    Only those that are `there`: a draft may name others.
    """

    def body(text: Body) -> Body:
        if not text.links:
            return text
        alive = tuple(map(whole, (link for link in text.links if public.has_page(link.kind, link.target))))
        return changed(text, links=alive)

    def whole(link: BodyLink) -> BodyLink:
        """A link leads to the page of an article that has other paragraphs than the text, or not the fact."""
        if link.kind is not Kind.ARTICLE or not link.fragment:
            return link
        article = public.articles.get(link.target)
        is_there = article and (
            article.rights == "full" if link.fragment[0] == "p" else _states(article, link.fragment)
        )
        return link if is_there else changed(link, fragment="")

    def noted(note: Annotation) -> Annotation:
        seen = body(note.note)
        # The Markdown of a note would still name what its links do not lead to, or what no page shows.
        shown = seen is note.note and not seen.hides
        return changed(note, note=seen, source=note.source if shown else "")

    def annotated(article: Article) -> Article:
        notes = tuple(map(noted, article.annotations))
        return changed(article, body=body(article.body), annotations=notes)

    articles = {id_: annotated(article) for id_, article in public.articles.items()}
    pages = {id_: changed(page, body=body(page.body)) for id_, page in public.pages.items()}
    records = {
        kind: {id_: changed(record, profile=body(record.profile)) for id_, record in of_kind.items()}
        for kind, of_kind in public.records.items()
    }
    every_record = chain.from_iterable(of_kind.values() for of_kind in records.values())
    files = {name for text in _bodies(articles.values(), pages.values(), every_record) for name in text.files}
    files |= {copy.file for article in articles.values() for copy in article.archived if copy.file}
    names = sorted(name.removeprefix("files/") for name in files)
    found = {name: there[name] for name in names if name in there}
    return replace(public, articles=articles, pages=pages, records=records, files=found)
