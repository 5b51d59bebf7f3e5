"""The wordings of dates that are known, and what each makes of itself where it stands."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from pressmark.drafts import reckoning
from pressmark.drafts.reckoning import SEASONS, WEEKDAYS, Moment
from pressmark.drafts.spelt import MONTH, MONTHS

_LEAD = (
    r"(?:(?P<lead>on|by|until|till|from|since|in|of|for|starting|beginning|effective|before|after|during|through|"
    r"over|at|"
    r"am|ab|bis|seit|vom|im|in der|in den) )?(?:the )?"
)
_NAMED_MONTH = rf"(?P<month>{MONTH})\b\.?"
_NAMED_DAY = (
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch)\b"
)
_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:,.%]\d)"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d|[.,]\d)"
_COUNTS = (
    ["a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    [1, 1, *range(1, 13)],
)
_COUNT_OF = dict(zip(*_COUNTS, strict=True))
_COUNT = rf"(?P<count>{'|'.join(_COUNT_OF)}|\d{{1,2}})"
_UNIT = r"(?P<unit>day|week|month|year)"
_ABOUT_NOW = {"yesterday": -1, "gestern": -1, "tomorrow": 1, "morgen": 1}


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of words. `made` gives EDTF, or nothing; the moment is None where the story's day is not known."""

    name: str
    pattern: re.Pattern[str]
    made: Callable[[re.Match[str], Moment | None], str]


class NoWording(Exception):  # noqa: N818 - not an error
    """The words name no date at all here."""


def _exact(match: re.Match[str], _: Moment | None) -> str:
    parts = match.groupdict()
    text = f"{parts['year']}-{MONTHS[parts['month'].lower()]:02d}"
    return f"{text}-{int(parts['day']):02d}" if parts.get("day") else text


def _iso(match: re.Match[str], _: Moment | None) -> str:
    return match[0]


def _only_year(match: re.Match[str], _: Moment | None) -> str:
    return match["year"]


def _decade(match: re.Match[str], _: Moment | None) -> str:
    return match["decade"] + "X"


def _years(match: re.Match[str], _: Moment | None) -> str:
    return f"{match['year']}/{match['end']}"


def _part(match: re.Match[str], _: Moment | None, year: int = 0) -> str:
    which = match["part"].lower()
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(which) or int(which[-1])
    half = (match.groupdict().get("size") or "quarter").lower() == "half" or which.startswith("h")
    return reckoning.part(number, 6 if half else 3, year or int(match["year"]))


def _season_of_year(match: re.Match[str], _: Moment | None) -> str:
    return f"{match['year']}-{SEASONS[match['season'].lower()]}"


def _needing(make: Callable[[re.Match[str], Moment], str]) -> Callable[[re.Match[str], Moment | None], str]:
    return lambda match, at: make(match, at) if at else ""


def _weekday(match: re.Match[str], at: Moment) -> str:
    return reckoning.weekday(WEEKDAYS[match["weekday"].lower()], at, (match["which"] or "").lower())


def _month_day(match: re.Match[str], at: Moment | None) -> str:
    if match["year"]:
        return _exact(match, at)
    if at is None:
        return ""
    named = WEEKDAYS[match["weekday"].lower()] if match["weekday"] else None
    return reckoning.day_of_year(MONTHS[match["month"].lower()], int(match["day"]), at, named)


def _year_of(match: re.Match[str], at: Moment) -> int:
    return at.day.year + {"last": -1, "next": 1}.get(match["which"].lower(), 0)


def _of_year(match: re.Match[str], at: Moment) -> str:
    day = match.groupdict().get("day")
    text = f"{_year_of(match, at):04d}-{MONTHS[match['month'].lower()]:02d}"
    return f"{text}-{int(day):02d}" if day else text


def _week_of(match: re.Match[str], at: Moment) -> str:
    first = reckoning.day_of_year(MONTHS[match["month"].lower()], int(match["day"]), at, None)
    return reckoning.between(first, date.fromordinal(date.fromisoformat(first).toordinal() + 6).isoformat())


def _part_of(match: re.Match[str], at: Moment) -> str:
    return _part(match, at, _year_of(match, at))


def _month(match: re.Match[str], at: Moment) -> str:
    return reckoning.month(MONTHS[match["month"].lower()], at, (match["which"] or "").lower())


