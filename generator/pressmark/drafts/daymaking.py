"""What wordings of dates make of themselves where they stand: EDTF, or nothing where that cannot be said."""

import re
from collections.abc import Callable
from datetime import date

from pressmark.drafts import reckoning
from pressmark.drafts.reckoning import SEASONS, WEEKDAYS, Moment
from pressmark.drafts.spelt import MONTHS
from pressmark.values import replace

_WORDS = (
    ["a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    [1, 1, *range(1, 13)],
)
COUNTS = dict(zip(*_WORDS, strict=True))
_ABOUT_NOW = {"yesterday": -1, "gestern": -1, "tomorrow": 1, "morgen": 1}


class NoWording(Exception):  # noqa: N818 - not an error
    """The words name no date at all here."""


def exact(match: re.Match[str], _: Moment | None) -> str:
    """A day or month of a year that is named."""
    parts = match.groupdict()
    text = f"{parts['year']}-{MONTHS[parts['month'].lower()]:02d}"
    return f"{text}-{int(parts['day']):02d}" if parts.get("day") else text


def iso(match: re.Match[str], _: Moment | None) -> str:
    """A date in figures."""
    return match[0]


def only_year(match: re.Match[str], _: Moment | None) -> str:
    """A year."""
    return match["year"]


def decade(match: re.Match[str], _: Moment | None) -> str:
    """A decade, as a year without its last figure."""
    return match["decade"] + "X"


def years(match: re.Match[str], _: Moment | None) -> str:
    """From one year to another."""
    return f"{match['year']}/{match['end']}"


def part(match: re.Match[str], _: Moment | None, year: int = 0) -> str:
    """A quarter or half of a year that is named, or given."""
    which = match["part"].lower()
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(which) or int(which[-1])
    half = (match.groupdict().get("size") or "quarter").lower() == "half" or which.startswith("h")
    return reckoning.part(number, 6 if half else 3, year or int(match["year"]))


def season_of_year(match: re.Match[str], _: Moment | None) -> str:
    """A season of a year that is named."""
    return f"{match['year']}-{SEASONS[match['season'].lower()]}"


def needing(make: Callable[[re.Match[str], Moment], str]) -> Callable[[re.Match[str], Moment | None], str]:
    """What needs to know the day of the story, and comes to nothing without it."""
    return lambda match, at: make(match, at) if at else ""


def weekday(match: re.Match[str], at: Moment) -> str:
    """A day of the week."""
    return reckoning.weekday(WEEKDAYS[match["weekday"].lower()], at, (match["which"] or "").lower())


def month_day(match: re.Match[str], at: Moment | None) -> str:
    """A day and month, of a year that is named or of the nearest."""
    if match["year"]:
        return exact(match, at)
    if at is None:
        return ""
    named = WEEKDAYS[match["weekday"].lower()] if match["weekday"] else None
    return reckoning.day_of_year(MONTHS[match["month"].lower()], int(match["day"]), at, named)


def year_of(match: re.Match[str], at: Moment) -> int:
    """Last, this or next year."""
    return at.day.year + {"last": -1, "next": 1}.get(match["which"].lower(), 0)


def of_year(match: re.Match[str], at: Moment) -> str:
    """A day or month of last, this or next year."""
    day = match.groupdict().get("day")
    text = f"{year_of(match, at):04d}-{MONTHS[match['month'].lower()]:02d}"
    return f"{text}-{int(day):02d}" if day else text


def week_of(match: re.Match[str], at: Moment) -> str:
    """The week that begins on a day."""
    first = reckoning.day_of_year(MONTHS[match["month"].lower()], int(match["day"]), at, None)
    return reckoning.between(first, date.fromordinal(date.fromisoformat(first).toordinal() + 6).isoformat())


def part_of(match: re.Match[str], at: Moment) -> str:
    """A quarter or half of last, this or next year."""
    return part(match, at, year_of(match, at))


def month(match: re.Match[str], at: Moment) -> str:
    """A month."""
    return reckoning.month(MONTHS[match["month"].lower()], at, (match["which"] or "").lower())


def span(match: re.Match[str], at: Moment, *, by_day: bool) -> str:
    """From one day or month to another."""
    first = MONTHS[match["month"].lower()]
    last = MONTHS[(match["month2"] or match["month"]).lower()]
    if by_day:
        begin = reckoning.day_of_year(first, int(match["day"]), at, None)
        end = reckoning.day_of_year(last, int(match["day2"]), replace(at, ahead=0), None)
    else:
        end = reckoning.month(last, at)
        begin = reckoning.month(first, at)
    return f"{begin}/{end}" if begin and end else ""


def unit(match: re.Match[str], at: Moment) -> str:
    """Last, this or next week, month or year."""
    return reckoning.unit(match["unit"].lower(), match["which"].lower(), at)


def german_unit(match: re.Match[str], at: Moment) -> str:
    """The same in German."""
    unit = {"woche": "week", "monat": "month", "jahr": "year"}[match["unit"].lower()]
    which = "last" if match["which"].lower().startswith(("vergangen", "letzt", "vorig")) else "next"
    return reckoning.unit(unit, "this" if match["which"].lower().startswith("diese") else which, at)


def end_of(match: re.Match[str], at: Moment) -> str:
    """The month or year of which the beginning, middle or end is named: no more than that is said."""
    return reckoning.unit((match["unit"] or "year").lower(), "this", at)


def weekend(_: re.Match[str], at: Moment) -> str:
    """The weekend before or after."""
    return reckoning.unit("weekend", "this" if at.ahead > 0 else "last", at)


def season(match: re.Match[str], at: Moment) -> str:
    """Last, this or next season."""
    return reckoning.season(match["season"].lower(), at, match["which"].lower())


def near(match: re.Match[str], at: Moment) -> str:
    """Today, or a day beside it."""
    word = match[0].lower()
    if word == "last night":
        return f"[{date.fromordinal(at.day.toordinal() - 1)},{at.day}]"
    return date.fromordinal(at.day.toordinal() + _ABOUT_NOW.get(word, 0)).isoformat()


def ago(match: re.Match[str], at: Moment) -> str:
    """So long ago, or so long after another day."""
    to = match["to"].lower()
    sign = 1 if to == "later" else -1
    first, last = (at.day, at.day) if to == "ago" else (at.first, at.last)
    unit = match["unit"].lower()
    count = match.groupdict().get("count")
    if count is None:
        return reckoning.uncounted(unit, sign, first, last)
    number = COUNTS.get(count.lower()) or int(count)
    return reckoning.counted(number, unit, sign, first, last)


def hence(match: re.Match[str], at: Moment | None) -> str:
    """In so long, where the sentence speaks of what is to come."""
    if at is None or at.ahead <= 0:
        raise NoWording
    count = match["count"].lower()
    return reckoning.counted(COUNTS.get(count) or int(count), match["unit"].lower(), 1, at.day, at.day)


def no_date(_: re.Match[str], __: Moment | None) -> str:
    """Words about time that come to no date."""
    return ""
