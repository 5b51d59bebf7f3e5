"""W3C Web Annotations, from anywhere or as Pressmark exports them (`pressmark.exports.annotations`)."""

import re
from typing import Any

from pressmark.incoming.plain import as_markdown, without_tags
from pressmark.incoming.values import (
    Incoming,
    Json,
    Unusable,
    account,
    day_of,
    edtf,
    kind_of,
    lasting_id,
    several,
    string,
    target_of,
    types_of,
)

FACTS = ("pressmark:claim", "pressmark:event")
KIND_OF = {"describing": "context", "questioning": "question", "editing": "correction"}
_OWN_ID = re.compile(r"(.+)#(f-[a-z0-9-]+)")


def is_annotation(item: Any) -> bool:
    """Whether this says that it is a Web Annotation."""
    return isinstance(item, dict) and ("Annotation" in types_of(item) or "oa:Annotation" in types_of(item))


def is_fact(item: Any) -> bool:
    """Whether this is a claim or an event that Pressmark has exported."""
    return isinstance(item, dict) and any(key in item for key in FACTS)


def note_of(annotation: Json, where: str) -> Incoming | Unusable:
    """An annotation as a note; `editing` bodies beside others are what search should also find."""
    bodies = several(annotation.get("body"))
    if isinstance(annotation.get("bodyValue"), str):
        bodies = [{"value": annotation["bodyValue"]}]
    textual = [body for body in bodies if isinstance(body, dict) and string(body.get("value")).strip()]
    tags = [body["value"] for body in textual if _is_for(body, "tagging")]
    readings = [body for body in textual if _is_for(body, "editing")]
    said = [body for body in textual if not _is_for(body, "tagging", "editing")]
    if readings and not said:  # a correction without a word on it
        said = readings
    note = "\n\n".join(map(_markdown, said))
    if not note:
        return Unusable(where, "its body is no text")
    motivations = (string(one).removeprefix("oa:") for one in several(annotation.get("motivation")))
    kind, rest = kind_of(tags, next((KIND_OF[one] for one in motivations if one in KIND_OF), "comment"))
    iri = string(annotation.get("id", annotation.get("@id")))
    own = _OWN_ID.fullmatch(iri)
    if own and own[1] not in {target_of(target)[0] for target in several(annotation.get("target"))}:
        own = None
    return Incoming(
        where,
        (),
        None,
        note,
        kind=kind,
        reading=string(readings[0]["value"]) if readings else "",
        by=_creator(annotation.get("creator")),
        date=edtf(string(annotation.get("pressmark:date"))) or day_of(string(annotation.get("created"))),
        internal=_is_internal(annotation.get("audience")),
        id=string(annotation.get("pressmark:id")) if own else lasting_id("annotation", iri),
        fragment=own[2] if own else "",
        tags=rest,
    )


def _is_for(body: Json, *purposes: str) -> bool:
    return any(purpose in purposes for purpose in several(body.get("purpose")))


def _creator(creator: Any) -> str:
    for one in several(creator):
        names = (
            (string(one.get(key)) for key in ("name", "nickname", "id")) if isinstance(one, dict) else (string(one),)
        )
        found = next(filter(None, names), "")
        if found:
            return account(found)
    return ""


def _is_internal(audience: Any) -> bool:
    return any(isinstance(one, dict) and one.get("schema:audienceType") == "internal" for one in several(audience))


def _markdown(body: Json) -> str:
    text, form = string(body["value"]), string(body.get("format")).partition(";")[0].strip().casefold()
    if form == "text/markdown":
        return text.strip()
    return as_markdown(without_tags(text) if form in {"text/html", "application/xhtml+xml"} else text)
