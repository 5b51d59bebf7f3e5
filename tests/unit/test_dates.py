"""Dates mean what `tests/cases/dates.yaml` says."""

import pickle
import time
from datetime import date
from pathlib import Path

import pytest
import yaml

from pressmark.dates import (
    OPEN,
    BadDate,
    Edtf,
    OneOf,
    Open,
    Part,
    Range,
    Single,
    Span,
    certainly_inside,
    possibly_inside,
    read_edtf,
    span,
)

Case = dict[str, str]

CASES: dict[str, list[Case]] = yaml.load(
    (Path(__file__).parents[1] / "cases" / "dates.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - makes nothing but text, which is why it is used
)


def read(text: str) -> Edtf:
    found = read_edtf(text)
    assert isinstance(found, Edtf), f"{text}: {found}"
    return found


def single(text: str) -> Single:
    value = read(text).value
    assert isinstance(value, Single)
    return value


def days(text: str) -> Span:
    """`first..last`, where a bound may be missing."""
    first, last = (date.fromisoformat(day) if day else None for day in text.split(".."))
    return Span(first, last)


def days_or_none(case: Case, key: str) -> Span | None:
    return days(case[key]) if key in case else None


def bound(case: Case, key: str) -> Edtf | Open | None:
    text = case.get(key)
    return OPEN if text == ".." else read(text) if text else None


def name(case: Case) -> str:
    return " ".join(case[key] for key in ("edtf", "from", "until") if key in case).encode("unicode_escape").decode()


def mark_of(value: Single | Range | OneOf) -> str:
    if isinstance(value, Single):
        return value.mark
    parts = value.members if isinstance(value, OneOf) else (value.start, value.end)
    marks = {mark_of(part) for part in parts if isinstance(part, Single | Range)} - {""}
    return "%" if len(marks) > 1 else "".join(marks)


@pytest.mark.parametrize("case", CASES["valid"], ids=name)
def test_a_date_has_the_days_it_may_stand_for(case: Case) -> None:
    found = read(case["edtf"])
    assert found.text == case.get("canonical", case["edtf"])
    assert found.possible == (found.earliest, found.latest) == days(case["possible"])
    assert found.certain == days_or_none(case, "certain")
    assert mark_of(found.value) == case.get("mark", "")
    assert found.uncertain == ("mark" in case)
    assert read(found.text) == found


@pytest.mark.parametrize("case", CASES["invalid"], ids=name)
def test_what_is_no_date_has_a_reason_and_perhaps_a_suggestion(case: Case) -> None:
    found = read_edtf(case["edtf"])
    assert isinstance(found, BadDate)
    assert case["reason"] in found.reason
    assert found.suggestion == (case.get("suggestion") or None)
    if found.suggestion:
        assert read(found.suggestion).text == found.suggestion


@pytest.mark.parametrize("case", CASES["spans"], ids=name)
def test_what_lasts_is_possible_and_certain_on_these_days(case: Case) -> None:
    extent = span(bound(case, "from"), bound(case, "until"), days_or_none(case, "attested"))
    assert extent.possible == days(case["possible"])
    assert extent.certain == days_or_none(case, "certain")


@pytest.mark.parametrize("case", CASES["inside"], ids=name)
def test_a_date_is_inside_certainly_possibly_or_not(case: Case) -> None:
    first, last = (date.fromisoformat(case[key]) if key in case else None for key in ("first", "last"))
    found = read(case["edtf"])
    assert certainly_inside(found, first, last) == (case["answer"] == "certainly")
    assert possibly_inside(found, first, last) == (case["answer"] != "no")


def test_a_span_may_be_inside_too() -> None:
    extent = span(read("2020"), read("2021"))
    assert certainly_inside(extent, date(2020, 1, 1), date(2021, 12, 31))
    assert not certainly_inside(extent, date(2020, 1, 2), None)
    assert possibly_inside(extent, date(2021, 12, 31), None)


def test_a_span_that_runs_backwards_has_no_days() -> None:
    backwards = span(read("2022"), read("2020")).possible
    assert not any(backwards.covers(date(year, 6, 1)) for year in range(2019, 2024))


def test_a_span_covers_its_bounds() -> None:
    august = Span(date(2020, 8, 1), date(2020, 8, 31))
    assert [august.covers(date(2020, month, 1)) for month in (7, 8, 9)] == [False, True, False]
    assert august.covers(date(2020, 8, 31))
    assert Span(None, None).covers(date.min)


def test_two_claims_disagree_where_their_days_do_not_meet() -> None:
    assert read("2020-08").possible.meets(read("2020-08-31/..").possible)
    assert not read("2020-08").possible.meets(read("2020-09").possible)
    assert read("XXXX").possible.meets(read("2020").possible)


@pytest.mark.parametrize(
    ("text", "precision", "digits"),
    [
        ("2020", "year", ("2020", None, None, None)),
        ("202X", "year", ("202X", None, None, None)),
        ("2020-XX", "month", ("2020", None, "XX", None)),
        ("2020-22", "season", ("2020", "22", None, None)),
        ("2020-08-2X", "day", ("2020", None, "08", "2X")),
    ],
)
def test_a_date_tells_how_it_was_written(text: str, precision: str, digits: tuple[str | None, ...]) -> None:
    value = single(text)
    parts = (value.year, value.season, value.month, value.day)
    assert value.precision == precision
    assert tuple(part.digits if part else None for part in parts) == digits


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2020-06-11~", "~ ~ ~"),
        ("2020-06~-11", "~ ~ -"),
        ("2020?-06-11", "? - -"),
        ("?2020-06-11", "? - -"),
        ("2020-~06-11", "- ~ -"),
        ("2020-06-%11", "- - %"),
        ("2020?-06~-11", "% ~ -"),
        ("2020-~06-11?", "? % ?"),
        ("2020-22~", "~ ~"),
        ("2020-~22", "- ~"),
    ],
)
def test_a_mark_counts_for_what_is_left_of_it_or_for_the_part_it_precedes(text: str, marks: str) -> None:
    value = single(text)
    parts = (value.year, value.season, value.month, value.day)
    assert " ".join(part.mark or "-" for part in parts if part) == marks


