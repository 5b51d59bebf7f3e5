"""Takes out of documents what an audience may not see."""

from collections.abc import Iterable

from pressmark.excerpts import excerpted
from pressmark.model import (
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
    Place,
    Record,
    Run,
    Topic,
)
from pressmark.publishable.rights import INTERNAL, excerpt_words, for_everyone, rights_of
from pressmark.resolve import Archive
from pressmark.values import changed, replace

Key = tuple[Kind, str]


class Censor:
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

    def many(self, kind: Kind, identifiers: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(identifier for identifier in identifiers if (kind, identifier) not in self.hidden)

    def entities(self, about: Entities) -> Entities:
        return about.each(self.many)

    def named(self, name: Named | None) -> Named | None:
        return None if name is None or (Kind.PLACE, name.id) in self.hidden else name

    # --- articles ---

    def article(self, article: Article) -> Article:
        """An article as its audience sees it; `rights` is then what was applied."""
        rights = "full" if self.internal else rights_of(article, self.archive)
        annotations = article.annotations if self.internal else for_everyone(article.annotations)
        seen = changed(self._named_only(article), rights=rights, annotations=annotations)
        if rights == "full":
            return seen
        if rights == "excerpt":
            return _without_files(excerpted(seen, excerpt_words(article, self.archive)))
        return _without_text(_without_files(seen))

    def _named_only(self, article: Article) -> Article:
        """An article that names no hidden record."""
        if not self.hidden:
            return article
        return changed(
            article,
            source=self.one(Kind.SOURCE, article.source),
            carrier=self.one(Kind.SOURCE, article.carrier),
            authors=tuple(author for author in map(self._author, article.authors) if author),
            dateline=self.named(article.dateline),
            topics=self.many(Kind.TOPIC, article.topics),
            entities=self.entities(article.entities),
            claims=tuple(claim for claim in map(self._claim, article.claims) if claim),
            events=tuple(changed(event, about=self.entities(event.about)) for event in article.events),
        )

    def _author(self, author: Author) -> Author | None:
        if author.person and (Kind.PERSON, author.person) in self.hidden:
            return None
        return changed(author, place=self.named(author.place))

    def _claim(self, claim: Claim) -> Claim | None:
        parties = ((kind, identifier) for kind, identifiers in claim.parties.by_kind for identifier in identifiers)
        return claim if self.hidden.isdisjoint(parties) else None

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
        ordered: dict[Kind, dict[str, Record]] = {kind: {} for kind in RECORD_KINDS}
        for key in sorted(kept):
            ordered[key[0]][key[1]] = kept[key]
        return ordered

    def _record(self, record: Record) -> Record:
        match record:
            case Company():
                parent, successor = self.one(Kind.COMPANY, record.parent), self.one(Kind.COMPANY, record.successor)
                return changed(record, parent=parent, successor=successor, topics=self.many(Kind.TOPIC, record.topics))
            case Place():
                return changed(record, within=self.one(Kind.PLACE, record.within))
            case Topic():
                broader, related = self.one(Kind.TOPIC, record.broader), self.many(Kind.TOPIC, record.related)
                return changed(record, broader=broader, related=related)
            case _:
                return record


def _without_text(article: Article) -> Article:
    """An article of which no word of the text may be published: facts stay, without the words that prove them."""
    return replace(
        article,
        body=Body(),
        claims=tuple(replace(claim, quote=None) for claim in article.claims),
        events=tuple(replace(event, quote=None) for event in article.events),
        annotations=tuple(replace(note, quote=None, reading="") for note in article.annotations),
    )


def _without_files(article: Article) -> Article:
    """An article of which not all may be published: neither pictures and their captions, nor copies of it."""
    return replace(
        article,
        caption="",
        annotations=tuple(map(_bare, article.annotations)),
        archived=tuple(ArchivedCopy(copy.url, copy.captured) for copy in article.archived if copy.url),
    )


def _bare(note: Annotation) -> Annotation:
    """A note on a text that is not published: its pictures and downloads belong to what is withheld."""
    if not note.note.files:
        return note
    return replace(note, note=Body.of((Run("<p>", note.note.text),), "</p>", links=note.note.links), source="")


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
