"""A scripted history is told by its meaning, and nothing of it that is withheld."""

import os
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.support.archives import SOUND, archive_of, article, build_site, write
from tests.support.cases import cases
from tests.support.sites import Site, text_of

from pressmark import frontmatter, git
from pressmark.annals import NONE, annals
from pressmark.archive import read_archive
from pressmark.changes import Change, chronicle
from pressmark.characters import visible
from pressmark.cli import main
from pressmark.commands import DONE
from pressmark.files import read_tree
from pressmark.git import NoHistoryError, is_line, log
from pressmark.history import Commit, Version, same_words
from pressmark.past import read
from pressmark.publishable import publishable
from pressmark.workers import Workers

COMMITS = cases("history")["commits"]
NOW = datetime(2032, 1, 1, tzinfo=UTC)
BEGUN = datetime(2031, 9, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Scripted:
    folder: Path

    def git(self, *arguments: str, when: datetime = BEGUN) -> None:
        who = {"GIT_AUTHOR_NAME": "quokkaauthor", "GIT_AUTHOR_EMAIL": "quokka@quokka.example"}
        who |= {"GIT_COMMITTER_NAME": "quokkacommitter", "GIT_COMMITTER_EMAIL": "quokka@quokka.example"}
        who |= {"GIT_AUTHOR_DATE": when.isoformat(), "GIT_COMMITTER_DATE": when.isoformat()}
        subprocess.run(
            ["git", "-C", str(self.folder), *arguments], env=os.environ | who, capture_output=True, check=True
        )

    def asked(self, *arguments: str) -> str:
        return subprocess.check_output(["git", "-C", str(self.folder), *arguments], text=True)

    def step(self, number: int, commit: dict[str, Any]) -> None:
        if "in" in commit:
            path = self.folder / commit["in"]
            text = path.read_text("utf-8")
            assert text.count(commit["replace"]) == 1, commit["about"]
            path.write_text(text.replace(commit["replace"], commit["with"]), "utf-8")
        write(self.folder, commit.get("write", {}))
        if "remove" in commit:
            (self.folder / commit["remove"]).unlink()
        for command in (commit.get("run"), commit.get("then")):
            if command:
                assert main([*command.split(), "--archive", str(self.folder)]) == DONE
                self.git("add", "--all")
                self.git("commit", "-qm", commit.get("message", commit["about"]), when=day(number))
        self.git("add", "--all")
        self.git("commit", "--allow-empty", "-qm", commit.get("message", f"quokkamessage {number}"), when=day(number))


def day(number: int) -> datetime:
    return BEGUN + timedelta(days=number)


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Scripted:
    made = Scripted(tmp_path_factory.mktemp("scripted"))
    made.git("init", "-q")
    for number, commit in enumerate(COMMITS):
        made.step(number, commit)
    return made


def told(change: Change) -> list[str]:
    said = (*change.companies, change.role, change.event, change.field, change.before, change.after)
    kind, identifier = change.document
    return [f"{kind}:{identifier}", change.what, *filter(None, said)]


def test_a_history_is_told_by_its_meaning(scripted: Scripted) -> None:
    with Workers(1) as workers:
        archive, _ = read_archive(read_tree(scripted.folder), workers, lambda *_: None)
    public = publishable(archive, "public", NOW)
    found = chronicle(public, read(scripted.folder), NOW)
    now = {"article:2031/lamps": "article:2031/many-lamps", "company:quiet-harbour": "company:quiet-quay"}
    for number, commit in enumerate(COMMITS):
        early = number < len(COMMITS) - 1  # the last commit uses an old name for something else
        expected = [[now.get(document, document) if early else document, *rest] for document, *rest in commit["tells"]]
        expected = [["quiet-quay" if word == "quiet-harbour" else word for word in one] for one in expected]
        assert sorted(told(one) for one in found.changes if one.when == day(number)) == sorted(expected), commit[
            "about"
        ]
    assert [one.text for one in found.mended] == ["The day of the first sale was wrong."]
    spans = {f"{kind}:{id_}": (span.first, span.last) for (kind, id_), span in found.spans.items()}
    days = [day(number).date() for number in range(len(COMMITS))]
    assert spans["article:2031/many-lamps"] == (days[0], days[-1])
    assert spans["company:lanternfish"] == (days[0], days[0])
    assert spans["company:quiet-quay"] == (days[0], days[9])
    assert spans["article:2031/lamps"] == (days[-1], days[-1])
    assert "article:2031/draft" not in spans


@pytest.mark.parametrize("authors", [False, True])
def test_the_site_tells_nothing_that_is_withheld(authors: bool, scripted: Scripted, tmp_path: Path) -> None:
    settings = (
        f"rights: full\nbase_url: https://desk.example/\nhistory: {{authors: {'true' if authors else 'false'}}}\n"
    )
    before = (scripted.folder / "pressmark.yaml").read_text("utf-8")
    (scripted.folder / "pressmark.yaml").write_text(settings, "utf-8")
    outcome = build_site(scripted.folder, tmp_path / "site", now=NOW)
    (scripted.folder / "pressmark.yaml").write_text(before, "utf-8")
    assert outcome.published
    assert not outcome.remarks
    site = Site(tmp_path / "site")
    everything = "\n".join((site.folder / name).read_text("utf-8", errors="replace") for name in site.files())
    leaked = set(re.findall("[a-z]*quokka[a-z]*", everything))
    assert leaked == ({"quokkaauthor"} if authors else set()) | {"quokkalater"}  # the title of today
    page = text_of(site.main("changes/"))
    assert "end date “2031?” became “2031-03-31”" in page or "end date 2031? became 2031-03-31" in page
    assert "18 September 2031" in page
    assert "The day of the first sale was wrong." in text_of(site.main("corrections/"))
    assert "The day of the first sale was wrong." in site.text("corrections/feed.xml")
    assert "partner added" in text_of(site.main("companies/lanternfish/changes/"))
    title = text_of(next(site.page("companies/lanternfish/changes/").iter("title")))
    assert title.startswith("Lanternfish: Changes ·")
    assert "companies/lanternfish/changes/feed.xml" in site.files()
    assert "companies/hidden/changes/index.html" not in site.files()
    history = text_of(site.main("articles/2031/many-lamps/"))
    assert "In the archive since 1 September 2031 · last changed 18 September 2031" in history


def test_without_all_commits_there_are_no_dates(scripted: Scripted, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth", "2", f"file://{scripted.folder}", str(shallow)], check=True)
    with pytest.raises(NoHistoryError, match="unshallow"):
        log(shallow)
    plain = write(
        tmp_path / "plain",
        {**SOUND, "content/articles/2031/lamps.md": article("corrections: [{date: 2031, text: Mended.}]")},
    )
    with pytest.raises(NoHistoryError, match="does not know"):
        log(plain)
    for folder in (shallow, plain):
        outcome = build_site(folder, tmp_path / f"site-{folder.name}", now=NOW)
        assert [remark[:11] for remark in outcome.remarks] == ["No history:"]
        site = Site(tmp_path / f"site-{folder.name}")
        assert "No changes are known." in text_of(site.main("changes/"))
        assert not [
            name
            for name in site.routes()
            if 'class="history"' in site.text(f"{name}index.html".replace(".htmlindex.html", ".html"))
        ]
    assert "Mended." in text_of(Site(tmp_path / "site-plain").main("corrections/"))


def test_an_archive_below_the_top_of_a_repository_has_its_history(tmp_path: Path) -> None:
    made = Scripted(tmp_path)
    made.git("init", "-q")
    write(tmp_path / "desk", {**SOUND, "content/articles/2031/lamps.md": article()})
    made.git("add", ".")
    made.git("commit", "-qm", "x")
    assert {one.path for one in log(tmp_path / "desk")[0].touched} >= {"content/articles/2031/lamps.md"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a: [b, c]\n", "a:\n  - c\n  - b\n", True),
        ("a: 'b'\n", 'a: "b"\n', True),
        ("a: b\n", "a: c\n", False),
        ("a: b-c\n", "a: b c\n", False),
        ("a: 2031?\n", "a: 2031\n", False),
    ],
)
def test_form_is_told_from_meaning(one: str, other: str, same: bool) -> None:
    assert same_words(one.encode(), other.encode()) == same


def test_no_commits_tell_nothing() -> None:
    public = publishable(archive_of({}), "public", NOW)
    assert chronicle(public, NONE, NOW).changes == ()


@pytest.mark.parametrize(
    ("status", "audience", "told"),
    [("published", "public", True), ("withdrawn", "public", False), ("withdrawn", "internal", True)],
)
def test_corrections_of_what_was_withdrawn_are_not_told(status: str, audience: str, told: bool, tmp_path: Path) -> None:
    made = Scripted(tmp_path / "archive")
    write(made.folder, SOUND)
    made.git("init", "-q")
    made.git("add", ".")
    made.git("commit", "-qm", "Begin")
    write(made.folder, {"content/articles/2031/lamps.md": article(f"status: {status}")})
    made.git("add", ".")
    made.git("commit", "-qm", "Mend a day\n\nCorrection: A day was wrong.")
    assert build_site(made.folder, tmp_path / "site", audience=audience, now=NOW).published
    lines = text_of(Site(tmp_path / "site").main("corrections/"))
    assert ("A day was wrong." in lines) == told


def test_versions_that_were_not_public_are_not_told_of_what_is_public_only_here(tmp_path: Path) -> None:
    made = Scripted(tmp_path)
    made.git("init", "-q")
    for number, title in enumerate(("quokka one", "quokka two")):
        write(tmp_path, {**SOUND, "content/articles/2031/lamps.md": article("status: draft", title=title)})
        made.git("add", ".")
        made.git("commit", "-qm", "x", when=day(number))
    write(tmp_path, {"content/articles/2031/lamps.md": article()})
    with Workers(1) as workers:
        archive, _ = read_archive(read_tree(tmp_path), workers, lambda *_: None)
    found = chronicle(publishable(archive, "public", NOW), read(tmp_path), NOW)
    assert [told(one) for one in found.changes if one.document[1] == "2031/lamps"] == []


def test_annals_that_go_on_are_those_of_the_whole(scripted: Scripted, tmp_path: Path) -> None:
    """Whatever comes: commits in a line, a branch that is merged, other names for authors, a history written anew."""
    made = Scripted(tmp_path / "clone")
    subprocess.run(["git", "clone", "-q", str(scripted.folder), str(made.folder)], check=True)
    heads = made.asked("rev-list", "--reverse", "HEAD").split()
    in_line = len(heads)
    made.git("checkout", "-qb", "side", heads[-3], when=day(60))
    write(made.folder, {"content/companies/aside.yaml": "name: Aside\n"})
    made.git("add", "--all")
    made.git("commit", "-qm", "aside", when=day(3))  # its date is before those that the other branch has by then
    made.git("merge", "-qm", "merged", heads[-1], when=day(61))
    heads.append(made.asked("rev-parse", "HEAD").strip())
    write(made.folder, {".mailmap": "Someone Else <quokka@quokka.example>\n"})
    made.git("add", "--all")
    made.git("commit", "-qm", "names", when=day(62))
    heads += [made.asked("rev-parse", "HEAD").strip(), heads[-4], heads[4]]
    known, lines = ("", NONE), []
    for head in heads:
        made.git("checkout", "-q", head)
        lines.append(bool(known[0]) and is_line(made.folder, known[0]))
        known = head, read(made.folder, *known)
        assert known[1] == read(made.folder)
    assert lines == [False, *[True] * (in_line - 1), False, False, False, False]


def test_what_was_read_is_not_read_again(scripted: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    head, before = scripted.asked("rev-parse", "HEAD~1").strip(), []
    scripted.git("checkout", "-q", head)
    before.append(read(scripted.folder))
    scripted.git("checkout", "-q", "-")
    wanted = Counter[str]()
    real = git.contents
    monkeypatch.setattr(git, "contents", lambda folder, names: wanted.update(names) or real(folder, names))
    read(scripted.folder, head, before[0])
    some = len(wanted)
    read(scripted.folder)
    assert some <= 4 < len(wanted)


def test_only_content_counts_wherever_the_archive_stands(tmp_path: Path) -> None:
    """An archive at the top of its repository is asked for otherwise than one in a folder of a larger one."""
    told = []
    for place in (".", "deep/er"):
        made = Scripted(tmp_path / place.replace("/", "-").replace(".", "top"))
        made.folder.mkdir()
        made.git("init", "-q")
        archive = made.folder / place
        steps: list[tuple[str, str | None]] = [
            ("content/companies/x.yaml", "name: X\n"),
            ("README.md", "nothing"),
            ("drafts/y.yaml", "name: Why\nsummary: A harbour that was long looked for.\n"),
            ("drafts/y.yaml", None),
            ("content/companies/x.yaml", "name: X\nsummary: Lamps.\n"),
        ]
        for number, (path, text) in enumerate(steps):
            if text is None:
                (archive / path).rename(archive / "content/companies/y.yaml")
            else:
                write(archive, {path: text})
            made.git("add", "--all")
            made.git("commit", "-qm", "x", when=day(number))
        commits = log(archive)
        told.append([[(one.old_path, one.path, bool(one.old_blob)) for one in commit.touched] for commit in commits])
    assert told[0] == told[1]
    x, y = "content/companies/x.yaml", "content/companies/y.yaml"
    assert told[0] == [[(x, x, True)], [("", y, False)], [("", x, False)]]


def test_fields_that_are_the_same_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most edits change a text and not its fields: of both versions these are read once."""
    split = Counter[str]()
    real = frontmatter.split

    def counted(path: str, text: str) -> frontmatter.Source:
        split[path] += 1
        return real(path, text)

    first = article("title: Lamps", "One.")
    blobs = {name: first.replace("One.", text).encode() for name, text in (("a", "One."), ("b", "Two."), ("c", "3."))}
    commit = Commit(BEGUN, "", (), ())
    lived = {"content/articles/2031/lamps.md": [Version(commit, "b", "c"), Version(commit, "a", "b")]}
    monkeypatch.setattr(frontmatter, "split", counted)
    told = annals((), lived, blobs, NONE).versions["content/articles/2031/lamps.md"]
    assert split == {"content/articles/2031/lamps.md": 1}
    bodies = [said["body"] for one in told for said in (one.new, one.old) if said]
    assert len(bodies) == 4
    assert len(set(bodies)) == 3


@pytest.mark.skipif(os.name == "nt", reason="a program that is a script with an interpreter")
@pytest.mark.parametrize("settings", cases("hostile/repositories")["settings"], ids=str)
def test_a_repository_starts_nothing_and_changes_nothing(settings: dict[str, str], tmp_path: Path) -> None:
    made, program, told = repository(tmp_path / "archive"), tmp_path / "program", tmp_path / "told"
    program.write_text(f"#!/bin/sh\necho >{told}\n")
    program.chmod(0o755)
    amend(made, "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n\n")
    (made.folder / ".gitattributes").write_text("* diff=x\n")
    before = log(made.folder)
    for name, value in settings.items():
        made.git("config", name, value.replace("PROGRAM", str(program)))
    assert before
    assert log(made.folder) == before
    assert git.uncommitted(made.folder, SOUND) == []
    assert is_line(made.folder, "HEAD")
    assert not told.exists()


@pytest.mark.parametrize("author", cases("hostile/repositories")["authors"], ids=str)
def test_what_no_commit_can_say_is_passed_over(author: dict[str, str], tmp_path: Path) -> None:
    made = repository(tmp_path)
    amend(made, "author quokkaauthor", f"author {author['name']}")
    amend(made, "\n\n", f"\nencoding {author['encoding']}\n\n")
    assert all(visible(commit.author) == commit.author for commit in log(made.folder))


def repository(folder: Path) -> Scripted:
    """An archive in one commit."""
    made = Scripted(write(folder, SOUND))
    made.git("init", "-q")
    made.git("add", "--all")
    made.git("commit", "-qm", "quokka\n\nCorrection: The date was mended.\n")
    return made


def amend(made: Scripted, old: str, new: str) -> None:
    """Write the latest commit anew with other bytes, whether git would make such a commit or not."""
    there = ["git", "-C", str(made.folder)]
    commit = subprocess.check_output([*there, "cat-file", "commit", "HEAD"])
    asked = [*there, "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    amended = subprocess.check_output(asked, input=commit.replace(old.encode(), new.encode("latin-1"), 1))
    made.git("update-ref", "HEAD", amended.decode().strip())
