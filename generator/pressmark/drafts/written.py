"""A draft as the file of an article. What an editor has to find is a `TODO`."""

from collections.abc import Iterable, Mapping
from typing import Any

from pressmark.drafts.escaping import cleaned
from pressmark.drafts.values import Credit, Draft
from pressmark.model import Quote
from pressmark.writing import TODO, document

DRAFT = "draft"


def article_text(draft: Draft, status: str, kept: Mapping[str, str] | None = None) -> str:
    """The text of an article's file. `kept` are the fields of the copy of the original that is kept, if one is."""
    asked = TODO if status == DRAFT else ""
    fields: dict[str, Any] = {
        "title": _flat(draft.title) or TODO,
        "source": draft.source or asked,
        "carrier": draft.carrier,
        "url": draft.url or asked,
        "authors": [_author(one) for one in draft.authors],
        "dateline": draft.dateline,
        "caption": _flat(draft.caption),
        "published": draft.published or (asked or "XXXX"),
        "captured": draft.captured,
        "archived": [
            *({"url": one.url, "captured": one.captured} for one in draft.archived),
            *([dict(kept)] if kept else []),
        ],
        "kind": draft.kind,
        "language": draft.language,
        "summary": _flat(draft.summary) or asked,
        "topics": draft.topics or ([TODO] if asked else ()),
        "entities": {"companies": draft.companies, "people": draft.people, "places": draft.places},
        "partners": [
            {
                "company": one.company or TODO,
                "partner": one.partner,
                "role": one.role or TODO,
                **_quoted(one.quote),
            }
            for one in draft.partners
        ],
        "dates": [{"date": one.date, "event": TODO, **_quoted(one.quote)} for one in draft.dates],
        "identifiers": {**dict(draft.identifiers), **({"sha256": draft.digest} if draft.digest else {})},
        "extra": dict(draft.extra),
        "status": status,
    }
    if not any(fields["entities"].values()):
        del fields["entities"]
    return f"---\n{document(_clean(fields))}---\n" + (f"\n{draft.body}\n" if draft.body else "")


def _clean(value: Any) -> Any:
    """Fields without characters that no field may hold."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, Mapping):
        return {key: _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list | tuple) else value


def _flat(text: str) -> str:
    return " ".join(text.split())


def _author(one: Credit) -> dict[str, str]:
    return {"name": one.name, "role": one.role, "place": one.place}


def _quoted(quote: Quote | None) -> dict[str, Any]:
    if quote is None:
        return {"quote": TODO}
    return {"quote": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}


def record_text(fields: Mapping[str, Any], evidence: Iterable[str]) -> str:
    """The text of a record's file, with the reasons that it was made for as comments."""
    return "".join(f"# {line}\n" for line in evidence) + document(fields)
