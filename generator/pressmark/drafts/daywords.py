"""Dates in a text in words, `on Monday`, `from Aug. 23`, `in May`, resolved against the day of publication.

No library of ours does this: those that read such words make moments of them, more precise than the words are.
"""

import re
from datetime import date

from pressmark.dates import Edtf, read_edtf
from pressmark.drafts.daymaking import NoWording
from pressmark.drafts.dayrules import DAY_MONTH, MONTH_DAY, RULES, Rule
from pressmark.drafts.reckoning import WEEKDAYS, Moment
from pressmark.drafts.spelt import MONTHS
from pressmark.values import Frozen, replace


class Wording(Frozen):
    """Words of a text that name a date. `date` is EDTF, empty where nothing can be made of them; `doubt` says why."""

    start: int
    end: int
    words: str
    rule: str
    date: str = ""
    doubt: str = ""


def wordings(text: str, published: Edtf | None) -> list[Wording]:
    """The dates that a text names, in order. Without a day of publication only those are resolved that need none."""
    found: list[tuple[int, re.Match[str], Rule]] = []
    taken = bytearray(len(text))
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\x01" * (end - start)
                found.append((start, match, rule))
    told: list[Wording] = []
    last: Edtf | None = None
    for _, match, rule in sorted(found, key=lambda one: one[0]):
        made = _resolved(text, match, rule, published, last)
        if made:
            told.append(made)
            read = read_edtf(made.date)
            last = read if isinstance(read, Edtf) else last
    return told


def fitting_years(text: str, first: int, last: int) -> list[int]:
    """The years in which every weekday that a text gives to a day of a month is right; none if it gives none."""
    pairs = [
        (MONTHS[match["month"].lower()], int(match["day"]), WEEKDAYS[match["weekday"].lower()])
        for pattern in (MONTH_DAY, DAY_MONTH)
        for match in pattern.finditer(text)
        if match["weekday"] and not match["year"]
    ]
    return [year for year in range(last, first - 1, -1) if pairs and all(_is(year, *pair) for pair in pairs)]


def _is(year: int, month: int, number: int, weekday: int) -> bool:
    try:
        return date(year, month, number).weekday() == weekday
    except ValueError:
        return False


def _resolved(text: str, match: re.Match[str], rule: Rule, published: Edtf | None, last: Edtf | None) -> Wording | None:
    words = match[0].rstrip(".")
    found = Wording(match.start(), match.start() + len(words), words, rule.name)
    days = {published.earliest, published.latest} if published else {None}
    ahead = _looks_ahead(text, match)
    try:
        dates = {rule.made(match, _moment(day, last, ahead)) for day in days}
    except NoWording:
        return None
    except (ValueError, OverflowError):  # beyond the years that a calendar has
        dates = {""}
    made = dates.pop() if len(dates) == 1 else ""
    made = made if isinstance(read_edtf(made), Edtf) else ""
    doubt = _doubt(match, made) if made else ""
    return replace(found, date="" if doubt else made, doubt=doubt)


def _moment(day: date | None, last: Edtf | None, ahead: int) -> Moment | None:
    """What words are reckoned from: the day of publication, and the date that the text named `last` before them."""
    if day is None:
        return None
    first = last.earliest if last and last.earliest else day
    until = last.latest if last and last.latest else day
    return Moment(day, first, until, ahead)


def _doubt(match: re.Match[str], made: str) -> str:
    """A day of the week that the date does not have."""
    parts = match.groupdict()
    read = read_edtf(made)
    if not parts.get("weekday") or not parts.get("day") or not isinstance(read, Edtf) or read.day is None:
        return ""
    said = WEEKDAYS[parts["weekday"].lower()]
    return "" if read.day.weekday() == said else f"{made} is a {read.day:%A}"


# --- where the text looks -----------------------------------------------------------------------------------------

_FUTURE = re.compile(
    r"\b(?:(?:will|would|shall|won't|may|might|should|soll|sollen|wird|werden|'ll)\b(?: not)?(?: be| have)?(?: \w+)?|"
    r"(?:plans?|planned|due|expected|expects?|set|scheduled|aims?|hopes?|intends?|is|are|likely|ready|agreed|decided|"
    r"vowed|promised|wants?) to \w+(?: \w+ed\b)?|"
    r"due|slated|(?:re)?opens?|ends?|takes? effect|begins?|starts?|closes?|meets?|lasts?|sails?|expires?|is effective|"
    r"comes? into)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:said|says|told|was|were|had(?: to \w+(?: \w+)?)?|has|have|been|began|sold|sank|rose|fell|came|won|"
    r"lost|made|took|met|"
    r"wurde|war|hatte|teilte|\w{2,}ed)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?])[\"”’']? |\n\n")
_FAR = 1_000  # characters before a wording, at most: that much no sentence has
_NEAR = 40  # characters behind one
_ONWARD = frozenset({"from", "until", "till", "starting", "beginning", "effective", "ab", "bis", "vom"})


def _looks_ahead(text: str, match: re.Match[str]) -> int:
    """1 where what is said nearest before the words is still to come, -1 where it is past, 0 where nothing tells."""
    lead = (match.groupdict().get("lead") or "").lower()
    if lead in _ONWARD:
        return 1
    if lead in {"since", "seit"}:
        return -1
    far = max(0, match.start() - _FAR)
    begin = max((border.end() for border in _SENTENCE_END.finditer(text, far, match.start())), default=far)
    before = text[max(begin, text.rfind(";", begin, match.start()) + 1) : match.start()]
    future = max((one.end() for one in _FUTURE.finditer(before)), default=-1)
    past = max((one.end() for one in _PAST.finditer(before)), default=-1)
    if future < 0 and past < 0:
        return _goes_on(text[match.end() : match.end() + _NEAR])
    return 1 if future >= past else -1


def _goes_on(after: str) -> int:
    """The same for what follows the words, where nothing stands before them."""
    clause = re.split(r"[.;!?\n]", after)[0]
    future, past = _FUTURE.search(clause), _PAST.search(clause)
    if future and (past is None or future.start() <= past.start()):
        return 1
    return -1 if past else 0
