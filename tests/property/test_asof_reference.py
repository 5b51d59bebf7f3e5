"""As of a day: the tables equal a brute-force reading of the definition, for all relations and 500 days."""

import itertools
import random
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from pressmark.archive import read_archive
from pressmark.asof import standing, standings
from pressmark.clock import now
from pressmark.console import Console
from pressmark.dates import Edtf, read_edtf
from pressmark.files import read_tree
from pressmark.index import Index, Relation, build_index
from pressmark.publishable import publishable
from pressmark.workers import Workers

REPOSITORY = Path(__file__).parents[2]


def edtf(text: str) -> Edtf:
    found = read_edtf(text)
    assert isinstance(found, Edtf)
    return found


@cache
def index() -> Index:
    with Workers(1) as workers:
        archive, _ = read_archive(read_tree(REPOSITORY), workers, Console(quiet=True).progress)
    return build_index(publishable(archive, "public", now()), {})


def by_definition(relation: Relation, day: date) -> str:
    """The definition, clause by clause, from the claims themselves and without the library's spans."""
    articles = index().public.articles
    newest = list(reversed(relation.claims))
    status = next((one.claim.status for one in newest if one.claim.status), "active")
    start = next((one.claim.start for one in newest if one.claim.start), None)
    ending = next((one for one in newest if one.claim.end or one.claim.runs), None)
    runs = ending is not None and ending.claim.runs
    end = ending.claim.end if ending else None
    if end is None and not runs and status == "ended":
        stating = next(one for one in newest if one.claim.status)
        end = articles[stating.article].published
    days = [
        published.earliest
        for one in relation.claims
        if (one.claim.status or "active") == "active" and (published := articles[one.article].published)
        if published.earliest
    ]
    if status == "denied":
        return "no"
    if start and start.earliest and day < start.earliest:
        return "no"
    if end and end.latest and day > end.latest:
        return "no"
    if status in {"rumoured", "announced"}:
        return "possible"
    if (start and start.uncertain) or (end and end.uncertain):
        return "possible"
    since = start.latest if start else min(days, default=None)
    until = date.max if runs else end.earliest if end else max(days, default=None)
    return "certain" if since and until and since <= day <= until else "possible"


def some_days() -> list[date]:
    dice = random.Random(1231)  # noqa: S311 - a seed, so that the days are always the same
    return [date(2000, 1, 1) + timedelta(days=dice.randrange(27 * 365)) for _ in range(500)]


def test_every_relation_on_five_hundred_days() -> None:
    relations = index().relations
    assert len(relations) > 40
    seen = set()
    for day in some_days():
        for relation in relations:
            expected = by_definition(relation, day)
            seen.add(expected)
            assert standing(relation, day) == expected, (relation, day)
    assert seen == {"certain", "possible", "no"}


FORMS = (
    # start, end, runs, status, ended by, first attested, last attested
    ("2020-08-23", "2021-05", False, "active", None, "2020-09-01", "2021-01-01"),
    ("2020~", "2021-05", False, "active", None, None, None),
    (None, None, True, "active", None, "2019-03-01", "2022"),
    (None, None, False, "ended", "2021-06-15", "2019-03-01", "2020-02"),
    (None, "2021-06-15", False, "denied", None, "2019-03-01", "2020-02"),
    ("2022", "2020", False, "active", None, None, None),
    ("2019/2020", None, False, "rumoured", None, None, None),
)


@pytest.mark.parametrize("form", FORMS, ids=[" ".join(map(str, form)) for form in FORMS])
def test_snapshots_change_only_where_something_changed(form: tuple[str | None, ...]) -> None:
    start, end, runs, status, ended_by, first, last = form
    read = [edtf(text) if text else None for text in (start, end, ended_by, first, last)]
    relation = Relation(
        "a", "b", "reseller", None, (), read[0], read[1], bool(runs), read[2], str(status), None, read[3], read[4]
    )
    years = list(standings([relation]))
    states = [standing(relation, date(year, 12, 31)) for year in years]
    assert all(one != next_one for one, next_one in itertools.pairwise(states))
    every = {standing(relation, date(year, 12, 31)) for year in range(2018, 2024)}
    assert set(states) <= every
