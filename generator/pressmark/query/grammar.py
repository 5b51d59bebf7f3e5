"""The query language: what a person types into the search box, and what a saved query holds.

A query is items between blanks, each with `-` before it to exclude: words, `word*`, `"phrases"`, and `field:value` or
`field:value,"other value"`. The browser reads the same language (`js/search/grammar.js`); the cases of both are one.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date

from pressmark.query.rows import FACETS
from pressmark.values import Frozen, field
from pressmark.words import words

DATE_FIELDS = ("date", "certainly")  # possibly, or certainly, inside
FIELDS = (*FACETS, *DATE_FIELDS)
QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'

_BLANK = (  # ECMAScript's `\\s`, as the browser has it; Python's holds control characters, and no byte-order mark
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_FIELD = re.compile(rf"([A-Za-z]+):(?!//|[{_BLANK}]|\Z)|([A-Za-z]+):(?=[{_BLANK}]|\Z)")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LAST_MONTH = 12


class Text(Frozen):
    """Words that stand side by side in one passage, and the beginning of a word that stands anywhere in the article."""

    phrase: tuple[str, ...] = ()
    beginning: str = ""
    excluded: bool = False


class Choice(Frozen):
    """Any of several values of a facet, as they were written."""

    facet: str
    values: tuple[str, ...]
    excluded: bool = False
    start: int = 0
    end: int = 0


class Period(Frozen):
    """Published possibly, or certainly, between two days; an absent end is open."""

    certainly: bool
    earliest: date | None
    latest: date | None
    excluded: bool = False


class Mistake(Frozen):
    """What is wrong with a query: a code that has words in the interface's catalogue, and where."""

    code: str
    start: int
    end: int
    values: Mapping[str, str] = field(default_factory=dict)


class Query(Frozen):
    """A query as it was written; with a mistake in it, it finds nothing."""

    texts: tuple[Text, ...] = ()
    choices: tuple[Choice, ...] = ()
    periods: tuple[Period, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


Item = Text | Choice | Period | Mistake


def parse(text: str, *, typing: bool = False) -> Query:
    """Read a query. While someone is `typing`, a word at the very end is read as a beginning."""
    items = tuple(_Reader(text, typing=typing).items())
    return Query(
        tuple(item for item in items if isinstance(item, Text)),
        tuple(item for item in items if isinstance(item, Choice)),
        tuple(item for item in items if isinstance(item, Period)),
        tuple(item for item in items if isinstance(item, Mistake)),
    )


class _Reader:
    def __init__(self, text: str, *, typing: bool) -> None:
        self.text, self.at, self.typing = text, 0, typing

    def items(self) -> Iterator[Item]:
        while self.at < len(self.text):
            if self.text[self.at] in _BLANK:
                self.at += 1
                continue
            start = self.at
            excluded = self.text[self.at] == "-"
            self.at += excluded
            named = _FIELD.match(self.text, self.at)
            if named and (named[1] or named[2].lower() in FIELDS):  # «Tokyo: » is a word
                self.at = named.end()
                yield from self._field((named[1] or named[2]).lower(), start, excluded=excluded)
            elif self.text[self.at : self.at + 1] and self.text[self.at] in QUOTES:
                yield from _text(self._quoted(), excluded=excluded)
            else:
                yield from self._word(excluded=excluded)

    def _quoted(self) -> str:
        """What stands between quotation marks, or after one up to the end."""
        start = self.at + 1
        self.at = start
        while self.at < len(self.text) and self.text[self.at] not in QUOTES:
            self.at += 1
        found = self.text[start : self.at]
        self.at += 1
        return found

    def _bare(self, ends: str = "") -> str:
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in _BLANK and self.text[self.at] not in ends:
            self.at += 1
        return self.text[start : self.at]

    def _word(self, *, excluded: bool) -> Iterator[Text]:
        written = self._bare()
        unfinished = self.typing and self.at == len(self.text) and not excluded
        yield from _text(written, excluded=excluded, beginning=written.endswith("*") or unfinished)

    def _field(self, name: str, start: int, *, excluded: bool) -> Iterator[Item]:
        values = tuple(value for value in self._values() if value)
        if name not in FIELDS:
            yield Mistake("unknown-field", start, self.at, {"field": name})
        elif not values:
            yield Mistake("no-value", start, self.at, {"field": name})
        elif name in DATE_FIELDS:
            for value in values:
                yield _period(value, name, start, self.at, excluded=excluded)
        else:
            yield Choice(name, values, excluded, start, self.at)

    def _values(self) -> Iterator[str]:
        while True:
            quoted = self.text[self.at : self.at + 1] and self.text[self.at] in QUOTES
            yield (self._quoted() if quoted else self._bare(",")).strip(_BLANK)
            if self.text[self.at : self.at + 1] != ",":
                return
            self.at += 1


def _text(written: str, *, excluded: bool, beginning: bool = False) -> Iterator[Text]:
    found = tuple(word for _, _, word in words(written))
    if found and beginning:
        yield Text(found[:-1], found[-1], excluded)
    elif found:
        yield Text(found, "", excluded)


def _period(written: str, name: str, start: int, end: int, *, excluded: bool) -> Period | Mistake:
    first, dots, last = written.partition("..")
    earliest, latest = _days(first), _days(last if dots else first)
    if (first and earliest is None) or (last and latest is None) or not (first or last):
        return Mistake("bad-date", start, end, {"value": written})
    period = Period(name == "certainly", earliest and earliest[0], latest and latest[1], excluded)
    if period.earliest and period.latest and period.earliest > period.latest:
        return Mistake("reversed-dates", start, end, {"value": written})
    return period


def _days(written: str) -> tuple[date, date] | None:
    """The first and last day of a year, month or day; None if it is none."""
    found = _DAY.fullmatch(written)
    if not found or found[1] == "0000":
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    if not 1 <= month <= _LAST_MONTH or not 1 <= day <= monthrange(year, month)[1]:
        return None
    last_month = month if found[2] else _LAST_MONTH
    last_day = day if found[3] else monthrange(year, last_month)[1]
    return date(year, month, day), date(year, last_month, last_day)
