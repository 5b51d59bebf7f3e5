"""All pages of a site as complete values: `all_pages` is the table of contents of everything that is rendered."""

from collections.abc import Iterable
from dataclasses import replace

from pressmark import mistakes, routes
from pressmark.changes import Chronicle
from pressmark.diagnostics import At, Diagnostic
from pressmark.index import Index
from pressmark.model import Kind
from pressmark.pages import (
    articles,
    changes,
    former,
    front,
    indexes,
    machine,
    partners,
    records,
    saved,
    snapshots,
    timeline,
)
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import Link, NavEntry, Page, Site

__all__ = ["Page", "Site", "all_pages", "site_of", "with_past"]


def all_pages(index: Index, site: Site, chronicle: Chronicle = Chronicle()) -> tuple[Page, ...]:  # noqa: B008 - frozen
    """Every page of the site, in a fixed order."""
    shelf = Shelf(index)
    found: list[Page] = [front.home(shelf), front.search_page(), front.not_found()]
    found += articles.list_pages(shelf)
    found += articles.article_pages(shelf)
    for kind in (Kind.COMPANY, Kind.PERSON, Kind.PLACE, Kind.TOPIC, Kind.SOURCE):
        found += indexes.topic_index(shelf) if kind is Kind.TOPIC else indexes.index_pages(shelf, kind)
        found += records.record_pages(shelf, kind)
    found += partners.partner_table(shelf)
    found += partners.facet_pages(shelf)
    found += partners.pair_pages(shelf)
    found += snapshots.snapshot_pages(shelf)
    found += timeline.timeline_pages(shelf)
    found += front.notes_pages(shelf)
    found += front.free_pages(shelf)
    found += saved.query_pages(shelf, site.base_url)
    found += changes.change_pages(shelf, chronicle, site.base_url)
    found += changes.correction_pages(shelf, chronicle, site.base_url)
    found += machine.machine_files(shelf, found, site.base_url)
    found += former.tombstones(shelf)  # these and the next stand in no list, and in no sitemap
    found += former.stubs(shelf)
    return tuple(changes.dated(found, chronicle))


def with_past(site: Site, pages: Iterable[Page]) -> Site:
    """A site whose pages lead to what has changed and what was mended, where that is anything."""
    told = {page.route for page in pages if getattr(page.view, "rows", ())}
    known = (("changes", routes.CHANGES), ("corrections", routes.CORRECTIONS))
    return replace(site, past=tuple(NavEntry(key, route) for key, route in known if route in told))


def site_of(index: Index, base_url: str) -> Site:
    """What is the same on every page; sections without any entry stay out of the navigation."""
    public, settings = index.public, index.public.settings
    sections = [
        ("articles", routes.ARTICLES, public.articles),
        ("companies", routes.index_of(Kind.COMPANY), public.records[Kind.COMPANY]),
        ("partners", routes.PARTNERS, index.relations),
        ("topics", routes.index_of(Kind.TOPIC), public.records[Kind.TOPIC]),
        ("people", routes.index_of(Kind.PERSON), public.records[Kind.PERSON]),
        ("places", routes.index_of(Kind.PLACE), public.records[Kind.PLACE]),
        ("timeline", routes.TIMELINE, index.happenings),
        ("notes", routes.NOTES, any(article.annotations for article in public.articles.values())),
        ("queries", routes.index_of(Kind.QUERY), public.queries),
        ("sources", routes.index_of(Kind.SOURCE), public.records[Kind.SOURCE]),
    ]
    return Site(
        title=settings.title,
        base_url=base_url,
        language=settings.language,
        audience=public.audience,
        index=settings.index and public.audience == "public",
        nav=tuple(NavEntry(key, route) for key, route, entries in sections if entries),
        pages=tuple(Link(page.title, routes.page_of(Kind.PAGE, page.id)) for page in public.pages.values()),
        feed=routes.FEED if base_url else "",
    )


def colliding(pages: tuple[Page, ...]) -> tuple[Diagnostic, ...]:
    """Pages that would be written to the same file: a mistake, whatever the content is."""
    seen: dict[str, Page] = {}
    problems = []
    for page in pages:
        other = seen.setdefault(routes.output_path(page.route), page)
        if other is not page:
            where = At("content/")
            problems.append(mistakes.duplicate_address(where, page.route, f"«{other.view.title or other.template}»"))
    return tuple(problems)
