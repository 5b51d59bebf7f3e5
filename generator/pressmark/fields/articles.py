"""The fields of articles and of free pages."""

from collections.abc import Iterable
from typing import Any

from pressmark import mistakes
from pressmark.diagnostics import At, Diagnostic
from pressmark.fields.facts import CLAIM, EVENT, SIDECAR
from pressmark.fields.types import (
    AUDIENCES,
    DATE,
    EXTRA,
    FILE,
    IDENTIFIERS,
    LANGUAGE,
    PARAGRAPHS,
    PLACE_OR_TEXT,
    PROSE,
    REDIRECTS,
    RIGHTS,
    SHA256,
    TEXT,
    URL,
    Instant,
    refs,
)
from pressmark.model import (
    ArchivedCopy,
    Author,
    Correction,
    Entities,
    Kind,
    Withdrawal,
)
from pressmark.schema import (
    Choice,
    Either,
    Field,
    ListOf,
    Located,
    Mapped,
    Ref,
    Struct,
)

ARTICLE_KINDS = ("news", "release", "filing", "report")
ARTICLE_STATUSES = ("draft", "review", "published", "withdrawn")


def _author_of(name: str) -> Author:
    return Author(name)


def _author(**attributes: Any) -> Author:
    return Author(**attributes)


def _check_author(at: At, found: dict[str, Any]) -> Iterable[Diagnostic]:
    if "name" not in found and "person" not in found:
        yield mistakes.needs_one_of(at, "«name» and «person»")


_AUTHOR = Struct(
    _author,
    {
        "name": Field(TEXT, "The name as it is to be shown."),
        "person": Field(Ref(Kind.PERSON), "The person, by id."),
        "role": Field(TEXT, "Reporter, editor, …"),
        "place": Field(PLACE_OR_TEXT, "From where: a place, or text."),
    },
    _check_author,
)


def _check_archived(at: At, found: dict[str, Any]) -> Iterable[Diagnostic]:
    if "url" not in found and "file" not in found:
        yield mistakes.needs_one_of(at, "«url» and «file»")
    if found.get("file") and "sha256" not in found:
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
        "companies": Field(refs(Kind.COMPANY), "Companies and bodies the article is about."),
        "people": Field(refs(Kind.PERSON), "People it is about."),
        "places": Field(refs(Kind.PLACE), "Places it is about."),
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
        "dateline": Field(PLACE_OR_TEXT, "The place the text begins with."),
        "caption": Field(PARAGRAPHS, "A picture's caption that stood in the text."),
        "published": Field(DATE, "When it was published (EDTF); XXXX where the page shows no date."),
        "captured": Field(DATE, "When this copy was taken."),
        "archived": Field(ListOf(_ARCHIVED), "Copies of the original."),
        "kind": Field(Choice(ARTICLE_KINDS), "What it is; absent = news."),
        "language": Field(LANGUAGE, "The language of the text (BCP 47)."),
        "summary": Field(PARAGRAPHS, "One or two sentences."),
        "topics": Field(refs(Kind.TOPIC), "Subject headings."),
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
        "identifiers": IDENTIFIERS,
        "extra": EXTRA,
        "audience": Field(Choice(AUDIENCES), "Who may see it; absent = public."),
        "redirect_from": REDIRECTS,
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
        "redirect_from": REDIRECTS,
    },
)
