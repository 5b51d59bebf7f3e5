"""Types of fields: each reads a YAML value into a typed one, or says what is wrong with it, and writes its JSON Schema.

A type's `read` returns None when the value cannot be used; the mistake has then been reported to the `Reader`.
`pressmark.fields` uses these types to define the content model, once, for checking, typing and editors.
"""

from pressmark.schema.compound import (
    Either,
    Field,
    ListOf,
    Located,
    Mapped,
    Marked,
    Struct,
    TextMap,
)
from pressmark.schema.reading import (
    JsonSchema,
    Reader,
    Type,
    describe,
    scalar,
)
from pressmark.schema.scalars import (
    Boolean,
    Choice,
    Date,
    Form,
    Number,
    Ref,
    TermRef,
    Text,
)

__all__ = [
    "Boolean",
    "Choice",
    "Date",
    "Either",
    "Field",
    "Form",
    "JsonSchema",
    "ListOf",
    "Located",
    "Mapped",
    "Marked",
    "Number",
    "Reader",
    "Ref",
    "Struct",
    "TermRef",
    "Text",
    "TextMap",
    "Type",
    "describe",
    "scalar",
]
