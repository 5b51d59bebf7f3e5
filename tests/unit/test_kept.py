"""What is kept of an edition: the last one comes back, whether it was kept whole or by what differs."""

from pathlib import Path

import pytest

from pressmark import kept, looking
from pressmark.cache import Cache, Held
from pressmark.files import Written
from pressmark.kept import FEW, Edition
from pressmark.lastrun import name_of
from pressmark.press import Print, Why
from pressmark.values import replace

PAGES = 4 * FEW
OUTPUT = Path("site")


def print_of(number: int, version: int = 0) -> Print:
    file = Written(f"p{number}/index.html", version, f"digest {version}", staged="elsewhere")
    return Print(f"p{number}/", f"Page {number}", b"templates", bytes([version]), file, why=Why.NEW)


def filed(edition: Edition) -> Edition:
    """An edition as it comes back."""
    pages = tuple(replace(one, file=replace(one.file, staged=""), why=None) for one in edition.pages)
    return replace(edition, pages=tuple(sorted(pages, key=lambda one: one.route)))


def changes() -> dict[str, list[Edition]]:
    """Editions one after another."""
    pages = [print_of(number) for number in range(PAGES)]
    table = Edition(tuple(pages), {"table": (Written("t.csv", 1, "digest"),)})
    other = {"table": (Written("t.csv", 2, "another"),)}
    return {
        "some pages others": [table, replace(table, pages=(*pages[2:], print_of(0, 1), print_of(1, 1)))],
        "and others again": [
            table,
            replace(table, pages=(*pages[1:], print_of(0, 1))),
            replace(table, pages=(*pages[2:], print_of(0, 2), print_of(1, 2))),
        ],
        "a page gone and back": [table, replace(table, pages=tuple(pages[1:])), table],
        "a new page": [table, replace(table, pages=(*pages, print_of(PAGES)))],
        "another export": [table, replace(table, exports=other)],
        "no export": [table, replace(table, exports={})],
        "most pages others": [table, replace(table, pages=tuple(print_of(one, 1) for one in range(PAGES)))],
        "most pages gone": [table, replace(table, pages=tuple(pages[:3])), replace(table, pages=tuple(pages[:2]))],
        "nothing else": [table, table],
    }


@pytest.mark.parametrize("kind", [Cache, Held])
@pytest.mark.parametrize("editions", changes().values(), ids=changes())
def test_the_last_edition_comes_back(tmp_path: Path, kind: type[Cache], editions: list[Edition]) -> None:
    cache = kind(tmp_path, "program")
    for edition in editions:
        keep(cache, edition)
        for found in (kept.edition(cache, OUTPUT).last, kept.edition(Cache(tmp_path, "program"), OUTPUT).last):
            assert replace(found, pages=tuple(sorted(found.pages, key=lambda one: one.route))) == filed(edition)


def keep(cache: Cache, edition: Edition) -> int:
    """Keep an edition as a build does, which takes over the prints that are good; the number of the whole one."""
    before = kept.edition(cache, OUTPUT)
    known = {one.route: one for one in before.last.pages}
    good = {one.route: known.get(one.route) for one in filed(edition).pages if known.get(one.route) == one}
    pages = tuple(good.get(one.route) or one for one in edition.pages)
    kept.keep_edition(cache, OUTPUT, before, replace(edition, pages=pages))
    cache.save()
    return kept.edition(cache, OUTPUT).number


def test_few_other_pages_are_kept_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole edition is written again only when much of it is another."""
    numbers = iter(range(1, 9))
    monkeypatch.setattr(looking, "now", lambda: next(numbers))
    cache = Cache(tmp_path, "program")
    pages = [print_of(number) for number in range(PAGES)]
    for changed, number in ((0, 1), (1, 1), (PAGES // FEW, 1), (PAGES // FEW + 1, 2), (0, 3)):
        assert keep(cache, Edition((*pages[changed:], *(print_of(one, number) for one in range(changed))))) == number


def test_what_differs_from_another_edition_is_none(tmp_path: Path) -> None:
    """If the whole one is lost, there is no last edition."""
    cache = Cache(tmp_path, "program")
    edition = Edition(tuple(print_of(number) for number in range(PAGES)))
    assert keep(cache, edition) == keep(cache, replace(edition, pages=(*edition.pages[1:], print_of(0, 1))))
    cache.drop(name_of("edition", OUTPUT))
    cache.save()
    assert kept.edition(cache, OUTPUT).last == Edition()