def test_a_part_is_a_number_if_all_its_digits_are_known() -> None:
    assert [Part("08").number, Part("0X").number, Part("XX").number] == [8, None, None]


def test_the_ends_of_an_interval_are_dates_or_open_or_unknown() -> None:
    assert read("2020/..").value == Range(single("2020"), OPEN)
    assert read("/2020").value == Range(None, single("2020"))


def test_the_members_of_a_set_are_dates_and_ranges() -> None:
    assert read("[..2018,2020,2022..2024]").value == OneOf(
        (Range(None, single("2018")), single("2020"), Range(single("2022"), single("2024")))
    )


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("2020-08-23", 2020, (2020, 8), date(2020, 8, 23)),
        ("2020-08-XX", 2020, (2020, 8), None),
        ("2020-08-03/2020-08-05", 2020, (2020, 8), None),
        ("2020-1X", 2020, None, None),
        ("2020-24", None, None, None),
        ("202X", None, None, None),
        ("2020/..", None, None, None),
        ("XXXX", None, None, None),
        ("[2020-05,2020-08]", 2020, None, None),
    ],
)
def test_the_year_month_and_day_that_hold_all_possible_days(
    text: str, year: int | None, month: tuple[int, int] | None, day: date | None
) -> None:
    found = read(text)
    assert (found.year, found.month, found.day) == (year, month, day)


def test_dates_sort_by_earliest_then_latest_day() -> None:
    ordered = ["[..2019]", "XXXX", "2020-01-01", "2020-01", "2020", "202X", "2020/..", "2020-02", "9999-12-31"]
    found = sorted(map(read, reversed(ordered)), key=lambda found: found.sort_key)
    assert [one.text for one in found] == ordered


@pytest.mark.parametrize("text", ["2020-06~", "2020/..", "[..2018,2020..2022]", "XXXX", "nonsense"])
def test_dates_travel_between_processes(text: str) -> None:
    found = read_edtf(text)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes
    assert hash(found) == hash(read_edtf(text))


@pytest.mark.parametrize(
    "text",
    [
        "9" * 1_000_000,
        "9" * 1000,
        "[" + "XXX1-02-29," * 90,
        "[" + ",".join(["XXXX-XX-31"] * 90) + "]",
        "1-" * 500,
        "2020-08-03T" * 90,
        "." * 1000,
        "[" * 1000,
        "9.." * 333,
        "a " * 500,
        "\ufdfa" * 1000,
        " " * 999 + "x",
    ],
)
def test_no_text_takes_long(text: str) -> None:
    started = time.perf_counter()
    read_edtf(text)
    assert time.perf_counter() - started < 0.5


def test_a_text_may_be_as_long_as_a_set_needs() -> None:
    most = "[" + ",".join(["2020-08-03"] * 90) + "]"
    assert read(most).text == most
    beyond = read_edtf("[" + ",".join(["2020-08-03"] * 91) + "]")
    assert beyond == BadDate("a date has 1000 characters at most", None)
