"""The pages that stand for themselves: home, notes, free pages, search, and what a host shows for nothing."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from pressmark import routes
from pressmark.index import grouped
from pressmark.model import Kind
from pressmark.pages.articles import note_row
from pressmark.pages.lists import numbered, year_of
from pressmark.pages.pictures import year_bars
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import (
    FreeView,
    HomeView,
    Link,
    NotesView,
    NotFoundView,
    Page,
    Part,
    SearchView,
)

LATEST = 10
MOST_COVERED = 12
NOTE_KINDS = ("correction", "sic", "question", "context", "comment")


def front_pages(shelf: Shelf) -> Iterator[Page]:
    """The front page, and the pages that hold nothing of the archive."""
    yield home(shelf)
    yield search_page()
    yield not_found()


def home(shelf: Shelf) -> Page:
    """The front page: what this archive covers, and where to start."""
    index = shelf.index
    rows = shelf.rows(index.newest)
    years = Counter(year_of(row) for row in rows)
    dates = [row.date for row in rows if row.date and row.date.year]
    about = shelf.public.pages.get("about")
    return Page(
        routes.HOME,
        "pages/home.html",
        HomeView(
            title=shelf.public.settings.title,
            description=about.summary if about else "",
            section="home",
            latest=tuple(reversed(rows[-LATEST:])),
            companies=shelf.counted(Kind.COMPANY, _coverage(shelf, Kind.COMPANY), MOST_COVERED),
            topics=shelf.counted(Kind.TOPIC, _coverage(shelf, Kind.TOPIC), MOST_COVERED),
            years=_years(years),
            bars=year_bars(rows, partial(routes.year, routes.ARTICLES)),
            articles=len(rows),
            company_count=len(shelf.public.records[Kind.COMPANY]),
            topic_count=len(shelf.public.records[Kind.TOPIC]),
            relations=len(index.relations),
            events=len(index.happenings),
            first=dates[0] if dates else None,
            last=dates[-1] if dates else None,
            about=Link(about.title, routes.page_of(Kind.PAGE, about.id)) if about else None,
        ),
    )


def _coverage(shelf: Shelf, kind: Kind) -> Counter[str]:
    return Counter({id_: len(articles) for (of, id_), articles in shelf.index.appearing.items() if of is kind})


def _years(years: Counter[int | None]) -> tuple[Part, ...]:
    known = sorted(year for year in years if year is not None)
    parts = [Part(routes.year(routes.ARTICLES, year), years[year], year) for year in known]
    if None in years:
        parts.append(Part(routes.year(routes.ARTICLES, None), years[None]))
    return tuple(parts)


def notes_pages(shelf: Shelf) -> Iterator[Page]:
    """All public margin notes, by kind, company and author."""
    index = shelf.index
    oldest = [index.article(identifier) for identifier in reversed(index.newest)]
    rows = [note_row(shelf, article, note) for article in oldest for note in article.annotations]
    if not rows:
        yield Page(routes.NOTES, "pages/notes.html", NotesView(title_key="nav.notes", section="notes"))
    for part, parts, some in numbered(routes.NOTES, rows):
        by_kind = grouped((row.kind, row) for row in some)
        by_company = grouped((company, row) for row in some for company in row.companies)
        by_author = grouped((Link(row.by), row) for row in some if row.by)
        view = NotesView(
            title_key="nav.notes",
            section="notes",
            kinds=tuple((kind, by_kind[kind]) for kind in NOTE_KINDS if kind in by_kind),
            companies=tuple(sorted(by_company.items(), key=lambda item: item[0].text.casefold())),
            authors=tuple(sorted(by_author.items(), key=lambda item: item[0].text.casefold())),
            pages=parts,
            number=part.number,
            count=len(rows),
        )
        yield Page(part.route, "pages/notes.html", view)


def free_pages(shelf: Shelf) -> Iterator[Page]:
    """The pages that an archive has written for itself."""
    for page in shelf.public.pages.values():
        view = FreeView(
            title=page.title,
            description=page.summary,
            section=page.id,
            marks=shelf.public.marks[Kind.PAGE, page.id],
            text=shelf.text(page.body),
            summary=page.summary,
        )
        yield Page(routes.page_of(Kind.PAGE, page.id), "pages/free.html", view)


def search_page() -> Page:
    """Full-text search; the work is done in the browser."""
    return Page(routes.SEARCH, "pages/search.html", SearchView(title_key="nav.search", section="search"))


def not_found() -> Page:
    """What a host shows for an address that has no page."""
    return Page(routes.NOT_FOUND, "pages/404.html", NotFoundView(title_key="not_found.title"))
