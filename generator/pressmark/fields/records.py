"""The fields of authority records."""

from pressmark.fields.types import (
    AUDIENCES,
    COUNTRY,
    DATE,
    EXTRA,
    IDENTIFIERS,
    PARAGRAPHS,
    REDIRECTS,
    RIGHTS,
    TEXT,
    URL,
    Markdown,
    refs,
)
from pressmark.model import (
    Alias,
    Kind,
)
from pressmark.schema import (
    Choice,
    Either,
    Field,
    ListOf,
    Mapped,
    Number,
    Ref,
    Struct,
    TermRef,
)


def _alias_of(text: str) -> Alias:
    return Alias(text)


_ALIAS = Struct(
    Alias,
    {
        "text": Field(TEXT, "The name.", required=True),
        "kind": Field(Choice(("legal", "short", "former", "ticker", "native", "misspelt")), "What sort of name it is."),
        "link": Field(
            Choice(("never", "listed")), "never: not linked in texts; listed: only where the entity is listed."
        ),
    },
)


def _record(own: dict[str, Field]) -> Struct:
    shared = {
        "name": Field(TEXT, "The preferred name.", required=True),
        "aliases": Field(ListOf(Either(Mapped(TEXT, _alias_of), _ALIAS), unique=True), "Other names."),
        **own,
        "identifiers": IDENTIFIERS,
        "summary": Field(PARAGRAPHS, "One or two sentences."),
        "profile": Field(Markdown(), "A longer account, in Markdown."),
        "extra": EXTRA,
        "audience": Field(Choice(AUDIENCES), "Absent: as public as what refers to it."),
        "redirect_from": REDIRECTS,
    }
    return Struct(dict, shared)


RECORDS: dict[Kind, Struct] = {
    Kind.COMPANY: _record(
        {
            "kind": Field(TermRef("company kind"), "A term of the vocabulary company_kinds; absent = company."),
            "country": Field(COUNTRY, "Where it is at home (ISO 3166)."),
            "parent": Field(Ref(Kind.COMPANY), "The company it belongs to."),
            "founded": Field(DATE, "When it was founded."),
            "dissolved": Field(DATE, "When it ended."),
            "successor": Field(Ref(Kind.COMPANY), "What came after it."),
            "topics": Field(refs(Kind.TOPIC), "Its fields of business."),
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
            "related": Field(refs(Kind.TOPIC), "Headings to see also."),
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