def _span(match: re.Match[str], at: Moment, *, by_day: bool) -> str:
    first = MONTHS[match["month"].lower()]
    last = MONTHS[(match["month2"] or match["month"]).lower()]
    if by_day:
        begin = reckoning.day_of_year(first, int(match["day"]), at, None)
        end = reckoning.day_of_year(last, int(match["day2"]), replace(at, ahead=0), None)
    else:
        end = reckoning.month(last, at)
        begin = reckoning.month(first, at)
    return f"{begin}/{end}" if begin and end else ""


def _unit(match: re.Match[str], at: Moment) -> str:
    return reckoning.unit(match["unit"].lower(), match["which"].lower(), at)


def _german_unit(match: re.Match[str], at: Moment) -> str:
    unit = {"woche": "week", "monat": "month", "jahr": "year"}[match["unit"].lower()]
    which = "last" if match["which"].lower().startswith(("vergangen", "letzt", "vorig")) else "next"
    return reckoning.unit(unit, "this" if match["which"].lower().startswith("diese") else which, at)


def _end_of(match: re.Match[str], at: Moment) -> str:
    return reckoning.unit((match["unit"] or "year").lower(), "this", at)


def _weekend(_: re.Match[str], at: Moment) -> str:
    return reckoning.unit("weekend", "this" if at.ahead > 0 else "last", at)


def _season(match: re.Match[str], at: Moment) -> str:
    return reckoning.season(match["season"].lower(), at, match["which"].lower())


def _near(match: re.Match[str], at: Moment) -> str:
    word = match[0].lower()
    if word == "last night":
        return f"[{date.fromordinal(at.day.toordinal() - 1)},{at.day}]"
    return date.fromordinal(at.day.toordinal() + _ABOUT_NOW.get(word, 0)).isoformat()


def _ago(match: re.Match[str], at: Moment) -> str:
    to = match["to"].lower()
    sign = 1 if to == "later" else -1
    first, last = (at.day, at.day) if to == "ago" else (at.first, at.last)
    unit = match["unit"].lower()
    count = match.groupdict().get("count")
    if count is None:
        return reckoning.uncounted(unit, sign, first, last)
    number = _COUNT_OF.get(count.lower()) or int(count)
    return reckoning.counted(number, unit, sign, first, last)


def _hence(match: re.Match[str], at: Moment | None) -> str:
    if at is None or at.ahead <= 0:
        raise NoWording
    count = match["count"].lower()
    return reckoning.counted(_COUNT_OF.get(count) or int(count), match["unit"].lower(), 1, at.day, at.day)


def _no_date(_: re.Match[str], __: Moment | None) -> str:
    return ""


MONTH_DAY = re.compile(rf"\b{_LEAD}(?:{_NAMED_DAY},? )?\b{_NAMED_MONTH} {_NUMBER}(?:,? {_YEAR})?", re.IGNORECASE)
DAY_MONTH = re.compile(
    rf"\b{_LEAD}(?:{_NAMED_DAY},? (?:the |dem )?)?\b{_NUMBER}\.? (?:of )?{_NAMED_MONTH}(?:,? {_YEAR})?", re.IGNORECASE
)
_EARLY = r"(?:(?:early|late|mid)[ -]|(?:the )?(?:beginning|start|middle|end) of )"
_IN = r"(?P<lead>in|since|by|until|till|from|during|through|of|before|after|im|seit|bis|ab)"


