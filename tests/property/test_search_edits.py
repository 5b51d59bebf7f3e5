"""Search data after edits: what is kept, masked and added says the same as search data that are made at once."""

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from unittest.mock import Mock

import pytest
from tests.support.archives import ARTICLES, index_of, snapshot
from tests.support.archives import article as told
from tests.support.library import Made, article, make
from tests.support.searchfiles import Library

from pressmark import files, indexing, looking, search
from pressmark.inspecting import inspect
from pressmark.looking import Stamp
from pressmark.packing import packed, unpacked
from pressmark.pages import site_of
from pressmark.rendering import renderer
from pressmark.searchable import digests, postings
from pressmark.searchable.planning import LEAST, Delta, plan
from pressmark.searchable.segments import State
from pressmark.workers import Workers

HELD = 70
Archive = tuple[dict[str, str], dict[str, Made]]


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    with Workers(1) as workers:
        yield workers


class Site:
    """A site of which only search is built."""

    def __init__(self, output: Path, executor: Executor) -> None:
        self.output, self.executor = output, executor
        self.state: State | None = None
        self.left: dict[str, Stamp] = {}
        self.written: set[str] = set()

    def build(self, archive: dict[str, str], reworded: Collection[str] | None = None) -> Library:
        index = index_of(archive)
        files.prepare(self.output, "public", force=False)
        wording = renderer(files.read_templates(self.output), site_of(index, "")).wording
        stood = inspect(self.output, self.left)
        begun = indexing.begin(self.output, index, wording, self.state, stood, reworded, self.executor)
        written, state = indexing.finish(begun, indexing.fill(begun), self.executor)
        self.state = unpacked(packed(state))  # as a build has it from the cache
        self.written = {*files.publish(self.output, written, "public").written} - {
            "manifest.json",
            "search/manifest.json",
        }
        self.left = looking.look(self.output)
        return Library(self.output)


def edited(random: Random, archive: Archive, step: int) -> Archive:
    """An archive after an edit of some kind."""
    texts, articles = dict(archive[0]), dict(archive[1])
    one = random.choice(sorted(articles))
    kind = random.choice(("text", "text", "new", "remove", "move", "company", "source", "person"))
    if kind in {"text", "new"}:
        text, made = article(random, 1_000 * step + random.randrange(900))
        while kind == "text" and Path(made.id).parent != Path(one).parent:  # folders are years
            text, made = article(random, 1_000 * step)
        made = replace(made, id=one) if kind == "text" else made
        texts[f"{ARTICLES}{made.id}.md"], articles[made.id] = text, made
    elif kind in {"remove", "move"}:
        text, made = texts.pop(f"{ARTICLES}{one}.md"), articles.pop(one)
        if kind == "move":
            made = replace(made, id=f"{one}-moved{step}")
            texts[f"{ARTICLES}{made.id}.md"], articles[made.id] = text, made
    else:
        path = {"company": "companies/lanternfish", "source": "sources/bay-gazette", "person": "people/ines-vale"}[kind]
        name = f"Renamed {step}" if kind == "company" else f"Other {step}"
        texts[f"content/{path}.yaml"] = f"name: {name}\n"
    return texts, articles


def assert_same(kept: Library, whole: Library, random: Random) -> None:
    """Two sites find the same, count the same, and rank by the same numbers."""
    assert kept.names == whole.names
    assert kept.articles() == whole.articles()
    assert kept.vocabulary() == whole.vocabulary()
    for word in random.sample(sorted(whole.vocabulary()), 60):
        assert kept.holding("words", word) == whole.holding("words", word), word
        assert kept.family(word) == whole.family(word), word


@pytest.mark.parametrize("seed", range(8))
def test_edits_say_what_a_new_index_says(
    seed: int, tmp_path: Path, executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)  # noqa: S311 - nobody is to be surprised by it
    monkeypatch.setattr(postings, "FILE", 300)
    made = make(100 + seed, HELD)
    archive: Archive = (made[0], {one.id: one for one in made[1]})
    site = Site(tmp_path / "kept", executor)
    base = {path.relative_to(site.output) for path in (site.build(archive[0]), site.output)[1].rglob("*/*/*")}
    for step in range(1, 5):
        for _ in range(random.randint(1, 4)):
            archive = edited(random, archive, step)
        kept = site.build(archive[0])
        assert_same(kept, Site(tmp_path / f"whole{step}", executor).build(archive[0]), random)
        assert not {Path(path) for path in site.written} & base
        assert 1 <= len(kept.segments) <= 2


