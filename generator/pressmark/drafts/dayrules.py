"""The wordings of dates that are known, and which of `daymaking` says what each comes to where it stands."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from pressmark.drafts import daymaking
from pressmark.drafts.daymaking import COUNTS
from pressmark.drafts.reckoning import Moment
from pressmark.drafts.spelt import MONTH
from pressmark.values import Frozen

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
_COUNT = rf"(?P<count>{'|'.join(COUNTS)}|\d{{1,2}})"
_UNIT = r"(?P<unit>day|week|month|year)"


class Rule(Frozen):
    """A form of words. `made` gives EDTF, or nothing; the moment is None where the story's day is not known."""

    name: str
    pattern: re.Pattern[str]
    made: Callable[[re.Match[str], Moment | None], str]


MONTH_DAY = re.compile(rf"\b{_LEAD}(?:{_NAMED_DAY},? )?\b{_NAMED_MONTH} {_NUMBER}(?:,? {_YEAR})?", re.IGNORECASE)
DAY_MONTH = re.compile(
    rf"\b{_LEAD}(?:{_NAMED_DAY},? (?:the |dem )?)?\b{_NUMBER}\.? (?:of )?{_NAMED_MONTH}(?:,? {_YEAR})?", re.IGNORECASE
)
_EARLY = r"(?:(?:early|late|mid)[ -]|(?:the )?(?:beginning|start|middle|end) of )"
_MONTH2 = rf"(?P<month2>{MONTH})\b\.?"
_IN = r"(?P<lead>in|since|by|until|till|from|during|through|of|before|after|im|seit|bis|ab)"


