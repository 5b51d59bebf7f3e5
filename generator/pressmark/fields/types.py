"""Types that only the content model needs, and short names for those that it uses often."""

import re
from collections.abc import Mapping as Dict
from datetime import UTC, datetime
from urllib.parse import urlsplit

from pressmark import markup, mistakes
from pressmark.characters import INVISIBLE
from pressmark.config import SHIPPED_COMPANY_KINDS, SHIPPED_ROLES, Term, vocabulary
from pressmark.frontmatter import Mapping, Value
from pressmark.limits import TEXT as TEXT_LIMIT
from pressmark.limits import URL as URL_LIMIT
from pressmark.model import (
    Body,
    Kind,
    Named,
)
from pressmark.schema import (
    Boolean,
    Date,
    Field,
    Form,
    JsonSchema,
    ListOf,
    Mapped,
    Reader,
    Ref,
    Struct,
    Text,
    TextMap,
    scalar,
)
from pressmark.values import Frozen, replace

SEGMENT_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
RIGHTS = ("full", "excerpt", "metadata")
AUDIENCES = ("public", "internal")


class Url(Frozen):
    """An absolute web address; `schemes` are the only ones that may become a link.

    To a `base`, paths are added: it has no part behind its own, and names no user.
    """

    schemes: tuple[str, ...] = ("http", "https")
    base: bool = False

    def read(self, value: Value, reader: Reader) -> str | None:
        """The address as written."""
        found = scalar(value, reader, "a web address")
        if found is None:
            return None
        reason = self.why_not(found.text)
        if reason:
            reader.report(mistakes.bad_url(reader.at(found), found.text, reason))
            return None
        return found.text

    def why_not(self, text: str) -> str:
        """Why a text is no such address; empty if it is one."""
        if len(text) > URL_LIMIT.most:
            return f"it has more than {URL_LIMIT.most:,} characters"
        if INVISIBLE.search(text) or re.search(r"[\s<>\"\\^`{|}]", text):
            return "it contains a blank or a character that no address may have"
        try:
            parts = urlsplit(text)
        except ValueError:
            return "its host is malformed"
        if parts.scheme not in self.schemes:
            return f"it begins with «{parts.scheme}:»" if parts.scheme else "it does not begin with https:// or http://"
        if self.base and (parts.username is not None or "?" in text or "#" in text):
            return "what all addresses begin with can neither name a user nor have a part behind «?» or «#»"
        return "" if parts.hostname or parts.scheme == "mailto" else "it names no host"

    def json_schema(self) -> JsonSchema:
        pattern = "^(?:" + "|".join(self.schemes) + "):" + ("[^?#]*$" if self.base else "")
        return {"type": "string", "format": "uri", "pattern": pattern}


class Instant(Frozen):
    """A moment with its time zone (RFC 3339)."""

    def read(self, value: Value, reader: Reader) -> datetime | None:
        """The moment in UTC."""
        found = scalar(value, reader, "a moment")
        if found is None:
            return None
        try:
            moment = datetime.fromisoformat(found.text)
            in_utc = moment.astimezone(UTC) if moment.tzinfo else None
        except (ValueError, OverflowError):  # the latter at both ends of the calendar
            reader.report(mistakes.bad_instant(reader.at(found), found.text, "2024-06-10T06:00:00Z"))
            return None
        if in_utc is None:
            reader.report(mistakes.bad_instant(reader.at(found), found.text, f"{moment.isoformat()}Z"))
        return in_utc

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "format": "date-time"}


class Markdown(Frozen):
    """A short text in Markdown, such as a margin note or a profile; `sourced` keeps the Markdown too."""

    sourced: bool = False

    def read(self, value: Value, reader: Reader) -> Body | tuple[str, Body] | None:
        """The rendered text; its mistakes are reported at the field's place."""
        text = PARAGRAPHS.read(value, reader)
        if text is None:
            return None
        parsed, at = markup.parse(text, reader.path, value.line, numbered=False), reader.at(value)
        for problem in parsed.problems:
            reader.report(replace(problem, at=at))
        reader.references.extend(replace(reference, at=at) for reference in parsed.references)
        return (text, parsed.body) if self.sourced else parsed.body

    def json_schema(self) -> JsonSchema:
        return {"type": "string"}


