"""Where page builders look things up: links, rows and labels for what the index holds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from html import escape
from typing import Any
from urllib.parse import quote

from pressmark import routes
from pressmark.asof import Standing, ends_before_it_begins, standings
from pressmark.changes import Chronicle
from pressmark.config import Term
from pressmark.history import Span as Life
from pressmark.identifiers import address_of
from pressmark.index import Happening, Index, Relation, grouped
from pressmark.languages import language_of
from pressmark.mentions import Mention
from pressmark.model import ENTITY_KINDS, RECORD_KINDS, Article, Block, Body, Claim, Company, Event, Kind, Named, Quote
from pressmark.pages.views import (
    ArticleRow,
    ContextRow,
    Counted,
    EventRow,
    Identifier,
    Link,
    Proof,
    RelationRow,
    Text,
)
from pressmark.publishable import PublicArchive
from pressmark.spelling import SPACELESS
from pressmark.standoff import ROOT
from pressmark.weave import Span

CONTEXT = 60  # characters on each side of a mention
# A word that the border of a context cuts, before and behind what is left of it.
_CUT_BEFORE = re.compile(rf"(?:(?!{SPACELESS.pattern})\S)* ?")
_CUT_BEHIND = re.compile(rf" ?(?:(?!{SPACELESS.pattern})\S)*\Z")
MOST_PROOFS = 3  # in a row of a table; the page of the pair has all


class Shelf:
    """Makes the small values that views are built from; each row of an article is made once."""

    def __init__(self, index: Index, base_url: str = "", chronicle: Chronicle = Chronicle()) -> None:  # noqa: B008 - frozen
        self.index = index
        self.base_url = base_url
        self.chronicle = chronicle
        self.public = index.public
        self._rows: dict[str, ArticleRow] = {}
        self._links: dict[tuple[Kind, str], Link] = {}
        self._standings: dict[str, Mapping[int, tuple[Standing, ...]]] = {}
        self._text = lru_cache(maxsize=2000)(partial(_text_of, self.public))  # from record to record they are the same
        self._relations: dict[tuple[str, str, str, str | None], RelationRow] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return (Shelf, (self.index, self.base_url, self.chronicle))

    def link(self, kind: Kind, identifier: str) -> Link:
        """The name of a record or article and its page."""
        key = (kind, identifier)
        if key not in self._links:
            name = self._name(kind, identifier)
            self._links[key] = Link(name, routes.page_of(kind, identifier), self._language(kind, identifier, name))
        return self._links[key]

    def _language(self, kind: Kind, identifier: str, name: str) -> str:
        if kind is Kind.ARTICLE:
            return self.public.articles[identifier].language
        record = self.public.records[kind][identifier] if kind in RECORD_KINDS else None
        return language_of(name, record.country if isinstance(record, Company) else "")

    def _name(self, kind: Kind, identifier: str) -> str:
        if kind is Kind.ARTICLE:
            return self.public.articles[identifier].title
        if kind is Kind.PAGE:
            return self.public.pages[identifier].title
        if kind is Kind.QUERY:
            return self.public.queries[identifier].title
        return self.public.records[kind][identifier].name

    def links(self, kind: Kind, identifiers: Iterable[str]) -> tuple[Link, ...]:
        """Several of these."""
        return tuple(self.link(kind, identifier) for identifier in identifiers)

    def maybe(self, kind: Kind, identifier: str | None) -> Link | None:
        """A link, or None for none."""
        return self.link(kind, identifier) if identifier else None

    def named(self, name: Named | None) -> Link | None:
        """A place that may be mere text."""
        if name is None:
            return None
        return self.link(Kind.PLACE, name.id) if name.id else Link(name.text)

    def row(self, identifier: str) -> ArticleRow:
        """An article as lists show it."""
        if identifier not in self._rows:
            article = self.public.articles[identifier]
            source = self.public.records[Kind.SOURCE][article.source].name if article.source else ""
            marks = self.public.marks[Kind.ARTICLE, identifier]
            self._rows[identifier] = ArticleRow(self.link(Kind.ARTICLE, identifier), article.published, source, marks)
        return self._rows[identifier]

    def rows(self, newest: Iterable[str]) -> list[ArticleRow]:
        """Articles as lists want them, oldest first."""
        return [self.row(identifier) for identifier in reversed(tuple(newest))]

    def counted(self, kind: Kind, counts: Counter[str], most: int | None = None) -> tuple[Counted, ...]:
        """Names with numbers, the greatest first, then by name."""
        links = ((self.link(kind, identifier), count) for identifier, count in counts.items())
        ordered = sorted(links, key=lambda item: (-item[1], item[0].text.casefold(), item[0].route or ""))
        return tuple(Counted(link, count) for link, count in ordered[:most])

    # --- what several pages look up ---

    @cached_property
    def spans(self) -> Mapping[str, Life]:
        """By the page of a document, when it came and when it was last changed."""
        return {routes.page_of(*key): span for key, span in self.chronicle.spans.items()}

    @cached_property
    def relations_in(self) -> Mapping[str, tuple[Relation, ...]]:
        """The relations in each place."""
        return grouped((relation.place, relation) for relation in self.index.relations if relation.place)

    @cached_property
    def ventures(self) -> Mapping[str, tuple[Link, ...]]:
        """For each joint venture's own company, the pairs that have it."""
        pairs = {
            (one.venture, *sorted((one.company, one.partner))): None for one in self.index.relations if one.venture
        }
        return grouped((venture, self.pair(first, second)) for venture, first, second in pairs)

    @cached_property
    def business(self) -> Mapping[str, tuple[str, ...]]:
        """The companies of each topic that is their business."""
        companies = self.public.records[Kind.COMPANY].values()
        return grouped((topic, one.id) for one in companies if isinstance(one, Company) for topic in one.topics)

    def standings(self, company: str) -> Mapping[int, tuple[Standing, ...]]:
        """How the relations of a company stood over the years."""
        if company not in self._standings:
            self._standings[company] = standings(self.index.relations_of.get(company, ()))
        return self._standings[company]

    def pair(self, one: str, other: str) -> Link:
        """The page of two companies."""
        names = (self.link(Kind.COMPANY, identifier).text for identifier in sorted((one, other)))
        return Link(" – ".join(names), routes.pair(one, other))

    # --- facts ---

    def proof(self, article: Article, fact: Claim | Event) -> Proof:
        """Where a fact is stated."""
        route = f"{routes.page_of(Kind.ARTICLE, article.id)}#{fact.fragment}"
        words = fact.quote.exact if fact.quote else ""
        return Proof(route, self.row(article.id), words, original_at(article.url, words))

    def context(self, identifier: str, mention: Mention) -> ContextRow:
        """A mention as a concordance shows it."""
        text, blocks = self._text(identifier)
        block = blocks[mention.block]
        left = " ".join(text[max(block.start, mention.start - CONTEXT) : mention.start].split())
        right = " ".join(text[mention.end : min(block.end, mention.end + CONTEXT)].split())
        if mention.start - CONTEXT > block.start:
            left = f"…{_without_first(left) or left}"
        if mention.end + CONTEXT < block.end:
            right = f"{_without_last(right) or right}…"
        route = f"{routes.page_of(Kind.ARTICLE, identifier)}#{mention.block}"
        return ContextRow(route, self.row(identifier), left, text[mention.start : mention.end], right)

    def role(self, identifier: str) -> Term:
        """A term of the roles' vocabulary."""
        return self.public.settings.vocabularies.roles[identifier]

    def company_kind(self, identifier: str) -> Term:
        """A term of the kinds of company; the one that stands for none need not be in an archive's own vocabulary."""
        return self.public.settings.vocabularies.company_kinds.get(identifier) or Term(identifier)

    def relation(self, relation: Relation) -> RelationRow:
        """A relation as tables show it; each row is made once."""
        key = (relation.company, relation.partner, relation.role, relation.place)
        if key not in self._relations:
            self._relations[key] = self._relation(relation)
        return self._relations[key]

    def _relation(self, relation: Relation) -> RelationRow:
        latest = reversed(relation.claims[-MOST_PROOFS:])
        return RelationRow(
            company=self.link(Kind.COMPANY, relation.company),
            partner=self.link(Kind.COMPANY, relation.partner),
            role=self.role(relation.role),
            place=self.maybe(Kind.PLACE, relation.place),
            start=relation.start,
            end=relation.end,
            runs=relation.runs,
            status=relation.status,
            last_attested=relation.last_attested,
            proofs=tuple(self.proof(self.index.article(one.article), one.claim) for one in latest),
            proof_count=len(relation.claims),
            pair=routes.pair(relation.company, relation.partner),
            venture=self.maybe(Kind.COMPANY, relation.venture),
            backwards=ends_before_it_begins(relation),
        )

    def event(self, happening: Happening, on: str = "") -> EventRow:
        """An event as timelines show it; the page it is shown `on` is not linked again."""
        every = (link for kind in ENTITY_KINDS for link in self.links(kind, happening.about.of(kind)))
        about = tuple(link for link in every if link.route != on)
        proofs = tuple(self.proof(self.index.article(article), event) for article, event in happening.attestations)
        day = happening.date.certain_day
        route = routes.day(day.month, day.day) if day else ""
        return EventRow(happening.date, happening.text, about, proofs, route if route != on else "")

    # --- texts ---

    def text(self, body: Body, spans: Iterable[Span] = ()) -> Text:
        """A body with its links by hand, and other spans."""
        by_hand = (
            Span(link.start, link.end, "a", self._href(link.kind, link.target, link.fragment)) for link in body.links
        )
        return Text(body, (*by_hand, *spans))

    def mentions(self, article: Article) -> Iterator[Span]:
        """The names in a text: all are marked, and the first of a record in each block is a link."""
        linked: set[tuple[str, Kind, str]] = set()
        for mention in self.index.mentions.get(article.id, ()):
            of = f' class="entity" data-entity="{mention.kind}-{mention.id}"'
            first = (mention.block, mention.kind, mention.id)
            if first in linked:
                yield Span(mention.start, mention.end, "span", of)
            else:
                yield Span(mention.start, mention.end, "a", self._href(mention.kind, mention.id, "") + of)
            linked.add(first)

    def _href(self, kind: Kind, identifier: str, fragment: str) -> str:
        anchor = f"#{fragment}" if fragment else ""
        return f' href="{ROOT}{escape(routes.page_of(kind, identifier) + anchor)}"'


