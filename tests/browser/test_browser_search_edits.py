"""Search after edits: what stands in two segments is found, counted and ranked as if it stood in one."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urljoin

import pytest
from tests.browser.conftest import Opener
from tests.browser.test_browser_matching import ASK, SMALL, differences
from tests.support.archives import ARTICLES
from tests.support.library import Asked, Made, article, make, queries
from tests.support.sites import SiteBuilder, served

HELD, QUERIES = 160, 200
LATER = (
    "---\ntitle: A zygomorphic lantern, marketed\npublished: 2033-01-01\nkind: report\n---\nIt was marketed widely.\n"
)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SiteBuilder, SiteBuilder, list[Made]]]:
    """A site that was built before and after edits, one that was built of the same at once, and its articles."""
    random = Random(17)  # noqa: S311 - nobody is to be surprised by it
    folder = tmp_path_factory.mktemp("edits")
    texts, made = make(11, HELD)
    held = {one.id: one for one in made}
    with pytest.MonkeyPatch.context() as patch:
        for module, (name, size) in SMALL.items():
            patch.setattr(import_module(f"pressmark.searchable{module}"), name, size)
        kept = SiteBuilder.of_files(folder / "kept", texts)
        kept.with_search = True
        kept.build()
        for number, one in enumerate(made[:24]):
            path = f"content/articles/{one.id}.md"
            if number % 3 == 0:
                kept.remove(path)
                del texts[f"{ARTICLES}{one.id}.md"], held[one.id]
            text, new = article(random, HELD + number)
            if number % 3 == 1:
                while Path(new.id).parent != Path(one.id).parent:  # folders are years
                    text, new = article(random, HELD + number)
                new = replace(new, id=one.id)
            texts[f"{ARTICLES}{new.id}.md"], held[new.id] = text, new
            kept.write(f"content/articles/{new.id}.md", text)
        kept.build()
        whole = SiteBuilder.of_files(folder / "whole", texts)
        whole.with_search = True
        whole.build()
        yield kept, whole, list(held.values())


def answers(builder: SiteBuilder, asked: list[Asked], window: Opener, stack: ExitStack) -> list[dict[str, Any]]:
    """What the search of a site says of queries."""
    host = stack.enter_context(served(builder.output))
    opened = window()
    opened.page.goto(urljoin(host.url, "search/"))
    script = urljoin(host.url, next(path for path in builder.site.files() if path.endswith("/search/library.js")))
    given = [{"text": one.text, "typing": one.typing} for one in asked]
    told: list[dict[str, Any]] = opened.page.evaluate(ASK, [script, given])
    assert not opened.told
    return told


def test_answers_are_those_of_one_index(sites: tuple[SiteBuilder, SiteBuilder, list[Made]], window: Opener) -> None:
    kept, whole, held = sites
    asked = queries(29, QUERIES)
    with ExitStack() as stack:
        in_two, in_one = (answers(builder, asked, window, stack) for builder in (kept, whole))
    wrong = [one.text for one, two, single in zip(asked, in_two, in_one, strict=True) if two != single]
    assert not wrong, f"{len(wrong)} differ, such as " + ", ".join(wrong[:5])
    wrong = [text for one, told in zip(asked, in_two, strict=True) for text in differences(one, told, held)]
    assert not wrong, f"{len(wrong)} wrong, such as " + "\n".join(wrong[:5])


def test_excerpts_stems_and_names_come_from_either(
    sites: tuple[SiteBuilder, SiteBuilder, list[Made]], window: Opener
) -> None:
    """A new word, a new form of an old one and a new value are found; then the article goes, and so do they."""
    kept = sites[0]
    later = "content/articles/2033/later.md"
    asked = [Asked(text, ()) for text in ("zygomorphic", "market", "marketed", "kind:report", '"marketed widely"')]
    counts = []
    for there in (True, False):
        (kept.write(later, LATER) if there else kept.remove(later)).build()
        with ExitStack() as stack:
            counts.append([told["count"] for told in answers(kept, asked, window, stack)])
    with_it, gone = counts
    assert [more - fewer for more, fewer in zip(with_it, gone, strict=True)] == [1] * len(asked)
    assert (gone[0], gone[3], gone[4]) == (0, 0, 0)


def test_one_edit_leaves_the_base_alone(sites: tuple[SiteBuilder, SiteBuilder, list[Made]]) -> None:
    kept = sites[0]
    before = {path for path in kept.site.files() if path.startswith("search/")}
    path = next(path for path in (kept.archive / "content" / "articles").rglob("a100.md"))
    kept.write(path.relative_to(kept.archive).as_posix(), path.read_text(encoding="utf-8") + "\n\nAnother word.\n")
    kept.build()
    names = kept.site.text("search/entry.json")
    base = names.split('"folder":"')[1].split('"')[0]
    assert not [name for name in kept.written if name.startswith(f"search/{base}")]
    assert len([name for name in before if name.startswith(f"search/{base}pagefind/fragment/")]) == HELD
