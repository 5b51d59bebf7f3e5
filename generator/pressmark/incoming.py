"""Notes from elsewhere, Hypothesis exports and W3C Web Annotations, read into one form.

Whatever the bytes are, a value comes out: notes, and for what cannot become one the reason. W3C properties that say
who sees or wrote a note are read as `pressmark.exports.annotations` writes them.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from pressmark.dates import Edtf, read_edtf
from pressmark.digest import short
from pressmark.fields.facts import NOTE_KINDS
from pressmark.model import Quote

UNKNOWN = "it is neither an export of Hypothesis (JSON) nor W3C Web Annotations (JSON-LD)"
FACTS = ("pressmark:claim", "pressmark:event")
KIND_OF = {"describing": "context", "questioning": "question", "editing": "correction"}
_EVERYONE = "group:__world__"
_DEEPEST = 5  # collections in collections
_OWN_ID = re.compile(r"(.+)#(f-[a-z0-9-]+)")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Selector:
    """A W3C TextQuoteSelector; `written` is the quote as its author wrote it, where that is known."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    written: Quote | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A note from elsewhere, and the addresses that the text which it is about is known by."""

    where: str
    addresses: tuple[str, ...]
    selector: Selector | None
    note: str  # Markdown
    kind: str = "comment"
    reading: str = ""
    by: str = ""
    date: str = ""
    internal: bool = False
    id: str = ""
    fragment: str = ""  # in the archive that it was exported from
    tags: tuple[str, ...] = ()  # those that say nothing else


@dataclass(frozen=True, slots=True)
class Unusable:
    """What cannot become a note, and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds. `facts` counts claims and events that Pressmark has exported."""

    notes: tuple[Incoming, ...]
    unusable: tuple[Unusable, ...]
    facts: int


def read(data: bytes) -> Found | str:
    """What a file holds, or why it cannot be read."""
    try:
        items = _items(json.loads(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        return "it is not UTF-8"
    except RecursionError:
        return "it is nested too deep"
    except ValueError as error:
        return f"it is not JSON ({error})"
    if items is None or (items and not any(_is_row(item) or _is_annotation(item) for item in items)):
        return UNKNOWN
    facts = [item for item in items if isinstance(item, dict) and any(key in item for key in FACTS)]
    rest = (item for item in items if not any(item is fact for fact in facts))
    read = [one for number, item in enumerate(rest, 1) for one in _notes(item, f"note {number}")]
    notes = tuple(one for one in read if isinstance(one, Incoming))
    return Found(notes, tuple(one for one in read if isinstance(one, Unusable)), len(facts))
