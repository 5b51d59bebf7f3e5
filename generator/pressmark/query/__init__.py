"""The query language of search and saved queries, and the rule by which articles match."""

from pressmark.query.grammar import FIELDS, QUOTES, Choice, Mistake, Period, Query, Text, parse
from pressmark.query.matching import Find, Holdings, Named, finder, named, settle
from pressmark.query.passages import Passage, passages
from pressmark.query.rows import FACETS, OF_RECORDS, Row, rows

__all__ = [
    "FACETS",
    "FIELDS",
    "OF_RECORDS",
    "QUOTES",
    "Choice",
    "Find",
    "Holdings",
    "Mistake",
    "Named",
    "Passage",
    "Period",
    "Query",
    "Row",
    "Text",
    "finder",
    "named",
    "parse",
    "passages",
    "rows",
    "settle",
]
