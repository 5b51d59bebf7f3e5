"""What queries ask of each article beside its words: the values of its facets, and the days of its publication."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pressmark.model import Article, Entities, Kind
from pressmark.values import Frozen

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


class Row(Frozen):
    """One article as queries see it; without a date it has neither an earliest nor a latest day."""

    id: str
    earliest: date | None
    latest: date | None
    facets: Mapping[str, tuple[str, ...]]


def rows(articles: Iterable[Article], language: str, about: Mapping[str, Entities] | None = None) -> tuple[Row, ...]:
    """Articles as queries see them.

    `language` is that of those which name none; `about` is whom each article is about, where that is known already.
    """
    return tuple([_row(one, (about[one.id] if about else one.about), language) for one in articles])


def _row(article: Article, about: Entities, language: str) -> Row:
    published = article.published
    earliest, latest = (published.earliest, published.latest) if published else (None, None)
    if earliest is None or latest is None:
        earliest = latest = None
    facets = {
        "company": _each(about.companies),
        "topic": _each(about.topics),
        "partner": _each([claim.partner for claim in article.claims]),
        "person": _each(about.people),
        "place": _each(about.places),
        "source": (article.source,) if article.source else (),
        "year": (f"{earliest.year:04}",) if earliest and latest and earliest.year == latest.year else (),
        "language": ((article.language or language).lower(),),
        "kind": (article.kind,),
    }
    return Row(article.id, earliest, latest, facets)


def _each(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)) if len(values) > 1 else values)
