"""Related articles: those that share the rarest entities and topics, with what they share as the reason."""

from collections import defaultdict
from collections.abc import Mapping
from math import log

from pressmark import routes
from pressmark.dates import Edtf
from pressmark.model import ENTITY_KINDS, Kind
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import RelatedRow

MOST = 5
MOST_REASONS = 3
TOO_COMMON = routes.PAGE_SIZE  # what this many articles share relates none of them
NEAR = 365.25  # days apart at which time has lost half of its weight


def related(shelf: Shelf, identifier: str) -> tuple[RelatedRow, ...]:
    """The articles most closely related to one: by shared entities and topics, the nearer in time the better."""
    shared = _shared(shelf, identifier)
    here = shelf.index.article(identifier).published
    scores = {other: _score(shelf, keys) * _nearness(here, shelf.row(other).date) for other, keys in shared.items()}
    best = sorted(scores, key=lambda other: (-scores[other], other))[:MOST]
    return tuple(
        RelatedRow(
            shelf.row(other),
            tuple(shelf.link(*key) for key in sorted(shared[other], key=lambda key: (-_weight(shelf, key), key)))[
                :MOST_REASONS
            ],
        )
        for other in best
    )


def _shared(shelf: Shelf, identifier: str) -> Mapping[str, list[tuple[Kind, str]]]:
    about = shelf.index.about[identifier]
    shared: dict[str, list[tuple[Kind, str]]] = defaultdict(list)
    for kind in ENTITY_KINDS:
        for entity in about.of(kind):
            articles = shelf.index.appearing.get((kind, entity), ())
            if len(articles) <= TOO_COMMON:
                for other in articles:
                    if other != identifier:
                        shared[other].append((kind, entity))
    return shared


def _score(shelf: Shelf, keys: list[tuple[Kind, str]]) -> float:
    return sum(_weight(shelf, key) for key in keys)


def _weight(shelf: Shelf, key: tuple[Kind, str]) -> float:
    """The rarer, the more it says; whom articles are about says more than where and under which heading."""
    rarity = 1 / log(1 + len(shelf.index.appearing[key]))
    return rarity * (2 if key[0] in {Kind.COMPANY, Kind.PERSON} else 1)


def _nearness(one: Edtf | None, other: Edtf | None) -> float:
    if one is None or other is None or one.earliest is None or other.earliest is None:
        return 0.5
    return 0.5 + 0.5 / (1 + abs((one.earliest - other.earliest).days) / NEAR)
