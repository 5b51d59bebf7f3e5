"""Dates in words are resolved as an editor would, never more precisely (`tests/cases/daywords.yaml`)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.cases import called, cases

from pressmark.dates import Edtf, read_edtf
from pressmark.drafts.daywords import Wording, fitting_years, wordings

Case = dict[str, Any]
WORDINGS: list[Case] = cases("daywords")["wordings"]
DAY = "2031-08-06"

each_wording = pytest.mark.parametrize("case", WORDINGS, ids=called)


def edtf(text: str) -> Edtf | None:
    read = read_edtf(text) if text else None
    assert read is None or isinstance(read, Edtf), text
    return read


def found_in(case: Case) -> Wording | None:
    """The wording that a case is about; where it is about none, any."""
    found = wordings(case["text"], edtf(case.get("published", DAY)))
    if not case["words"]:
        return next(iter(found), None)
    start = case["text"].index(case["words"])
    return next((one for one in found if one.start < start + len(case["words"]) and start < one.end), None)


def test_wordings_are_many() -> None:
    assert len(WORDINGS) >= 150


@each_wording
def test_a_wording_is_resolved(case: Case) -> None:
    found = found_in(case)
    assert (found.date if found else "") == case["date"]


@each_wording
def test_no_date_is_more_precise_than_its_words(case: Case) -> None:
    found, expected = found_in(case), edtf(case["date"])
    made = edtf(found.date) if found else None
    if made:
        assert expected, made
        assert made.earliest is not None
        assert made.latest is not None
        assert (made.latest - made.earliest) >= (expected.latest - expected.earliest)  # type: ignore[operator]


@each_wording
def test_without_a_day_of_publication_nothing_is_resolved_but_by_its_own_year(case: Case) -> None:
    for one in wordings(case["text"], None):
        assert not one.date or one.date.strip("[")[:3] in one.words


@settings(deadline=None)
@given(st.text(), st.dates())
def test_any_text_has_wordings_in_order(text: str, day: Any) -> None:
    found = wordings(f"{text} on Monday, {text} in May {text} months ago", edtf(day.isoformat()))
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(not one.date or edtf(one.date) for one in found)


def test_a_weekday_that_the_date_does_not_have_is_told() -> None:
    (found,) = wordings("It opened on Monday, May 5, 2031, in fog. It opened.", edtf(DAY))
    assert found.date == "2031-05-05"
    (found,) = wordings("It opened on Tuesday, May 6, 2030.", edtf(DAY))
    assert (found.date, found.doubt) == ("", "2030-05-06 is a Monday")
    (found,) = wordings("It will open on Monday, Aug. 19.", edtf(DAY))
    assert (found.date, found.doubt) == ("", "2031-08-19 is a Tuesday")


def test_years_that_fit() -> None:
    assert fitting_years("It opened on Monday, Aug. 4, they said.", 2000, 2031) == [2031, 2025, 2014, 2008, 2003]
    assert fitting_years("It opened in August.", 2000, 2031) == []
