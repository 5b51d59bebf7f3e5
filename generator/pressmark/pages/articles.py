"""The pages of articles: one each, and the lists by date."""

from collections.abc import Iterator
from functools import lru_cache

from pressmark import routes
from pressmark.citations import reference
from pressmark.model import ENTITY_KINDS, Annotation, Article, Author, Claim, Entities, Event, Kind
from pressmark.pages.lists import above_month, dated, month_pages, year_of, year_pages
from pressmark.pages.related import Relatives
from pressmark.pages.shelf import Shelf, identified, lit, original_at
from pressmark.pages.views import (
    ArticleEventRow,
    ArticleRow,
    ArticleView,
    AuthorRow,
    ClaimRow,
    CopyRow,
    Crumb,
    Link,
    ListView,
    NoteRow,
    Page,
    RelatedRow,
)

CRUMB = Crumb(routes.ARTICLES, key="nav.articles")


def article_pages(shelf: Shelf, identifier: str) -> Iterator[Page]:
    """The page of an article."""
    view = _article(shelf, shelf.public.articles[identifier], _relatives(shelf).of(identifier))
    yield Page(routes.page_of(Kind.ARTICLE, identifier), "pages/article.html", view)


@lru_cache(maxsize=1)
def _relatives(shelf: Shelf) -> Relatives:
    return Relatives(shelf)


def list_pages(shelf: Shelf) -> Iterator[Page]:
    """All articles, by year and month: these addresses exist however short the lists are."""
    rows = shelf.rows(shelf.index.newest)
    listing, _ = dated(routes.ARTICLES, rows)
    yield Page(
        routes.ARTICLES, "pages/articles.html", ListView(title_key="nav.articles", listing=listing, section="articles")
    )
    years: dict[int | None, list[ArticleRow]] = {}
    for row in rows:
        years.setdefault(year_of(row), []).append(row)
    for year, some in years.items():
        found = {page.route: page for page in year_pages(routes.ARTICLES, year, some)}
        if year is not None:
            for month in sorted({row.date.month[1] for row in some if row.date and row.date.month}):
                of_month = [row for row in some if row.date and row.date.month == (year, month)]
                found.update((page.route, page) for page in month_pages(routes.ARTICLES, year, month, of_month))
        for page in found.values():
            view = ListView(
                title_key="nav.articles",
                listing=page.listing,
                year=page.year,
                month=page.month,
                crumbs=(CRUMB, *above_month(routes.ARTICLES, page.year, page.month)),
                section="articles",
            )
            yield Page(page.route, "pages/articles.html", view)


def _article(shelf: Shelf, article: Article, related: tuple[RelatedRow, ...]) -> ArticleView:
    about = shelf.index.about[article.id]
    facts: tuple[Claim | Event, ...] = (*article.claims, *article.events)
    spans = [lit(fact.fragment, fact.quote, "fact") for fact in facts]
    spans += [lit(note.fragment, note.quote, "note") for note in article.annotations]
    published = article.published
    year = published.year if published else None
    above = routes.year(routes.ARTICLES, year)
    crumbs = (CRUMB, Crumb(above, f"{year:04d}") if year else Crumb(above, key="date.no_year"))
    return ArticleView(
        title=article.title,
        description=article.summary,
        crumbs=crumbs,
        language=article.language,
        section="articles",
        marks=shelf.public.marks[Kind.ARTICLE, article.id],
        text=shelf.text(article.body, (*filter(None, spans), *shelf.mentions(article))),
        kind=article.kind,
        rights=article.rights or "full",
        summary=article.summary,
        caption=article.caption,
        published=published,
        captured=article.captured,
        source=shelf.maybe(Kind.SOURCE, article.source),
        carrier=shelf.maybe(Kind.SOURCE, article.carrier),
        url=article.url,
        authors=tuple(_author(shelf, author) for author in article.authors),
        dateline=shelf.named(article.dateline),
        archived=tuple(
            CopyRow(
                copy.url, copy.captured, routes.file(copy.file.removeprefix("files/")) if copy.file else "", copy.sha256
            )
            for copy in article.archived
        ),
        companies=shelf.links(Kind.COMPANY, about.companies),
        people=shelf.links(Kind.PERSON, about.people),
        places=shelf.links(Kind.PLACE, about.places),
        topics=shelf.links(Kind.TOPIC, about.topics),
        mentioned=tuple(_mentioned(shelf, article, about)),
        claims=tuple(_claim(shelf, article, claim) for claim in article.claims),
        events=tuple(_event(shelf, article, event) for event in sorted(article.events, key=lambda e: e.date.sort_key)),
        notes=tuple(note_row(shelf, article, note) for note in article.annotations),
        related=related,
        corrections=tuple((correction.date, correction.text) for correction in article.corrections),
        identifiers=identified(article.identifiers),
        cited=reference(article, shelf.index, shelf.base_url),
        embargo=article.embargo,
        extra=dict(article.extra),
    )


def _mentioned(shelf: Shelf, article: Article, about: Entities) -> Iterator[tuple[str, Link]]:
    """The records that the text names, each once, but for those that the article is about."""
    found = dict.fromkeys((mention.kind, mention.id) for mention in shelf.index.mentions.get(article.id, ()))
    for kind, identifier in found:
        if identifier not in about.of(kind):
            yield kind.folder, shelf.link(kind, identifier)


def _author(shelf: Shelf, author: Author) -> AuthorRow:
    link = shelf.link(Kind.PERSON, author.person) if author.person else Link(author.name)
    return AuthorRow(link, author.role, shelf.named(author.place), author.edits)


def _claim(shelf: Shelf, article: Article, claim: Claim) -> ClaimRow:
    return ClaimRow(
        fragment=claim.fragment,
        anchored=bool(claim.quote and claim.quote.anchor),
        company=shelf.link(Kind.COMPANY, claim.company),
        partner=shelf.link(Kind.COMPANY, claim.partner),
        role=shelf.role(claim.role),
        place=shelf.maybe(Kind.PLACE, claim.place),
        venture=shelf.maybe(Kind.COMPANY, claim.venture),
        start=claim.start,
        end=claim.end,
        runs=claim.runs,
        status=claim.status or "active",
        quote=claim.quote.exact if claim.quote else "",
        original=original_at(article.url, claim.quote.exact if claim.quote else ""),
        pair=routes.pair(claim.company, claim.partner),
    )


def _event(shelf: Shelf, article: Article, event: Event) -> ArticleEventRow:
    about = tuple(link for kind in ENTITY_KINDS for link in shelf.links(kind, event.about.of(kind)))
    words = event.quote.exact if event.quote else ""
    anchored = bool(event.quote and event.quote.anchor)
    original = original_at(article.url, words)
    return ArticleEventRow(event.fragment, anchored, event.date, event.event, about, words, original)


def note_row(shelf: Shelf, article: Article, note: Annotation) -> NoteRow:
    """A margin note, as its article and the list of notes show it."""
    return NoteRow(
        fragment=note.fragment,
        block=note.quote.anchor.block if note.quote and note.quote.anchor else "",
        kind=note.kind,
        note=shelf.text(note.note),
        quote=note.quote.exact if note.quote else "",
        reading=note.reading,
        by=note.by,
        date=note.date,
        internal=note.audience == "internal",
        route=f"{routes.page_of(Kind.ARTICLE, article.id)}#{note.fragment}",
        article=shelf.row(article.id),
        companies=shelf.links(Kind.COMPANY, shelf.index.about[article.id].companies),
    )
