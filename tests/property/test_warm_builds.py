"""A build that uses what earlier ones kept gives the same site as one that begins anew, whatever has been edited."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import Mock

import pytest
from tests.support.archives import SOUND, article, snapshot
from tests.support.edits import WORDINGS, Editor
from tests.support.sites import EVERYTHING, SiteBuilder

from pressmark import files, joining, looking
from pressmark.cache import Held
from pressmark.mentions import mentions_of
from pressmark.press import Why
from pressmark.resolve import resolve
from pressmark.workers import Workers

SEQUENCES = int(os.environ.get("PRESSMARK_SEQUENCES", "6"))
EDITS = 4  # between them, a build each


def files_of(folder: Path) -> dict[str, bytes]:
    """A site without its search data, which are compared by queries elsewhere."""
    found = {name: data for name, (data, _) in snapshot(folder).items() if not name.startswith(".pressmark")}
    return {name: data for name, data in found.items() if not name.startswith("search/")}


def beside(warm: SiteBuilder) -> SiteBuilder:
    """What builds the same archive from nothing."""
    clean = SiteBuilder(warm.folder.with_name("clean"), keeps=False)
    shutil.rmtree(clean.folder, ignore_errors=True)
    shutil.copytree(warm.archive, clean.archive)
    return clean


def touched_in(archive: Path, before: Mapping[str, object]) -> frozenset[str]:
    """What somebody who watches an archive says of an edit: nothing, where other files than content have changed."""
    after = snapshot(archive)
    names = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    return frozenset(names) if all(name.startswith("content/") for name in names) else frozenset()


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_warm_is_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(looking, "MOMENT", 0)  # each edit has a time of its own, so that no file need settle
    warm = SiteBuilder.of_folder(tmp_path / "warm", EVERYTHING)
    warm.build()
    editor = Editor(warm.archive, seed)
    done = []
    for _ in range(EDITS):
        done.append(editor.work())
        outcome = warm.try_to_build()
        clean = beside(warm)
        expected = clean.try_to_build()
        assert outcome.diagnostics == expected.diagnostics, done
        if expected.published is not None:
            assert files_of(warm.output) == files_of(clean.output), done


@pytest.mark.parametrize("seed", range(SEQUENCES // 2))
def test_a_preview_catches_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Built in haste, pages are those of a clean build; once built whole, everything is, and the next process knows."""
    monkeypatch.setattr(looking, "MOMENT", 0)
    (tmp_path / "warm" / "cache").mkdir(parents=True)
    preview = SiteBuilder.of_folder(tmp_path / "warm", EVERYTHING)
    preview.held = Held(tmp_path / "warm" / "cache", looking.program())
    preview.build()
    editor, before = Editor(preview.archive, 100 + seed), snapshot(preview.archive)
    for _ in range(EDITS):
        editor.work()
        preview.hasty, preview.touched = True, touched_in(preview.archive, before)
        before = snapshot(preview.archive)
        outcome = preview.try_to_build()
        clean = beside(preview)
        expected = clean.try_to_build()
        assert outcome.diagnostics == expected.diagnostics
        if expected.published is None:
            continue
        pages = {name: data for name, data in files_of(clean.output).items() if name.endswith(".html")}
        assert pages.items() <= files_of(preview.output).items()
        preview.hasty, preview.touched = False, frozenset()
        preview.build()
        assert files_of(preview.output) == files_of(clean.output)
    preview.held = None
    assert not preview.try_to_build().reasons


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_other_words_are_those_of_a_clean_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(looking, "MOMENT", 0)
    preview = SiteBuilder.of_folder(tmp_path / "warm", EVERYTHING)
    preview.held = Held(None, looking.program())
    preview.build()
    editor = Editor(preview.archive, 200 + seed)
    done = []
    for _ in range(EDITS):
        done.append(editor.work(WORDINGS))
        outcome = preview.try_to_build()
        clean = beside(preview)
        expected = clean.try_to_build()
        assert outcome.diagnostics == expected.diagnostics, done
        if expected.published is not None:
            assert files_of(preview.output) == files_of(clean.output), done


def test_other_words_need_no_joining(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "MOMENT", 0)
    preview = SiteBuilder.of_starter(tmp_path)
    preview.held = Held(None, looking.program())
    preview.build()
    path, joined = next((preview.archive / "content/articles").rglob("*.md")), Mock(wraps=resolve)
    monkeypatch.setattr(joining, "resolve", joined)
    for words in ("A sentence more.\n", "\nA paragraph more.\n"):
        path.write_text(path.read_text(encoding="utf-8") + words, encoding="utf-8")
        assert len(preview.build().outcomes[-1].reasons) >= 1
    assert joined.call_count == 0
    path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: New ", 1), encoding="utf-8")
    preview.build()
    assert joined.call_count == 1


