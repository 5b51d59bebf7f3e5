"""Related articles: those that share the rarest entities and topics, with what they share as the reason."""

from collections import defaultdict
from math import inf, log

from pressmark import routes
from pressmark.index import Key
from pressmark.model import ENTITY_KINDS, Kind
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import RelatedRow

MOST = 5
MOST_REASONS = 3
TOO_COMMON = routes.PAGE_SIZE  # what this many articles share relates none of them
NEAR = 365.25  # days apart at which time has lost half of its weight
FARTHEST = 0.5  # what is left of a weight however far apart two articles are, or if a date is missing


class Relatives:
    """Finds the articles most closely related to one: by what they share, the nearer in time the better."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._weights = {
            key: _weight(key[0], len(articles))
            for key, articles in shelf.index.appearing.items()
            if key[0] in ENTITY_KINDS and 1 < len(articles) <= TOO_COMMON
        }
        self._days: dict[str, float] = {  # what has no date is infinitely far from all
            article.id: article.published.earliest.toordinal()
            for article in shelf.public.articles.values()
            if article.published and article.published.earliest
        }

    def of(self, identifier: str) -> tuple[RelatedRow, ...]:
        """The related articles of one, the closest first."""
        keys = self._keys(identifier)
        shared: dict[str, float] = defaultdict(float)
        for key in keys:
            weight = self._weights[key]
            for other in self._shelf.index.appearing[key]:
                shared[other] += weight
        shared.pop(identifier, None)
        # Time can halve what is shared, so that nothing below half of the fifth best comes among the best.
        least = FARTHEST * min(sorted(shared.values(), reverse=True)[:MOST], default=0)
        here, days = self._days.get(identifier, -inf), self._days
        scores = [
            (-weight * (FARTHEST + (1 - FARTHEST) / (1 + abs(here - days.get(other, inf)) / NEAR)), other)
            for other, weight in shared.items()
            if weight >= least
        ]
        return tuple(self._row(other, keys) for _, other in sorted(scores)[:MOST])

    def _keys(self, identifier: str) -> list[Key]:
        """What an article may share with others."""
        about, weights = self._shelf.index.about[identifier], self._weights
        return [key for kind in ENTITY_KINDS for entity in about.of(kind) if (key := (kind, entity)) in weights]

    def _row(self, other: str, keys: list[Key]) -> RelatedRow:
        about = self._shelf.index.about[other]
        common = [key for key in keys if key[1] in about.of(key[0])]
        common.sort(key=lambda key: (-self._weights[key], key))
        return RelatedRow(self._shelf.row(other), tuple(self._shelf.link(*key) for key in common[:MOST_REASONS]))


def _weight(kind: Kind, articles: int) -> float:
    """The rarer, the more it says; whom articles are about says more than where and under which heading."""
    return (2 if kind in {Kind.COMPANY, Kind.PERSON} else 1) / log(1 + articles)
