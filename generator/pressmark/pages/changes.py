"""The pages of changes and corrections, and their feeds."""

from collections.abc import Iterable, Iterator
from datetime import date

from pressmark import routes
from pressmark.changes import Change
from pressmark.dates import Edtf
from pressmark.digest import short
from pressmark.model import Kind
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import ChangeRow, ChangesView, CorrectionRow, CorrectionsView, Crumb, Link, Page
from pressmark.values import replace

FEWEST = 3  # changes, but for what was added, before a company has a page of them
CRUMB = Crumb(routes.CHANGES, key="nav.changes")


def change_pages(shelf: Shelf) -> Iterator[Page]:
    """The latest changes of all, and those that concern a company."""
    chronicle, base_url = shelf.chronicle, shelf.base_url
    yield from _page_and_feed(shelf, routes.CHANGES, chronicle.changes, ChangesView(title_key="nav.changes"), base_url)
    for company in shelf.public.records[Kind.COMPANY]:
        some = [one for one in chronicle.changes if _concerns(shelf, one, company)]
        if len([one for one in some if one.what != "added"]) >= FEWEST:
            link = shelf.link(Kind.COMPANY, company)
            crumbs = (Crumb(routes.index_of(Kind.COMPANY), key="nav.companies"), Crumb(link.route or "", link.text))
            view = ChangesView(title_key="nav.changes", whose=link, crumbs=crumbs, section="companies")
            yield from _page_and_feed(shelf, f"{link.route}{routes.CHANGES}", some, view, base_url)


def _page_and_feed(
    shelf: Shelf, route: str, changes: Iterable[Change], view: ChangesView, base_url: str
) -> Iterator[Page]:
    rows = tuple(_row(shelf, one) for one in changes)[: routes.PAGE_SIZE]
    feed = routes.feed_of(route) if base_url and rows else ""
    view = replace(view, rows=rows, feed=feed, updated=rows[0].when if rows else None)
    yield Page(route, "pages/changes.html", view)
    if feed:
        yield Page(feed, "feeds/changes.xml", view)


def _concerns(shelf: Shelf, change: Change, company: str) -> bool:
    kind, identifier = change.document
    if change.companies:
        return company in change.companies
    return identifier == company if kind is Kind.COMPANY else company in _companies_of(shelf, kind, identifier)


def _companies_of(shelf: Shelf, kind: Kind, identifier: str) -> tuple[str, ...]:
    return shelf.index.about[identifier].companies if kind is Kind.ARTICLE else ()


def _row(shelf: Shelf, change: Change) -> ChangeRow:
    company, partner = change.companies or (None, None)
    kind, identifier = change.document
    said = (change.when.isoformat(), kind, identifier, change.what, *change.companies, change.role)
    return ChangeRow(
        key=short(*said, change.event, change.field, change.before, change.after),
        when=change.when,
        day=change.when.date(),
        author=change.author,
        document=shelf.link(*change.document),
        what=change.what,
        company=shelf.maybe(Kind.COMPANY, company),
        partner=shelf.maybe(Kind.COMPANY, partner),
        role=shelf.public.settings.vocabularies.roles.get(change.role),
        event=change.event,
        field=change.field,
        before=change.before,
        after=change.after,
    )


def correction_pages(shelf: Shelf) -> Iterator[Page]:
    """Corrections that articles tell of, and those of commits."""
    chronicle, base_url = shelf.chronicle, shelf.base_url
    rows = [
        _correction(correction.date, correction.date.latest or date.min, correction.text, (link,))
        for id_, article in shelf.public.articles.items()
        for link in [shelf.link(Kind.ARTICLE, id_)]
        for correction in article.corrections
    ]
    for one in chronicle.mended:
        links = tuple(shelf.link(*key) for key in one.documents)
        rows.append(_correction(one.when.date(), one.when.date(), one.text, links))
    ordered = tuple(sorted(rows, key=lambda row: (row.published, row.text), reverse=True))
    feed = routes.feed_of(routes.CORRECTIONS) if base_url and ordered else ""
    view = CorrectionsView(title_key="nav.corrections", crumbs=(CRUMB,), rows=ordered, feed=feed)
    yield Page(routes.CORRECTIONS, "pages/corrections.html", view)
    if feed:
        yield Page(feed, "feeds/corrections.xml", view)


def _correction(day: Edtf | date, published: date, text: str, documents: tuple[Link, ...]) -> CorrectionRow:
    written = day.text if isinstance(day, Edtf) else day.isoformat()
    key = short(written, text, *(link.route or "" for link in documents))
    return CorrectionRow(key, day, published, text, documents)


def dated(shelf: Shelf, pages: Iterable[Page]) -> Iterator[Page]:
    """Pages of documents with when these came, and when they were last changed."""
    for page in pages:
        span = shelf.spans.get(page.route)
        yield replace(page, view=replace(page.view, archived_on=span.first, changed_on=span.last)) if span else page
