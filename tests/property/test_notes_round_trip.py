"""Margin notes that are exported as Web Annotations and imported again are the same."""

import json

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.support.archives import ARTICLES, NOW, SOUND, archive_of, article, join, shown
from tests.support.notes import LAMPS, SIDECAR, imported
from tests.support.sites import SiteBuilder

from pressmark import incoming, markup
from pressmark.archive import read_archive
from pressmark.documents import parse_files
from pressmark.exports.annotations import annotations
from pressmark.files import Tree, read_tree
from pressmark.index import build_index
from pressmark.pages import site_of
from pressmark.publishable import publishable
from pressmark.resolve import Archive
from pressmark.sidecars import Intake, Sidecar
from pressmark.values import replace
from pressmark.workers import Workers

PRESSED = "«Calm», she said. The sea–side was calm: the *lamps* were out.\n\nThe lamps were calm, and 灯笼鱼 too. Calm."
WORDS = markup.parse(PRESSED, "", 1).body.text
spans = st.tuples(st.integers(0, len(WORDS)), st.integers(1, 20)).map(lambda p: WORDS[p[0] : p[0] + p[1]].strip())
said = st.text(st.sampled_from("ab 1é灯:#-'\"*_[]()\\&|>`\n.{}%@!,?~\u2028\xa0\U0001f3ee"), min_size=1).map(str.strip)
dates = st.sampled_from(["", "2031-05-13", "2031-05", "2031~", "[2031-05-03..2031-05-06]", "2024-22", "2031-05-01/.."])
names = st.sampled_from(["", "desk", "Odile Marsh", "a: b", "TODO", "'q'"])
kinds = st.sampled_from(["comment", "context", "question", "correction", "sic"])


@st.composite
def notes(draw: st.DrawFn) -> dict[str, str]:
    exact = draw(spans)
    place = WORDS.find(exact)
    found = {
        "quote": draw(st.sampled_from([exact, exact.replace("«", '"').replace("–", "-")])),
        "prefix": WORDS[max(0, place - draw(st.integers(0, 9))) : place].strip() if draw(st.booleans()) else "",
        "suffix": WORDS[place + len(exact) :][: draw(st.integers(0, 9))].strip() if draw(st.booleans()) else "",
        "kind": draw(kinds),
        "note": draw(said),
        "reading": draw(st.sampled_from(["", "calmer: #1"])),
        "by": draw(names),
        "date": draw(dates),
        "audience": draw(st.sampled_from(["", "internal"])),
        "id": draw(st.sampled_from(["", "calm", "lamps-out", "0a1b2c3d"])),
    }
    return {name: value for name, value in found.items() if value}


def exported(archive: Archive, base_url: str) -> bytes:
    index = build_index(publishable(archive, "internal", NOW), {})
    return annotations(index, site_of(index, base_url))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(notes(), min_size=1, max_size=4),
    st.sampled_from(["", "https://clippings.example/", "https://x.example/y/"]),
)
def test_what_is_exported_and_imported_again_is_the_same(some: list[dict[str, str]], base_url: str) -> None:
    bare = {LAMPS: article("rights: full", PRESSED)}
    archive, problems = join({**SOUND, **bare, SIDECAR: json.dumps(some)})
    assume(not problems)
    export = exported(archive, base_url)
    result = imported(bare, export)
    again = archive_of({**bare, **result.sidecars})
    assert not result.reasons
    assert again.articles["2031/lamps"].annotations == archive.articles["2031/lamps"].annotations
    assert exported(again, base_url) == export
    assert imported({**bare, **result.sidecars}, export).known == len(some)


def read_whole(tree: Tree) -> Archive:
    with Workers(1) as workers:
        archive, problems = read_archive(tree, workers, lambda *_: None)
    assert not [problem for problem in problems if problem.code != "N081"], shown(problems)
    return archive


def test_the_notes_of_the_demonstration_archive_come_back_the_same(demo: SiteBuilder) -> None:
    tree = read_tree(demo.archive)
    archive = read_whole(tree)
    bare = replace(archive, articles={id_: replace(one, annotations=()) for id_, one in archive.articles.items()})
    without = [file for file in tree.content if not file.path.endswith(".notes.yaml")]
    intake = Intake(bare, parse_files(without), without)
    found = incoming.read((demo.output / "data/annotations.jsonld").read_bytes(), "x")
    assert isinstance(found, incoming.Found)
    assert [intake.take(note) for note in found.notes] == [None] * len(found.notes)
    counts = {one.path: one.added for one in intake.sidecars() if isinstance(one, Sidecar)}
    expected = {f"{ARTICLES}{id_}.notes.yaml": len(one.annotations) for id_, one in archive.articles.items()}
    assert counts == {path: count for path, count in expected.items() if count}
    assert found.facts == sum(len(one.claims) + len(one.events) for one in archive.articles.values())
