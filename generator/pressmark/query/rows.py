"""What queries ask of each article beside its words: the values of its facets, and the days of its publication."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pressmark.model import Article, Kind

# Facets whose values are ids of records, and the kind of these.
OF_RECORDS: Mapping[str, Kind] = {
    "company": Kind.COMPANY,
    "topic": Kind.TOPIC,
    "partner": Kind.COMPANY,
    "person": Kind.PERSON,
    "place": Kind.PLACE,
    "source": Kind.SOURCE,
}
FACETS = (*OF_RECORDS, "year", "language", "kind")


@dataclass(frozen=True, slots=True)
class Row:
    """One article as queries see it; without a date it has neither an earliest nor a latest day."""

    id: str
    earliest: date | None
    latest: date | None
    facets: Mapping[str, tuple[str, ...]]


def rows(articles: Iterable[Article], language: str) -> tuple[Row, ...]:
    """Articles as queries see them; `language` is that of those which name none."""
    return tuple(_row(article, language) for article in articles)


def _row(article: Article, language: str) -> Row:
    earliest, latest = _days(article)
    return Row(article.id, earliest, latest, _facets(article, language))


def _days(article: Article) -> tuple[date, date] | tuple[None, None]:
    published = article.published
    if published is None or published.earliest is None or published.latest is None:
        return None, None
    return published.earliest, published.latest


def _facets(article: Article, language: str) -> dict[str, tuple[str, ...]]:
    about = article.about
    earliest, latest = _days(article)
    return {
        "company": _each(about.companies),
        "topic": _each(about.topics),
        "partner": _each(claim.partner for claim in article.claims),
        "person": _each(about.people),
        "place": _each(about.places),
        "source": (article.source,) if article.source else (),
        "year": (f"{earliest.year:04}",) if earliest and latest and earliest.year == latest.year else (),
        "language": ((article.language or language).lower(),),
        "kind": (article.kind,),
    }


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))
