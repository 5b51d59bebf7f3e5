"""What was joined comes back from the cache as it was kept, in the same order and shared in the same places."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.sites import SiteBuilder

from pressmark import joining
from pressmark.cache import Cache
from pressmark.joining import Joined
from pressmark.packing import packed, unpacked
from pressmark.publishable import PublicArchive
from pressmark.resolve import Archive
from pressmark.values import replace

Anew = Callable[[str], SiteBuilder]


@pytest.fixture(params=["public", "internal"])
def joined(request: pytest.FixtureRequest, anew: Anew, monkeypatch: pytest.MonkeyPatch) -> Joined:
    """What a build of the archive that has everything keeps."""
    kept: dict[str, Any] = {}
    monkeypatch.setattr(Cache, "put", lambda _, name, value, **__: kept.update({name: value}))
    builder = anew("everything")
    builder.audience = request.param
    builder.build()
    found = kept["joined"]
    assert isinstance(found, Joined)
    return found


@pytest.mark.parametrize("piece", [1, 3, 1_000])
def test_it_comes_back(joined: Joined, piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "PIECE", piece)
    again = unpacked(packed(joined))
    assert again.linker.names == joined.linker.names
    assert replace(again, linker=joined.linker) == joined
    for one, other in ((again.archive, joined.archive), (again.index.public, joined.index.public)):
        assert order(one) == order(other)
    assert list(again.index.about) == list(joined.index.about)
    assert shared(again) == shared(joined)


def order(of: Archive | PublicArchive) -> list[list[str]]:
    return [list(of.articles), *(list(some) for some in of.records.values())]


def shared(joined: Joined) -> list[str]:
    """The files whose documents stand in the archive as they were parsed."""
    of = joined.archive
    held = {id(one) for some in (of.articles, *of.records.values()) for one in some.values()}
    return [one.path for one in joined.reading.files if id(one.parsed.document) in held]
