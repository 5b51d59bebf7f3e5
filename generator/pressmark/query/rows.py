"""What queries ask of each article beside its words: the values of its facets, and the days of its publication."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pressmark.index import Index, published_key
from pressmark.model import Kind

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


def rows(index: Index) -> tuple[Row, ...]:
    """All articles in order of publication; the place in it is an article's number."""
    settings = index.public.settings
    found = []
    for article in sorted(index.public.articles.values(), key=published_key):
        about = index.about[article.id]
        earliest = article.published.earliest if article.published else None
        latest = article.published.latest if article.published else None
        if earliest is None or latest is None:
            earliest = latest = None
        facets = {
            "company": _each(about.companies),
            "topic": _each(about.topics),
            "partner": _each(claim.partner for claim in article.claims),
            "person": _each(about.people),
            "place": _each(about.places),
            "source": (article.source,) if article.source else (),
            "year": (f"{earliest.year:04}",) if earliest and latest and earliest.year == latest.year else (),
            "language": (article.language or settings.language,),
            "kind": (article.kind,),
        }
        found.append(Row(article.id, earliest, latest, facets))
    return tuple(found)


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))
