"""Authority records: the companies, people, places, topics and sources that articles name."""

from collections.abc import Mapping

from pressmark.dates import Edtf
from pressmark.model.kinds import Kind, Pairs
from pressmark.model.text import Body
from pressmark.values import Frozen, field


class Alias(Frozen):
    """Another name of a record. `link` says when the text may be linked: always (empty), `listed` or `never`."""

    text: str
    kind: str = ""
    link: str = ""


class Record(Frozen):
    """What all authority records share."""

    id: str
    name: str
    aliases: tuple[Alias, ...] = ()
    identifiers: Pairs = ()
    summary: str = ""
    profile: Body = field(default_factory=Body)
    extra: Pairs = ()
    audience: str | None = None
    redirect_from: tuple[str, ...] = ()


class Company(Record):
    """A company or another body that acts like one."""

    kind: str = "company"
    country: str = ""
    parent: str | None = None
    founded: Edtf | None = None
    dissolved: Edtf | None = None
    successor: str | None = None
    topics: tuple[str, ...] = ()


class Person(Record):
    """A person in a public role."""


class Place(Record):
    """A country, region, town or any other place; coordinates are WGS 84 degrees."""

    within: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Topic(Record):
    """A subject heading; `broader` makes the tree."""

    broader: str | None = None
    related: tuple[str, ...] = ()
    scope_note: str = ""


class Source(Record):
    """A publisher or agency whose texts are archived."""

    publisher: str = ""
    homepage: str = ""
    rights: str | None = None
    excerpt_words: int | None = None


type_of_record: Mapping[Kind, type[Record]] = {
    Kind.COMPANY: Company,
    Kind.PERSON: Person,
    Kind.PLACE: Place,
    Kind.TOPIC: Topic,
    Kind.SOURCE: Source,
}
