"""The content model: the fields of each kind of document and their types, said once, for `check` and for editors."""

from pressmark.config import SHIPPED_VOCABULARIES, Vocabularies
from pressmark.fields.articles import ARTICLE, PAGE
from pressmark.fields.facts import SIDECAR
from pressmark.fields.queries import QUERY
from pressmark.fields.records import RECORDS
from pressmark.fields.settings import SETTINGS
from pressmark.model import Kind
from pressmark.schema import JsonSchema, Struct, Type

__all__ = ["ARTICLE", "OF_KIND", "PAGE", "QUERY", "RECORDS", "SCHEMAS", "SETTINGS", "SIDECAR", "json_schemas"]

OF_KIND: dict[Kind, Struct] = {Kind.ARTICLE: ARTICLE, Kind.PAGE: PAGE, Kind.QUERY: QUERY, **RECORDS}

SCHEMAS: dict[str, Type] = {
    "article": ARTICLE,
    "page": PAGE,
    "query": QUERY,
    **{str(kind): struct for kind, struct in RECORDS.items()},
    "notes": SIDECAR,
    "settings": SETTINGS,
}


def json_schemas(vocabularies: Vocabularies = SHIPPED_VOCABULARIES) -> dict[str, JsonSchema]:
    """The JSON Schema (draft 2020-12) of each kind of file, by name.

    Terms of the vocabularies are proposed. Others are not refused, since a vocabulary may have grown since.
    """
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    terms = {"article": ("role", vocabularies.roles), "company": ("company-kind", vocabularies.company_kinds)}
    defs = {
        name: {"$defs": {term: {"anyOf": [{"enum": [*known]}, {"type": "string"}]}}}
        for name, (term, known) in terms.items()
    }
    return {
        name: head | {"title": f"Pressmark {name}"} | schema.json_schema() | defs.get(name, {})
        for name, schema in SCHEMAS.items()
    }
