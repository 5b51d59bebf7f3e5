"""The network of companies and their relations as GraphML, for programs that draw and measure networks.

An edge leads from a company to its partner. That of a symmetric role says so and may be read both ways: a graph that
mixes edges with and without direction is one that networkx refuses. Dates are EDTF as written, `until` is `..` where an
article says that the relation runs on, and what is not known is absent.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import cast

from pressmark import routes
from pressmark.characters import REPLACEMENT, UNPRINTABLE
from pressmark.index import Index, Relation
from pressmark.model import Company, Kind
from pressmark.pages import Site

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
KEYS = {
    "node": {"name": "string", "kind": "string", "country": "string", "url": "string"},
    "edge": {
        "role": "string",
        "symmetric": "boolean",
        "status": "string",
        "place": "string",
        "from": "string",
        "until": "string",
        "first_attested": "string",
        "last_attested": "string",
        "claims": "int",
        "url": "string",
    },
}


def graphml(index: Index, site: Site) -> bytes:
    """All companies that have a relation, and all relations."""
    return "\n".join(_lines(index, site)).encode() + b"\n"


def _lines(index: Index, site: Site) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{NAMESPACE}">'
    for of, keys in KEYS.items():
        for name, form in keys.items():
            yield f'<key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="{form}"/>'
    yield f'<graph id="{_text(routes.GRAPHML)}" edgedefault="directed">'
    for identifier in sorted({one for relation in index.relations for one in (relation.company, relation.partner)}):
        company = cast("Company", index.public.records[Kind.COMPANY][identifier])
        yield f'<node id="{identifier}">{_data("node", _of_company(company, site))}</node>'
    roles = index.public.settings.vocabularies.roles
    for number, relation in enumerate(index.relations, 1):
        ends = f'source="{relation.company}" target="{relation.partner}"'
        values = _of_relation(relation, site, symmetric=roles[relation.role].symmetric)
        yield f'<edge id="r{number}" {ends}>{_data("edge", values)}</edge>'
    yield "</graph>"
    yield "</graphml>"


def _of_company(company: Company, site: Site) -> Iterable[tuple[str, str]]:
    yield "name", company.name
    yield "kind", company.kind
    yield "country", company.country
    yield "url", site.base_url + routes.page_of(Kind.COMPANY, company.id)


def _of_relation(relation: Relation, site: Site, *, symmetric: bool) -> Iterable[tuple[str, str]]:
    yield "role", relation.role
    yield "symmetric", "true" if symmetric else "false"
    yield "status", relation.status
    yield "place", relation.place or ""
    yield "from", relation.start.text if relation.start else ""
    yield "until", ".." if relation.runs else relation.end.text if relation.end else ""
    yield "first_attested", relation.first_attested.text if relation.first_attested else ""
    yield "last_attested", relation.last_attested.text if relation.last_attested else ""
    yield "claims", str(len(relation.claims))
    yield "url", site.base_url + routes.pair(relation.company, relation.partner)


def _data(of: str, values: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<data key="{of}-{name}">{_text(value)}</data>' for name, value in values if value)


def _text(value: str) -> str:
    return escape(UNPRINTABLE.sub(REPLACEMENT, value))