def _i(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _spans() -> Iterator[Rule]:
    yield Rule(
        "years from and to",
        _i(rf"\b(?:from|between) {_YEAR} (?:to|and|until) (?P<end>1[5-9]\d\d|20\d\d)\b"),
        daymaking.years,
    )
    yield Rule(
        "days from and to",
        _i(
            rf"\b(?:from |between )?{_NAMED_MONTH} {_NUMBER}(?: (?:to|until|through) |[-–])(?:{_MONTH2} "
            rf")?(?P<day2>\d{{1,2}})\b(?!,? \d{{4}})"
        ),
        daymaking.needing(partial(daymaking.span, by_day=True)),
    )
    yield Rule(
        "months from and to",
        _i(rf"\b(?:from|between) {_NAMED_MONTH} (?:to|and|until|through) {_MONTH2}(?! \d)"),
        daymaking.needing(partial(daymaking.span, by_day=False)),
    )


def _of_years() -> Iterator[Rule]:
    for day in (rf" {_NUMBER}", ""):
        of_year = rf"\b(?:{_IN} |on )?{_NAMED_MONTH}{day},? (?:of )?(?P<which>last|this|next) year\b"
        yield Rule("day or month of a year", _i(of_year), daymaking.needing(daymaking.of_year))
    part = r"\b(?P<part>first|second|third|fourth)[ -](?P<size>quarter|half) of (?P<which>last|this|next) year\b"
    yield Rule("part of a year", _i(part), daymaking.needing(daymaking.part_of))
    yield Rule(
        "week",
        _i(rf"\b(?:in )?the week (?:of|beginning) {_NAMED_MONTH} {_NUMBER}(?!,? \d)"),
        daymaking.needing(daymaking.week_of),
    )


def _with_years() -> Iterator[Rule]:
    yield Rule("day and month", MONTH_DAY, daymaking.month_day)
    yield Rule("day and month", DAY_MONTH, daymaking.month_day)
    yield Rule("date in figures", _i(r"\b(?:1[5-9]|20)\d\d-\d\d-\d\d\b"), daymaking.iso)
    yield Rule("month and year", _i(rf"\b(?:{_IN} )?{_EARLY}?{_NAMED_MONTH},? {_YEAR}"), daymaking.exact)
    yield Rule(
        "season of a year",
        _i(rf"\b(?P<season>spring|summer|autumn|fall|winter) (?:of )?{_YEAR}"),
        daymaking.season_of_year,
    )
    yield Rule(
        "part of a year",
        _i(rf"\b(?P<part>first|second|third|fourth)[ -](?P<size>quarter|half) of {_YEAR}"),
        daymaking.part,
    )
    yield Rule("part of a year", _i(rf"\b(?P<part>[QH][1-4]) {_YEAR}"), daymaking.part)
    yield Rule("decade", _i(r"\bin the (?:early |late |mid-)?(?P<decade>\d{3})0s\b"), daymaking.decade)
    yield Rule("year", _i(rf"\b(?:{_IN} )?(?:the )?{_EARLY}{_YEAR}\b"), daymaking.only_year)
    yield Rule(
        "year",
        _i(rf"\b{_IN} (?:the year |dem Jahr )?{_YEAR}\b(?! (?:crowns|people|dollars|euros|pounds))"),
        daymaking.only_year,
    )
    yield Rule("year", _i(rf"(?:(?<=\bwurde )|(?<=\bim Jahr ))(?:{_YEAR})\b"), daymaking.only_year)


def _near_the_day() -> Iterator[Rule]:
    yield Rule(
        "day of the week",
        _i(
            rf"\b(?:(?P<lead>on|by|until|till|from|since|starting|am|ab|bis|seit) )?(?:(?P<which>last|next|this) "
            rf")?{_NAMED_DAY}"
        ),
        daymaking.needing(daymaking.weekday),
    )
    yield Rule(
        "month",
        _i(rf"\b(?:{_IN} (?:{_EARLY})?|{_EARLY}|(?P<which>last|next|this) ){_NAMED_MONTH}(?! \d)"),
        daymaking.needing(daymaking.month),
    )
    yield Rule(
        "day",
        _i(r"\b(?:today|yesterday|tomorrow|tonight|last night|this (?:morning|afternoon|evening)|heute|gestern)\b"),
        daymaking.needing(daymaking.near),
    )
    yield Rule(
        "weekend", _i(r"\b(?:over|at|during) the weekend\b|\bam Wochenende\b"), daymaking.needing(daymaking.weekend)
    )
    yield Rule(
        "season",
        _i(r"\b(?P<which>last|next|this) (?P<season>spring|summer|autumn|fall|winter)\b"),
        daymaking.needing(daymaking.season),
    )


def _so_far_off() -> Iterator[Rule]:
    yield Rule(
        "week, month or year",
        _i(r"\b(?P<which>(?:earlier |later )?this|last|next) (?P<unit>week|weekend|month|year)\b(?!')"),
        daymaking.needing(daymaking.unit),
    )
    yield Rule(
        "week, month or year",
        _i(
            r"\b(?:im |in der |in diesem )?(?P<which>vergangene|letzte|vorige|nächste|kommende|diese)[nsrm]? "
            r"(?P<unit>Woche|Monat|Jahr)\b"
        ),
        daymaking.needing(daymaking.german_unit),
    )
    yield Rule(
        "end of a month or year",
        _i(r"\b(?:(?:end|beginning|start|middle) of the (?P<unit>month|year)|year-end)\b"),
        daymaking.needing(daymaking.end_of),
    )
    yield Rule(
        "so long ago",
        _i(rf"\b(?:(?:about|some|around|nearly|almost) )?{_COUNT} {_UNIT}s? (?P<to>ago|earlier|later)\b"),
        daymaking.needing(daymaking.ago),
    )
    yield Rule("so long ago", _i(rf"\b{_UNIT}s (?P<to>ago|earlier|later)\b"), daymaking.needing(daymaking.ago))
    yield Rule("so long ago", _i(r"\b(?:decades|centuries) (?:ago|earlier)\b"), daymaking.no_date)
    yield Rule("in so long", _i(rf"\bin (?:about )?{_COUNT} {_UNIT}s?\b"), daymaking.hence)


RULES = (*_spans(), *_of_years(), *_with_years(), *_near_the_day(), *_so_far_off())