def test_other_words_of_many_texts_are_joined_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else each build that begins anew would find the names in all of them again."""
    monkeypatch.setattr(looking, "MOMENT", 0)
    texts = [f"content/articles/2031/{name}.md" for name in ("lamps", "moles", "pilots")]
    builder = SiteBuilder.of_files(tmp_path, {**SOUND, **dict.fromkeys(texts, article(body="Lanternfish."))}).build()
    monkeypatch.setattr(joining, "LINKED", 2)
    joined, found = Mock(wraps=resolve), Mock(wraps=mentions_of)
    monkeypatch.setattr(joining, "resolve", joined)
    monkeypatch.setattr(joining, "mentions_of", found)
    for some, words in ((texts, "Lanternfish has lamps."), (texts[:1], "It has moles."), (texts[:1], "It has none.")):
        for path in some:
            builder.write(path, article(body=words))
        found.reset_mock()
        builder.build()
        assert joined.call_count == 1
        assert sum(len(list(call.args[1])) for call in found.call_args_list) == len(some)


@pytest.mark.parametrize("before", ["", "\n", " \n\n", "\ufeff\n"])
def test_a_title_is_new_everywhere_whatever_stands_before_the_fields(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str
) -> None:
    monkeypatch.setattr(looking, "MOMENT", 0)
    path = "content/articles/2031/lamps.md"
    builder = SiteBuilder.of_files(tmp_path, {**SOUND, path: f"{before}{article(body='Lamps.')}"}).build()
    builder.edit(path, "names a partner", "names two partners").build()
    assert not [name for name, data in files_of(builder.output).items() if b"names a partner" in data]


def test_only_what_was_touched_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one of the files that were there; else all are."""
    preview = SiteBuilder.of_folder(tmp_path / "warm", EVERYTHING)
    preview.held = Held(None, looking.program())
    listed = Mock(wraps=files.list_tree)
    monkeypatch.setattr(files, "list_tree", listed)
    preview.build()
    path, other = "content/articles/2031/lanternfish-partner-model.md", "content/articles/2031/copy.md"
    preview.edit(path, "“A lamp is a promise,” says", "“A lamp is a risk,” says")
    preview.hasty, preview.touched = True, frozenset({path})
    assert f"{path[8:-3]}/index.html" in preview.build().written
    assert listed.call_count == 1
    (preview.archive / other).write_text("---\ntitle: Another\npublished: 2031-05-01\n---\nLamps.\n", encoding="utf-8")
    preview.touched = frozenset({path, other})
    assert f"{other[8:-3]}/index.html" in preview.build().written
    assert listed.call_count == 2
    preview.hasty, preview.touched = False, frozenset()
    preview.build()
    clean = beside(preview)
    clean.build()
    assert files_of(preview.output) == files_of(clean.output)


def test_attachments_are_read_if_they_have_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "MOMENT", 0)
    builder = SiteBuilder.of_folder(tmp_path, EVERYTHING).build()
    digested, copied = Mock(wraps=hashlib.file_digest), Mock(wraps=files.read_attachment)
    monkeypatch.setattr(hashlib, "file_digest", digested)
    monkeypatch.setattr(files, "read_attachment", copied)
    path = "content/articles/2031/lanternfish-partner-model.md"
    builder.edit(path, "“A lamp is a promise,” says", "“A lamp is a risk,” says").build()
    assert (digested.call_count, copied.call_count) == (0, 0)
    name = next(path.name for path in sorted((builder.output / "files").iterdir()) if path.suffix == ".pdf")
    (builder.archive / "content/files" / name).write_bytes(b"%PDF-1.4 another")
    builder.build()
    assert (digested.call_count, copied.call_count) == (1, 1)
    assert (builder.output / "files" / name).read_bytes() == b"%PDF-1.4 another"
    (builder.output / "files" / name).write_bytes(b"spoilt")
    builder.build()
    assert (digested.call_count, copied.call_count) == (1, 2)
    assert (builder.output / "files" / name).read_bytes() == b"%PDF-1.4 another"


def test_haste_leaves_search_and_exports_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builder = SiteBuilder.of_folder(tmp_path, EVERYTHING)
    builder.with_search = builder.hasty = True
    builder.held = Held(tmp_path, looking.program())
    monkeypatch.setattr(joining, "MANY", 0)
    monkeypatch.setattr(Workers, "beside", None)  # nothing is kept in haste that would have to be packed
    assert {"search/entry.json", "data/archive.sqlite"} <= builder.build().written  # there were none to leave alone
    path = "content/articles/2031/lanternfish-partner-model.md"
    builder.edit(path, "“A lamp is a promise,” says", "“A lamp is a risk,” says").build()
    shown = {"articles/2031/lanternfish-partner-model/index.html", "feed.json", "feed.xml"}
    assert builder.written == shown | {"manifest.json"}
    monkeypatch.undo()
    builder.hasty = False
    assert {"search/entry.json", "data/archive.sqlite"} <= builder.build().written
    assert not builder.written & shown


def test_only_what_has_changed_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "MOMENT", 0)
    builder = SiteBuilder.of_folder(tmp_path, EVERYTHING).build()
    assert len(builder.outcomes[-1].reasons) == builder.outcomes[-1].pages
    path = "content/articles/2031/lanternfish-partner-model.md"
    builder.edit(path, "“A lamp is a promise,” says", "“A lamp is a risk,” says").build()
    changed = ("articles/2031/lanternfish-partner-model/", "feed.xml", "feed.json")
    assert dict(builder.outcomes[-1].reasons) == dict.fromkeys(changed, Why.VIEW)
    builder.build()
    assert not builder.outcomes[-1].reasons
    (builder.output / "topics/index.html").unlink()
    builder.build()
    assert dict(builder.outcomes[-1].reasons) == {"topics/": Why.FILE}
