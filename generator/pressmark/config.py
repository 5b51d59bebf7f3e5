"""An archive's settings (`pressmark.yaml`) and the vocabularies that stand in where it has none."""

from collections.abc import Mapping

from pressmark.values import Frozen

SETTINGS_FILE = "pressmark.yaml"
CONTENT = "content/"


class Term(Frozen):
    """A term of a vocabulary; `inverse` is its label from the other side. Empty labels: the interface's own words."""

    id: str
    label: str = ""
    inverse: str = ""
    symmetric: bool = False


class Vocabularies(Frozen):
    """The closed lists that an archive may set for itself, by id."""

    roles: Mapping[str, Term]
    company_kinds: Mapping[str, Term]


def vocabulary(terms: tuple[Term, ...]) -> Mapping[str, Term]:
    """Terms by their ids, in the order given."""
    return {term.id: term for term in terms}


SHIPPED_ROLES = vocabulary(
    (
        Term("reseller"),
        Term("distributor"),
        Term("operator"),
        Term("licensee"),
        Term("publisher"),
        Term("exclusive-provider"),
        Term("data-centre-partner"),
        Term("investor"),
        Term("acquirer"),
        Term("supplier"),
        Term("joint-venture-partner", symmetric=True),
    )
)
SHIPPED_COMPANY_KINDS = vocabulary(
    tuple(
        Term(name)
        for name in ("company", "subsidiary", "joint-venture", "state-owned", "fund", "public-body", "research")
    )
)
SHIPPED_VOCABULARIES = Vocabularies(SHIPPED_ROLES, SHIPPED_COMPANY_KINDS)


class Settings(Frozen):
    """What `pressmark.yaml` says; every key is optional."""

    title: str = "Archive"
    base_url: str = ""
    language: str = "en"
    rights: str = "metadata"
    excerpt_words: int = 60
    excerpt_quotes: int = 15  # per cent of the body's words that locked quotes may add to an excerpt
    index: bool = True
    audience: str = "public"
    vocabularies: Vocabularies = SHIPPED_VOCABULARIES
    history_authors: bool = False
