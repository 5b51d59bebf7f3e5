"""The content model: which fields each kind of document has, and of which type. Said once, for `check` and for editors."""

import re
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from pressmark import markup, mistakes
from pressmark.config import Settings, Term, Vocabularies, vocabulary
from pressmark.diagnostics import At, Diagnostic
from pressmark.frontmatter import Mapping, Value
from pressmark.model import (
    Alias,
    Annotation,
    ArchivedCopy,
    Author,
    Body,
    Claim,
    Correction,
    Entities,
    Event,
    Kind,
    Named,
    Quote,
    Withdrawal,
)
from pressmark.schema import (
    Boolean,
    Choice,
    Date,
    Either,
    Field,
    Form,
    JsonSchema,
    ListOf,
    Located,
    Mapped,
    Marked,
    Number,
    Reader,
    Ref,
    Struct,
    Text,
    TextMap,
    Type,
    scalar,
)

_SEGMENT = r"[a-z0-9]+(?:-[a-z0-9]+)*"
RIGHTS = ("full", "excerpt", "metadata")
AUDIENCES = ("public", "internal")
CLAIM_STATUSES = ("rumoured", "announced", "active", "ended", "denied")
NOTE_KINDS = ("comment", "context", "question", "correction", "sic")
ARTICLE_KINDS = ("news", "release", "filing", "report")
ARTICLE_STATUSES = ("draft", "review", "published", "withdrawn")


