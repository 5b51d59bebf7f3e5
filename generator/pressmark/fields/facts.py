"""The facts of an article: claims about partners, dated events, margin notes."""

from collections.abc import Iterable
from typing import Any

from pressmark import mistakes
from pressmark.diagnostics import At, Diagnostic
from pressmark.fields.types import AUDIENCES, DATE, PROSE, SEGMENT, TEXT, WORDS, Markdown, refs
from pressmark.frontmatter import Value
from pressmark.model import (
    Annotation,
    Body,
    Claim,
    Entities,
    Event,
    Kind,
    Quote,
)
from pressmark.schema import (
    Choice,
    Field,
    JsonSchema,
    ListOf,
    Located,
    Marked,
    Reader,
    Ref,
    Struct,
    TermRef,
)
from pressmark.values import Frozen

CLAIM_STATUSES = ("rumoured", "announced", "active", "ended", "denied")
NOTE_KINDS = ("comment", "context", "question", "correction", "sic")


def _quote_fields(whose: str) -> dict[str, Field]:
    """In the order in which they are best written, behind what a fact states and before what a note says."""
    return {
        "quote": Field(Located(WORDS), f"Words of the text, exactly as they stand there, that {whose}."),
        "prefix": Field(WORDS, "Words before the quote, where it occurs more than once."),
        "suffix": Field(WORDS, "Words after the quote, where it occurs more than once."),
    }


_ID = {"id": Field(SEGMENT, "A lasting name for the address of this item (#f-…).")}


def _with_quote(attributes: dict[str, Any]) -> tuple[dict[str, Any], At | None]:
    """The attributes with quote, prefix and suffix made into one, and where the quote stands in the file."""
    marked: Marked | None = attributes.pop("quote", None)
    prefix, suffix = attributes.pop("prefix", ""), attributes.pop("suffix", "")
    if marked is None:
        return attributes, None
    return attributes | {"quote": Quote(marked.value, prefix, suffix)}, marked.at


def _claim(**attributes: Any) -> Marked:
    until = attributes.pop("until", None)
    ending = {"runs": True} if until == ".." else {"end": until}
    rest, at = _with_quote(attributes)
    return Marked(Claim(**rest, **ending), at or At(""))


def _event(**attributes: Any) -> Marked:
    kinds = ("companies", "people", "places", "topics")
    about = Entities(**{kind: attributes.pop(kind, ()) for kind in kinds})
    rest, at = _with_quote(attributes)
    return Marked(Event(about=about, **rest), at or At(""))


def _annotation(note: tuple[str, Body], **attributes: Any) -> Marked:
    source, body = note
    rest, at = _with_quote(attributes)
    return Marked(Annotation(note=body, source=source, **rest), at or At(""))


def _check_claim(at: At, found: dict[str, Any]) -> Iterable[Diagnostic]:
    start, end = found.get("start"), found.get("until")
    if start and end and end != ".." and start.earliest and end.latest and start.earliest > end.latest:
        yield mistakes.backwards(at, start.text, end.text)


class Until(Frozen):
    """A date, or `..`: the article says that it still runs."""

    def read(self, value: Value, reader: Reader) -> Any | None:
        """An `Edtf`, or the text `..`."""
        return ".." if getattr(value, "text", None) == ".." else DATE.read(value, reader)

    def json_schema(self) -> JsonSchema:
        return DATE.json_schema()


CLAIM = Struct(
    _claim,
    {
        "company": Field(Ref(Kind.COMPANY), "The company that the claim is about.", required=True),
        "partner": Field(Ref(Kind.COMPANY), "The other company.", required=True),
        "role": Field(TermRef("role"), "What the partner is to the company.", required=True),
        "place": Field(Ref(Kind.PLACE), "Where."),
        "venture": Field(Ref(Kind.COMPANY), "The company of a joint venture itself."),
        "from": Field(DATE, "Since when, as the article says; absent = not known.", to="start"),
        "until": Field(Until(), "Until when; absent = not known; `..` = the article says that it still runs."),
        "status": Field(Choice(CLAIM_STATUSES), "What the article says of it; absent = active."),
        **_quote_fields("prove it"),
        **_ID,
    },
    _check_claim,
)

EVENT = Struct(
    _event,
    {
        "date": Field(DATE, "When, as precisely as the article says (EDTF).", required=True),
        "event": Field(PROSE, "What happened, in a few words of one's own.", required=True),
        "companies": Field(refs(Kind.COMPANY), "Companies concerned."),
        "people": Field(refs(Kind.PERSON), "People concerned."),
        "places": Field(refs(Kind.PLACE), "Places concerned."),
        "topics": Field(refs(Kind.TOPIC), "Topics concerned."),
        **_quote_fields("prove it"),
        **_ID,
    },
)

ANNOTATION = Struct(
    _annotation,
    {
        **_quote_fields("it comments on"),
        "kind": Field(Choice(NOTE_KINDS), "What the note is.", required=True),
        "reading": Field(PROSE, "For sic and correction: what search should also find."),
        "note": Field(Markdown(sourced=True), "The note, in Markdown.", required=True),
        "by": Field(TEXT, "Who wrote the note."),
        "date": Field(DATE, "When the note was written."),
        "audience": Field(Choice(AUDIENCES), "Who may see the note; absent = public."),
        **_ID,
    },
)
SIDECAR = ListOf(Located(ANNOTATION))
