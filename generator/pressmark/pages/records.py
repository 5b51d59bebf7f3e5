"""The pages of authority records: one each, and those of their lists that are too long for it."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from pressmark import routes
from pressmark.languages import language_of
from pressmark.model import Company, Kind, Place, Record, Source, Topic
from pressmark.pages.feeds import feed_of_record
from pressmark.pages.further import Owner, article_pages, context_pages, event_pages, relation_pages
from pressmark.pages.indexes import counted, crumb_of, name_pages, together, together_pages
from pressmark.pages.lists import dated, year_of
from pressmark.pages.pictures import neighbourhood, periods, year_bars
from pressmark.pages.shelf import Shelf, identified
from pressmark.pages.snapshots import in_order, relation_rows, snapshot_pages, snapshots
from pressmark.pages.views import (
    CompanyView,
    Link,
    Page,
    Part,
    PersonView,
    PlaceView,
    SourceView,
    TopicView,
)

MOST_SHOWN = 50  # events or relations on a record's own page, if they are too many for it
MOST_CONTEXTS = 20  # mentions in context on a record's own page, the latest first


def record_pages(shelf: Shelf, identifier: str, kind: Kind) -> Iterator[Page]:
    """The page of a record of a kind, with the parts of its lists where they are long."""
    record = shelf.public.records[kind][identifier]
    route = routes.page_of(kind, record.id)
    owner = Owner(record.name, route, kind.folder, crumb_of(kind))
    base = f"{route}{routes.ARTICLES}"
    rows = shelf.rows(shelf.index.articles_on(kind, record.id))
    listing, parts = dated(base, rows)
    bars = year_bars(rows, partial(routes.year, base) if parts else f"{route}#y{{:04d}}".format)
    found = together(shelf, kind, record.id)
    feed = feed_of_record(shelf, kind, record)
    common = _common(shelf, kind, record) | {
        "feed": feed.route if feed else "",
        "crumbs": (owner.above,),
        "listing": listing,
        "bars": bars,
        "together": tuple(one for one, _ in found if one.rows),
    }
    events = [shelf.event(happening, route) for happening in shelf.index.happenings_of.get((kind, record.id), ())]
    timeline, years = dated(routes.timeline_of(route), events, newest_first=False)
    common |= {"events": tuple(events[-MOST_SHOWN:] if years else events), "event_years": timeline.parts}
    yield Page(route, f"pages/{kind}.html", _VIEWS[kind](shelf, record, common))
    if feed:
        yield feed
    yield from article_pages(owner, base, parts)
    yield from event_pages(owner, routes.timeline_of(route), years)
    yield from together_pages(owner, found)
    yield from _below_pages(shelf, kind, record.id, owner)
    yield from _own_pages(shelf, kind, record, owner)


def _own_pages(shelf: Shelf, kind: Kind, record: Record, owner: Owner) -> Iterator[Page]:
    """The further pages that only some records have."""
    mentioned = shelf.index.mentioned.get((kind, record.id), ())
    if len(mentioned) > MOST_CONTEXTS:
        yield from context_pages(shelf, owner, mentioned)
    if kind is Kind.PERSON:
        base = routes.written_by(owner.route)
        _, parts = dated(base, shelf.rows(shelf.index.written_by.get(record.id, ())))
        yield from article_pages(owner, base, parts, written=True)
    if kind is Kind.COMPANY:
        relations = shelf.index.relations_of.get(record.id, ())
        if len(relations) > routes.PAGE_SIZE:
            yield from relation_pages(owner, relation_rows(shelf, record.id, in_order(relations)))
        yield from snapshot_pages(shelf, record.id)


def _common(shelf: Shelf, kind: Kind, record: Record) -> dict[str, Any]:
    """The attributes that the views of all records share."""
    mentioned = shelf.index.mentioned.get((kind, record.id), ())
    country = record.country if isinstance(record, Company) else ""
    return {
        "title": record.name,
        "description": record.summary,
        "section": kind.folder,
        "marks": shelf.public.marks.get((kind, record.id), ()),
        "name_language": shelf.link(kind, record.id).language,
        "aliases": tuple((one.text, one.kind, language_of(one.text, country)) for one in record.aliases),
        "identifiers": identified(record.identifiers),
        "summary": record.summary,
        "profile": shelf.text(record.profile),
        "extra": dict(record.extra),
        "below_count": len(shelf.index.below.get((kind, record.id), ())),
        "all_below": routes.below(routes.page_of(kind, record.id)) if _are_many(shelf, kind, record.id) else "",
        "event_count": len(shelf.index.happenings_of.get((kind, record.id), ())),
        "contexts": tuple(shelf.context(*one) for one in reversed(mentioned[-MOST_CONTEXTS:])),
        "context_count": len(mentioned),
    }


def _company(shelf: Shelf, record: Record, common: dict[str, Any]) -> CompanyView:
    company = cast("Company", record)
    relations = in_order(shelf.index.relations_of.get(company.id, ()))
    shown = relations if len(relations) <= routes.PAGE_SIZE else relations[:MOST_SHOWN]
    rows = relation_rows(shelf, company.id, shown)
    return CompanyView(
        **common,
        kind=shelf.company_kind(company.kind),
        country=company.country,
        parent=shelf.maybe(Kind.COMPANY, company.parent),
        subsidiaries=_below(shelf, Kind.COMPANY, company.id),
        successor=shelf.maybe(Kind.COMPANY, company.successor),
        founded=company.founded,
        dissolved=company.dissolved,
        subjects=shelf.links(Kind.TOPIC, company.topics),
        ventures=shelf.ventures.get(company.id, ()),
        relations=rows,
        relation_count=len(relations),
        periods=periods(shown, rows),
        network=neighbourhood(shelf, company.id),
        snapshots=snapshots(shelf, company.id),
    )


def _person(shelf: Shelf, record: Record, common: dict[str, Any]) -> PersonView:
    rows = shelf.rows(shelf.index.written_by.get(record.id, ()))
    written, _ = dated(routes.written_by(routes.page_of(Kind.PERSON, record.id)), rows)
    return PersonView(**common, written=written)


def _place(shelf: Shelf, record: Record, common: dict[str, Any]) -> PlaceView:
    place = cast("Place", record)
    relations = in_order(shelf.relations_in.get(place.id, ()))
    shown = relations if len(relations) <= routes.PAGE_SIZE else relations[:MOST_SHOWN]
    return PlaceView(
        **common,
        within=_above(shelf, Kind.PLACE, place.within),
        places=_below(shelf, Kind.PLACE, place.id),
        latitude=place.latitude,
        longitude=place.longitude,
        relations=tuple(shelf.relation(relation) for relation in shown),
        relation_count=len(relations),
        all_relations=routes.partners_by("place", place.id),
    )


def _topic(shelf: Shelf, record: Record, common: dict[str, Any]) -> TopicView:
    topic = cast("Topic", record)
    narrower = shelf.index.below.get((Kind.TOPIC, topic.id), ())
    business = tuple(shelf.business.get(topic.id, ()))
    return TopicView(
        **common,
        scope_note=topic.scope_note,
        broader=_above(shelf, Kind.TOPIC, topic.broader),
        narrower=tuple(counted(shelf, Kind.TOPIC, other) for other in narrower[:MOST_SHOWN]),
        related=shelf.links(Kind.TOPIC, topic.related),
        business=shelf.links(Kind.COMPANY, business[:MOST_SHOWN]),
        business_count=len(business),
        all_business=routes.business(routes.page_of(Kind.TOPIC, topic.id)) if len(business) > MOST_SHOWN else "",
    )


def _source(shelf: Shelf, record: Record, common: dict[str, Any]) -> SourceView:
    source = cast("Source", record)
    rights = source.rights or shelf.public.settings.rights
    years = Counter(year_of(shelf.row(id_)) for id_ in shelf.index.appearing.get((Kind.SOURCE, source.id), ()))
    parts = tuple(
        Part("", count, year) for year, count in sorted(years.items(), key=lambda i: (i[0] is None, i[0] or 0))
    )
    return SourceView(**common, publisher=source.publisher, homepage=source.homepage, rights=rights, years=parts)


_VIEWS = {Kind.COMPANY: _company, Kind.PERSON: _person, Kind.PLACE: _place, Kind.TOPIC: _topic, Kind.SOURCE: _source}


def _below(shelf: Shelf, kind: Kind, identifier: str) -> tuple[Link, ...]:
    return shelf.links(kind, shelf.index.below.get((kind, identifier), ())[:MOST_SHOWN])


def _are_many(shelf: Shelf, kind: Kind, identifier: str) -> bool:
    return len(shelf.index.below.get((kind, identifier), ())) > MOST_SHOWN


def _below_pages(shelf: Shelf, kind: Kind, identifier: str, owner: Owner) -> Iterator[Page]:
    """All records that belong to one, and all companies whose business a topic is, where its page has no room."""
    if _are_many(shelf, kind, identifier):
        rows = [counted(shelf, kind, other) for other in shelf.index.below[kind, identifier]]
        yield from name_pages(owner, routes.below(owner.route), rows, title_key=f"below.{kind.folder}")
    business = tuple(shelf.business.get(identifier, ())) if kind is Kind.TOPIC else ()
    if len(business) > MOST_SHOWN:
        rows = [counted(shelf, Kind.COMPANY, other) for other in business]
        yield from name_pages(owner, routes.business(owner.route), rows, title_key="below.business")


def _above(shelf: Shelf, kind: Kind, identifier: str | None) -> tuple[Link, ...]:
    """The chain from the outermost record down to the one given."""
    chain: list[Link] = []
    while identifier is not None:
        record = shelf.public.records[kind][identifier]
        chain.insert(0, shelf.link(kind, identifier))
        identifier = record.within if isinstance(record, Place) else cast("Topic", record).broader
    return tuple(chain)
