"""The pages of authority records: one each, their further lists, and the index of each kind."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, cast

from pressmark import routes
from pressmark.languages import language_of
from pressmark.model import Company, Kind, Place, Record, Source, Topic
from pressmark.pages.lists import above_month, by_initial, dated, name_key, numbered, split_by_initial, year_of
from pressmark.pages.pictures import neighbourhood, periods, year_bars
from pressmark.pages.shelf import Shelf, identified
from pressmark.pages.snapshots import relation_rows, snapshots
from pressmark.pages.views import (
    Branch,
    CompanyView,
    ContextView,
    Counted,
    Crumb,
    Link,
    ListView,
    NamesView,
    Page,
    Part,
    PersonView,
    PlaceView,
    SourceView,
    TopicsView,
    TopicView,
)

MOST_RELATED = 50  # names «mentioned together»; the rest are reached through the articles
MOST_EVENTS = routes.PAGE_SIZE
MOST_CONTEXTS = 20  # mentions in context on the record's own page, the latest first


def record_pages(shelf: Shelf, kind: Kind) -> Iterator[Page]:
    """The page of each record of a kind, with the parts of its list of articles where that is long."""
    for record in shelf.public.records[kind].values():
        route = routes.page_of(kind, record.id)
        base = f"{route}{routes.ARTICLES}"
        rows = shelf.rows(shelf.index.articles_on(kind, record.id))
        listing, further = dated(base, rows)
        bars = year_bars(rows, partial(routes.year, base) if further else f"{route}#y{{:04d}}".format)
        common = _common(shelf, kind, record) | {"listing": listing, "bars": bars}
        yield Page(route, f"pages/{kind}.html", _VIEWS[kind](shelf, record, common))
        for page in further:
            crumbs = (_crumb(kind), Crumb(route, record.name), *above_month(base, page.year, page.month))
            view = ListView(
                title=record.name,
                crumbs=crumbs,
                section=kind.folder,
                listing=page.listing,
                whose=Link(record.name, route),
                year=page.year,
                month=page.month,
            )
            yield Page(page.route, "pages/articles.html", view)
        yield from _context_pages(shelf, kind, record)


def _context_pages(shelf: Shelf, kind: Kind, record: Record) -> Iterator[Page]:
    """All mentions of a record in context, where its own page does not hold them."""
    mentioned = shelf.index.mentioned.get((kind, record.id), ())
    if len(mentioned) <= MOST_CONTEXTS:
        return
    route = routes.page_of(kind, record.id)
    for part, parts, some in numbered(f"{route}context/", mentioned):
        view = ContextView(
            title=record.name,
            crumbs=(_crumb(kind), Crumb(route, record.name)),
            section=kind.folder,
            whose=Link(record.name, route),
            rows=tuple(shelf.context(identifier, mention) for identifier, mention in some),
            pages=parts,
            number=part.number,
            count=len(mentioned),
        )
        yield Page(part.route, "pages/context.html", view)


def _crumb(kind: Kind) -> Crumb:
    return Crumb(routes.index_of(kind), key=f"nav.{kind.folder}")


def _common(shelf: Shelf, kind: Kind, record: Record) -> dict[str, Any]:
    """The attributes that the views of all records share."""
    index = shelf.index
    together: dict[Kind, Counter[str]] = {k: Counter() for k in (Kind.COMPANY, Kind.PERSON, Kind.TOPIC, Kind.SOURCE)}
    for identifier in index.articles_on(kind, record.id):
        about, source = index.about[identifier], index.article(identifier).source
        for other in (Kind.COMPANY, Kind.PERSON, Kind.TOPIC):
            together[other].update(about.of(other))
        if source:
            together[Kind.SOURCE][source] += 1
    if kind in together:
        together[kind].pop(record.id, None)
    mentioned = index.mentioned.get((kind, record.id), ())
    happenings = index.happenings_of.get((kind, record.id), ())
    country = record.country if isinstance(record, Company) else ""
    return {
        "title": record.name,
        "description": record.summary,
        "crumbs": (_crumb(kind),),
        "section": kind.folder,
        "marks": shelf.public.marks.get((kind, record.id), ()),
        "name_language": shelf.link(kind, record.id).language,
        "aliases": tuple((one.text, one.kind, language_of(one.text, country)) for one in record.aliases),
        "identifiers": identified(record.identifiers),
        "summary": record.summary,
        "profile": shelf.text(record.profile),
        "extra": dict(record.extra),
        "companies": shelf.counted(Kind.COMPANY, together[Kind.COMPANY], MOST_RELATED),
        "people": shelf.counted(Kind.PERSON, together[Kind.PERSON], MOST_RELATED),
        "topics": shelf.counted(Kind.TOPIC, together[Kind.TOPIC], MOST_RELATED),
        "sources": shelf.counted(Kind.SOURCE, together[Kind.SOURCE], MOST_RELATED),
        "events": tuple(
            shelf.event(happening, routes.page_of(kind, record.id)) for happening in happenings[-MOST_EVENTS:]
        ),
        "event_count": len(happenings),
        "contexts": tuple(shelf.context(*one) for one in reversed(mentioned[-MOST_CONTEXTS:])),
        "context_count": len(mentioned),
    }


def _company(shelf: Shelf, record: Record, common: dict[str, Any]) -> CompanyView:
    company = cast("Company", record)
    relations = shelf.index.relations_of.get(company.id, ())
    rows = relation_rows(shelf, company.id, relations)
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
        relations=rows,
        periods=periods(relations, rows),
        network=neighbourhood(shelf, company.id),
        snapshots=snapshots(shelf, company.id),
    )


def _person(shelf: Shelf, record: Record, common: dict[str, Any]) -> PersonView:
    written = shelf.index.written_by.get(record.id, ())
    return PersonView(**common, written=tuple(shelf.row(identifier) for identifier in written))


def _place(shelf: Shelf, record: Record, common: dict[str, Any]) -> PlaceView:
    place = cast("Place", record)
    relations = (relation for relation in shelf.index.relations if relation.place == place.id)
    return PlaceView(
        **common,
        within=_above(shelf, Kind.PLACE, place.within),
        places=_below(shelf, Kind.PLACE, place.id),
        latitude=place.latitude,
        longitude=place.longitude,
        relations=tuple(shelf.relation(relation) for relation in relations)[: routes.PAGE_SIZE],
    )


def _topic(shelf: Shelf, record: Record, common: dict[str, Any]) -> TopicView:
    topic = cast("Topic", record)
    companies = shelf.public.records[Kind.COMPANY].values()
    business = (company.id for company in companies if isinstance(company, Company) and topic.id in company.topics)
    narrower = shelf.index.below.get((Kind.TOPIC, topic.id), ())
    return TopicView(
        **common,
        scope_note=topic.scope_note,
        broader=_above(shelf, Kind.TOPIC, topic.broader),
        narrower=tuple(_count(shelf, Kind.TOPIC, other) for other in narrower),
        related=shelf.links(Kind.TOPIC, topic.related),
        business=shelf.links(Kind.COMPANY, business),
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
    return shelf.links(kind, shelf.index.below.get((kind, identifier), ()))


def _above(shelf: Shelf, kind: Kind, identifier: str | None) -> tuple[Link, ...]:
    """The chain from the outermost record down to the one given."""
    chain: list[Link] = []
    while identifier is not None:
        record = shelf.public.records[kind][identifier]
        chain.insert(0, shelf.link(kind, identifier))
        identifier = record.within if isinstance(record, Place) else cast("Topic", record).broader
    return tuple(chain)


def _count(shelf: Shelf, kind: Kind, identifier: str, note: str = "") -> Counted:
    """A record with the number of its articles; for a person, those about and by them."""
    articles = shelf.index.articles_on(kind, identifier)
    written = shelf.index.written_by.get(identifier, ()) if kind is Kind.PERSON else ()
    marks = shelf.public.marks.get((kind, identifier), ())
    return Counted(shelf.link(kind, identifier), len({*articles, *written} if written else articles), note, marks)


# --- indexes ------------------------------------------------------------------------------------------------------


def index_pages(shelf: Shelf, kind: Kind) -> Iterator[Page]:
    """The records of a kind from A to Z, by initial where they are many."""
    base = routes.index_of(kind)
    records = shelf.public.records[kind].values()
    rows = sorted((_count(shelf, kind, record.id, _note(record)) for record in records), key=name_key)
    template = "pages/names.html"
    title_key, section = f"nav.{kind.folder}", kind.folder
    if len(rows) <= routes.PAGE_SIZE:
        yield Page(
            base, template, NamesView(title_key=title_key, section=section, initials=by_initial(rows), count=len(rows))
        )
        return
    parts, pages = split_by_initial(base, [row.link.text for row in rows])
    yield Page(base, template, NamesView(title_key=title_key, section=section, parts=parts, count=len(rows)))
    for page in pages:
        some = by_initial([rows[position] for position in page.rows])
        view = NamesView(
            title_key=title_key,
            section=section,
            crumbs=(_crumb(kind),),
            initials=some,
            pages=page.pages,
            number=page.number,
            initial=page.initial,
            count=len(page.rows),
        )
        yield Page(page.route, template, view)


def _note(record: Record) -> str:
    return record.country if isinstance(record, Company) else ""


def topic_index(shelf: Shelf) -> Iterator[Page]:
    """The tree of topics; where they are many, the topmost only, and all from A to Z."""
    topics = cast("Sequence[Topic]", tuple(shelf.public.records[Kind.TOPIC].values()))
    if len(topics) > routes.PAGE_SIZE:
        yield from index_pages(shelf, Kind.TOPIC)
        return
    top = sorted((topic for topic in topics if not topic.broader), key=lambda topic: (topic.name.casefold(), topic.id))
    tree = tuple(_branch(shelf, topic.id) for topic in top)
    yield Page(
        routes.index_of(Kind.TOPIC),
        "pages/topics.html",
        TopicsView(title_key="nav.topics", section="topics", tree=tree),
    )


def _branch(shelf: Shelf, identifier: str) -> Branch:
    topic = cast("Topic", shelf.public.records[Kind.TOPIC][identifier])
    narrower = shelf.index.below.get((Kind.TOPIC, identifier), ())
    return Branch(
        _count(shelf, Kind.TOPIC, identifier), topic.scope_note, tuple(_branch(shelf, other) for other in narrower)
    )
