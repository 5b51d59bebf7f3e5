"""What stood on a day: relations as of a date, with what is certain told from what is possible."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from pressmark.dates import OPEN, Edtf, Extent, Open, Span, span
from pressmark.index import Relation

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
    if relation.status == "denied":
        return Standing.NO
    extent = extent_of(relation)
    if not extent.possible.covers(day):
        return Standing.NO
    certain = extent.certain is not None and extent.certain.covers(day)
    return Standing.CERTAIN if certain and relation.status not in NEVER_CERTAIN else Standing.POSSIBLE


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


def snapshot_years(relations: Iterable[Relation]) -> list[int]:
    """The years at whose end relations stood differently than a year before, within what is known of any of them."""
    relations = tuple(relations)
    known = [day for relation in relations for day in _known_days(relation)]
    if not known:
        return []
    years = []
    before: list[Standing] = []
    for year in range(min(known).year, max(known).year + 1):
        now = [standing(relation, date(year, 12, 31)) for relation in relations]
        if now != before:
            years.append(year)
        before = now
    return years


def _known_days(relation: Relation) -> list[date]:
    dates = (relation.start, relation.end, relation.ended_by, relation.first_attested, relation.last_attested)
    found = [day for known in dates if known for day in (known.earliest, known.latest)]
    return [day for day in found if day]
