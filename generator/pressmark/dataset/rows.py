"""From the index to rows. Those of an article come from that article alone, so that they can be kept while it stays."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from pressmark import routes
from pressmark.dataset import tables
from pressmark.dataset.values import Row
from pressmark.dates import Edtf
from pressmark.index import Happening, Index, Relation
from pressmark.mentions import Mention
from pressmark.model import (
    Annotation,
    Article,
    Claim,
    Company,
    Entities,
    Event,
    Kind,
    Place,
    Quote,
    Record,
    Source,
    Topic,
)
from pressmark.values import Frozen

Rows = Mapping[str, Sequence[Row]]
"""Rows by the name of their table."""


class Conventions(Frozen):
    """What the rows of all articles have in common."""

    base_url: str
    language: str
    symmetric: frozenset[str]  # roles that have no direction


class Known(Frozen):
    """An article, and what the index knows of it beside its fields."""

    article: Article
    about: Entities
    authors: tuple[str, ...]
    mentions: tuple[Mention, ...]


def all_rows(index: Index, base_url: str) -> Rows:
    """The rows of all tables: articles and what they say in order of publication, records by id."""
    shared = conventions(index, base_url)
    found: dict[str, list[Row]] = {table.name: [] for table in tables.TABLES}
    for one in known_articles(index):
        for name, rows in of_article(one, shared).items():
            found[name] += rows
    return {**found, **rows_of_the_whole(index, shared)}


def conventions(index: Index, base_url: str) -> Conventions:
    """What the rows of all articles have in common."""
    settings = index.public.settings
    symmetric = frozenset(term.id for term in settings.vocabularies.roles.values() if term.symmetric)
    return Conventions(base_url, settings.language, symmetric)


def rows_of_some(index: Index, base_url: str, articles: Iterable[str]) -> Iterator[Rows]:
    """The rows that each of some articles adds to the tables."""
    shared = conventions(index, base_url)
    return (of_article(_known(index, one), shared) for one in articles)


def known_articles(index: Index) -> Iterator[Known]:
    """All articles in order of publication."""
    return (_known(index, one) for one in reversed(index.newest))


def _known(index: Index, identifier: str) -> Known:
    article = index.article(identifier)
    mentions = index.mentions.get(identifier, ())
    return Known(article, index.about[identifier], index.authors_of(article), mentions)


# --- of one article -----------------------------------------------------------------------------------------------


def of_article(known: Known, shared: Conventions) -> Rows:
    """The rows that one article adds to the tables."""
    article = known.article
    page = f"{shared.base_url}{routes.page_of(Kind.ARTICLE, article.id)}"
    text = article.body.text
    return {
        "articles": (_article(known, shared, page, text),),
        "claims": [_claim(article.id, claim, shared, page) for claim in article.claims],
        "attestations": [_attestation(article.id, event, page) for event in article.events],
        "annotations": [_annotation(article.id, note, page) for note in article.annotations],
        "mentions": [_mention(article.id, mention, text) for mention in known.mentions],
    }


def _article(known: Known, shared: Conventions, page: str, text: str) -> Row:
    article, about = known.article, known.about
    return (
        article.id,
        article.title,
        *_date(article.published),
        article.source,
        article.carrier,
        article.kind,
        article.language or shared.language,
        known.authors,
        tuple(dict.fromkeys(author.person for author in article.authors if author.person)),
        article.dateline.text if article.dateline else None,
        *(about.companies, about.people, about.places, about.topics),
        article.summary or None,
        article.rights,
        article.body.words,
        article.captured.text if article.captured else None,
        tuple(copy.url for copy in article.archived if copy.url),
        _identifiers(article),
        article.url or None,
        page,
        text or None,
    )


def _claim(article: str, claim: Claim, shared: Conventions, page: str) -> Row:
    company, partner = claim.company, claim.partner
    if claim.role in shared.symmetric:
        company, partner = sorted((company, partner))
    return (
        f"{article}#{claim.fragment}",
        article,
        _relation_id(company, partner, claim.role, claim.place),
        claim.company,
        claim.partner,
        claim.role,
        claim.place,
        claim.venture,
        *_date(claim.start),
        *_until(claim.end, runs=claim.runs),
        claim.status,
        _words(claim.quote),
        f"{page}#{claim.fragment}",
    )


def _attestation(article: str, event: Event, page: str) -> Row:
    own = f"{article}#{event.fragment}"
    return (
        own,
        article,
        event.id or own,
        *_date(event.date),
        event.event,
        _words(event.quote),
        f"{page}#{event.fragment}",
    )


def _annotation(article: str, note: Annotation, page: str) -> Row:
    return (
        f"{article}#{note.fragment}",
        article,
        note.kind,
        _words(note.quote),
        note.note.text,
        note.reading or None,
        note.by or None,
        *_date(note.date),
        note.audience,
        f"{page}#{note.fragment}",
    )


def _mention(article: str, mention: Mention, text: str) -> Row:
    start, end, kind, named = mention.start, mention.end, mention.kind, mention.id
    return (
        article,
        start,
        end,
        mention.block,
        text[start:end],
        named if kind is Kind.COMPANY else None,
        named if kind is Kind.PERSON else None,
        named if kind is Kind.PLACE else None,
    )


# --- of the whole archive -----------------------------------------------------------------------------------------


def rows_of_the_whole(index: Index, shared: Conventions) -> Rows:
    """The rows that no single article makes: records, relations and events."""
    records = {
        table.name: [_record(kind, record, index, shared) for _, record in sorted(index.public.records[kind].items())]
        for kind, table in tables.OF_RECORDS.items()
    }
    relations = [_relation(relation, shared) for relation in index.relations]
    return {**records, "relations": relations, "events": [_event(one) for one in index.happenings]}


def _record(kind: Kind, record: Record, index: Index, shared: Conventions) -> Row:
    return (
        record.id,
        record.name,
        tuple(alias.text for alias in record.aliases),
        *_own(record),
        _identifiers(record),
        record.summary or None,
        index.counted(kind, record.id),
        f"{shared.base_url}{routes.page_of(kind, record.id)}",
    )


def _own(record: Record) -> Iterator[object]:
    """The values that only one kind of record has."""
    match record:
        case Company():
            yield from (record.kind, record.country or None, record.parent)
            yield from (*_date(record.founded), *_date(record.dissolved), record.successor, record.topics)
        case Place():
            yield from (record.within, record.latitude, record.longitude)
        case Topic():
            yield from (record.broader, record.related, record.scope_note or None)
        case Source():
            yield from (record.publisher or None, record.homepage or None)


def _relation(relation: Relation, shared: Conventions) -> Row:
    return (
        _relation_id(relation.company, relation.partner, relation.role, relation.place),
        relation.company,
        relation.partner,
        relation.role,
        relation.place,
        relation.venture,
        *_date(relation.start),
        *_until(relation.end, runs=relation.runs),
        relation.status,
        *_date(relation.first_attested),
        *_date(relation.last_attested),
        len(relation.claims),
        f"{shared.base_url}{routes.pair(relation.company, relation.partner)}",
    )


def _event(happening: Happening) -> Row:
    article, latest = happening.attestations[0]
    about = happening.about
    return (
        latest.id or f"{article}#{latest.fragment}",
        *_date(happening.date),
        happening.text,
        *(about.companies, about.people, about.places, about.topics),
        len(happening.attestations),
    )


# --- values -------------------------------------------------------------------------------------------------------


def _date(value: Edtf | None) -> tuple[str | None, str | None, str | None]:
    if value is None:
        return None, None, None
    first, last = value.possible
    return value.text, _day(first), _day(last)


def _until(value: Edtf | None, *, runs: bool) -> tuple[str | None, str | None, str | None]:
    return ("..", None, None) if runs else _date(value)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _identifiers(document: Article | Record) -> tuple[str, ...]:
    return tuple(f"{scheme}:{value}" for scheme, value in document.identifiers)


def _words(quote: Quote | None) -> str | None:
    return quote.exact if quote else None


def _relation_id(company: str, partner: str, role: str, place: str | None) -> str:
    return "/".join(filter(None, (company, partner, role, place)))
