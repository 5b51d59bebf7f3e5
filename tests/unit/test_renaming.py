"""`rename` and `merge` change what names a document, byte for byte, and nothing else."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.support.archives import ARTICLES, SOUND, article, build_site, shown, snapshot, write
from tests.support.cases import called, cases
from tests.support.sites import REPOSITORY

from pressmark.archive import read_archive
from pressmark.cli import main
from pressmark.commands import CONTENT_ERRORS, DONE, WRONG_USAGE
from pressmark.files import read_tree
from pressmark.workers import Workers

CASES = cases("renaming")


def texts(folder: Path) -> dict[str, bytes]:
    return {name: of[0] for name, of in snapshot(folder).items() if not name.startswith(".git/")}


def given(command: str, archive: Path) -> int:
    try:
        return main([*command.split(), "--archive", str(archive)])
    except SystemExit as ended:
        return int(ended.code or 0)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("case", [*CASES["rename"], *CASES["merge"]], ids=called)
def test_only_references_change(case: dict[str, dict[str, str]], end: str, tmp_path: Path) -> None:
    def ended(files: dict[str, str]) -> dict[str, bytes]:
        return {name: text.replace("\n", end).encode() for name, text in files.items() if text}

    if end != "\n" and not all("\n" in text for text in case["before"].values()):
        pytest.skip("a file of one line without an end does not say how lines end")
    write(tmp_path, {**SOUND, **ended({**SOUND, **case["before"]})})
    before = texts(tmp_path)
    assert given(f"{case['command']} --dry-run", tmp_path) == DONE
    assert texts(tmp_path) == before
    assert given(str(case["command"]), tmp_path) == DONE
    expected = before | ended(case["after"])
    assert texts(tmp_path) == {name: text for name, text in expected.items() if case["after"].get(name) != ""}


@pytest.mark.parametrize("case", CASES["refused"], ids=called)
def test_what_cannot_be_is_refused(case: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {**SOUND, f"{ARTICLES}2031/lamps.md": article(), f"{ARTICLES}2031/quay.md": article()})
    before = snapshot(tmp_path)
    assert given(case["command"], tmp_path) == WRONG_USAGE
    assert case["says"] in capsys.readouterr().err
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    ("files", "command", "code"),
    [
        ({"content/companies/bad.yaml": "nme: x\n"}, "rename company:quiet-harbour company:owl", "E020"),
        (
            {
                f"{ARTICLES}2031/lamps.md": article(
                    "partners: [{company: lanternfish, partner: quiet-harbour, role: reseller, quote: Text}]"
                )
            },
            "merge company:quiet-harbour company:lanternfish",
            "E035",
        ),
        (
            {
                "content/companies/quiet-harbour.yaml": "name: Q\nparent: owl\n",
                "content/companies/owl.yaml": "name: O\nparent: lanternfish\n",
            },
            "merge company:quiet-harbour company:lanternfish",
            "",
        ),
        (
            {"content/companies/owl.yaml": "name: O\nredirect_from: [fish]\n"},
            "rename company:lanternfish company:fish",
            "E064",
        ),
    ],
)
def test_nothing_is_changed_where_it_would_leave_errors(
    files: dict[str, str], command: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {**SOUND, **files})
    before = snapshot(tmp_path)
    if not code:  # a parent that the merged record would take over from the other: it has none of its own
        code = "E065"
    assert given(command, tmp_path) == CONTENT_ERRORS
    assert code in capsys.readouterr().err
    assert snapshot(tmp_path) == before


# --- git ----------------------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Odile", "-c", "user.email=odile@desk.example"]
    command = ["git", "-C", str(folder), *identity, *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


OWL = "content/companies/owl.yaml"


@pytest.mark.parametrize(
    ("dirty", "staged", "refused"),
    [
        (f"{ARTICLES}2031/lamps.md", False, True),
        (f"{ARTICLES}2031/lamps.md", True, True),
        ("content/companies/lanternfish.yaml", False, True),
        ("content/companies/quiet-harbour.yaml", False, False),
        (None, False, False),
    ],
)
def test_what_is_not_committed_is_not_touched(
    dirty: str | None, staged: bool, refused: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = write(
        tmp_path / "nested" / "archive",
        {**SOUND, f"{ARTICLES}2031/lamps.md": article("entities: {companies: [lanternfish]}")},
    )
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Begin")
    if dirty:
        (archive / dirty).write_bytes((archive / dirty).read_bytes() + b"\n")
        if staged:
            git(tmp_path, "add", ".")
    before = texts(archive)
    status = given("rename company:lanternfish company:owl", archive)
    assert status == (WRONG_USAGE if refused else DONE)
    assert (texts(archive) == before) == refused
    if refused:
        assert f"{dirty} has uncommitted changes" in capsys.readouterr().err


def test_a_file_that_git_does_not_know_is_not_touched(tmp_path: Path) -> None:
    archive = write(tmp_path, SOUND)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Begin")
    write(archive, {OWL: "name: Owl\n"})
    assert given("rename company:owl company:eagle", archive) == WRONG_USAGE
    assert given("rename company:lanternfish company:eagle", archive) == DONE


# --- the demonstration archive ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demonstration")
    shutil.copytree(REPOSITORY / "content", folder / "content")
    shutil.copy(REPOSITORY / "pressmark.yaml", folder)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Begin")
    return folder


@pytest.mark.parametrize(
    ("command", "old", "new"),
    [
        ("rename company:zoom company:zoom-communications", "companies/zoom/", "companies/zoom-communications/"),
        ("rename topic:partner-model topic:partners-only", "topics/partner-model/", "topics/partners-only/"),
        ("rename place:mainland-china place:the-mainland", "places/mainland-china/", "places/the-mainland/"),
        ("rename source:reuters source:thomson-reuters", "sources/reuters/", "sources/thomson-reuters/"),
        ("rename person:eric-yuan person:yuan-zheng", "people/eric-yuan/", "people/yuan-zheng/"),
        ("rename article:2020/zoom-partner-only-china article:2020/zoom-partners",
         "articles/2020/zoom-partner-only-china/", "articles/2020/zoom-partners/"),
        ("rename page:about page:this-archive", "about/", "this-archive/"),
        ("merge company:tom-online company:tom-group", "companies/tom-online/", "companies/tom-group/"),
        ("merge topic:jv-majority-local topic:joint-venture", "topics/jv-majority-local/", "topics/joint-venture/"),
    ],
)  # fmt: skip
def test_on_the_demonstration_archive(command: str, old: str, new: str, demonstration: Path, tmp_path: Path) -> None:
    git(demonstration, "checkout", "-q", ".")
    git(demonstration, "clean", "-fdq")
    before = texts(demonstration)
    assert given(command, demonstration) == DONE
    after = texts(demonstration)
    with Workers(1) as workers:
        archive, problems = read_archive(read_tree(demonstration), workers, lambda *_: None)
    assert not problems, shown(problems)
    assert archive
    outcome = build_site(demonstration, tmp_path / "site")
    assert outcome.published, shown(outcome.diagnostics)
    stub = (tmp_path / "site" / old / "index.html").read_text("utf-8")
    assert f'content="0; url={"../" * old.count("/")}{new}"' in stub
    assert f"/{old} /{new} 301\n" in (tmp_path / "site" / "_redirects").read_text("utf-8")
    identifier = command.split()[1].partition(":")[2]
    stays = f"{new.strip('/')}.yaml"  # a record takes over the names of what is merged into it
    touched = {name for name in before if after.get(name) != before[name] and not name.endswith(stays)}
    assert all(identifier.encode() in before[name] or identifier in name for name in touched)
    diff = git(demonstration, "diff", "--no-renames", "--unified=0", "--diff-filter=M")
    removed = [line for line in diff.splitlines() if line.startswith("-") and not line.startswith("---")]
    assert all(identifier in line for line in removed), removed
