"""The catalogue of interface strings, and how a locale words dates, numbers and plurals.

Every word of the interface comes from `templates/strings/<language>.yaml`; nested keys are joined with dots, and a
mapping whose keys are plural categories (CLDR: one, other, …) is one string in several forms.
"""

import datetime as dt
from collections.abc import Callable
from collections.abc import Mapping as Dict
from functools import lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from pressmark import frontmatter
from pressmark.dates import Edtf, OneOf, Open, Part, Range, Single
from pressmark.diagnostics import did_you_mean

_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
Forms = Dict[str, str]


def catalogue(tree: frontmatter.Tree) -> dict[str, Forms]:
    """The strings of one file: key to plural forms, of which `other` is always there."""
    found: dict[str, Forms] = {}

    def collect(prefix: str, value: frontmatter.Value) -> None:
        if isinstance(value, frontmatter.Scalar):
            found[prefix] = {"other": value.text}
        elif isinstance(value, frontmatter.Mapping):
            forms = {key.text: item.text for key, item in value.items if isinstance(item, frontmatter.Scalar)}
            if forms and "other" in forms and forms.keys() <= _PLURALS:
                found[prefix] = forms
                return
            for key, item in value.items:
                collect(f"{prefix}.{key.text}" if prefix else key.text, item)

    if tree.root is not None:
        collect("", tree.root)
    return found


