"""Lines of a page that say when it was published, or which agency a story is from."""

import re

from pressmark.dates import Edtf, read_edtf
from pressmark.drafts.spelt import DAY_MONTH, MONTHS, PERSON

AGENCY = re.compile(
    r"(?:(?:by|source|provided by|quelle):? )?"
    r"(reuters|associated press|the associated press|ap|afp|agence france-presse|dpa|bloomberg(?: news)?|xinhua|"
    r"kyodo(?: news)?|"
    r"upi|tass|interfax|pti|ians|ani|efe|ansa|apa|keystone-sda|dow jones newswires|pr newswire|business wire|"
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
_DAY = rf"(?:{DAY_MONTH}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\.\d{{1,2}}\.\d{{4}})"
_WHO = rf"(?:By )?(?P<who>{PERSON}(?:(?:, (?:and )?| and | & ){PERSON}){{0,3}})[ ,|·–-]+"
STAMP = re.compile(
    rf"\W*(?:(?-i:{_WHO}))?(?P<label>{_LABEL})?(?:{_WEEKDAY})?(?P<day>{_DAY})(?:T[\d:.+Z-]+)?{_TIME}(?:\W.{{0,60}})?",
    re.IGNORECASE,
)


def stamped(line: str) -> tuple[str, bool] | None:
    """The date that a line states as EDTF, and whether it is that of a later change; None if it states none."""
    found = STAMP.fullmatch(line)
    if found is None:
        return None
    date = as_edtf(found["day"])
    later = re.match(r"(?:last )?(?:updated|modified|aktualisiert)", found["label"] or "", re.IGNORECASE)
    return (date, later is not None) if date else None


def as_edtf(written: str) -> str:
    """A day with its year in words or figures as EDTF; empty where a part is missing or no calendar has the day."""
    year = re.search(r"(?<!\d)\d{4}(?!\d)", written)
    words = re.search(rf"(?<![^\W\d_])({'|'.join(sorted(MONTHS, key=len, reverse=True))})(?![^\W\d_])", written.lower())
    if year and words:
        days = re.findall(r"(?<!\d)\d{1,2}(?!\d)", written)
        text = f"{year[0]}-{MONTHS[words[1]]:02d}" + (f"-{int(days[0]):02d}" if days else "")
    else:
        dotted = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", written)
        text = f"{dotted[3]}-{int(dotted[2]):02d}-{int(dotted[1]):02d}" if dotted else written
    return text if isinstance(read_edtf(text), Edtf) else ""


def agency_named(text: str) -> str:
    """The name of the agency in a line that is only that, as it stands there but for what leads to it."""
    found = AGENCY.fullmatch(text)
    return found[1] if found else text
