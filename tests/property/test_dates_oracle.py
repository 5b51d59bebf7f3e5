"""What holds of every date, and two second opinions: the days of a century, one by one, and the `edtf` package."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from math import inf
from typing import NamedTuple

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pressmark.dates import BadDate, Edtf, Span, certainly_inside, possibly_inside, read_edtf, span

CENTURY = [date(2000, 1, 1) + timedelta(days=number) for number in range(36525)]

UNHURRIED = settings(deadline=None)  # what is slow here is not ours

MARKS = st.sampled_from(["", "", "", "", "~", "?", "%"])
DAYS = st.dates() | st.dates(date(1990, 1, 1), date(2030, 12, 31))


def is_date(text: str) -> bool:
    return isinstance(read_edtf(text), Edtf)


def read(text: str) -> Edtf:
    found = read_edtf(text)
    assert isinstance(found, Edtf), f"{text}: {found}"
    return found


@st.composite
def with_unknown_digits(draw: st.DrawFn, digits: str) -> str:
    if draw(st.booleans()):
        return digits
    return "".join(draw(st.sampled_from([digit, "X"])) for digit in digits)


@st.composite
def marked(draw: st.DrawFn, digits: str) -> str:
    return draw(MARKS) + draw(with_unknown_digits(digits)) + draw(MARKS)


@st.composite
def any_single(draw: st.DrawFn) -> str:
    """A year, season, month or day with unknown digits and marks anywhere."""
    parts = draw(DAYS).isoformat().split("-")[: draw(st.integers(1, 3))]
    text = "-".join(draw(marked(part)) for part in parts)
    if len(parts) == 2 and draw(st.integers(0, 4)) == 0:
        text = text[: text.index("-")] + draw(st.sampled_from(["-21", "-22~", "-~23", "-24"]))
    return text


@st.composite
def plain(draw: st.DrawFn) -> str:
    """A year, month or day."""
    return draw(DAYS).isoformat()[: draw(st.sampled_from([4, 7, 10]))]


def intervals(dates: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    ends = dates | st.sampled_from(["..", ""])
    return st.tuples(ends, ends).map("/".join)


@st.composite
def sets(draw: st.DrawFn, dates: st.SearchStrategy[str]) -> str:
    members = draw(st.lists(dates | st.tuples(plain(), plain()).map("..".join), min_size=1, max_size=4))
    before = draw(st.none() | plain())
    after = draw(st.none() | plain())
    return f"[{','.join([*([f'..{before}'] if before else []), *members, *([f'{after}..'] if after else [])])}]"


SINGLES = any_single().filter(is_date)
DATES = SINGLES | intervals(SINGLES).filter(is_date) | sets(SINGLES).filter(is_date)
NEARLY_DATES = st.text("0123456789X-/~?%.[],{}T: ", max_size=30)


# What holds of every date


@given(DATES)
def test_the_text_of_a_date_is_read_as_the_same_date(text: str) -> None:
    found = read(text)
    assert read(found.text) == found


@given(DATES)
def test_case_and_blanks_do_not_count(text: str) -> None:
    spaced = re.sub(r"(\.\.|[/,\[\]])", r" \1 ", text.lower())
    assert read(f" {spaced}\n") == read(text)


@given(DATES)
def test_earliest_is_not_after_latest(text: str) -> None:
    found = read(text)
    assert (found.earliest or date.min) <= (found.latest or date.max)


@given(DATES)
def test_certain_days_are_possible_days(text: str) -> None:
    found = read(text)
    if found.certain:
        assert found.certain.within(found.possible)
        assert not found.uncertain


@given(SINGLES, SINGLES)
def test_certain_days_lie_in_the_interval_whatever_its_ends_turn_out_to_be(start: str, end: str) -> None:
    assume(is_date(f"{start}/{end}"))
    certain = read(f"{start}/{end}").certain
    if certain:
        begins, ends = read(start), read(end)
        assert all(
            certain.within(Span(first, last))
            for first in (begins.earliest, begins.latest)
            for last in (ends.earliest, ends.latest)
        )


@given(DATES)
def test_marks_leave_the_days_as_they_are(text: str) -> None:
    assert read(re.sub("[~?%]", "", text)).possible == read(text).possible


@given(SINGLES)
def test_a_date_equals_the_span_from_itself_to_itself(text: str) -> None:
    found = read(text)
    assert span(found, found) == (found.possible, found.certain)


@given(DATES, DATES)
def test_the_order_is_total_and_goes_by_the_first_day(one: str, other: str) -> None:
    first, second = read(one), read(other)
    assert (first.sort_key < second.sort_key) + (first.sort_key == second.sort_key) + (
        first.sort_key > second.sort_key
    ) == 1
    if first.earliest and second.earliest and first.earliest < second.earliest:
        assert first.sort_key < second.sort_key


@given(DATES, st.none() | st.dates(), st.none() | st.dates())
def test_what_is_certainly_inside_is_possibly_inside(text: str, first: date | None, last: date | None) -> None:
    found = read(text)
    if certainly_inside(found, first, last):
        assert possibly_inside(found, first, last)
    assert certainly_inside(found, *found.possible)


@given(st.text() | NEARLY_DATES | st.text("0123456789XxuQH-–/.,年月日 ", max_size=12))
@example("2020-08-03T10:00:00Z")
@example("\ud800")
def test_no_text_raises_and_every_suggestion_is_a_date(text: str) -> None:
    found = read_edtf(text)
    if isinstance(found, BadDate):
        assert found.reason
        assert found.suggestion is None or read(found.suggestion).text == found.suggestion


@given(st.dates())
def test_common_ways_to_write_a_day_suggest_it(day: date) -> None:
    month = day.strftime("%B")
    for written in (
        f"{day.isoformat()}T10:00:00Z",
        f"{day.day} {month} {day.year:04}",
        f"{month} {day.day}, {day.year:04}",
        f"{day.year:04}/{day.month}/{day.day:02}",
        f"{day.day:02}.{day.month:02}.{day.year:04}",
        day.isoformat().replace("-", "\N{EN DASH}"),
    ):
        found = read_edtf(written)
        assert isinstance(found, BadDate)
        assert found.suggestion == day.isoformat()


# A second opinion: the days of a century


@UNHURRIED
@given(
    st.dates(CENTURY[0], CENTURY[-1]).flatmap(
        lambda day: st.tuples(*map(with_unknown_digits, (f"{day:%y}", f"{day:%m}", f"{day:%d}")))
    )
)
def test_unknown_digits_mean_the_days_of_the_calendar_that_look_like_them(digits: tuple[str, str, str]) -> None:
    text = f"20{'-'.join(digits)}"
    alike = re.compile(text.replace("X", "[0-9]"))
    days = [day for day in CENTURY if alike.fullmatch(day.isoformat())]
    assert read(text).possible == (days[0], days[-1])


# A second opinion: the `edtf` package


class Difference(NamedTuple):
    """A kind of text of which `edtf` has other days, with an example and what `edtf` says of it."""

    why: str
    concerns: Callable[[str], object]
    example: str
    theirs: str


class Refusal(NamedTuple):
    """A kind of date that `edtf` does not read, with an example and how that shows."""

    why: str
    example: str
    error: type[Exception]


DIFFERENCES = (
    Difference(
        "its winter is December alone, a simplification that it states; here it lasts until the next February",
        re.compile("-24").search,
        "2020-24",
        "2020-12-01 2020-12-31",
    ),
    Difference(
        "it takes an unknown end to lie within ten years; here it is unknown",
        re.compile("^/|/$").search,
        "2020/",
        "2020-01-01 2030-01-01",
    ),
    Difference(
        "it puts 0 for every X of a year, and so may come to the year 0, which an archive does not have",
        re.compile("[0X]{4}").search,
        "XXXX-12-25",
        "0000-12-25 9999-12-25",
    ),
    Difference(
        "it puts 0 or 9 for every X of a year even where that year has no 29 February",
        re.compile("X.*-02-29").search,
        "202X-02-29",
        "2020-02-29 2029-02-29",
    ),
)

REFUSALS = (
    Refusal("a month with one X, where the year is known, breaks its own classes", "2020-1X", AttributeError),
    Refusal("a month with one X is not made a number", "202X-1X", ValueError),
    Refusal("a day with one X is not made a number", "2020-08-2X", ValueError),
    Refusal("an unknown month in an interval breaks its own classes", "2020-XX/2021", AttributeError),
    Refusal("an open interval has no room for marks on a part", "../~2020", TypeError),
    Refusal("nor for unknown digits", "202X/..", EDTFParseException),
    Refusal("a season has no mark outside an interval", "2020-21~", EDTFParseException),
    Refusal("a season has no mark of its own", "2020-~21", EDTFParseException),
    Refusal("a season has no place in a set", "[2020-21,2021]", EDTFParseException),
    Refusal("a season has no unknown digits", "202X-21", EDTFParseException),
    Refusal("a date with X and a mark is known to level 1 only", "202X-06~", EDTFParseException),
    Refusal("a mark before a part goes with none at the end", "2020-~06-03%", EDTFParseException),
    Refusal("a set of one date is none", "[2020]", EDTFParseException),
)

NONSENSE = {
    "2019-02-29": "any February may have 29 days",
    "2020-08/2020-05": "an interval may end before it begins",
    "../..": "an interval may have no date at all",
    "0000": "there is a year 0",
}


def theirs(text: str) -> str:
    parsed = parse_edtf(text)
    bounds = (parsed.lower_strict(), parsed.upper_strict())
    return " ".join(
        ".." if bound in (inf, -inf) else f"{bound.tm_year:04}-{bound.tm_mon:02}-{bound.tm_mday:02}" for bound in bounds
    )


def ours(found: Edtf) -> str:
    return " ".join(day.isoformat() if day else ".." for day in found.possible)


def needs_level_1_or_2(text: str) -> bool:
    return bool(re.search(r"[X~?%]|-2[1-4]", text))


def agreed(text: str) -> bool:
    """Whether both name the same days; asserts a known difference where they do not."""
    found = read(text)
    if ours(found) == theirs(found.text):
        return True
    assert any(difference.concerns(found.text) for difference in DIFFERENCES), f"{found.text}: {theirs(found.text)}"
    return False


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference.example)
def test_edtf_has_other_days(difference: Difference) -> None:
    assert theirs(difference.example) == difference.theirs != ours(read(difference.example))
    assert difference.concerns(difference.example)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.example)
def test_edtf_does_not_read(refusal: Refusal) -> None:
    assert is_date(refusal.example)
    with pytest.raises(refusal.error):
        theirs(refusal.example)


@pytest.mark.parametrize("text", NONSENSE)
def test_edtf_reads_nonsense(text: str) -> None:
    assert theirs(text)
    assert not is_date(text)


@UNHURRIED
@given(plain() | intervals(plain()).filter(is_date) | sets(plain()).filter(is_date))
def test_edtf_agrees_on_dates_intervals_and_sets_of_known_digits(text: str) -> None:
    agreed(text)


@UNHURRIED
@given(
    st.dates().flatmap(
        lambda day: st.sampled_from(
            [
                f"{day.year:04}"[:3] + "X",
                f"{day.year:04}"[:2] + "XX",
                f"{day.year:04}-XX",
                f"{day.year:04}-XX-XX",
                f"{day.year:04}-{day.month:02}-XX",
            ]
        )
    ),
    MARKS,
)
def test_edtf_agrees_on_unknown_digits_of_level_1(text: str, mark: str) -> None:
    agreed(text + mark)


@UNHURRIED
@given(plain(), MARKS, st.integers(1, 9998), st.integers(21, 23))
def test_edtf_agrees_on_marked_dates_and_on_seasons_other_than_winter(
    text: str, mark: str, year: int, season: int
) -> None:
    assert agreed(text + mark)
    assert agreed(f"{year:04}-{season}")


@UNHURRIED
@given(DATES)
def test_edtf_agrees_on_whatever_it_reads(text: str) -> None:
    try:
        agreed(text)
    except (EDTFParseException, AttributeError, TypeError, ValueError):
        assert needs_level_1_or_2(text)
