"""Blocks of what search shows: titles for a page of results, details for exports, names for facets."""

from collections.abc import Mapping, Sequence

from pressmark import routes
from pressmark.citations import reference
from pressmark.index import Index
from pressmark.model import Article, Kind
from pressmark.query import OF_RECORDS
from pressmark.searchable.packing import TITLES, Packed, blocks
from pressmark.strings import Wording


def titles(articles: Sequence[Article], fragments: Mapping[str, str], wording: Wording) -> tuple[Packed, ...]:
    """Of each article: address, title, date in words, and the id of its text among Pagefind's fragments."""
    rows = []
    for article in articles:
        published = wording.date(article.published).unescape() if article.published else ""
        route = routes.page_of(Kind.ARTICLE, article.id)
        rows.append((route, article.title, published, fragments.get(route, "")))
    return blocks("titles", rows, TITLES)


def details(articles: Sequence[Article], index: Index) -> tuple[Packed, ...]:
    """Of each article, what bibliographies hold (`pressmark.citations`, which the browser follows), by position."""
    rows = []
    for article in articles:
        cited = reference(article, index, "")
        rows.append(
            (
                cited.published.text if cited.published else "",
                cited.authors,
                cited.source,
                cited.url,
                cited.kind,
                cited.language,
                cited.editors,
                cited.doi,
                cited.captured,
            )
        )
    return blocks("details", rows)


def names(values: Mapping[str, Sequence[str]], index: Index) -> dict[str, tuple[Packed, ...]]:
    """Of each value of a facet of records: id, name, aliases."""
    found = {}
    for facet, kind in OF_RECORDS.items():
        records = index.public.records[kind]
        listed = [records[value] for value in values[facet]]
        rows = [(one.id, one.name, [*(alias.text for alias in one.aliases), *one.redirect_from]) for one in listed]
        found[facet] = blocks(f"names-{facet}", rows)
    return found