def locale_of(language: str) -> Locale:
    """The locale of a language tag; English where Babel does not know it."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


class StringError(KeyError):
    """A template asks for a string that no catalogue has, or leaves out a value that one wants."""

    def __str__(self) -> str:
        return str(self.args[0])


class Wording:
    """Words a language: strings by key, dates as precise as they were written, numbers.

    The same numbers, days and strings without values stand on many pages, and Babel takes its time over each.
    """

    def __init__(self, strings: Dict[str, Forms], language: str) -> None:
        self.strings = strings
        self.locale = locale_of(language)
        self.right_to_left = self.locale.text_direction == "rtl"
        self.number = lru_cache(maxsize=10_000, typed=True)(self._number)  # 1 and 1.0 are equal
        self._format = lru_cache(maxsize=50_000)(self._formatted)
        self.text = lru_cache(maxsize=50_000, typed=True)(self._text)  # a text and its markup are equal
        self.plain_date = lru_cache(maxsize=50_000)(self._plain_date)

    def plain(self, key: str, **values: Any) -> str:
        """A string for a file that is no HTML, with its values as they are; else as `text`."""
        return self._filled(key, values, _plain)

    def _text(self, key: str, **values: Any) -> Markup:
        """A string with its values escaped; `n` chooses the plural form and is written as a number.

        Raises:
            StringError: No catalogue has this key, or the string wants a value that is not given.
        """
        return Markup(self._filled(key, values, _escaped))

    def _filled(self, key: str, values: dict[str, Any], put: Callable[[Any], str]) -> str:
        forms = self.strings.get(key)
        if forms is None:
            raise StringError(f"there is no string «{key}». {did_you_mean(key, self.strings)}".rstrip())
        number = values.get("n")
        form = forms["other"]
        if isinstance(number, int):
            form = forms.get(self.locale.plural_form(number), form)
            values["n"] = self.number(number)
        try:
            return put(form).format(**{name: put(value) for name, value in values.items()})
        except KeyError as error:
            raise StringError(f"the string «{key}» wants {{{error.args[0]}}}, which has no value here") from None

    def _number(self, value: float) -> str:
        """A number with the locale's separators and all its digits."""
        return str(format_decimal(value, locale=self.locale, decimal_quantization=False))

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166 code; the code itself where the locale has none."""
        return str(self.locale.territories.get(code, code))

    # --- dates ---

    def date(self, value: Edtf | dt.date) -> Markup:
        """A date in words, never more precise than it was written."""
        return self._day(value) if isinstance(value, dt.date) else self._value(value.value)

    def _plain_date(self, value: Edtf) -> str:
        """The same for a file that is no HTML."""
        return self.date(value).unescape()

    def month(self, year: int, number: int) -> Markup:
        """A month of a year."""
        return self._format(dt.date(year, number, 1), "date.month")

    def month_short(self, year: int, number: int) -> Markup:
        """A month as it stands on the scale of a picture."""
        return self._format(dt.date(year, number, 1), "date.month_short")

    def day_of_year(self, month: int, day: int | None = None) -> Markup:
        """A day of the calendar in any year, or a month of it."""
        leap_year = 2000
        return self._format(dt.date(leap_year, month, day or 1), "date.day_of_year" if day else "date.month_of_year")

    def period(self, start: Edtf | None, end: Edtf | None, *, runs: bool) -> Markup:
        """From when to when something lasts, as far as that is known."""
        if start and end:
            return self.text("date.from_until", start=self.date(start), end=self.date(end))
        if start:
            return self.text("date.since" if runs else "date.from", start=self.date(start))
        if end:
            return self.text("date.until", end=self.date(end))
        return self.text("date.runs") if runs else Markup("")

    def _value(self, value: Single | Range | OneOf) -> Markup:
        if isinstance(value, Single):
            return self._single(value)
        if isinstance(value, Range):
            return self._interval(value)
        members = [self._member(member) for member in value.members]
        return members[0] if len(members) == 1 else self.text("date.one_of", dates=Markup(", ").join(members))

    def _member(self, value: Single | Range) -> Markup:
        """One of several dates; a range among them stands for one day in it, not for all of them."""
        if isinstance(value, Single):
            return self._single(value)
        start, end = (self._single(one) if isinstance(one, Single) else None for one in (value.start, value.end))
        if start and end:
            return self.text("date.between", first=start, last=end)
        return self.text("date.or_later", date=start) if start else self.text("date.or_earlier", date=end)

    def _interval(self, value: Range) -> Markup:
        start = self._single(value.start) if isinstance(value.start, Single) else None
        end = self._single(value.end) if isinstance(value.end, Single) else None
        if start and end:
            return self.text("date.from_until", start=start, end=end)
        if start:
            return self.text("date.since" if isinstance(value.end, Open) else "date.from", start=start)
        return self.text("date.until", end=end)

    def _single(self, value: Single) -> Markup:
        words = self._unmarked(value)
        if value.mark in {"~", "%"}:
            words = self.text("date.about", date=words)
        return self.text("date.uncertain", date=words) if value.mark in {"?", "%"} else words

    def _unmarked(self, value: Single) -> Markup:
        year, month = value.year.number, value.month.number if value.month else None
        if value.earliest is None or value.latest is None:
            return self.text("date.unknown")
        if _half_known(value.month) or _half_known(value.day):
            return self._half(value, value.earliest, value.latest)
        if year is None:
            return self._of_some_year(value)
        if value.season and value.season.number:
            return self._season(value.season.number, _seasonal_year(value.season.number, year))
        if value.month is None:
            return Markup(escape(str(year)))
        if month is None:
            return self.text("date.month_unknown", year=year)
        if value.day is None:
            return self.month(year, month)
        if value.day.number is None:
            return self.text("date.day_unknown", month=self.month(year, month))
        return self._day(dt.date(year, month, value.day.number))

    def _half(self, value: Single, first: dt.date, last: dt.date) -> Markup:
        """A date with one digit of its month or day unknown: between the outermost months or days it may stand for."""
        if "X" in value.year.digits:
            return self._years(value)
        if value.day is None:
            first_month, last_month = (self.month(one.year, one.month) for one in (first, last))
            return self.text("date.between", first=first_month, last=last_month)
        return self.text("date.between", first=self._day(first), last=self._day(last))

    def _of_some_year(self, value: Single) -> Markup:
        """A date of a year that is not known, or not exactly."""
        month, day = (part.number if part else None for part in (value.month, value.day))
        years = self._years(value)
        if value.season and value.season.number:
            return self.text("date.within", date=self._season(value.season.number, ""), years=years)
        return self.text("date.within", date=self.day_of_year(month, day), years=years) if month else years

    def _season(self, number: int, year: str) -> Markup:
        return self.text(f"date.season_{number}", year=year).strip()

    def _years(self, value: Single) -> Markup:
        """What is known of a year."""
        digits = value.year.digits
        if digits == "XXXX":
            return self.text("date.year_unknown")
        if digits[3] == "X" and digits[:3].isdigit():
            return self.text("date.decade", year=int(digits.replace("X", "0")))
        years = (str(int(digits.replace("X", filler))) for filler in "09")
        return self.text("date.years", **dict(zip(("first", "last"), years, strict=True)))

    def _day(self, value: dt.date) -> Markup:
        return self._format(value, "date.day")

    def _formatted(self, value: dt.date, pattern: str) -> Markup:
        return Markup(escape(format_date(value, self.strings[pattern]["other"], locale=self.locale)))


def _escaped(value: Any) -> str:
    return str(escape(value))


def _plain(value: Any) -> str:
    return value.unescape() if isinstance(value, Markup) else str(value)


def _half_known(part: Part | None) -> bool:
    """Whether one digit of a month or day is known, so that «not known» would say less than was written."""
    return part is not None and part.number is None and part.digits != "XX"


def _seasonal_year(season: int, year: int) -> str:
    """The year of a season as people write it: winter runs into the next."""
    winter, century = 24, 100
    if season != winter:
        return str(year)
    return f"{year}–{year + 1 if (year + 1) % century == 0 else f'{(year + 1) % century:02d}'}"


def machine_date(value: Edtf | dt.date) -> str:
    """The value for a `<time>` element: a day, month or year that is meant exactly; else empty."""
    if isinstance(value, dt.date):
        return value.isoformat()
    single = value.value
    if not isinstance(single, Single) or single.uncertain or single.season or "X" in single.text:
        return ""
    return single.text