def _without_first(words: str) -> str:
    """What comes behind the word that the border of a context cuts; where no blanks part words, it cuts none."""
    return _CUT_BEFORE.sub("", words, count=1) if SPACELESS.search(words) else words.partition(" ")[2]


def _without_last(words: str) -> str:
    """What comes before such a word."""
    return _CUT_BEHIND.sub("", words, count=1) if SPACELESS.search(words) else words.rpartition(" ")[0]


def _text_of(public: PublicArchive, identifier: str) -> tuple[str, dict[str, Block]]:
    body = public.articles[identifier].body
    return body.text, {block.id: block for block in body.blocks}


def original_at(url: str, words: str) -> str:
    """An original address, opened at some words by a text fragment (WICG, URL Fragment Text Directives)."""
    return f"{url}#:~:text={quote(words, safe='').replace('-', '%2D')}" if url and words and "#" not in url else url


def identified(pairs: Iterable[tuple[str, str]]) -> tuple[Identifier, ...]:
    """Identifiers with the addresses to which they lead."""
    return tuple(Identifier(key, value, address_of(key, value)) for key, value in pairs)


def lit(fragment: str, words: Quote | None, of: str) -> Span | None:
    """The span that lights the words of a fact or note in its article."""
    if words is None or words.anchor is None:
        return None
    return Span(words.anchor.start, words.anchor.end, "mark", f' class="{of}"', fragment)
