"""What the archive knows as a whole: who appears where, relations joined from claims, events from attestations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from pressmark.dates import Edtf
from pressmark.mentions import Mention
from pressmark.model import Article, Author, Claim, Entities, Event, Kind, together
from pressmark.publishable import PublicArchive
from pressmark.saved import answers
from pressmark.values import Frozen, replace

Key = tuple[Kind, str]
K = TypeVar("K")
V = TypeVar("V")


class Attested(Frozen):
    """A claim and the article that makes it."""

    article: str
    claim: Claim


class Relation(Frozen):
    """All claims with the same company, partner, role and place, in order of publication; derived, never written.

    `start`, `end` (or `runs`) and `status` are each those of the latest-published claim that states them. An
    attestation is an active claim; attestations are ordered by the earliest day on which their articles may have been
    published, and shown as precisely as those dates were written.
    """

    company: str
    partner: str
    role: str
    place: str | None
    claims: tuple[Attested, ...]
    start: Edtf | None
    end: Edtf | None
    runs: bool
    ended_by: Edtf | None  # when the article was published that says it has ended, if the status is that
    status: str
    venture: str | None
    first_attested: Edtf | None
    last_attested: Edtf | None


class Happening(Frozen):
    """An event with all its attestations, the latest-published first; they share an id, or there is just one."""

    date: Edtf
    text: str
    about: Entities
    attestations: tuple[tuple[str, Event], ...]


class Index(Frozen):
    """The public archive and everything derived from it. All lists are in a fixed order."""

    public: PublicArchive
    newest: tuple[str, ...]
    about: Mapping[str, Entities]
    appearing: Mapping[Key, tuple[str, ...]]
    written_by: Mapping[str, tuple[str, ...]]
    relations: tuple[Relation, ...]
    relations_of: Mapping[str, tuple[Relation, ...]]
    happenings: tuple[Happening, ...]
    happenings_of: Mapping[Key, tuple[Happening, ...]]
    below: Mapping[Key, tuple[str, ...]]
    mentions: Mapping[str, tuple[Mention, ...]]
    mentioned: Mapping[Key, tuple[tuple[str, Mention], ...]]
    under: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, tuple[str, ...]]

    def articles_on(self, kind: Kind, identifier: str) -> tuple[str, ...]:
        """The articles in which a record appears, newest first; for a topic, those of narrower topics among them."""
        if kind is Kind.TOPIC:
            return self.under.get(identifier, ())
        return self.appearing.get((kind, identifier), ())

    def counted(self, kind: Kind, identifier: str) -> int:
        """How many articles are about a record; for a person, about or by them."""
        written = self.written_by.get(identifier, ()) if kind is Kind.PERSON else ()
        found = self.articles_on(kind, identifier)
        return len({*found, *written}) if written else len(found)

    def authors_of(self, article: Article) -> tuple[str, ...]:
        """The names of all who had a part in an article: those of their records, else as written."""
        return self._names(article.authors)

    def writers_and_editors(self, article: Article) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The same names, those who only edited apart from the others."""
        of = article.authors
        return self._names(one for one in of if not one.edits), self._names(one for one in of if one.edits)

    def _names(self, authors: Iterable[Author]) -> tuple[str, ...]:
        people = self.public.records[Kind.PERSON]
        return tuple(filter(None, (people[one.person].name if one.person else one.name for one in authors)))

    def article(self, identifier: str) -> Article:
        """An article by its id."""
        return self.public.articles[identifier]


def published_key(article: Article) -> tuple[date, date, str]:
    """The order of publication: earliest day, latest day, id; articles without any date come first."""
    if article.published is None:
        return (date.min, date.min, article.id)
    if article.published.earliest is None and article.published.latest is None:
        return (date.min, date.min, article.id)
    return (*article.published.sort_key, article.id)


def build_index(public: PublicArchive, mentions: Mapping[str, tuple[Mention, ...]]) -> Index:
    """Derive everything that several pages need; `mentions` are those of each article (see `find_mentions`)."""
    ordered = sorted(public.articles.values(), key=published_key)
    about = {article.id: article.about for article in ordered}
    newest = tuple(article.id for article in reversed(ordered))
    appearing: dict[Key, list[str]] = defaultdict(list)
    written: dict[str, list[str]] = defaultdict(list)
    for identifier in newest:
        article = public.articles[identifier]
        for kind, entities in about[identifier].by_kind:
            for entity in entities:
                appearing[kind, entity].append(identifier)
        for source in dict.fromkeys((article.source, article.carrier)):
            if source:
                appearing[Kind.SOURCE, source].append(identifier)
        for person in dict.fromkeys(author.person for author in article.authors if author.person):
            written[person].append(identifier)
    relations = _relations(ordered, public)
    happenings = _happenings(ordered)
    below = _below(public)
    return Index(
        public,
        newest,
        about,
        _frozen(appearing),
        _frozen(written),
        relations,
        grouped((one, relation) for relation in relations for one in (relation.company, relation.partner)),
        happenings,
        grouped((key, happening) for happening in happenings for key in _keys(happening.about)),
        below,
        mentions,
        _mentioned(ordered, mentions),
        _under(appearing, below, newest),
        answers(public.queries.values(), ordered, public.records, public.settings.language),
    )


