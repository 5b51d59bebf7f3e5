"""Dates as other programs write them, in fields of their own, as EDTF."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from pressmark.dates import Edtf, read_edtf
from pressmark.drafts.stamps import as_edtf

_TIME = re.compile(r"(?:T|,? +(?:at )?)\d{1,2}[:.]\d{2}.*$", re.DOTALL)
_WEEKDAY = re.compile(r"^[^\W\d_]{3,10}\.?,? (?=\d|[^\W\d_]{3})")
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")


def edtf_of(written: str) -> str:
    """A date in one of the forms that occur in the wild as EDTF; empty where it is none, or could be two.

    Times of day and time zones are left off: the day is that of the place where it was written.
    """
    text = " ".join(written.split())
    for candidate in dict.fromkeys(_candidates(text)):
        read = read_edtf(candidate)
        if isinstance(read, Edtf):
            return "" if read.earliest is None else read.text
        if read.suggestion:
            return read.suggestion
    return ""


def _candidates(text: str) -> Iterator[str]:
    yield text
    if _EPOCH.fullmatch(text):
        yield datetime.fromtimestamp(int(text[:10]) if len(text) < 12 else int(text) / 1000, UTC).date().isoformat()  # noqa: PLR2004
    bare = _TIME.sub("", text)
    yield bare
    yield as_edtf(text)  # before a month is taken for a day of the week
    yield _WEEKDAY.sub("", bare)
    yield bare.split()[0] if bare.split() else bare
