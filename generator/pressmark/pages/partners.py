"""Relations: the table of all of them, and one page for each pair of companies."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import cast

from pressmark import routes
from pressmark.asof import STATUSES, ends_before_it_begins
from pressmark.dates import Edtf
from pressmark.index import Attested, Relation, published_key
from pressmark.model import Kind
from pressmark.pages.further import Owner, article_pages, claim_pages, event_pages
from pressmark.pages.lists import dated, numbered, split_by_initial
from pressmark.pages.pictures import whole_network
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import (
    ArticleRow,
    Crumb,
    EventRow,
    FacetValue,
    Page,
    PairClaim,
    PairRelation,
    PairView,
    PartnersView,
    RelationRow,
)
from pressmark.values import replace

CRUMB = Crumb(routes.PARTNERS, key="nav.partners")
TEMPLATE = "pages/partners.html"
MOST_CLAIMS = 20  # of a relation on the page of its pair, if this has too many


def partner_table(shelf: Shelf) -> Iterator[Page]:
    """Every relation in a table, by the company's initial where they are many."""
    rows = _sorted_rows(shelf, shelf.index.relations)
    whole = PartnersView(
        title_key="nav.partners",
        section="partners",
        count=len(rows),
        facets=facets(shelf),
        network=whole_network(shelf),
        graphml=routes.GRAPHML if rows else "",
    )
    if len(rows) <= routes.PAGE_SIZE:
        yield Page(routes.PARTNERS, TEMPLATE, replace(whole, relations=tuple(rows)))
        return
    parts, pages = split_by_initial(routes.PARTNERS, [row.company.text for row in rows])
    yield Page(routes.PARTNERS, TEMPLATE, replace(whole, parts=parts))
    for page in pages:
        view = PartnersView(
            title_key="nav.partners",
            section="partners",
            crumbs=(CRUMB,),
            relations=tuple(rows[position] for position in page.rows),
            pages=page.pages,
            number=page.number,
            initial=page.initial,
            count=len(page.rows),
        )
        yield Page(page.route, TEMPLATE, view)


def facets(shelf: Shelf) -> tuple[tuple[str, tuple[FacetValue, ...]], ...]:
    """The roles, places and statuses that relations have, with the lists of their relations."""
    relations = shelf.index.relations
    roles = Counter(relation.role for relation in relations)
    places = Counter(relation.place for relation in relations if relation.place)
    statuses = Counter(relation.status for relation in relations)
    at = routes.partners_by
    return (
        ("role", tuple(FacetValue(at("role", r), n, term=shelf.role(r)) for r, n in _most_first(roles))),
        (
            "place",
            tuple(FacetValue(at("place", p), n, place=shelf.link(Kind.PLACE, p)) for p, n in _most_first(places)),
        ),
        ("status", tuple(FacetValue(at("status", s), statuses[s], status=s) for s in STATUSES if s in statuses)),
    )