def _i(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_MONTH2 = rf"(?P<month2>{MONTH})\b\.?"


def _spans() -> Iterator[Rule]:
    yield Rule(
        "years from and to", _i(rf"\b(?:from|between) {_YEAR} (?:to|and|until) (?P<end>1[5-9]\d\d|20\d\d)\b"), _years
    )
    yield Rule(
        "days from and to",
        _i(
            rf"\b(?:from |between )?{_NAMED_MONTH} {_NUMBER}(?: (?:to|until|through) |[-–])(?:{_MONTH2} "
            rf")?(?P<day2>\d{{1,2}})\b(?!,? \d{{4}})"
        ),
        _needing(partial(_span, by_day=True)),
    )
    yield Rule(
        "months from and to",
        _i(rf"\b(?:from|between) {_NAMED_MONTH} (?:to|and|until|through) {_MONTH2}(?! \d)"),
        _needing(partial(_span, by_day=False)),
    )


def _of_years() -> Iterator[Rule]:
    for day in (rf" {_NUMBER}", ""):
        of_year = rf"\b(?:{_IN} |on )?{_NAMED_MONTH}{day},? (?:of )?(?P<which>last|this|next) year\b"
        yield Rule("day or month of a year", _i(of_year), _needing(_of_year))
    part = r"\b(?P<part>first|second|third|fourth)[ -](?P<size>quarter|half) of (?P<which>last|this|next) year\b"
    yield Rule("part of a year", _i(part), _needing(_part_of))
    yield Rule(
        "week", _i(rf"\b(?:in )?the week (?:of|beginning) {_NAMED_MONTH} {_NUMBER}(?!,? \d)"), _needing(_week_of)
    )


def _with_years() -> Iterator[Rule]:
    yield Rule("day and month", MONTH_DAY, _month_day)
    yield Rule("day and month", DAY_MONTH, _month_day)
    yield Rule("date in figures", _i(r"\b(?:1[5-9]|20)\d\d-\d\d-\d\d\b"), _iso)
    yield Rule("month and year", _i(rf"\b(?:{_IN} )?{_EARLY}?{_NAMED_MONTH},? {_YEAR}"), _exact)
    yield Rule(
        "season of a year", _i(rf"\b(?P<season>spring|summer|autumn|fall|winter) (?:of )?{_YEAR}"), _season_of_year
    )
    yield Rule(
        "part of a year",
        _i(rf"\b(?P<part>first|second|third|fourth)[ -](?P<size>quarter|half) of {_YEAR}"),
        _part,
    )
    yield Rule("part of a year", _i(rf"\b(?P<part>[QH][1-4]) {_YEAR}"), _part)
    yield Rule("decade", _i(r"\bin the (?:early |late |mid-)?(?P<decade>\d{3})0s\b"), _decade)
    yield Rule("year", _i(rf"\b(?:{_IN} )?(?:the )?{_EARLY}{_YEAR}\b"), _only_year)
    yield Rule(
        "year", _i(rf"\b{_IN} (?:the year |dem Jahr )?{_YEAR}\b(?! (?:crowns|people|dollars|euros|pounds))"), _only_year
    )
    yield Rule("year", _i(rf"(?:(?<=\bwurde )|(?<=\bim Jahr ))(?:{_YEAR})\b"), _only_year)


def _near_the_day() -> Iterator[Rule]:
    yield Rule(
        "day of the week",
        _i(
            rf"\b(?:(?P<lead>on|by|until|till|from|since|starting|am|ab|bis|seit) )?(?:(?P<which>last|next|this) "
            rf")?{_NAMED_DAY}"
        ),
        _needing(_weekday),
    )
    yield Rule(
        "month",
        _i(rf"\b(?:{_IN} (?:{_EARLY})?|{_EARLY}|(?P<which>last|next|this) ){_NAMED_MONTH}(?! \d)"),
        _needing(_month),
    )
    yield Rule(
        "day",
        _i(r"\b(?:today|yesterday|tomorrow|tonight|last night|this (?:morning|afternoon|evening)|heute|gestern)\b"),
        _needing(_near),
    )
    yield Rule("weekend", _i(r"\b(?:over|at|during) the weekend\b|\bam Wochenende\b"), _needing(_weekend))
    yield Rule(
        "season", _i(r"\b(?P<which>last|next|this) (?P<season>spring|summer|autumn|fall|winter)\b"), _needing(_season)
    )


def _so_far_off() -> Iterator[Rule]:
    yield Rule(
        "week, month or year",
        _i(r"\b(?P<which>(?:earlier |later )?this|last|next) (?P<unit>week|weekend|month|year)\b(?!')"),
        _needing(_unit),
    )
    yield Rule(
        "week, month or year",
        _i(
            r"\b(?:im |in der |in diesem )?(?P<which>vergangene|letzte|vorige|nächste|kommende|diese)[nsrm]? "
            r"(?P<unit>Woche|Monat|Jahr)\b"
        ),
        _needing(_german_unit),
    )
    yield Rule(
        "end of a month or year",
        _i(r"\b(?:(?:end|beginning|start|middle) of the (?P<unit>month|year)|year-end)\b"),
        _needing(_end_of),
    )
    yield Rule(
        "so long ago",
        _i(rf"\b(?:(?:about|some|around|nearly|almost) )?{_COUNT} {_UNIT}s? (?P<to>ago|earlier|later)\b"),
        _needing(_ago),
    )
    yield Rule("so long ago", _i(rf"\b{_UNIT}s (?P<to>ago|earlier|later)\b"), _needing(_ago))
    yield Rule("so long ago", _i(r"\b(?:decades|centuries) (?:ago|earlier)\b"), _no_date)
    yield Rule("in so long", _i(rf"\bin (?:about )?{_COUNT} {_UNIT}s?\b"), _hence)


RULES = (*_spans(), *_of_years(), *_with_years(), *_near_the_day(), *_so_far_off())
