"""Identifiers elsewhere: where the page of what they name is, as far as their keepers have one address for each."""

import re
from urllib.parse import quote

# Each pattern is the form in which the keeper writes its identifiers; in any other form there is no page to lead to.
_ADDRESSES = {
    "wikidata": (r"Q[1-9][0-9]*", "https://www.wikidata.org/wiki/{}"),
    "lei": (r"[0-9A-Z]{18}[0-9]{2}", "https://search.gleif.org/#/record/{}"),  # ISO 17442
    "opencorporates": (r"[a-z]{2}(?:_[a-z]{2,3})?/[0-9A-Za-z._-]+", "https://opencorporates.com/companies/{}"),
    "geonames": (r"[1-9][0-9]*", "https://www.geonames.org/{}/"),
    "orcid": (r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]", "https://orcid.org/{}"),
    "doi": (r"10\.[0-9]{4,9}/\S+", "https://doi.org/{}"),
}


def address_of(key: str, value: str) -> str:
    """The address of what an identifier names; empty where it has none (`isin`, `ric`) or its form is another."""
    form, address = _ADDRESSES.get(key, ("", ""))
    return address.format(quote(value, safe="/()._-")) if form and re.fullmatch(form, value) else ""