# --- types that only the content model needs ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Url:
    """An absolute web address; `schemes` are the only ones that may become a link."""

    schemes: tuple[str, ...] = ("http", "https")

    def read(self, value: Value, reader: Reader) -> str | None:
        """The address as written."""
        found = scalar(value, reader, "a web address")
        if found is None:
            return None
        reason = self._reason(found.text)
        if reason:
            reader.report(mistakes.bad_url(reader.at(found), found.text, reason))
            return None
        return found.text

    def _reason(self, text: str) -> str:
        if re.search(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]", text):
            return "it contains a blank or a character that no address may have"
        try:
            parts = urlsplit(text)
        except ValueError:
            return "its host is malformed"
        if parts.scheme not in self.schemes:
            return f"it begins with «{parts.scheme}:»" if parts.scheme else "it does not begin with https:// or http://"
        return "" if parts.hostname or parts.scheme == "mailto" else "it names no host"

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "format": "uri", "pattern": "^(?:" + "|".join(self.schemes) + "):"}


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment with its time zone (RFC 3339)."""

    def read(self, value: Value, reader: Reader) -> datetime | None:
        """The moment in UTC."""
        found = scalar(value, reader, "a moment")
        if found is None:
            return None
        try:
            moment = datetime.fromisoformat(found.text)
        except ValueError:
            reader.report(mistakes.bad_instant(reader.at(found), found.text, "2024-06-10T06:00:00Z"))
            return None
        if moment.tzinfo is None:
            reader.report(mistakes.bad_instant(reader.at(found), found.text, f"{moment.isoformat()}Z"))
            return None
        return moment.astimezone(UTC)

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "format": "date-time"}


@dataclass(frozen=True, slots=True)
class Markdown:
    """A short text in Markdown, such as a margin note or a profile."""

    def read(self, value: Value, reader: Reader) -> Body | None:
        """The rendered text; its mistakes are reported at the field's place."""
        text = Text(prose=True, lines=True).read(value, reader)
        if text is None:
            return None
        parsed = markup.parse(text, reader.path, value.line, numbered=False)
        for problem in parsed.problems:
            reader.report(problem)
        reader.references.extend(parsed.references)
        return parsed.body

    def json_schema(self) -> JsonSchema:
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class Terms:
    """A vocabulary: a list of ids, or a mapping from ids to labels."""

    def read(self, value: Value, reader: Reader) -> Dict[str, Term] | None:
        """The terms by id."""
        if not isinstance(value, Mapping):
            ids = ListOf(SEGMENT, unique=True).read(value, reader)
            return None if ids is None else vocabulary(tuple(Term(name) for name in ids))
        found = []
        for key, item in value.items:
            if re.fullmatch(_SEGMENT, key.text) is None:
                reader.report(mistakes.bad_form(reader.at(key), key.text, "the id of a term", "joint-venture"))
            elif isinstance(item, Mapping):
                found.append(Term(key.text, **_TERM.attributes(item, reader)))
            else:
                found.append(Term(key.text, Text().read(item, reader) or ""))
        return vocabulary(tuple(found))

    def json_schema(self) -> JsonSchema:
        mapping = {"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, _TERM.json_schema()]}}
        return {"anyOf": [ListOf(SEGMENT).json_schema(), mapping]}


# --- shorthands ---------------------------------------------------------------------------------------------------

TEXT = Text()
PROSE = Text(prose=True)
PARAGRAPHS = Text(prose=True, lines=True)
DATE = Date()
URL = Url()
SEGMENT = Form(_SEGMENT, "an id (lower-case letters, digits, single hyphens)", "joint-venture")
LANGUAGE = Form(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", "a language tag (BCP 47)", "en")
COUNTRY = Form(r"[A-Z]{2}", "a country code (ISO 3166, two capitals)", "CN")
SHA256 = Form(r"[0-9a-f]{64}", "a SHA-256 in 64 hexadecimal digits", "e3b0c442…")
FILE = Form(r"files/[A-Za-z0-9_-][A-Za-z0-9._-]*", "a file of content/files/", "files/story.html")
OLD_NAME = Form(rf"/[!-~]*|(?:{_SEGMENT}/)?{_SEGMENT}", "an old id, or an old address that begins with /", "2020/old-name")
TERMS = Terms()
_TERM = Struct(
    dict,
    {
        "label": Field(TEXT, "How the term reads from the first side: «sells for»."),
        "inverse": Field(TEXT, "How it reads from the other side: «is sold by»."),
        "symmetric": Field(Boolean(), "Whether both sides are the same."),
    },
)
_IDENTIFIERS = Field(TextMap(_SEGMENT, "wikidata"), "Identifiers elsewhere, such as doi, wikidata, lei, ric, isin, orcid.")
_EXTRA = Field(TextMap(r"[A-Za-z][A-Za-z0-9_-]*", "desk_code"), "Text for the archive's own templates.")
_REDIRECTS = Field(ListOf(OLD_NAME, unique=True), "Old ids of this document, or old addresses that begin with /.")


def _refs(kind: Kind) -> ListOf:
    return ListOf(Ref(kind), unique=True)


def _named(text: str) -> Named:
    return Named(text)


_PLACE_OR_TEXT = Mapped(Ref(Kind.PLACE, loose=True), _named)


# --- facts --------------------------------------------------------------------------------------------------------


def _quote_fields(whose: str) -> dict[str, Field]:
    return {
        "quote": Field(Located(PROSE), f"Words of the text, exactly as they stand there, that {whose}."),
        "prefix": Field(PROSE, "Words before the quote, where it occurs more than once."),
        "suffix": Field(PROSE, "Words after the quote, where it occurs more than once."),
        "id": Field(SEGMENT, "A lasting name for the address of this item (#f-…)."),
    }


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


def _annotation(**attributes: Any) -> Marked:
    rest, at = _with_quote(attributes)
    return Marked(Annotation(**rest), at or At(""))


def _check_claim(at: At, found: dict[str, Any]) -> Iterable[Diagnostic]:
    start, end = found.get("start"), found.get("until")
    if start and end and end != ".." and start.earliest and end.latest and start.earliest > end.latest:
        yield mistakes.backwards(at, start.text, end.text)
    if found.get("company") is not None and found.get("company") == found.get("partner"):
        yield mistakes.same_party(at, found["company"])


@dataclass(frozen=True, slots=True)
class Until:
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
        "role": Field(Ref("role"), "What the partner is to the company.", required=True),
        "place": Field(Ref(Kind.PLACE), "Where."),
        "venture": Field(Ref(Kind.COMPANY), "The company of a joint venture itself."),
        "from": Field(DATE, "Since when, as the article says; absent = not known.", to="start"),
        "until": Field(Until(), "Until when; absent = not known; `..` = the article says that it still runs."),
        "status": Field(Choice(CLAIM_STATUSES), "What the article says of it; absent = active."),
        **_quote_fields("prove it"),
    },
    _check_claim,
)

