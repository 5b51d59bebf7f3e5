"""What notes from elsewhere are read into, and what both kinds of them have in common."""

from typing import Any

from pressmark.dates import Edtf, read_edtf
from pressmark.digest import short
from pressmark.fields.facts import NOTE_KINDS
from pressmark.model import Quote
from pressmark.values import Frozen

Json = dict[str, Any]


class Selector(Frozen):
    """A W3C TextQuoteSelector; `written` is the quote as its author wrote it, where that is known."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    written: Quote | None = None


class Incoming(Frozen):
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


class Unusable(Frozen):
    """What cannot become a note, and why."""

    where: str
    reason: str


class Found(Frozen):
    """What a file holds. `facts` counts claims and events that Pressmark has exported."""

    notes: tuple[Incoming, ...]
    unusable: tuple[Unusable, ...]
    facts: int


# --- JSON ---------------------------------------------------------------------------------------------------------


def several(value: Any) -> list[Any]:
    """JSON-LD writes a list of one as its only item, and an empty one not at all."""
    if isinstance(value, list):
        return list(value)
    return [] if value is None else [value]


def string(value: Any) -> str:
    """A string with line feeds as line ends; what is none is empty."""
    if not isinstance(value, str):
        return ""
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # JSON can hold halves of characters
    return whole.replace("\r\n", "\n").replace("\r", "\n")


def types_of(value: Json) -> list[Any]:
    """What a value says it is."""
    return several(value.get("type", value.get("@type")))


def target_of(target: Any) -> tuple[str, Selector | None]:
    """The address of a target, and the words in it."""
    if not isinstance(target, dict):
        return string(target), None
    source = target.get("source", target.get("id"))
    address = string(source.get("id")) if isinstance(source, dict) else string(source)
    selectors = several(target.get("selector"))
    for selector in selectors:  # which grows
        if not isinstance(selector, dict):
            continue
        if "TextQuoteSelector" in types_of(selector) and string(selector.get("exact")).strip():
            return address, _selector(selector)
        selectors += several(selector.get("refinedBy"))
    return address, None


def _selector(selector: Json) -> Selector:
    exact, prefix, suffix = (string(selector.get(name)) for name in ("exact", "prefix", "suffix"))
    own = [string(selector.get(f"pressmark:{name}")) for name in ("exact", "prefix", "suffix")]
    return Selector(exact, prefix, suffix, Quote(own[0] or exact, own[1], own[2]) if any(own) else None)


# --- what notes say -----------------------------------------------------------------------------------------------


def kind_of(tags: Any, otherwise: str) -> tuple[str, tuple[str, ...]]:
    """The kind of a note by its first tag that names one, and the other tags."""
    words = [string(tag).strip() for tag in several(tags)]
    kinds = [word.casefold() for word in words if word.casefold() in NOTE_KINDS]
    rest = tuple(word for word in words if word and word.casefold() not in kinds[:1])
    return (kinds[0] if kinds else otherwise), rest


def account(user: str) -> str:
    """`name` of `acct:name@host`."""
    return user.removeprefix("acct:").rpartition("@")[0] if user.startswith("acct:") and "@" in user else user


def edtf(text: str) -> str:
    """A date as it may stand in a note, or nothing."""
    return text if isinstance(read_edtf(text), Edtf) else ""


def day_of(moment: str) -> str:
    """The day of a moment."""
    return edtf(moment[:10])


def lasting_id(of: str, identifier: Any) -> str:
    """An id that stays when the note is edited, so that a second import knows it again."""
    return f"{of}-{short(identifier)}" if isinstance(identifier, str) and identifier else ""
