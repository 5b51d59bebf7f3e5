"""Which records the articles of an archive ask for: one for each name in a reference field that no record has."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from pressmark.diagnostics import At
from pressmark.documents import Parsed
from pressmark.drafts.codes import Coded, coded, named_in
from pressmark.model import RECORD_KINDS, Article, Kind
from pressmark.names import Names
from pressmark.routes import MAX_SEGMENT, is_segment, slugify
from pressmark.values import Frozen

_PLACES = 3  # that are named as evidence
_ROOM = 8  # characters kept free at the end of an id, for a number
_SHORT = 3  # letters of a code that is no word


class Adopted(Frozen):
    """A record to be written: its fields, and why."""

    kind: Kind
    id: str
    name: str
    fields: Mapping[str, Any]
    evidence: tuple[str, ...]


def adopted(parsed: Iterable[Parsed], common: Container[str]) -> Iterator[Adopted]:
    """The records that are asked for, by kind and name. `common` are words that are written like words."""
    parsed = tuple(parsed)
    names = Names(parsed)
    asked: dict[tuple[Kind, str], list[At]] = defaultdict(list)
    for one in parsed:
        for reference in one.references:
            kind = next((kind for kind in RECORD_KINDS if kind == reference.kind), None)
            if kind and not reference.loose and not names.find(kind, reference.text):
                asked[kind, reference.text].append(reference.at)
    taken = {kind: set(names.ids[kind]) for kind in RECORD_KINDS}
    told = _codes_of(parsed, {name for kind, name in asked if kind is Kind.COMPANY})
    named: set[tuple[Kind, str]] = set()
    for (kind, name), places in sorted(
        asked.items(), key=lambda one: (one[0][0], not is_segment(one[0][1]), one[0][1])
    ):
        if (kind, name) in named:
            continue
        made = _record(kind, name, places, told.get(name), taken[kind], common)
        named |= {(kind, made.name), (kind, name)}
        yield made


def _record(
    kind: Kind, name: str, places: list[At], code: Coded | None, taken: set[str], common: Container[str]
) -> Adopted:
    fields: dict[str, Any] = {"name": name}
    evidence = [f"Named by {at}" for at in places[:_PLACES]]
    if len(places) > _PLACES:
        evidence.append(f"and {len(places) - _PLACES:,} more.")
    if is_segment(name):
        fields["name"] = spelt_out(name, common)
        evidence.append(f"The name is made from the id {name}.")
    identifier = name if is_segment(name) else _free(name, kind, taken)
    taken.add(identifier)
    if code:
        if name == code.written and code.name:
            fields = {"name": code.name, "aliases": [{"text": name, "kind": "ticker"}]}
            evidence.append(f"The name stands before {code.written} in the text.")
        fields["identifiers"] = {code.kind: code.code}
    return Adopted(kind, identifier, str(fields["name"]), fields, tuple(evidence))


def spelt_out(code: str, common: Container[str]) -> str:
    """The name that an id such as `west-germany` stands for; what is no word, such as `uk`, stays a code."""

    def word(part: str) -> str:
        is_code = part not in common and (len(part) <= _SHORT or not re.search("[aeiouy]", part[1:]))
        return part.upper() if is_code else part.capitalize()

    return " ".join(map(word, code.split("-")))


def _free(name: str, kind: Kind, taken: Container[str]) -> str:
    slug = slugify(name, kind)[: MAX_SEGMENT - _ROOM].strip("-") or str(kind)
    found, number = slug, 1
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found


def _codes_of(parsed: Iterable[Parsed], wanted: Container[str]) -> dict[str, Coded]:
    """The code of each company that articles name, with the name that most often stands before it.

    A code that is wanted by itself gives its name only where no other code has the same.
    """
    by_company: dict[str, Counter[Coded]] = defaultdict(Counter)
    for article in (one.document for one in parsed if isinstance(one.document, Article)):
        companies = [name for name in article.entities.companies if name in wanted]
        for one in _coded_in(article) if companies else ():
            bare = Coded(one.code, one.kind, one.written, one.name, 0, 0)
            for name in {one.name, one.written} & set(companies):
                by_company[name][bare] += 1
    best = {
        name: max(found, key=lambda one: (bool(one.name), found[one], one.name)) for name, found in by_company.items()
    }
    bearers = Counter(one.name for one in best.values())
    return {
        name: one if bearers[one.name] == 1 else Coded(one.code, one.kind, one.written, "", 0, 0)
        for name, one in best.items()
    }


def _coded_in(article: Article) -> Iterator[Coded]:
    text = article.body.text
    yield from coded(text)
    yield from coded(article.title)
    yield from named_in(article.title, text)
