"""What stands where something was: tombstones of withdrawn articles, and ways on from old addresses."""

from collections.abc import Iterator
from itertools import product

from pressmark import routes
from pressmark.model import Article, Kind, Record, SavedQuery
from pressmark.model import Page as FreePage
from pressmark.pages.articles import CRUMB
from pressmark.pages.shelf import Shelf
from pressmark.pages.snapshots import snapshots
from pressmark.pages.views import Link, MovedView, Page, WithdrawnView
from pressmark.publishable import PublicArchive, Tombstone


def tombstones(shelf: Shelf) -> Iterator[Page]:
    """A page for each withdrawn article: that it was here, and why it is gone."""
    for one in shelf.public.tombstones.values():
        source = Link(one.source.text) if one.source else None
        view = WithdrawnView(
            title=one.title,
            language=one.language,
            crumbs=(CRUMB,),
            section="articles",
            published=one.published,
            source=shelf.link(Kind.SOURCE, one.source.id) if one.source and one.source.id else source,
            withdrawn=one.withdrawal.date,
            reason=one.withdrawal.reason,
        )
        yield Page(routes.page_of(Kind.ARTICLE, one.id), "pages/withdrawn.html", view)


def stubs(shelf: Shelf) -> Iterator[Page]:
    """A page at each old address that leads on, for hosts that know no other redirects."""
    for old, target in moved(shelf):
        stub = routes.stub(old)
        if stub is not None:
            yield Page(stub, "pages/moved.html", MovedView(title_key="moved.title", target=target))


def moved(shelf: Shelf) -> list[tuple[str, str]]:
    """Each old address, percent-encoded, and the page that is there for it now."""
    public = shelf.public
    records = ((kind, one) for kind, of_kind in public.records.items() for one in of_kind.values())
    articles = ((Kind.ARTICLE, article) for article in public.articles.values())
    gone = ((Kind.ARTICLE, tombstone) for tombstone in public.tombstones.values())
    pages = ((Kind.PAGE, page) for page in public.pages.values())
    queries = ((Kind.QUERY, query) for query in public.queries.values())
    documents: tuple[tuple[Kind, Article | Tombstone | FreePage | SavedQuery | Record], ...] = (
        *articles,
        *gone,
        *pages,
        *queries,
        *records,
    )
    own = {
        routes.former(kind, old): routes.page_of(kind, one.id) for kind, one in documents for old in one.redirect_from
    }
    return sorted({**dict(_moved_pairs(public)), **dict(_moved_snapshots(shelf)), **own}.items())


def _moved_pairs(public: PublicArchive) -> Iterator[tuple[str, str]]:
    """The pages of two companies, by the ids that one of them or both had."""
    names = {one.id: (one.id, *_old_ids(one)) for one in public.records[Kind.COMPANY].values()}
    if all(len(ids) == 1 for ids in names.values()):
        return
    pairs = {(claim.company, claim.partner) for article in public.articles.values() for claim in article.claims}
    for company, partner in pairs:
        target = routes.pair(company, partner)
        addresses = {routes.pair(one, other) for one, other in product(names[company], names[partner])}
        yield from ((old, target) for old in addresses - {target})


def _moved_snapshots(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """The pages of a company's partners as they stood, by the ids that it had."""
    for company in shelf.public.records[Kind.COMPANY].values():
        for old, part in product(_old_ids(company), snapshots(shelf, company.id) if company.redirect_from else ()):
            yield routes.as_of(routes.page_of(Kind.COMPANY, old), part.year or 0), part.route


def _old_ids(record: Record) -> tuple[str, ...]:
    return tuple(old for old in record.redirect_from if not old.startswith("/"))
