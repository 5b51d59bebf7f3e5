"""Reads one date, and finds the outermost days that it may stand for."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, date
from itertools import product
from typing import TypeAlias

from pressmark.dates.spans import Span
from pressmark.dates.values import Part, Single, together

Reason: TypeAlias = str
"""Why a text is no date, in plain words."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 2)}  # with their first and last months
_UNREAD_SEASONS = frozenset(str(code) for code in range(25, 42))

_SINGLE = re.compile(
    r"([~?%]?)([0-9X]{4})([~?%]?)"
    r"(?:-([~?%]?)([0-9X]{2})([~?%]?)"
    r"(?:-([~?%]?)([0-9X]{2})([~?%]?))?)?"
)

_LEAP_YEAR = "2000"
_UPWARDS, _DOWNWARDS = "0123456789", "9876543210"

_REASONS = tuple(
    (re.compile(pattern, re.DOTALL), reason)
    for pattern, reason in (
        (r"", "a date is missing"),
        (r"[{].*|.*[}]", "a set in braces means all of its dates; each of them needs a field or an item of its own"),
        (r".*[\[\]].*", "a set of dates stands alone, between one [ and one ]"),
        (r".*/.*", "a set holds dates and ranges (`..`), not intervals (`/`)"),
        (r".*\.\..*", "`..` is the open end of an interval or a range in a set"),
        (r"[0-9X]{4}-[0-9X]{2}-[0-9X]{2}[Tt ].*", "a date here has no time of day"),
        (r"[Tt]?[0-9]{1,2}:.*", "a time of day is no date"),
        (r"[Yy][0-9-].*|-[0-9]{4}.*|[0-9]{5,7}(-.*)?", "years are 0001 to 9999, in four digits"),
        (r"[0-9]{8}", "year, month and day have hyphens between them"),
        (r"[0-9]{4}S[0-9]", "significant digits (S) are not read; write X for a digit that is not known"),
        (r"[0-9X]{1,3}([?~%-][0-9X?~%-]*)?", "a year has four digits"),
        (r"[0-9X]{4}-[0-9X](-.*)?|[0-9X]{4}-[0-9X]{2}-[0-9X]", "month and day have two digits each"),
        (r"[0-9X-]+[~?%]{2,}", "one mark is enough, and % means ~ and ? together"),
    )
)


def read_single(text: str) -> Single | Reason:
    """Read one date of year, season, month or day precision, without blanks and with `X` in capitals.

    See `pressmark.dates.reading.read_edtf` for what is read, and as what.
    """
    match = _SINGLE.fullmatch(text)
    if not match:
        return _why_unlike_a_date(text)
    groups = match.groups("")
    before, digits, after = groups[0::3], groups[1::3], groups[2::3]
    days = _days_meant(*digits)
    if isinstance(days, Reason):
        return days
    # A mark before a part is for that part alone, one after it for all parts so far.
    marks = [together((before[place], *after[place:])) for place in range(3)]
    parts = [Part(*part) for part in zip(digits, marks, strict=True) if part[0]]
    if digits[1] in _SEASONS:
        return Single(text, *days, year=parts[0], season=parts[1])
    return Single(text, *days, *parts)


def _days_meant(year: str, month: str, day: str) -> Span | Reason:
    """The outermost days that these digits may mean; the digits of an absent part are empty."""
    if year == "0000":
        return "there is no year 0000; years are 0001 to 9999"
    if month in _SEASONS:
        return f"{month} is a season, which has no days" if day else _days_of_season(year, *_SEASONS[month])
    if set(year + month + day) == {"X"}:
        return Span(None, None)
    if day and "X" not in year + month + day:
        try:
            only = date(int(year), int(month), int(day))
        except ValueError:
            return _why_never(month, day) or f"there is no {day} {_in_words(month)} in {year}"
        return Span(only, only)
    # A date that names no month or no day may be any of them, just as one that says XX.
    digits = (year, month or "XX", day or "XX")
    if reason := _why_never(*digits[1:]):
        return reason
    first, last = next(_days(*digits, _UPWARDS), None), next(_days(*digits, _DOWNWARDS), None)
    return Span(first, last) if first else f"there is no {day} {_in_words(month)} in {year}"


def _days(year: str, month: str, day: str, order: str) -> Iterator[date]:
    """The existing days that these digits may mean, in the calendar's order or against it."""
    for some_year in _numbers(year, MAXYEAR, order):
        for some_month in _numbers(month, 12, order):
            length = monthrange(some_year, some_month)[1]
            for some_day in _numbers(day, length, order):
                yield date(some_year, some_month, some_day)


def _numbers(digits: str, highest: int, order: str = _UPWARDS) -> Iterator[int]:
    """The numbers from 1 to `highest` that these digits may mean."""
    for spelling in product(*(order if digit == "X" else digit for digit in digits)):
        if 1 <= (number := int("".join(spelling))) <= highest:
            yield number


def _days_of_season(year: str, first_month: int, last_month: int) -> Span:
    """From its first day in the first year meant to its last in the last one or, if it is winter, in the next."""
    begin = date(next(_numbers(year, MAXYEAR)), first_month, 1)
    last_year = next(_numbers(year, MAXYEAR, _DOWNWARDS)) + (last_month < first_month)
    if last_year > MAXYEAR:
        return Span(begin, date.max)
    return Span(begin, date(last_year, last_month, monthrange(last_year, last_month)[1]))


def _why_never(month: str, day: str) -> Reason | None:
    """Why there is no such day in any year, if there is none."""
    if month in _UNREAD_SEASONS and day == "XX":
        return f"of the seasons only 21 to 24 are read, not {month}"
    if not any(_numbers(month, 12)):
        return f"month {month} does not exist"
    if not any(_numbers(day, 31)):
        return f"day {day} does not exist"
    if not any(_days(_LEAP_YEAR, month, day, _UPWARDS)):
        return f"there is no {day} {_in_words(month)}"
    return None


def _in_words(month: str) -> str:
    return f"in month {month}" if "X" in month else MONTHS[int(month) - 1]


def _why_unlike_a_date(text: str) -> Reason:
    for pattern, reason in _REASONS:
        if pattern.fullmatch(text):
            return reason
    return "this is no EDTF date, such as 2020-08-23, 2020-08 or 2020"