_SHIPPED = {**SHIPPED_ROLES, **SHIPPED_COMPANY_KINDS}


class Terms(Frozen):
    """A vocabulary: a list of ids, or a mapping from ids to labels. Shipped terms in a list keep their properties."""

    def read(self, value: Value, reader: Reader) -> Dict[str, Term] | None:
        """The terms by id."""
        if not isinstance(value, Mapping):
            ids = ListOf(SEGMENT, unique=True).read(value, reader)
            return None if ids is None else vocabulary(tuple(_SHIPPED.get(name) or Term(name) for name in ids))
        found = []
        for key, item in value.items:
            if re.fullmatch(SEGMENT_PATTERN, key.text) is None:
                reader.report(mistakes.bad_form(reader.at(key), key.text, "the id of a term", "joint-venture"))
            elif isinstance(item, Mapping):
                found.append(Term(key.text, **TERM.attributes(item, reader)))
            else:
                found.append(Term(key.text, Text().read(item, reader) or ""))
        return vocabulary(tuple(found))

    def json_schema(self) -> JsonSchema:
        mapping = {"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, TERM.json_schema()]}}
        return {"anyOf": [ListOf(SEGMENT).json_schema(), mapping]}


TEXT = Text()
PROSE = Text(prose=True)
WORDS = Text(prose=True, most=TEXT_LIMIT.most)
PARAGRAPHS = Text(prose=True, lines=True, most=TEXT_LIMIT.most)
DATE = Date()
URL = Url()
BASE = Url(base=True)
SEGMENT = Form(SEGMENT_PATTERN, "an id (lower-case letters, digits, single hyphens)", "joint-venture")
LANGUAGE = Form(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "a language tag (BCP 47)", "en")
COUNTRY = Form(r"[A-Z]{2}", "a country code (ISO 3166, two capitals)", "CN")
SHA256 = Form(r"[0-9a-f]{64}", "a SHA-256 in 64 hexadecimal digits", "e3b0c442…")
FILE = Form(r"files/[A-Za-z0-9_-][A-Za-z0-9._-]*", "a file of content/files/", "files/story.html", names="file")
# No part of an old address begins with a dot, and none is hidden by an escape: a page is written there. None is a
# pattern for hosts that read `_redirects`, where `*` and `:name` stand for any address.
_OLD_SEGMENT = r"(?!\.|%2[eE]|:)(?:[A-Za-z0-9._~!$&'()+,;=:@-]|%(?!2[fF]|5[cC]|[01]|7[fF])[0-9A-Fa-f]{2})+"
OLD_NAME = Form(
    rf"/(?:{_OLD_SEGMENT}/)*{_OLD_SEGMENT}/?|(?:{SEGMENT_PATTERN}/)?{SEGMENT_PATTERN}",
    "an old id, or an old address that begins with /",
    "2020/old-name",
)
TERMS = Terms()
TERM = Struct(
    dict,
    {
        "label": Field(TEXT, "The term in words; of a role, from partner to company: «sells for»."),
        "inverse": Field(TEXT, "Of a role, from company to partner: «is sold by»."),
        "symmetric": Field(Boolean(), "Of a role: whether both directions are the same."),
    },
)
IDENTIFIERS = Field(
    TextMap(SEGMENT_PATTERN, "wikidata"), "Identifiers elsewhere, such as doi, wikidata, lei, ric, isin, orcid."
)
EXTRA = Field(TextMap(r"[A-Za-z][A-Za-z0-9_-]*", "desk_code"), "Text for the archive's own templates.")
REDIRECTS = Field(ListOf(OLD_NAME, unique=True), "Old ids of this document, or old addresses that begin with /.")


def refs(kind: Kind) -> ListOf:
    """A list of records of one kind, each named once."""
    return ListOf(Ref(kind), unique=True)


def _named(text: str) -> Named:
    return Named(text)


PLACE_OR_TEXT = Mapped(Ref(Kind.PLACE, loose=True), _named)
