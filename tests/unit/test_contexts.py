"""Mentions in context: the words on each side of a name, as concordances show them."""

from typing import Any

import pytest
from tests.support.archives import NOW, archive_of, article
from tests.support.cases import called, cases

from pressmark.index import build_index
from pressmark.mentions import find_mentions
from pressmark.model import Kind
from pressmark.pages.shelf import CONTEXT, Shelf
from pressmark.publishable import publishable


@pytest.mark.parametrize("case", cases("contexts")["contexts"], ids=called)
def test_a_name_stands_between_what_is_around_it(case: dict[str, Any]) -> None:
    text = article("entities: {companies: [lanternfish]}", case["text"])
    archive = archive_of({"content/articles/2031/lamps.md": text})
    public = publishable(archive, "public", NOW)
    index = build_index(public, find_mentions(public, archive.records, frozenset()))
    [(identifier, mention)] = index.mentioned[Kind.COMPANY, "lanternfish"]
    row = Shelf(index).context(identifier, mention)
    assert (row.left, row.name, row.right) == (case["left"], "Lanternfish", case["right"])
    assert max(len(row.left), len(row.right)) <= CONTEXT + len("…")
