"""All pages of a site as complete values: `all_pages` is the table of contents of everything that is rendered."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from pressmark import mistakes, routes
from pressmark.changes import Chronicle
from pressmark.diagnostics import At, Diagnostic
from pressmark.index import Index
from pressmark.model import RECORD_KINDS, Kind
from pressmark.pages import (
    articles,
    changes,
    data,
    former,
    front,
    indexes,
    machine,
    partners,
    records,
    saved,
    timeline,
)
from pressmark.pages.machine import sitemaps
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import Link, NavEntry, Page, Site
from pressmark.values import Frozen, replace

__all__ = [
    "SITEMAP",
    "Batch",
    "Made",
    "Page",
    "Shelf",
    "Site",
    "all_pages",
    "batches",
    "colliding",
    "limited",
    "pages_of",
    "site_of",
    "sitemaps",
    "worded",
]

SITEMAP = "sitemap"  # what makes the list of all pages, which is in no batch
BATCH = 60  # documents: enough that handing a batch to a process costs little beside making its pages
T = TypeVar("T")


class Batch(Frozen):
    """Pages that are made together: those of some documents, or lists of the site. `unlisted`: in no sitemap."""

    maker: str
    identifiers: tuple[str, ...] = ()
    unlisted: bool = False


Made = tuple[str, str]
"""What a page is made of: the maker, and the document; empty for a list of the site."""

_Maker = Callable[[Shelf, str], Iterable[Page]]
_OF_DOCUMENTS: Mapping[str, _Maker] = {
    "articles": articles.article_pages,
    **{kind.folder: partial(records.record_pages, kind=kind) for kind in RECORD_KINDS},
    "pairs": partners.pair_pages,
}
_OF_LISTS: Mapping[str, Callable[[Shelf], Iterable[Page]]] = {
    "articles by date": articles.list_pages,
    "front": front.front_pages,
    "names": indexes.all_indexes,
    "partners": partners.partner_table,
    "partners by": partners.facet_pages,
    "timeline": timeline.timeline_pages,
    "notes": front.notes_pages,
    "free pages": front.free_pages,
    "data": data.data_pages,
    "queries": saved.query_pages,
    "changes": changes.change_pages,
    "corrections": changes.correction_pages,
    "machines": machine.machine_files,
}
_WORDY = ("queries", "machines")  # lists that texts decide, and feeds that hold some
_UNLISTED: Mapping[str, Callable[[Shelf], Iterable[Page]]] = {
    "tombstones": former.tombstones,
    "old addresses": former.stubs,
}


def batches(index: Index) -> tuple[Batch, ...]:
    """Everything that there is to make but the sitemaps, the largest lists first."""
    public = index.public
    documents = {
        "articles": tuple(public.articles),
        **{kind.folder: tuple(public.records[kind]) for kind in RECORD_KINDS},
        "pairs": tuple(dict.fromkeys(min(one.company, one.partner) for one in index.relations)),
    }
    return (
        *(Batch(maker) for maker in _OF_LISTS),
        *(Batch(maker, some) for maker, every in documents.items() for some in _cut(every, BATCH)),
        *(Batch(maker, unlisted=True) for maker in _UNLISTED),
    )


def pages_of(shelf: Shelf, batch: Batch) -> Iterator[tuple[Made, Page]]:
    """The pages of a batch, and what each is made of."""
    of_documents = _OF_DOCUMENTS.get(batch.maker)
    if of_documents:
        for one in batch.identifiers:
            yield from (((batch.maker, one), page) for page in changes.dated(shelf, of_documents(shelf, one)))
    else:
        of_lists = _OF_LISTS.get(batch.maker) or _UNLISTED[batch.maker]
        yield from (((batch.maker, ""), page) for page in changes.dated(shelf, of_lists(shelf)))


def worded(index: Index, articles: Collection[str]) -> set[Made]:
    """What shows words of some articles' texts, as text or around a name."""
    named = {(one.kind.folder, one.id) for article in articles for one in index.mentions.get(article, ())}
    return {*named, *(("articles", article) for article in articles), *((maker, "") for maker in _WORDY)}


def limited(batch: Batch, made: Container[Made]) -> Batch | None:
    """What is to be made of a batch if pages of nothing else are; None if it has none of them."""
    some = tuple(one for one in batch.identifiers if (batch.maker, one) in made)
    return replace(batch, identifiers=some) if some or (batch.maker, "") in made else None


def all_pages(index: Index, site: Site, chronicle: Chronicle = Chronicle()) -> tuple[Page, ...]:  # noqa: B008 - frozen
    """Every page of the site, in a fixed order."""
    shelf = Shelf(index, site.base_url, chronicle)
    made = [(batch, page) for batch in batches(index) for _, page in pages_of(shelf, batch)]
    listed = (page.route for batch, page in made if not batch.unlisted)
    return (*(page for _, page in made), *(sitemaps(listed) if site.base_url else ()))


def _cut(items: tuple[T, ...], size: int) -> Iterator[tuple[T, ...]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def site_of(index: Index, base_url: str, chronicle: Chronicle = Chronicle()) -> Site:  # noqa: B008 - frozen
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
        ("data", routes.DATA, public.articles),
    ]
    corrected = any(article.corrections for article in public.articles.values())
    told = [
        ("changes", routes.CHANGES, chronicle.changes),
        ("corrections", routes.CORRECTIONS, corrected or chronicle.mended),
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
        past=tuple(NavEntry(key, route) for key, route, entries in told if entries),
    )


def colliding(made: Iterable[tuple[str, str]], others: Iterable[str] = ()) -> tuple[Diagnostic, ...]:
    """Pages, by route and name, that some system would write to one file, or into one: a mistake, whatever it holds.

    `others` are the paths of what else is written, or all of it.
    """
    seen: dict[str, tuple[str, str]] = {}
    problems = []
    for route, name in made:
        path = routes.on_disk(route)
        if path in seen:
            other, whose = seen[path]
            problems.append(mistakes.duplicate_address(At("content/"), route, f"«{whose}» (/{other})"))
        seen.setdefault(path, (route, name))
    files = {path.lower() for path in others} | seen.keys()
    if files.isdisjoint(routes.folders(seen)):
        return tuple(problems)
    for path, (route, _) in seen.items():
        within = next((folder for folder in routes.above(path) if folder in files), None)
        if within:
            problems.append(mistakes.duplicate_address(At("content/"), route, f"the file /{within}"))
    return tuple(problems)
