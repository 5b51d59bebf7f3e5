"""Makes dates from text. Nothing that a text holds raises; what cannot be read has a reason in plain words."""

import copyreg
import unicodedata
from functools import lru_cache
from typing import cast

from pressmark.dates.respelling import respellings
from pressmark.dates.single import Reason, read_single
from pressmark.dates.spans import OPEN
from pressmark.dates.values import Edtf, End, OneOf, Range, Single
from pressmark.values import Frozen, maker

LONGEST = 1000
"""How many characters a date may have: those of a set of ninety days."""


class BadDate(Frozen):
    """A text that is no date we read.

    Attributes:
        reason: What is wrong with it, in plain words.
        suggestion: What was meant, as canonical text of a date; None where that is not plain.
    """

    reason: str
    suggestion: str | None


@lru_cache(maxsize=10_000)  # days of an archive: most are written many times
def read_edtf(text: str) -> Edtf | BadDate:
    """Read one EDTF date, interval or set.

    Read are years (0001 to 9999), months, days and the seasons 21 to 24; `X` for any digit that is not known; the
    marks `~ ? %` after a date or on either side of a part; intervals, with an open (`..`) or unknown (empty) end; and
    sets of which one date is meant. Blanks around dates do not count, and `x` is `X`. Where the standard is silent:

    * A winter (24) lasts from December to February of the next year; the one of 9999 ends with its year.
    * A date with unknown digits stands for existing days only: `2020-1X-31` is in October or December. One without a
      single digit (`XXXX`, `XXXX-XX`) says nothing, and is unbounded.
    * An interval may not end before its earliest start, whatever its marks.
    * The ends of a range in a set are dates of one precision, without `X`, mark or season: only between such is it
      plain which dates it runs through.

    Args:
        text: Any text, of any length.

    Returns:
        The date, or why it is none. A suggestion is made only if all ways to understand the text agree.
    """
    if len(text) > LONGEST:
        return BadDate(f"a date has {LONGEST} characters at most", None)
    found = _read(text)
    if isinstance(found, Edtf):
        return found
    readings = map(_read, set(respellings(text)))
    meant = {reading.text for reading in readings if isinstance(reading, Edtf)}
    return BadDate(found, meant.pop() if len(meant) == 1 else None)


@maker
def _again(text: str) -> Edtf:
    """The date of a canonical text, which says all of it: so dates are pickled, and equal ones are one again."""
    return cast("Edtf", read_edtf(text))


copyreg.pickle(Edtf, lambda date: (_again, (date.text,)))


def _read(text: str) -> Edtf | Reason:
    text = text.strip().replace("x", "X")
    if not text.isascii():
        stranger = next(char for char in text if not char.isascii())
        return f"{unicodedata.name(stranger, 'a character').lower()} (U+{ord(stranger):04X}) has no place in a date"
    if text.startswith("["):
        return _one_of(text)
    if "/" in text:
        return _interval(text)
    single = read_single(text)
    return single if isinstance(single, Reason) else Edtf(single.text, single)


def _interval(text: str) -> Edtf | Reason:
    if text.count("/") > 1:
        return "an interval has one slash, between two dates"
    start, end = (_end(half.strip()) for half in text.split("/"))
    if isinstance(start, Reason):
        return start
    if isinstance(end, Reason):
        return end
    if not isinstance(start, Single) and not isinstance(end, Single):
        return "an interval has a date on one side at least"
    if _backwards(start, end):
        return "the interval ends before it begins"
    return Edtf(f"{_text(start)}/{_text(end)}", Range(start, end))


def _end(text: str) -> End | Reason:
    if not text:
        return None
    return OPEN if text == ".." else read_single(text)


def _one_of(text: str) -> Edtf | Reason:
    if not text.endswith("]"):
        return "a set of dates stands alone, between one [ and one ]"
    members: list[Single | Range] = []
    for part in text[1:-1].split(","):
        member = _member(part)
        if isinstance(member, Reason):
            return member
        members.append(member)
    if len(members) == 1 and isinstance(members[0], Single):
        return Edtf(members[0].text, members[0])
    earlier = [isinstance(member, Range) and member.start is None for member in members]
    later = [isinstance(member, Range) and member.end is None for member in members]
    if any(earlier[1:]) or any(later[:-1]):
        return "in a set «this or earlier» (`..` before a date) comes first, «this or later» (`..` after it) last"
    return Edtf(f"[{','.join(map(_text, members))}]", OneOf(tuple(members)))


def _member(text: str) -> Single | Range | Reason:
    first, dots, last = (part.strip() for part in text.partition(".."))
    return _range(first, last) if dots else read_single(first)


def _range(first: str, last: str) -> Range | Reason:
    start, end = (read_single(part) if part else None for part in (first, last))
    if isinstance(start, Reason):
        return start
    if isinstance(end, Reason):
        return end
    ends = [single for single in (start, end) if single]
    if not ends:
        return "a range in a set has a date on one side at least"
    if len({single.precision for single in ends}) > 1 or not all(map(_plain, ends)):
        return "a range in a set runs between dates of one precision, without X, mark or season"
    if _backwards(start, end):
        return "a range in the set ends before it begins"
    return Range(start, end)


def _plain(single: Single) -> bool:
    return not single.season and not set(single.text) & set("X~?%")


def _backwards(start: End, end: End) -> bool:
    if not isinstance(start, Single) or not isinstance(end, Single):
        return False
    return bool(start.earliest and end.latest and start.earliest > end.latest)


def _text(value: End | Range) -> str:
    if isinstance(value, Range):
        return f"{_text(value.start)}..{_text(value.end)}"
    if isinstance(value, Single):
        return value.text
    return value.value if value else ""