EVENT = Struct(
    _event,
    {
        "date": Field(DATE, "When, as precisely as the article says (EDTF).", required=True),
        "event": Field(PROSE, "What happened, in a few words of one's own.", required=True),
        "companies": Field(_refs(Kind.COMPANY), "Companies concerned."),
        "people": Field(_refs(Kind.PERSON), "People concerned."),
        "places": Field(_refs(Kind.PLACE), "Places concerned."),
        "topics": Field(_refs(Kind.TOPIC), "Topics concerned."),
        **_quote_fields("prove it"),
    },
)

ANNOTATION = Struct(
    _annotation,
    {
        "kind": Field(Choice(NOTE_KINDS), "What the note is.", required=True),
        "note": Field(Markdown(), "The note, in Markdown.", required=True),
        "reading": Field(PROSE, "For sic and correction: what search should also find."),
        "by": Field(TEXT, "Who wrote the note."),
        "date": Field(DATE, "When the note was written."),
        "audience": Field(Choice(AUDIENCES), "Who may see the note; absent = public."),
        **_quote_fields("it comments on"),
    },
)
SIDECAR = ListOf(Located(ANNOTATION))


# --- articles and pages -------------------------------------------------------------------------------------------


def _author_of(name: str) -> Author:
    return Author(name)


def _author(**attributes: Any) -> Author:
    return Author(**attributes)


def _check_author(at: At, found: dict[str, Any]) -> Iterable[Diagnostic]:
    if not found.get("name") and not found.get("person"):
        yield mistakes.needs_one_of(at, "«name» and «person»")


_AUTHOR = Struct(
    _author,
    {
        "name": Field(TEXT, "The name as it is to be shown."),
        "person": Field(Ref(Kind.PERSON), "The person, by id."),
        "role": Field(TEXT, "Reporter, editor, …"),
        "place": Field(_PLACE_OR_TEXT, "From where: a place, or text."),
    },
    _check_author,
)


def _check_archived(at: At, found: dict[str, Any]) -> Iterable[Diagnostic]:
    if not found.get("url") and not found.get("file"):
        yield mistakes.needs_one_of(at, "«url» and «file»")
    if found.get("file") and not found.get("sha256"):
        yield mistakes.missing_field(at, "sha256")


_ARCHIVED = Struct(
    ArchivedCopy,
    {
        "url": Field(URL, "Where an archived copy can be seen."),
        "captured": Field(DATE, "When the copy was taken."),
        "file": Field(FILE, "A copy in content/files/."),
        "sha256": Field(SHA256, "The SHA-256 of that file."),
    },
    _check_archived,
)

_ENTITIES = Struct(
    Entities,
    {
        "companies": Field(_refs(Kind.COMPANY), "Companies and bodies the article is about."),
        "people": Field(_refs(Kind.PERSON), "People it is about."),
        "places": Field(_refs(Kind.PLACE), "Places it is about."),
    },
)

