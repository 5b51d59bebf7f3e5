"""Annotations of Hypothesis, as its API and its exports give them."""

from typing import Any

from pressmark.incoming.values import (
    Incoming,
    Json,
    Unusable,
    account,
    day_of,
    kind_of,
    lasting_id,
    several,
    string,
)

_EVERYONE = "group:__world__"


def is_row(item: Any) -> bool:
    """Whether this is an annotation of Hypothesis."""
    return isinstance(item, dict) and isinstance(item.get("uri"), str) and ("target" in item or "text" in item)


def note_of(row: Json, where: str) -> Incoming | Unusable:
    """A row as a note: its text is Markdown; one that not everyone may read becomes internal."""
    if several(row.get("references")):
        return Unusable(where, "it is a reply to another note")
    note = string(row.get("text")).strip()
    if not note:
        return Unusable(where, "it has no text")
    readers = row.get("permissions", {}).get("read") if isinstance(row.get("permissions"), dict) else None
    kind, tags = kind_of(row.get("tags"), "comment")
    return Incoming(
        where,
        (string(row["uri"]),),
        None,
        note,
        kind=kind,
        by=account(string(row.get("user"))),
        date=day_of(string(row.get("created"))),
        internal=isinstance(readers, list) and _EVERYONE not in readers,
        id=lasting_id("hypothesis", row.get("id")),
        tags=tags,
    )
