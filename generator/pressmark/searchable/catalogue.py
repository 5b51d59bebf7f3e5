"""Blocks of what search shows: titles for a page of results, details for exports, names for facets."""

from collections.abc import Callable, Mapping, Sequence
from posixpath import commonprefix

from pressmark import routes
from pressmark.citations import reference
from pressmark.dates import Edtf
from pressmark.index import Index
from pressmark.model import Article, Kind
from pressmark.query import OF_RECORDS
from pressmark.searchable.packing import BLOCK, TITLES, Packed, blocks
from pressmark.strings import Wording

Worded = Callable[[Edtf | None], str]


def worded_in(wording: Wording) -> Worded:
    """How dates are shown, each worded once."""
    known: dict[str, str] = {}

    def worded(published: Edtf | None) -> str:
        if published is None:
            return ""
        if published.text not in known:
            known[published.text] = wording.plain_date(published)
        return known[published.text]

    return worded


def titles(articles: Sequence[Article], fragments: Sequence[str], worded: Worded) -> tuple[Packed, ...]:
    """Of each article: address, title, date in words, and the id of its text among Pagefind's fragments."""
    rows = [
        (routes.page_of(Kind.ARTICLE, article.id), article.title, worded(article.published), fragment)
        for article, fragment in zip(articles, fragments, strict=True)
    ]
    return blocks("titles", rows, TITLES)


def join(fragments: Sequence[str]) -> Packed:
    """Which article a text of Pagefind's belongs to: the ids of the texts in order of the articles.

    A line says how all ids begin and how long what remains of each is, such as `en_ 7`; then come the remains end to
    end, filled up with blanks. They are digests, so that nothing else could make them shorter.
    """
    beginning = commonprefix(fragments) if len(fragments) > 1 else ""
    remains = [one.removeprefix(beginning) for one in fragments]
    width = max(map(len, remains), default=0)
    return Packed("join", f"{beginning} {width}\n{''.join(one.ljust(width) for one in remains)}".encode())


def details(articles: Sequence[Article], index: Index) -> tuple[Packed, ...]:
    """Of each article, what bibliographies hold (`pressmark.citations`, as the browser has it) beside its source."""
    cited = [reference(article, index, "") for article in articles]
    rows = [
        (
            one.published.text if one.published else "",
            one.authors,
            one.url,
            one.kind,
            one.language,
            one.editors,
            one.doi,
            one.captured,
        )
        for one in cited
    ]
    return blocks("details", rows, BLOCK)


def names(values: Mapping[str, Sequence[str]], index: Index) -> dict[str, tuple[Packed, ...]]:
    """Of each value of a facet of records: id, name, aliases."""
    found = {}
    for facet, kind in OF_RECORDS.items():
        records = index.public.records[kind]
        listed = [records[value] for value in values[facet]]
        rows = [(one.id, one.name, [*(alias.text for alias in one.aliases), *one.redirect_from]) for one in listed]
        found[facet] = blocks(f"names-{facet}", rows, BLOCK)
    return found