ARTICLE = Struct(
    dict,
    {
        "title": Field(PROSE, "The headline."),
        "source": Field(Ref(Kind.SOURCE), "Who published it: id in content/sources."),
        "carrier": Field(Ref(Kind.SOURCE), "Where this copy was found, if elsewhere."),
        "url": Field(URL, "The original address."),
        "authors": Field(
            ListOf(Either(Mapped(Ref(Kind.PERSON, loose=True), _author_of), _AUTHOR)),
            "Who wrote it: names, ids of people, or {name | person, role, place}.",
        ),
        "dateline": Field(_PLACE_OR_TEXT, "The place the text begins with."),
        "caption": Field(PARAGRAPHS, "A picture's caption that stood in the text."),
        "published": Field(DATE, "When it was published (EDTF); XXXX where the page shows no date."),
        "captured": Field(DATE, "When this copy was taken."),
        "archived": Field(ListOf(_ARCHIVED), "Copies of the original."),
        "kind": Field(Choice(ARTICLE_KINDS), "What it is; absent = news."),
        "language": Field(LANGUAGE, "The language of the text (BCP 47)."),
        "summary": Field(PARAGRAPHS, "One or two sentences."),
        "topics": Field(_refs(Kind.TOPIC), "Subject headings."),
        "entities": Field(_ENTITIES, "Whom the article is about, by kind."),
        "partners": Field(ListOf(Located(CLAIM)), "What the article says about who works with whom.", to="claims"),
        "dates": Field(ListOf(Located(EVENT)), "Dated events.", to="events"),
        "annotations": Field(SIDECAR, "Margin notes on the text."),
        "rights": Field(Choice(RIGHTS), "What of it may be published; absent = as its source or the settings say."),
        "status": Field(Choice(ARTICLE_STATUSES), "Absent = published."),
        "withdrawn": Field(
            Struct(Withdrawal, {"date": Field(DATE, "When."), "reason": Field(PROSE, "Why.")}), "If it was taken back."
        ),
        "corrections": Field(
            ListOf(
                Struct(
                    Correction,
                    {
                        "date": Field(DATE, "When it was mended.", required=True),
                        "text": Field(PARAGRAPHS, "What was mended.", required=True),
                    },
                )
            ),
            "Mistakes that were mended, for readers.",
        ),
        "embargo": Field(Instant(), "Not public before this moment."),
        "identifiers": _IDENTIFIERS,
        "extra": _EXTRA,
        "audience": Field(Choice(AUDIENCES), "Who may see it; absent = public."),
        "redirect_from": _REDIRECTS,
    },
)

PAGE = Struct(
    dict,
    {
        "title": Field(PROSE, "The heading of the page."),
        "summary": Field(PARAGRAPHS, "One or two sentences."),
        "status": Field(Choice(("draft", "review", "published")), "Absent = published."),
        "embargo": Field(Instant(), "Not public before this moment."),
        "audience": Field(Choice(AUDIENCES), "Who may see it; absent = public."),
        "redirect_from": _REDIRECTS,
    },
)


# --- authority records --------------------------------------------------------------------------------------------


def _alias_of(text: str) -> Alias:
    return Alias(text)


_ALIAS = Struct(
    Alias,
    {
        "text": Field(TEXT, "The name.", required=True),
        "kind": Field(Choice(("legal", "short", "former", "ticker", "native", "misspelt")), "What sort of name it is."),
        "link": Field(Choice(("never", "listed")), "never: not linked in texts; listed: only where the entity is listed."),
    },
)


def _record(own: dict[str, Field]) -> Struct:
    shared = {
        "name": Field(TEXT, "The preferred name.", required=True),
        "aliases": Field(ListOf(Either(Mapped(TEXT, _alias_of), _ALIAS), unique=True), "Other names."),
        **own,
        "identifiers": _IDENTIFIERS,
        "summary": Field(PARAGRAPHS, "One or two sentences."),
        "profile": Field(Markdown(), "A longer account, in Markdown."),
        "extra": _EXTRA,
        "audience": Field(Choice(AUDIENCES), "Absent: as public as what refers to it."),
        "redirect_from": _REDIRECTS,
    }
    return Struct(dict, shared)


