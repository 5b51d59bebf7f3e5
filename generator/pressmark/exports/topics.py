"""The subject headings as a thesaurus: SKOS, the W3C's Simple Knowledge Organization System, in JSON-LD."""

from collections.abc import Mapping
from typing import Any, cast

from msgspec.json import encode
from msgspec.json import format as indented

from pressmark import routes
from pressmark.index import Index
from pressmark.model import Alias, Kind, Record, Topic
from pressmark.pages import Site

_CONCEPT = "http://www.wikidata.org/entity/{}"  # what Wikidata's items are called, whatever shows them

Json = dict[str, Any]


def topics(index: Index, site: Site) -> bytes:
    """All topics as one concept scheme, whose address is that of their list."""
    found = {id_: cast("Topic", one) for id_, one in sorted(index.public.records[Kind.TOPIC].items())}
    scheme = site.base_url + routes.index_of(Kind.TOPIC)
    names: Json = {
        "@vocab": "http://www.w3.org/2004/02/skos/core#",
        "id": "@id",
        "type": "@type",
        **({} if site.base_url else {"@base": "../"}),  # relative addresses count from the root of the site
        **{name: {"@type": "@id"} for name in ("broader", "narrower", "related", "inScheme", "topConceptOf")},
        **{name: {"@type": "@id"} for name in ("hasTopConcept", "exactMatch")},
        **{name: {"@language": site.language} for name in ("prefLabel", "altLabel", "hiddenLabel")},
        **{name: {"@language": site.language} for name in ("definition", "scopeNote")},
    }
    top = [_address(one.id, site) for one in found.values() if one.broader not in found]
    head: Json = {"id": scheme, "type": "ConceptScheme", "prefLabel": site.title, "hasTopConcept": top}
    concepts = [_concept(one, index, site, found) for one in found.values()]
    document = {"@context": names, "@graph": [head, *concepts]}
    return indented(encode(document), indent=1) + b"\n"


def _concept(topic: Topic, index: Index, site: Site, found: Mapping[str, Record]) -> Json:
    scheme = site.base_url + routes.index_of(Kind.TOPIC)
    above = topic.broader if topic.broader in found else None
    said = {
        "id": _address(topic.id, site),
        "type": "Concept",
        "inScheme": scheme,
        "prefLabel": topic.name,
        "altLabel": [alias.text for alias in topic.aliases if not _is_hidden(alias)],
        "hiddenLabel": [alias.text for alias in topic.aliases if _is_hidden(alias)],
        "definition": topic.summary,
        "scopeNote": topic.scope_note,
        "broader": _address(above, site) if above else "",
        "narrower": [_address(one, site) for one in index.below.get((Kind.TOPIC, topic.id), ())],
        "related": [_address(one, site) for one in topic.related if one in found],
        "topConceptOf": "" if above else scheme,
        "exactMatch": [_CONCEPT.format(value) for key, value in topic.identifiers if key == "wikidata"],
    }
    return {key: value for key, value in said.items() if value}


def _is_hidden(alias: Alias) -> bool:
    """Whether a name is there to be found, and not to be read (SKOS, 5.1)."""
    return alias.kind == "misspelt"


def _address(topic: str, site: Site) -> str:
    return site.base_url + routes.page_of(Kind.TOPIC, topic)
