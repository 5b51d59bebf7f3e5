"""What an archive is made of: articles, the facts in them, and authority records. Frozen values without behaviour.

Reference fields hold a record's id once `resolve` has been there; before that they hold what the author wrote.
"""

from pressmark.model.articles import (
    ENTITY_KINDS,
    Annotation,
    ArchivedCopy,
    Article,
    Author,
    Claim,
    Correction,
    Entities,
    Event,
    Named,
    Page,
    Withdrawal,
    together,
)
from pressmark.model.kinds import (
    RECORD_KINDS,
    Kind,
    Pairs,
    Reference,
)
from pressmark.model.queries import SavedQuery
from pressmark.model.records import (
    Alias,
    Company,
    Person,
    Place,
    Record,
    Source,
    Topic,
    type_of_record,
)
from pressmark.model.text import (
    Anchor,
    Block,
    Body,
    BodyLink,
    Quote,
    Run,
    Zone,
)

__all__ = [
    "ENTITY_KINDS",
    "RECORD_KINDS",
    "Alias",
    "Anchor",
    "Annotation",
    "ArchivedCopy",
    "Article",
    "Author",
    "Block",
    "Body",
    "BodyLink",
    "Claim",
    "Company",
    "Correction",
    "Entities",
    "Event",
    "Kind",
    "Named",
    "Page",
    "Pairs",
    "Person",
    "Place",
    "Quote",
    "Record",
    "Reference",
    "Run",
    "SavedQuery",
    "Source",
    "Topic",
    "Withdrawal",
    "Zone",
    "together",
    "type_of_record",
]