RECORDS: dict[Kind, Struct] = {
    Kind.COMPANY: _record(
        {
            "kind": Field(Ref("company kind"), "A term of the vocabulary company_kinds; absent = company."),
            "country": Field(COUNTRY, "Where it is at home (ISO 3166)."),
            "parent": Field(Ref(Kind.COMPANY), "The company it belongs to."),
            "founded": Field(DATE, "When it was founded."),
            "dissolved": Field(DATE, "When it ended."),
            "successor": Field(Ref(Kind.COMPANY), "What came after it."),
            "topics": Field(_refs(Kind.TOPIC), "Its fields of business."),
        }
    ),
    Kind.PERSON: _record({}),
    Kind.PLACE: _record(
        {
            "within": Field(Ref(Kind.PLACE), "The larger place it lies in."),
            "latitude": Field(Number(-90, 90), "Degrees north (WGS 84)."),
            "longitude": Field(Number(-180, 180), "Degrees east (WGS 84)."),
        }
    ),
    Kind.TOPIC: _record(
        {
            "broader": Field(Ref(Kind.TOPIC), "The heading above it."),
            "related": Field(_refs(Kind.TOPIC), "Headings to see also."),
            "scope_note": Field(PARAGRAPHS, "What belongs under this heading."),
        }
    ),
    Kind.SOURCE: _record(
        {
            "publisher": Field(TEXT, "Who publishes it, if that has another name."),
            "homepage": Field(URL, "Its address."),
            "rights": Field(Choice(RIGHTS), "What of its articles may be published."),
            "excerpt_words": Field(Number(1, 10_000, whole=True), "How many words an excerpt has."),
        }
    ),
}


# --- settings -----------------------------------------------------------------------------------------------------


def _settings(**attributes: Any) -> Settings:
    base = attributes.get("base_url", "")
    if base:
        attributes["base_url"] = base.rstrip("/") + "/"
    given = attributes.pop("vocabularies", {})
    shipped = Settings().vocabularies
    vocabularies = Vocabularies(given.get("roles", shipped.roles), given.get("company_kinds", shipped.company_kinds))
    history = attributes.pop("history", {})
    return Settings(vocabularies=vocabularies, history_authors=history.get("authors", False), **attributes)


SETTINGS = Struct(
    _settings,
    {
        "title": Field(TEXT, "The name of the archive."),
        "base_url": Field(URL, "Where the site will be served; absent: no feeds, sitemap and canonical links."),
        "language": Field(LANGUAGE, "The language of the interface and of search."),
        "rights": Field(Choice(RIGHTS), "What is published where neither article nor source says so; absent = metadata."),
        "excerpt_words": Field(Number(1, 10_000, whole=True), "How many words an excerpt has; absent = 60."),
        "excerpt_quotes": Field(Number(0, 100, whole=True), "Per cent of a body that quotes may add; absent = 15."),
        "index": Field(Boolean(), "false keeps the site out of search engines."),
        "audience": Field(Choice(AUDIENCES), "Whom the site is built for; absent = public."),
        "vocabularies": Field(
            Struct(
                dict,
                {
                    "roles": Field(TERMS, "What a partner can be to a company."),
                    "company_kinds": Field(TERMS, "What a company can be."),
                },
            ),
            "The archive's own lists of terms.",
        ),
        "history": Field(
            Struct(dict, {"authors": Field(Boolean(), "Whether git's author names are shown.")}), "What of git is shown."
        ),
    },
)

SCHEMAS: dict[str, Type] = {
    "article": ARTICLE,
    "page": PAGE,
    **{str(kind): struct for kind, struct in RECORDS.items()},
    "notes": SIDECAR,
    "settings": SETTINGS,
}


def json_schemas() -> dict[str, JsonSchema]:
    """The JSON Schema (draft 2020-12) of each kind of file, by name."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {name: head | {"title": f"Pressmark {name}"} | schema.json_schema() for name, schema in SCHEMAS.items()}