def with_words(index: Index, public: PublicArchive, mentions: Mapping[str, tuple[Mention, ...]]) -> Index:
    """An index after the words of some texts have changed, and nothing else; `mentions` are those in these texts."""
    ordered = [public.articles[identifier] for identifier in reversed(index.newest)]
    every = {**index.mentions, **mentions}
    found = answers(public.queries.values(), ordered, public.records, public.settings.language)
    return replace(index, public=public, mentions=every, mentioned=_mentioned(ordered, every), answers=found)


def _mentioned(
    ordered: Iterable[Article], mentions: Mapping[str, tuple[Mention, ...]]
) -> Mapping[Key, tuple[tuple[str, Mention], ...]]:
    return grouped(
        ((mention.kind, mention.id), (article.id, mention))
        for article in ordered
        for mention in mentions.get(article.id, ())
    )


def _keys(about: Entities) -> list[Key]:
    return [(kind, identifier) for kind, identifiers in about.by_kind for identifier in identifiers]


def _relations(ordered: Sequence[Article], public: PublicArchive) -> tuple[Relation, ...]:
    roles = public.settings.vocabularies.roles
    groups: dict[tuple[str, str, str, str], list[Attested]] = defaultdict(list)
    for article in ordered:
        for claim in article.claims:
            company, partner = claim.company, claim.partner
            if roles[claim.role].symmetric:
                company, partner = sorted((company, partner))
            groups[company, partner, claim.role, claim.place or ""].append(Attested(article.id, claim))
    return tuple(_relation(key, tuple(claims), public) for key, claims in sorted(groups.items()))


def _relation(key: tuple[str, str, str, str], claims: tuple[Attested, ...], public: PublicArchive) -> Relation:
    company, partner, role, place = key
    latest = [attested.claim for attested in reversed(claims)]
    stating = next((one for one in reversed(claims) if one.claim.status), None)
    ended = stating is not None and stating.claim.status == "ended"
    # That it still runs says nothing any more once a later article calls it ended.
    told = latest.index(stating.claim) if stating and ended else len(latest)
    endings = (claim for place, claim in enumerate(latest) if claim.end or (claim.runs and place < told))
    ending = next(endings, None)
    attested = [published for one in claims if (published := attestation(one, public))]
    return Relation(
        company,
        partner,
        role,
        place or None,
        claims,
        start=next((claim.start for claim in latest if claim.start), None),
        end=ending.end if ending else None,
        runs=ending.runs if ending else False,
        ended_by=public.articles[stating.article].published if stating and ended else None,
        status=(stating.claim.status if stating else None) or "active",
        venture=next((claim.venture for claim in latest if claim.venture), None),
        first_attested=min(attested, key=_earliest, default=None),
        last_attested=max(attested, key=_earliest, default=None),
    )


def attestation(attested: Attested, public: PublicArchive) -> Edtf | None:
    """When a claim attests its relation; None if it is not active or its article has no date."""
    published = public.articles[attested.article].published
    active = (attested.claim.status or "active") == "active"
    return published if active and published and published.earliest else None


def _earliest(published: Edtf) -> date:
    return published.earliest or date.min


def _happenings(ordered: Sequence[Article]) -> tuple[Happening, ...]:
    groups: dict[tuple[str, str], list[tuple[str, Event]]] = defaultdict(list)
    for article in reversed(ordered):
        for event in article.events:
            key = ("", event.id) if event.id else (article.id, event.fragment)
            groups[key].append((article.id, event))
    joined = (
        Happening(
            attestations[0][1].date,
            attestations[0][1].event,
            together(event.about for _, event in attestations),
            tuple(attestations),
        )
        for attestations in groups.values()
    )
    return tuple(sorted(joined, key=lambda h: (h.date.sort_key, h.attestations[0][0], h.attestations[0][1].fragment)))


def _under(
    appearing: Mapping[Key, Sequence[str]], below: Mapping[Key, tuple[str, ...]], newest: Sequence[str]
) -> Mapping[str, tuple[str, ...]]:
    """For each topic, the articles under it and under what is narrower, newest first."""
    order = {identifier: position for position, identifier in enumerate(newest)}
    found: dict[str, set[str]] = {}

    def collect(topic: str) -> set[str]:
        if topic not in found:
            narrower = (collect(other) for other in below.get((Kind.TOPIC, topic), ()))
            found[topic] = set(appearing.get((Kind.TOPIC, topic), ())).union(*narrower)
        return found[topic]

    topics = {identifier for kind, identifier in (*appearing, *below) if kind is Kind.TOPIC}
    return {topic: tuple(sorted(collect(topic), key=order.__getitem__)) for topic in sorted(topics)}


def _below(public: PublicArchive) -> Mapping[Key, tuple[str, ...]]:
    """For each record, those that name it as the one above: parent, within, broader."""
    above = {Kind.COMPANY: "parent", Kind.PLACE: "within", Kind.TOPIC: "broader"}
    return grouped(
        ((kind, upper), record.id)
        for kind, field in above.items()
        for record in sorted(public.records[kind].values(), key=lambda record: (record.name.casefold(), record.id))
        if (upper := getattr(record, field))
    )


def grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    """Values by key, both in the order in which they come."""
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return _frozen(groups)


def _frozen(groups: Mapping[K, list[V]]) -> Mapping[K, tuple[V, ...]]:
    return {key: tuple(values) for key, values in groups.items()}
