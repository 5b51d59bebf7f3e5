"""Commands end with the status they promise, and say what was done or what is wrong."""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.archives import ARTICLES, SOUND, article, snapshot, write

from pressmark import __version__
from pressmark.cli import NEW_KINDS, main, parser
from pressmark.commands import CONTENT_ERRORS, DONE, MACHINE_FAILED, WRONG_USAGE
from pressmark.config import SHIPPED_ROLES
from pressmark.diagnostics import CODES
from pressmark.edit import STARTER

LAMPS = f"{ARTICLES}2031/lamps.md"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder; gives its status, and what it wrote to standard output and error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as ended:  # argparse, for wrong usage and for help
            status = ended.code if isinstance(ended.code, int) else 0
        out, err = capsys.readouterr()
        return status, out, err

    return command


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write(tmp_path / "archive", {**SOUND, LAMPS: article()})


def build(run: Run, archive: Path, *more: str | Path) -> tuple[int, str, str]:
    return run("build", "--archive", archive, "--no-search", "--jobs", "1", *more)


def subcommands() -> dict[str, argparse.ArgumentParser]:
    [found] = [action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(found.choices)


# --- build --------------------------------------------------------------------------------------------------------


def test_build_says_what_it_did(run: Run, archive: Path) -> None:
    status, out, err = build(run, archive)
    assert (status, out) == (DONE, "")
    assert "Articles: 1." in err
    assert (archive / "site/articles/2031/lamps/index.html").is_file()
    before = snapshot(archive / "site")
    status, _, err = build(run, archive)
    assert status == DONE
    assert "0 written" in err
    assert snapshot(archive / "site") == before


def test_the_archive_is_the_current_folder_unless_one_is_named(
    run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive)
    assert run("build", "--no-search", "--jobs", "1", "--quiet") == (DONE, "", "")
    assert (archive / "site/index.html").is_file()


def test_build_shows_every_mistake_and_leaves_the_site(run: Run, archive: Path) -> None:
    build(run, archive)
    before = snapshot(archive / "site")
    write(archive, {LAMPS: article("status: final\nauther: x"), "content/companies/a.yaml": "name: [\n"})
    status, _, err = build(run, archive)
    assert status == CONTENT_ERRORS
    assert [code for code in ("E023", "E020", "E006") if code not in err] == []
    assert "3 errors" in err
    assert "The site was not touched." in err
    assert snapshot(archive / "site") == before


def test_a_folder_without_settings_is_no_archive(run: Run, tmp_path: Path) -> None:
    for command in ("build", "check"):
        status, _, err = run(command, "--archive", tmp_path)
        assert status == WRONG_USAGE
        assert "pressmark init DIR" in err


def test_an_output_that_is_not_ours_is_refused_without_force(run: Run, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    status, _, err = build(run, archive, "--output", tmp_path / "out")
    assert (status, "--force" in err) == (WRONG_USAGE, True)
    assert build(run, archive, "--output", tmp_path / "out", "--force")[0] == DONE
    assert (tmp_path / "out/mine.txt").read_text() == "mine"


def test_the_other_audience_is_refused_without_force(run: Run, archive: Path) -> None:
    assert build(run, archive, "--audience", "internal")[0] == DONE
    assert build(run, archive)[0] == WRONG_USAGE
    assert build(run, archive, "--force")[0] == DONE


def test_settings_may_say_the_audience(run: Run, archive: Path) -> None:
    write(archive, {"pressmark.yaml": "audience: internal\n", LAMPS: article("status: draft")})
    build(run, archive)
    assert (archive / "site/articles/2031/lamps/index.html").is_file()


def test_quiet_says_errors_and_warnings_only(run: Run, archive: Path) -> None:
    write(archive, {"pressmark.yaml": "rights: full\n", LAMPS: article("captured: 2030")})
    status, _, err = build(run, archive, "--quiet")
    assert status == DONE
    assert "W067" in err
    assert "N081" not in err
    assert "Articles" not in err


@pytest.mark.parametrize(
    ("moment", "epoch", "shown"),
    [
        ("2031-01-01T00:00:00Z", "", True),
        ("2030-12-31T23:59:59Z", "", False),
        ("2031-01-01", "", True),
        ("2030-12-31", "1956528000", False),
        ("", "1924991999", False),
        ("", "1924992000", True),
    ],
)
def test_now_is_what_is_said_else_the_environment(
    run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch, moment: str, epoch: str, shown: bool
) -> None:
    write(archive, {LAMPS: article("embargo: 2031-01-01T00:00:00Z")})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert build(run, archive, *(["--now", moment] if moment else []))[0] == DONE
    assert (archive / "site/articles/2031/lamps").is_dir() == shown


@pytest.mark.parametrize("epoch", ["yesterday", "-1", "99999999999999999999", "٣"])
def test_an_epoch_that_is_none_is_wrong_usage(
    run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    status, _, err = build(run, archive)
    assert status == WRONG_USAGE
    assert "SOURCE_DATE_EPOCH" in err


@pytest.mark.parametrize("named", ["/nowhere/pagefind", ""])
def test_a_missing_binary_is_the_machines_fault(
    named: str, run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", named)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("pressmark.search.find_spec", lambda _: None)  # as where the package has no wheel
    status, _, err = run("build", "--archive", archive, "--jobs", "1")
    assert status == MACHINE_FAILED
    assert "Pagefind" in err
    for way in ("pip install pagefind-bin", "on the PATH", "$PAGEFIND_BINARY_PATH", "--no-search"):
        assert way in err
    assert "Traceback" not in err
    assert not any(path.endswith(".html") for path in snapshot(archive / "site"))


def test_a_disk_that_refuses_is_the_machines_fault(run: Run, archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    status, _, err = build(run, archive, "--output", tmp_path / "file" / "site")
    assert status == MACHINE_FAILED
    assert str(tmp_path / "file") in err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["bild"],
        ["build", "--now", "tomorrow"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "many"],
        ["build", "--audience", "friends"],
        ["build", "--base-url", "example.com"],
        ["build", "--base-url", "https://"],
        ["build", "--base-url", "https://example.com/my archive/"],
        ["build", "--unknown"],
        ["serve", "--port", "http"],
        ["serve", "--port", "65536"],
        ["serve", "--port", "-1"],
        ["new", "firm", "x"],
        ["explain"],
    ],
)
def test_wrong_usage_ends_with_two_and_says_why(run: Run, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (WRONG_USAGE, "")
    assert "usage: pressmark" in err


# --- check, explain, schema ---------------------------------------------------------------------------------------


def test_check_finds_nothing_or_everything(run: Run, archive: Path) -> None:
    status, out, err = run("check", "--archive", archive, "--jobs", "1")
    assert (status, out) == (DONE, "")
    assert "8 files checked: nothing to mend." in err
    write(archive, {LAMPS: article("auther: x\ncaptured: 2030")})
    status, _, err = run("check", "--archive", archive, "--jobs", "1")
    assert status == CONTENT_ERRORS
    assert "1 error (listed first), 1 warning." in err
    assert f"{LAMPS}:4:1: error E020: " in err
    assert err.index("E020") < err.index("W067")
    assert not (archive / "site").exists()


def test_strict_counts_warnings_as_errors(run: Run, archive: Path) -> None:
    write(archive, {LAMPS: article("captured: 2030")})
    assert run("check", "--archive", archive)[0] == DONE
    assert run("check", "--archive", archive, "--strict")[0] == CONTENT_ERRORS
    write(archive, {LAMPS: article(), "content/.hidden": ""})
    assert run("check", "--archive", archive, "--strict")[0] == DONE


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_explained(run: Run, code: str) -> None:
    for written in (code, code.lower()):
        status, out, err = run("explain", written)
        assert (status, err) == (DONE, "")
        assert out == f"{code} ({CODES[code].severity})\n\n{CODES[code].explanation}\n"
    assert CODES[code].explanation.endswith(".")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("E0024", "Did you mean «E024»?"),
        ("company:owl", "Give a code, such as E024, or «article:» and the id of an article."),
        ("article:2031/lamp", "Did you mean «2031/lamps»?"),
        ("article:owl.md", "Its id is its path below content/articles/, without the ending."),
    ],
)
def test_what_cannot_be_explained_is_wrong_usage(run: Run, archive: Path, what: str, said: str) -> None:
    write(archive, {LAMPS: article()})
    status, _, err = run("explain", what, "--archive", archive)
    assert status == WRONG_USAGE
    assert said in err


def test_schemas_are_printed_or_written(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("schema")
    assert status == DONE
    printed = json.loads(out)
    assert run("schema", tmp_path / "schemas")[0] == DONE
    written = {
        path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
        for path in (tmp_path / "schemas").iterdir()
    }
    assert written == printed
    assert run("schema", tmp_path / "schemas")[0] == DONE


def test_schemas_hold_the_terms_of_an_archive(
    run: Run, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive / "pressmark.yaml").write_text("vocabularies: {roles: [owl]}")
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()

    def roles(folder: Path, *given: object) -> object:
        monkeypatch.chdir(folder)
        return json.loads(run("schema", *given)[1])["article"]["$defs"]["role"]["anyOf"][0]["enum"]

    assert roles(archive) == roles(nowhere, "--archive", archive) == ["owl"]
    assert roles(nowhere) == [*SHIPPED_ROLES]
    assert run("schema", "--archive", nowhere)[0] == WRONG_USAGE


def test_verify_looks_at_the_site_of_an_archive(run: Run, archive: Path) -> None:
    build(run, archive)
    assert run("verify", "--archive", archive) == run("verify", archive / "site")
    (archive / "site" / "index.html").unlink()
    status, out, _ = run("verify", "--archive", archive)
    assert (status, out) == (CONTENT_ERRORS, "index.html is missing\n")


# --- init, new ----------------------------------------------------------------------------------------------------


def test_init_begins_an_archive_in_which_nothing_is_wrong(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("init", tmp_path / "new")
    assert status == DONE
    assert "pressmark build" in out
    made = snapshot(tmp_path / "new")
    assert {"pressmark.yaml", ".gitignore", "README.md", "site/.gitignore"} <= made.keys()
    schemas = [name for name in made if name.startswith(".vscode/schemas/")]
    assert len(made) == sum(path.is_file() for path in STARTER.rglob("*")) + len(schemas)
    assert run("check", "--archive", tmp_path / "new", "--strict")[0] == DONE


def test_init_refuses_a_folder_that_holds_anything(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    status, _, err = run("init", tmp_path)
    assert (status, "not empty" in err) == (WRONG_USAGE, True)
    assert run("init", tmp_path / "mine.txt")[0] == WRONG_USAGE
    assert snapshot(tmp_path).keys() == {"mine.txt"}


@pytest.mark.parametrize("kind", NEW_KINDS)
def test_new_begins_a_document_that_blocks_nobody(run: Run, archive: Path, kind: str) -> None:
    name = 'The "Night" Owl: lamps #1 & more'
    status, out, _ = run("new", kind, name, "--archive", archive)
    made = Path(out.strip())
    assert status == DONE
    assert made.name.startswith("the-night-owl-lamps-1-more.")
    assert run("check", "--archive", archive)[0] == DONE
    before = snapshot(archive)
    status, _, err = run("new", kind, name, "--archive", archive)
    assert (status, "exists already" in err) == (WRONG_USAGE, True)
    assert snapshot(archive) == before


@pytest.mark.parametrize(
    ("published", "folder"),
    [
        ("2031-08-03", "2031"),
        ("2031", "2031"),
        ("0031-05~", "0031"),
        ("%2031-05", "2031"),
        ("[2031-05-01..2031-05-03]", "2031"),
        ("XXXX", "undated"),
        ("203X", "undated"),
        ("", "undated"),
    ],
)
def test_a_new_article_stands_in_the_folder_of_its_year(run: Run, archive: Path, published: str, folder: str) -> None:
    status, out, _ = run("new", "article", "Night lamps", "--archive", archive, "--published", published)
    assert status == DONE
    assert Path(out.strip()) == archive / ARTICLES / folder / "night-lamps.md"
    assert run("check", "--archive", archive)[0] == DONE


@pytest.mark.parametrize(
    "arguments",
    [
        ["new", "article", "--published", "2031-08-03", "Night lamps"],
        ["new", "--published", "2031-08-03", "article", "Night lamps"],
        ["new", "--published", "2031-08-03", "--", "article", "- Night lamps"],
        ["format", f"{ARTICLES}2031/lamps.md", "--archive", ".", "content/companies/lanternfish.yaml"],
        ["rename", "company:lanternfish", "--dry-run", "company:night-lamps"],
    ],
)
def test_options_stand_anywhere(run: Run, archive: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive)
    write(archive, {f"{ARTICLES}2031/lamps.md": article()})
    status, out, err = run(*arguments)
    assert status == DONE, err
    assert "night-lamps" in out or "2 files looked at" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["company", "灯笼"], "Give a name that has some"),
        (["article", "2031"], "no letters"),
        (["article", "Lamps", "--published", "23 August 2031"], "Write «2031-08-23»."),
        (["article", "Lamps", "--published", "soon"], "is not a date"),
    ],
)
def test_new_says_why_a_name_or_date_will_not_do(run: Run, archive: Path, arguments: list[str], message: str) -> None:
    before = snapshot(archive)
    status, _, err = run("new", *arguments, "--archive", archive)
    assert (status, message in err) == (WRONG_USAGE, True)
    assert snapshot(archive) == before


def test_new_wants_an_archive(run: Run, tmp_path: Path) -> None:
    assert run("new", "company", "Night Owl", "--archive", tmp_path)[0] == WRONG_USAGE
    assert not snapshot(tmp_path)


# --- the program itself -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["", *subcommands()])
def test_help_names_every_option(run: Run, command: str) -> None:
    status, out, err = run(*filter(None, [command]), "--help")
    assert (status, err) == (DONE, "")
    described = subcommands()[command] if command else parser()
    for action in described._actions:
        assert action.help or isinstance(action, argparse._SubParsersAction)
        assert all(option in out for option in action.option_strings)
    if not command:
        assert [name for name in subcommands() if name not in out] == []


def test_python_runs_it_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "pressmark", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"pressmark {__version__}\n"


def test_a_reader_that_goes_away_is_no_crash() -> None:
    command = f"{sys.executable} -m pressmark schema | head -c 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
