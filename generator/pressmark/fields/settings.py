"""The fields of `pressmark.yaml`."""

from typing import Any

from pressmark.config import Settings, Vocabularies
from pressmark.fields.types import AUDIENCES, BASE, LANGUAGE, RIGHTS, TERMS, TEXT
from pressmark.schema import (
    Boolean,
    Choice,
    Field,
    Number,
    Struct,
)


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
        "base_url": Field(BASE, "Where the site will be served; absent: no feeds, sitemap and canonical links."),
        "language": Field(LANGUAGE, "The language of the interface and of search."),
        "rights": Field(
            Choice(RIGHTS), "What is published where neither article nor source says so; absent = metadata."
        ),
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
            Struct(dict, {"authors": Field(Boolean(), "Whether git's author names are shown.")}),
            "What of git is shown.",
        ),
    },
)