def _most_first(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def facet_pages(shelf: Shelf) -> Iterator[Page]:
    """The relations with one role, place or status, each list on pages of its own."""
    groups: dict[str, list[Relation]] = defaultdict(list)
    for relation in shelf.index.relations:
        groups[routes.partners_by("role", relation.role)].append(relation)
        groups[routes.partners_by("status", relation.status)].append(relation)
        if relation.place:
            groups[routes.partners_by("place", relation.place)].append(relation)
    for facet, values in facets(shelf):
        for value in values:
            rows = _sorted_rows(shelf, groups[value.route])
            for part, parts, some in numbered(value.route, rows):
                view = PartnersView(
                    title_key="nav.partners",
                    section="partners",
                    crumbs=(CRUMB,),
                    relations=tuple(some),
                    pages=parts,
                    number=part.number,
                    count=len(rows),
                    facet=facet,
                    value=value,
                )
                yield Page(part.route, TEMPLATE, view)


def _sorted_rows(shelf: Shelf, relations: Iterable[Relation]) -> list[RelationRow]:
    rows = (shelf.relation(relation) for relation in relations)
    return sorted(
        rows, key=lambda row: (row.company.text.casefold(), row.partner.text.casefold(), row.role.id, row.pair)
    )


def pair_pages(shelf: Shelf, company: str) -> Iterator[Page]:
    """What the archive says of each pair whose first company is given, with the parts of its lists where long."""
    pairs: dict[str, list[Relation]] = defaultdict(list)
    for relation in shelf.index.relations_of.get(company, ()):
        first, second = sorted((relation.company, relation.partner))
        if first == company:
            pairs[second].append(relation)
    for other, relations in pairs.items():
        yield from _pair_pages(shelf, company, other, relations)


def _pair_pages(shelf: Shelf, first: str, second: str, relations: list[Relation]) -> Iterator[Page]:
    pair = shelf.pair(first, second)
    route = routes.pair(first, second)
    owner = Owner(pair.text, route, "partners", CRUMB)
    claims, claim_years = dated(routes.claims_of(route), _claims_by_date(shelf, relations), newest_first=False)
    events, event_years = dated(routes.timeline_of(route), _events(shelf, first, second), newest_first=False)
    articles, article_years = dated(f"{route}{routes.ARTICLES}", _articles(shelf, first, second))
    view = PairView(
        title=pair.text,
        crumbs=(CRUMB,),
        section="partners",
        one=shelf.link(Kind.COMPANY, first),
        other=shelf.link(Kind.COMPANY, second),
        relations=tuple(_pair_relation(shelf, relation, whole=not claim_years) for relation in relations),
        claim_years=claims.parts,
        events=cast("tuple[EventRow, ...]", tuple(row for group in events.groups for row in group.rows)),
        event_years=events.parts,
        articles=articles,
    )
    yield Page(route, "pages/pair.html", view)
    yield from claim_pages(owner, routes.claims_of(route), claim_years)
    yield from event_pages(owner, routes.timeline_of(route), event_years)
    yield from article_pages(owner, f"{route}{routes.ARTICLES}", article_years)


def _events(shelf: Shelf, first: str, second: str) -> list[EventRow]:
    events = shelf.index.happenings_of.get((Kind.COMPANY, first), ())
    return [shelf.event(event) for event in events if second in event.about.companies]


def _articles(shelf: Shelf, first: str, second: str) -> list[ArticleRow]:
    about = set(shelf.index.appearing.get((Kind.COMPANY, second), ()))
    return shelf.rows(id_ for id_ in shelf.index.appearing.get((Kind.COMPANY, first), ()) if id_ in about)


def _claims_by_date(shelf: Shelf, relations: Iterable[Relation]) -> list[PairClaim]:
    claims = ((published_key(shelf.index.article(one.article)), one, of) for of in relations for one in of.claims)
    return [_pair_claim(shelf, of, one) for _, one, of in sorted(claims, key=lambda item: item[0])]


def _pair_relation(shelf: Shelf, relation: Relation, *, whole: bool) -> PairRelation:
    latest = relation.claims if whole else relation.claims[-MOST_CLAIMS:]
    claims = tuple(_pair_claim(shelf, relation, attested) for attested in latest)
    row = shelf.relation(relation)
    return PairRelation(row, relation.first_attested, claims, len(relation.claims), disagreements(relation))


def _pair_claim(shelf: Shelf, relation: Relation, attested: Attested) -> PairClaim:
    claim = attested.claim
    proof = shelf.proof(shelf.index.article(attested.article), claim)
    status = claim.status or "active"
    return PairClaim(shelf.relation(relation), claim.start, claim.end, claim.runs, status, proof)


def disagreements(relation: Relation) -> tuple[str, ...]:
    """What the claims of a relation disagree about: `start`, `end`, `status`, `order`.

    Two claims disagree when the possible ranges of their dates do not meet, or when one denies what the other calls
    active or ended. Of all of them together the order is wrong if the latest end lies before the latest start.
    """
    claims = [attested.claim for attested in relation.claims]
    statuses = {claim.status or "active" for claim in claims}
    disagreeing = {
        "start": not _all_meet(claim.start for claim in claims),
        "end": not _all_meet(claim.end for claim in claims),
        "status": "denied" in statuses and bool(statuses & {"active", "ended"}),
        "order": ends_before_it_begins(relation),
    }
    return tuple(what for what, found in disagreeing.items() if found)


def _all_meet(dates: Iterable[Edtf | None]) -> bool:
    """Whether the possible ranges of all dates that are stated meet one another: on a line, if they share a day."""
    ranges = [stated.possible for stated in dates if stated]
    firsts = [one.first for one in ranges if one.first]
    lasts = [one.last for one in ranges if one.last]
    return not firsts or not lasts or max(firsts) <= min(lasts)
