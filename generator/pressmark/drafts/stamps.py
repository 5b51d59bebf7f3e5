"""Lines of a page that say when it was published, or which agency a story is from."""

import re

from pressmark.dates import Edtf, read_edtf
from pressmark.drafts.spelt import DAY_MONTH, MONTH, MONTHS, PERSON, is_person

AGENCY = re.compile(
    r"(?:(?:by|source|provided by|quelle):? )?"
    r"(reuters|associated press|the associated press|ap|afp|agence france-presse|dpa|bloomberg(?: news)?|xinhua|"
    r"kyodo(?: news)?|"
    r"upi|tass|itar-tass|yonhap(?: news agency)?|interfax|pti|ians|ani|efe|ansa|apa|keystone-sda|"
    r"dow jones newswires|pr newswire|business wire|"
    r"globenewswire)(?: staff| news agency| newsroom| editorial)?",
    re.IGNORECASE,
)
_LABEL = (
    r"(?:first |originally |last )?(?:published|posted|updated|modified|created|date|veröffentlicht|"
    r"aktualisiert)(?: on| at| am)?\s*[:–-]?\s*"
)
_WEEKDAY = (
    r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?|(?:mon|diens|donners|frei|"
    r"sams|sonn)tag|mittwoch)\.?,? "
)
_TIME = (
    r"(?:,? ?(?:at |·|\||-|/|um )? ?\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?uhr)?(?: "
    r"?\(?[A-Z]{2,4}(?:[+-]\d{1,2})?\)?)?)?"
)
_DAY = rf"(?:{DAY_MONTH}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
_WHO = rf"(?:By )?(?P<who>{PERSON}(?:(?:, (?:and )?| and | & ){PERSON}){{0,3}})[ ,|·–-]+"
STAMP = re.compile(
    rf"\W*(?:(?-i:{_WHO}))?(?P<label>{_LABEL})?(?:{_WEEKDAY})?(?P<day>{_DAY})(?:T[\d:.+Z-]+)?{_TIME}(?:\W.{{0,60}})?",
    re.IGNORECASE,
)

_MONTHS = 12
_MONTH = re.compile(rf"(?<![^\W\d_]){MONTH}(?![^\W\d_])", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_UNTIL = r" ?(?:[-–—/]|to|and|bis|und|au?|et) ?"  # between the first and the last day of a run
_RUN = re.compile(rf"(?<![\d:.])\d{{1,2}}(?:st|nd|rd|th)?\.?{_UNTIL}$")
_DAY_BEFORE = re.compile(r"(?<![\d:.])(\d{1,2})(?:st|nd|rd|th|er)?\.?[ ./-]*(?:(?:of|de) )?$")
_DAY_BEHIND = re.compile(rf"\.?[ ./-]+(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]|[.h]\d|{_UNTIL}\d{{1,2}}(?!\d)| ?[ap]\.?m\b)")

# What else may stand in a line that is only there for its date: words before and behind it, times, zones, lengths.
_FULL_DAY = re.compile(
    rf"(?<!\w)(?:(?i:{_WEEKDAY}))?(?P<day>(?:{DAY_MONTH})(?<=\d{{4}})|\d{{4}}-\d{{2}}-\d{{2}}|"
    rf"\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
    r"(?!\w)",
)
_BESIDE = re.compile(
    r"\b(?:first|originally|last|published|posted|issued|updated|modified|created|date|veröffentlicht|"
    r"aktualisiert|publié|"
    r"mis à jour|publicado|actualizado|by|par|von|por|on|at|am|um|à|le|el|in|and|und|et|the|from|uhr|gmt|utc|"
    r"min(?:utes?)?|"
    r"read|ago|hours?)\b|\b\d{1,2}[:.h]\d{2}(?::\d{2})?|\b\d{1,2} ?[ap]\.?m\b\.?|\b\d{1,2}\b",
    re.IGNORECASE,
)
_MOST = (100, 8)  # characters of such a line, and words that none of this explains
_LATER = re.compile(r"\b(?:updated|modified|aktualisiert|mis à jour|actualizado)\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:published|posted|issued|veröffentlicht|publié|publicado)\b", re.IGNORECASE)
_SIGNED = re.compile(
    rf"(?:^|[|·•–-] ?)(?:(?:(?i:posted|published|updated) )?(?:By|by|Par|Von|Por):? )?"
    rf"(?P<who>{PERSON}(?:(?:, (?:and )?| and | & ){PERSON}){{0,3}}?)(?: in (?P<place>[^\W\d_a-z][\w ]{{1,30}}?))?"
    rf"(?=,? (?:on )?(?:(?i:{_WEEKDAY}))?(?:{_DAY})| ?[|·•–-] ?(?:(?i:{_WEEKDAY}))?(?:{_DAY}))",
)


def is_stamp(line: str) -> bool:
    """Whether a line is only there to say when the story was published, and perhaps by whom."""
    if STAMP.fullmatch(line):
        return True
    day = _FULL_DAY.search(line)
    if day is None or len(line) > _MOST[0] or line.rstrip().endswith((".", "?", "!")):
        return False
    rest = re.findall(r"[^\W_]+", _BESIDE.sub(" ", line[: day.start()] + " " + line[day.end() :]))
    return len(rest) <= _MOST[1] and all(word[0].isupper() or word[0].isdigit() for word in rest)


def stamped(line: str) -> tuple[str, bool] | None:
    """The date that a line states as EDTF, and whether it is that of a later change; None if it states none."""
    found = STAMP.fullmatch(line) or (_FULL_DAY.search(line) if is_stamp(line) else None)
    date = as_edtf(found["day"]) if found else ""
    return (date, bool(_LATER.search(line)) and not _FIRST.search(line)) if date else None


def signed(line: str) -> tuple[str, str]:
    """Who signs a line with a date, as a byline has it, and from where; both may be empty."""
    found = _SIGNED.search(line)
    people = re.split(r", (?:and )?| and | & ", found["who"]) if found else []
    if not found or not people or not all(map(is_person, people)) or any(map(AGENCY.fullmatch, people)):
        return "", ""
    return found["who"], found["place"] or ""


def agency_in(line: str) -> str:
    """The agency that a line with a date names beside it."""
    return next((part for one in re.split(r"[|·•]| [-–] |,", line) if AGENCY.fullmatch(part := one.strip())), "")


def as_edtf(written: str) -> str:
    """A day with its year in words or figures as EDTF; empty where a part is missing or no calendar has the day.

    Other numbers, such as those of times, may stand beside it. Of a run of days only the month is told.
    """
    months = list(_MONTH.finditer(written))
    if len(months) == 1:
        text = _in_words(written[: months[0].start()], MONTHS[months[0][0].lower()], written[months[0].end() :])
    else:
        figures = None if months else re.fullmatch(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})", written)
        text = _in_figures(int(figures[1]), int(figures[3]), figures[4], figures[2]) if figures else written
    return text if isinstance(read_edtf(text), Edtf) else ""


def _in_words(before: str, month: int, after: str) -> str:
    """A month with its year, the next behind its name or else before it, and with the day that stands at its name."""
    year = _YEAR.search(after) or _YEAR.search(before)
    if year is None:
        return ""
    found = _DAY_BEFORE.search(before)
    if found and _RUN.search(before[: found.start()]):
        found = None
    days = [int(one[1]) for one in (found, _DAY_BEHIND.match(after)) if one]
    return f"{year[0]}-{month:02d}" + (f"-{days[0]:02d}" if len(days) == 1 else "")


def _in_figures(first: int, second: int, year: str, sign: str) -> str:
    """A day in figures. With slashes some put the month first: where both could be meant, nothing is read."""
    if sign == "/" and first <= _MONTHS and second <= _MONTHS and first != second:
        return ""
    day, month = (second, first) if sign == "/" and second > _MONTHS else (first, second)
    return f"{year}-{month:02d}-{day:02d}"


def agency_named(text: str) -> str:
    """The name of the agency in a line that is only that, as it stands there but for what leads to it."""
    found = AGENCY.fullmatch(text)
    return found[1] if found else text