def test_of_other_words_only_they_are_looked_at(
    tmp_path: Path, executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is known whose words are others, no other article is, and all comes out the same."""
    archive, made = make(5, HELD)
    told, untold = Site(tmp_path / "told", executor), Site(tmp_path / "untold", executor)
    told.build(archive)
    untold.build(archive)
    one, other = made[0].id, made[40].id
    before: dict[str, str] = {}
    both = {one: "zygomorphic again", other: "lapidary"}
    for words in ({one: "zygomorphic"}, both, {one: ""}, before):
        paths = {f"{ARTICLES}{id_}.md": said for id_, said in words.items()}
        texts = archive | {path: f"{archive[path]}\n\n{said}\n" for path, said in paths.items()}
        reworded = {id_ for id_ in (one, other) if words.get(id_) != before.get(id_)}
        untold.build(texts)
        counted = Mock(wraps=digests._digest)
        with monkeypatch.context() as patch:
            patch.setattr(digests, "_digest", counted)
            told.build(texts, reworded)
        assert {call.args[0].id for call in counted.call_args_list} == reworded
        assert told.written == untold.written
        assert snapshot(told.output).keys() == snapshot(untold.output).keys()
        assert told.state == untold.state
        before = words


@pytest.mark.parametrize(
    ("change", "documents"),
    [
        *(("nothing", 0), ("text", 1), ("new", 1), ("remove", 0), ("record", 0)),
        *(("program", HELD), ("lost", HELD), ("spoilt", HELD)),
    ],
)
def test_an_edit_reads_what_has_changed(
    change: str, documents: int, tmp_path: Path, executor: Executor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Articles that are read, and files that are written, beside the one that names them."""
    archive, made = make(3, HELD)
    site = Site(tmp_path / "site", executor)
    site.build(archive)
    one = f"{ARTICLES}{made[0].id}.md"
    if change == "text":
        archive[one] += "\n\nA wholly new zygomorphic paragraph.\n"
    elif change == "new":
        archive[f"{ARTICLES}2030/a-new-one.md"] = "---\ntitle: A new one\npublished: 2030-01-01\n---\nNew.\n"
    elif change == "remove":
        del archive[one]
    elif change == "record":
        archive["content/companies/lanternfish.yaml"] = "name: Renamed\n"
    elif change == "program":
        assert site.state
        site.state = State("made by another program", site.state.segments, site.state.loose)
    elif change == "lost":
        next(site.output.rglob("*.pf_index")).unlink()
    elif change == "spoilt":
        file = next(site.output.rglob("*.pf_index"))
        file.write_bytes(bytes(file.stat().st_size))
    read = []
    write = search.write_documents

    def counted(folder: Path, given: Sequence[bytes], first: int) -> None:
        assert len(list(folder.iterdir())) == documents  # each has its place before one is written
        read.append(len(given))
        write(folder, given, first)

    monkeypatch.setattr(search, "write_documents", counted)
    library = site.build(archive)
    assert sum(read) == documents
    fresh = {path for path in site.written if path.count("/") > 1}
    made_anew = {"text", "new", "lost", "spoilt"}  # what another program has made of the same is there already
    assert bool(fresh) == (change in made_anew)
    assert len(library.segments) == (2 if change in {"text", "new"} else 1)
    assert bool(library.entry["merge"]) == (change in {"text", "new", "remove"})


DAYS = {  # of publication, each with its first and last possible day, if it has both
    "2031-08-03": ("2031-08-03", "2031-08-03"),
    "2031-08": ("2031-08-01", "2031-08-31"),
    "2030-12-24/2031-01-05": ("2030-12-24", "2031-01-05"),
    "XXXX": None,
    "2031/..": None,
    "2031-08-04/": None,
    "../2031": None,
    "[2031-05..]": None,
    "[..2031-09]": None,
}


def test_whatever_a_date_leaves_open_articles_stand_in_order(tmp_path: Path, executor: Executor) -> None:
    fields = {f"{ARTICLES}2031/no-{n}.md": f"published: '{text}'" for n, text in enumerate(DAYS)}
    library = Site(tmp_path, executor).build({path: told(one, title="Lamps") for path, one in fields.items()})
    held = {row[5][0]: (row[0], row[0] + row[1]) for row in library.articles()}
    ordinals = {
        text: days and tuple(date.fromisoformat(day).toordinal() for day in days) for text, days in DAYS.items()
    }
    assert held == {text: days or (0, 0) for text, days in ordinals.items()}
    assert [row[0] for row in library.articles()] == sorted(row[0] for row in library.articles())


def test_delta_that_has_grown_is_a_new_base(tmp_path: Path, executor: Executor) -> None:
    archive, made = make(4, HELD)
    site = Site(tmp_path / "site", executor)
    site.build(archive)
    for one in made[: LEAST + 1]:
        archive[f"{ARTICLES}{one.id}.md"] += "\n\nAnother paragraph.\n"
    library = site.build(archive)
    assert len(library.segments) == 1
    assert not library.entry["merge"]


def test_plan_says_where_articles_come_in() -> None:
    base = [("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")]
    now = [("new", "1"), ("a", "1"), ("c", "2"), ("d", "1"), ("last", "1"), ("later", "1")]
    assert plan(base, base) == Delta()
    assert plan(base, now) == Delta(stale=(1, 2), fresh=(0, 2, 4, 5), before=(0, 1, 4, 4))
    assert plan(None, now) is None
    assert plan(base, base[::-1]) is None
