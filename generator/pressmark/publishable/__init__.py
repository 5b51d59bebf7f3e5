"""The publishable set: the only place that knows status, embargo, rights and audience.

Everything after it sees a `PublicArchive`, which holds no withheld text.
"""

from pressmark.publishable.archive import (
    PublicArchive,
    Tombstone,
    kept_back,
    next_embargo,
    publishable,
    says_public,
    withheld,
)
from pressmark.publishable.rights import overquoted, rights_of

__all__ = [
    "PublicArchive",
    "Tombstone",
    "kept_back",
    "next_embargo",
    "overquoted",
    "publishable",
    "rights_of",
    "says_public",
    "withheld",
]
