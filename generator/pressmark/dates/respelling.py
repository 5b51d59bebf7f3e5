"""What people write where EDTF is asked for, and how EDTF would write it.

Every way to understand a text is offered, wrong ones too: the reader keeps those that are dates, and takes none of
them if they differ. So `3/8/2020` has no respelling that counts, and `23/8/2020` has one.
"""

import re
import unicodedata
from collections.abc import Iterator

from pressmark.dates.single import MONTHS

_LOOKALIKES = str.maketrans("‐‒–—―−⁄∕∼’", "------//~'")

_DATE = r"(\d{4}(?:-\d\d){0,2})"
_PATTERNS = tuple(
    (re.compile(pattern, re.IGNORECASE), spelling)
    for pattern, spelling in (
        (r"\s+", ""),
        (r"(\d{4}-\d\d-\d\d)(?:T\d\d| +\d\d?:\d\d)[\d:.,]{0,20}(?: ?(?:Z|UTC|GMT|[AP]M|[+-]\d\d:?(?:\d\d)?))?", r"\1"),
        (r"(?:-00)+$", ""),  # a month or day not known, as databases write it
        (r"[u?_]", "X"),  # a digit not known, as EDTF's draft of 2012 and cataloguers (19??) write it
        (r"\?~|~\?", "%"),  # as in that draft
        (r"/open$", "/.."),
        (r"/unknown$", "/"),
        (r"^unknown/", "/"),
        (rf"^{_DATE} ?[-/] ?(?:present|now|today|ongoing)?$", r"\1/.."),
        (rf"^{_DATE} ?(?:--?|to|until) ?{_DATE}$", r"\1/\2"),
        (r"^(\d\d)(\d\d)[-/](\d\d)$", r"\1\2/\1\3"),  # 2019/20
        (r"^(\d{4}-|\d{4}-\d\d-)(\d\d)/(\d\d)$", r"\1\2/\1\3"),  # 2020-08-03/05
        (r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3"),
        (r"^(?:the )?(\d{3})0'?s$", r"\1X"),
        (r"^(?:the )?(\d\d)00'?s$", r"\1XX"),
        (r"^([^/]+)/([^/]+)$", r"\2/\1"),  # runs backwards
        (r"([\d-]{4,10})\.\.([\d-]{4,10})", r"\2..\1"),
        (r"^\[?(?:n\. ?d\.?|s\. ?d\.?|no date|undated|unknown)\]?$", "XXXX"),
    )
)

_YEAR_FIRST = re.compile(r"(\d{4})[-./ 年](\d\d?)(?:[-./ 月](\d\d?))?[月日]?")
_YEAR_LAST = re.compile(r"(?:(\d\d?)([-./ ]))?(\d\d?)[-./ ](\d{4})")

_WORDS = re.compile(r"[a-z\d][a-z\d ,.'-]*")
_SILENT = re.compile(r"the|of|st|nd|rd|th|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?")
_ABOUT = frozenset(("c", "ca", "circa", "about", "around", "approximately"))
_NAMES = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_NAMES |= {name[:3]: number for name, number in _NAMES.items()} | {"sept": 9}
_NAMES |= {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

_PART_OF_YEAR = re.compile(r"(\d{4})[- ]?(\w\d)|(\w\d)[- ]?(\d{4})")
_MONTHS_OF = (
    {"25": (3, 5), "26": (6, 8), "27": (9, 11), "28": (12, 14)}  # seasons of the northern hemisphere
    | {"29": (9, 11), "30": (12, 14), "31": (3, 5), "32": (6, 8)}  # and of the southern
    | {"33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12)}
    | {"37": (1, 4), "38": (5, 8), "39": (9, 12), "40": (1, 6), "41": (7, 12)}
    | {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
)


def respellings(text: str) -> Iterator[str]:
    """Yield all that the text may have meant, with or without sense."""
    text = _in_ascii(text)
    yield text
    for pattern, spelling in _PATTERNS:
        yield pattern.sub(spelling, text)
    yield from _from_numbers(text)
    yield from _from_words(text.lower())
    yield from _from_part_of_year(text.upper())


def _in_ascii(text: str) -> str:
    """The text with the hyphens, slashes and digits of ASCII for those of others, and without invisible characters."""
    text = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES)
    visible = (char for char in text if unicodedata.category(char) != "Cf")
    return "".join(str(unicodedata.decimal(char, char)) for char in visible).strip()


def _from_numbers(text: str) -> Iterator[str]:
    if match := _YEAR_FIRST.fullmatch(text):
        yield _spelt(*match.groups())
    if match := _YEAR_LAST.fullmatch(text):
        first, separator, second, year = match.groups()
        yield _spelt(year, second, first)
        if first and separator != ".":  # where dots are the custom, the day comes first
            yield _spelt(year, first, second)


def _from_words(text: str) -> Iterator[str]:
    if not _WORDS.fullmatch(text):
        return
    words = [word for word in re.findall(r"[a-z]+|\d+", text) if not _SILENT.fullmatch(word)]
    said = {_kind(word): word for word in words}
    if len(said) < len(words) or said.keys() - {"about", "day", "month", "year"} or "year" not in said:
        return
    month, day = said.get("month"), said.get("day")
    if month or not day:
        yield _spelt(said["year"], month and _NAMES[month], day) + ("~" if "about" in said else "")


def _kind(word: str) -> str:
    if word.isdecimal():
        return {1: "day", 2: "day", 4: "year"}.get(len(word), "number")
    return "month" if word in _NAMES else "about" if word in _ABOUT else "word"


def _from_part_of_year(text: str) -> Iterator[str]:
    if match := _PART_OF_YEAR.fullmatch(text):
        year, part = match[1] or match[4], match[2] or match[3]
        if part in _MONTHS_OF:
            first, last = _MONTHS_OF[part]
            years, months = divmod(last - 1, 12)
            yield f"[{year}-{first:02}..{int(year) + years:04}-{months + 1:02}]"


def _spelt(year: str, month: str | int | None, day: str | None) -> str:
    return "-".join((year, *(f"{int(part):02}" for part in (month, day) if part)))
