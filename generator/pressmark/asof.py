"""What stood on a day: relations as of a date, with what is certain told from what is possible."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from pressmark.dates import OPEN, Edtf, Extent, Open, Span, span
from pressmark.index import Relation

STATUSES = ("active", "announced", "rumoured", "ended", "denied")  # in the order in which pages list relations
NEVER_CERTAIN = frozenset({"rumoured", "announced"})


class Standing(StrEnum):
    """Whether a relation stood on a day."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    NO = "no"


def standing(relation: Relation, day: date) -> Standing:
    """Whether a relation stood on a day.

    It did not outside its possible range, or when it is denied; it certainly did inside its certain range, unless it
    is only rumoured or announced; otherwise it may have stood.
    """
    return _standing(extent_of(relation), relation.status, day)


def _standing(extent: Extent, status: str, day: date) -> Standing:
    if status == "denied" or not extent.possible.covers(day):
        return Standing.NO
    certain = extent.certain is not None and extent.certain.covers(day)
    return Standing.CERTAIN if certain and status not in NEVER_CERTAIN else Standing.POSSIBLE


def extent_of(relation: Relation) -> Extent:
    """When a relation lasted: what is possible, and what is certain."""
    first = relation.first_attested.earliest if relation.first_attested else None
    last = relation.last_attested.earliest if relation.last_attested else None
    return span(relation.start, _ending(relation), Span(first, last) if first and last else None)


def ends_before_it_begins(relation: Relation) -> bool:
    """Whether no day is possible: its start and its end are those of different claims, and contradict one another."""
    first, last = extent_of(relation).possible
    return first is not None and last is not None and first > last


def _ending(relation: Relation) -> Edtf | Open | None:
    """Its end as stated; `ended` without one ends on the day on which the article that says so was published."""
    if relation.runs:
        return OPEN
    return relation.end or (relation.ended_by if relation.status == "ended" else None)


def standings(relations: Sequence[Relation]) -> Mapping[int, tuple[Standing, ...]]:
    """How relations stood, in their order, at the end of each year at which it was different from a year before.

    The years are those within what is known of any of them.
    """
    known = [day for relation in relations for day in _known_days(relation)]
    if not known:
        return {}
    extents = [(extent_of(relation), relation.status) for relation in relations]
    changed: dict[int, tuple[Standing, ...]] = {}
    before: tuple[Standing, ...] = ()
    for year in range(min(known).year, max(known).year + 1):
        now = tuple(_standing(extent, status, date(year, 12, 31)) for extent, status in extents)
        if now != before:
            changed[year] = now
        before = now
    return changed


def _known_days(relation: Relation) -> list[date]:
    dates = (relation.start, relation.end, relation.ended_by, relation.first_attested, relation.last_attested)
    found = [day for known in dates if known for day in (known.earliest, known.latest)]
    return [day for day in found if day]
