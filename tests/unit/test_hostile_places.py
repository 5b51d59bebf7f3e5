"""Nothing is read or written but what belongs to an archive and its site, and nothing of it is lost in silence."""

import os
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.support.archives import ARTICLES, SOUND, article, build_site, join, snapshot, write

from pressmark.cli import main
from pressmark.files import UsageError, read_templates, read_tree
from pressmark.serve import _Changes, _Handler

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")
LAMPS = f"{ARTICLES}2031/lamps.md"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A folder elsewhere that nothing may be read from or written to."""
    folder = tmp_path / "elsewhere"
    write(folder, {"lamps.md": article(title="Secret"), "secret.png": "secret", "index.html": "mine"})
    return folder


@pytest.mark.parametrize("link", ["content", "content/articles", "content/files", LAMPS, "content/files/quay.png"])
def test_no_link_is_read_through(link: str, tmp_path: Path, secret: Path) -> None:
    archive = write(tmp_path / "archive", {key: text for key, text in SOUND.items() if not key.startswith(link + "/")})
    (archive / link).parent.mkdir(parents=True, exist_ok=True)
    (archive / link).symlink_to(secret if "." not in link else secret / "lamps.md")
    tree = read_tree(archive)
    assert ("E016", link) in {(problem.code, problem.at.path) for problem in tree.problems}
    assert not any(b"Secret" in file.data for file in tree.content)
    assert not tree.attachments


def test_settings_are_no_link(tmp_path: Path) -> None:
    archive = write(tmp_path / "archive", SOUND)
    (archive / "pressmark.yaml").rename(tmp_path / "settings.yaml")
    (archive / "pressmark.yaml").symlink_to(tmp_path / "settings.yaml")
    with pytest.raises(UsageError, match="symbolic link"):
        read_tree(archive)


@pytest.mark.parametrize("link", ["templates", "templates/assets", "templates/pages/person.html"])
def test_templates_are_no_links(link: str, tmp_path: Path, secret: Path) -> None:
    """What they lead to may change without the next build's seeing it."""
    archive = write(tmp_path / "archive", SOUND)
    (archive / link).parent.mkdir(parents=True, exist_ok=True)
    (archive / link).symlink_to(secret if "." not in link else secret / "index.html")
    with pytest.raises(UsageError, match=f"{link} is a symbolic link"):
        read_templates(archive)


def test_pipes_are_not_waited_for_and_strange_names_are_told_harmlessly(tmp_path: Path) -> None:
    archive = write(tmp_path, {**SOUND, LAMPS: article()})
    (archive / "content/files").mkdir()
    os.mkfifo(archive / "content/companies/pipe.yaml")
    os.mkfifo(archive / "content/files/pipe.png")
    for name in (b"a\x1b[31m.yaml", b"a\nb.yaml", b"a\xe2\x80\xae.yaml", b"\xff.yaml"):
        (archive / "content/companies" / os.fsdecode(name)).write_bytes(b"name: X\n")
    problems = read_tree(archive).problems
    assert sorted(problem.code for problem in problems) == ["E002"] * 4 + ["E016"] * 2
    for problem in problems:
        assert str(problem).isprintable()
        str(problem).encode()


def test_folders_have_a_depth(tmp_path: Path) -> None:
    deep = "content/articles/" + "a/" * 600 + "lamps.md"
    archive = write(tmp_path, {**SOUND, deep: article()})
    assert "E014" in {problem.code for problem in read_tree(archive).problems}


@pytest.mark.parametrize("output", ["content/site", "content", "templates/x", ".git/x", ".", ".."])
def test_no_site_is_written_into_what_is_read(output: str, tmp_path: Path) -> None:
    archive = write(tmp_path / "archive", {**SOUND, LAMPS: article()})
    before = snapshot(tmp_path)
    with pytest.raises(UsageError, match="Choose another"):
        build_site(archive, archive / output, force=True)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("kind", ["file", "pipe"])
def test_a_site_is_a_folder(kind: str, tmp_path: Path) -> None:
    archive, output = write(tmp_path / "archive", {**SOUND, LAMPS: article()}), tmp_path / "site"
    os.mkfifo(output) if kind == "pipe" else output.write_text("mine")
    with pytest.raises(UsageError, match="is no folder"):
        build_site(archive, output, force=True)


@pytest.mark.parametrize(
    "link", ["", "articles", "articles/2031", "assets", "files", "search", ".pressmark-staging", "index.html"]
)
def test_no_site_is_written_through_a_link(link: str, tmp_path: Path, secret: Path) -> None:
    archive = write(tmp_path / "archive", {**SOUND, LAMPS: article(body="![Quay](files/quay.png)")})
    write(archive, {"content/files/quay.png": "quay"})
    before = snapshot(secret)
    place = tmp_path / "site" / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(secret / "index.html" if "." in link[1:] else secret)
    try:
        build_site(archive, tmp_path / "site", force=True)
    except UsageError as error:
        assert "symbolic link" in str(error)  # noqa: PT017 - links that can be replaced are
    assert snapshot(secret) == before


@pytest.mark.parametrize("name", ["manifest.json", ".pressmark-journal.json"])
def test_a_link_that_waits_for_a_file_is_not_followed(name: str, tmp_path: Path, secret: Path) -> None:
    archive = write(tmp_path / "archive", {**SOUND, LAMPS: article()})
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / f".{name.lstrip('.')}.new").symlink_to(secret / "index.html")
    build_site(archive, tmp_path / "site")
    assert (secret / "index.html").read_text() == "mine"


# --- nothing is lost ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/About/", "/about/"),
        ("/caf%C3%A9/", "/cafe%CC%81/"),
        ("/Old.html", "/old.html"),
        ("/feed.xml/x/", ""),
        ("/robots.txt/x.html", ""),
        ("/manifest.json/x/", ""),
        ("/_redirects/", ""),
        ("/404.html", ""),
    ],
)
def test_addresses_that_are_one_on_some_systems_are_told(one: str, other: str, tmp_path: Path) -> None:
    write(tmp_path, {**SOUND, LAMPS: article(f"redirect_from: ['{one}']")})
    if other:
        write(tmp_path, {f"{ARTICLES}2031/other.md": article(f"redirect_from: ['{other}']")})
    outcome = build_site(tmp_path, tmp_path / "site")
    assert [problem.code for problem in outcome.diagnostics if problem.severity == "error"] == ["E064"]


@pytest.mark.parametrize(
    "old", ["/*", "/a/*", "/:x/", "/a b/", "/a/../b/", "/%2e%2e/x/", "/a%0Ab/", "/a\\b/", "/.git/x/"]
)
def test_old_addresses_are_no_patterns_and_no_ways_out(old: str) -> None:
    _, problems = join({**SOUND, LAMPS: article(f"redirect_from: ['{old}']")})
    assert [problem.code for problem in problems] == ["E028"]


def test_topics_of_one_name_are_told_with_both() -> None:
    topics = {"content/topics/caf-1.yaml": 'name: "Cafe\\u0301s"\n', "content/topics/caf-2.yaml": "name: CAFÉS\n"}
    _, problems = join({**SOUND, **topics})
    [problem] = problems
    assert problem.code == "E063"
    assert "caf-1" in str(problem)
    assert "caf-2" in str(problem)


def test_pages_and_queries_that_are_kept_back_are_told(tmp_path: Path) -> None:
    archive = {
        **SOUND,
        "content/companies/bell-foundry.yaml": "name: Bell Foundry\n",
        "content/queries/bells.yaml": "title: Bells\nquery: company:bell-foundry\n",
        "content/queries/lamps.yaml": "title: Lamps\nquery: lamps\n",
        "content/queries/later.yaml": "title: Later\nquery: bells\nembargo: 2032-01-01T00:00:00Z\n",
        "content/pages/plan.md": "---\ntitle: Plan\nstatus: draft\n---\n\nWords.\n",
    }
    write(tmp_path, archive)
    outcome = build_site(tmp_path, tmp_path / "site")
    assert outcome.kept_back == {
        "draft": ("pages/plan",),
        "embargo": ("queries/later",),
        "names what is not public": ("queries/bells",),
    }
    assert build_site(tmp_path, tmp_path / "other", audience="internal").kept_back == {}


def test_articles_in_are_articles_out_or_told(tmp_path: Path) -> None:
    said = {"draft": "status: draft", "review": "status: review", "withdrawn": "status: withdrawn", "public": ""}
    said |= {"embargo": "embargo: 2032-01-01T00:00:00Z", "internal": "audience: internal"}
    write(tmp_path, {**SOUND, **{f"{ARTICLES}2031/{name}.md": article(text) for name, text in said.items()}})
    outcome = build_site(tmp_path, tmp_path / "site")
    assert outcome.kept_back == {reason: (f"2031/{reason}",) for reason in said if reason != "public"}
    assert outcome.articles + sum(map(len, outcome.kept_back.values())) == len(said)
    everything = build_site(tmp_path, tmp_path / "other", audience="internal")
    assert (everything.articles, everything.kept_back) == (len(said), {})


# --- the preview --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "path", "status"),
    [
        ("localhost:{}", "/", 200),
        ("127.0.0.1:{}", "/", 200),
        ("[::1]:{}", "/", 200),
        ("evil.example", "/", 403),
        ("127.0.0.1.evil.example:{}", "/", 403),
        ("localhost@evil.example", "/", 403),
        ("", "/", 403),
        ("localhost", "/../secret.txt", 404),
        ("localhost", "/%2e%2e/secret.txt", 404),
        ("localhost", "/..%2fsecret.txt", 404),
        ("localhost", "/folder/", 404),
    ],
)
def test_a_preview_answers_this_machine_and_shows_the_site_only(
    host: str, path: str, status: int, tmp_path: Path
) -> None:
    site = write(tmp_path / "site", {"index.html": "mine", "folder/x.txt": "x"})
    write(tmp_path, {"secret.txt": "secret"})
    handler = type("Handler", (_Handler,), {"changes": _Changes()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *args: handler(*args, directory=str(site)))
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        connection = HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host.format(server.server_port))
        connection.endheaders()
        answer = connection.getresponse()
        assert answer.status == status
        assert b"secret" not in answer.read()
        connection.close()
    finally:
        server.shutdown()
        server.server_close()


WRITES: dict[str, tuple[str, ...]] = {
    "new": ("new", "article", "Lamps again", "--published", "2031-09-01"),
    "new, of a record": ("new", "company", "Lamps again"),
    "import": ("import", "{outside}/lamps.html", "--published", "2031-09-01"),
    "import with the original": ("import", "{outside}/lamps.html", "--published", "1999-09-01", "--keep-original"),
    "adopt": ("adopt",),
    "rename": ("rename", "article:2031/lamps", "article:2031/lanterns"),
    "merge": ("merge", "company:copper-kettle", "company:lanternfish"),
}
PAGE = f"<html><body><article><h1>Lamps lit</h1><p>{'The harbour lit lamps. ' * 20}</p></article></body></html>"
LINKED = {
    "adopt": ("content/companies",),
    "import with the original": ("content/files",),
    "rename": ("content/articles/2031",),
}


@pytest.mark.parametrize("command", WRITES)
def test_nothing_is_written_behind_a_link(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    about = article("entities: {companies: [copper-kettle, lanternfish, Nobody Known]}", "Lanternfish lit lamps.")
    archive = write(tmp_path / "archive", {**SOUND, "content/articles/2031/lamps.md": about})
    outside = write(tmp_path / "outside", {"lamps.html": PAGE})
    for name in LINKED.get(command, ("content/articles/2031", "content/companies")):
        (archive / name).parent.mkdir(exist_ok=True)
        if (archive / name).exists():
            (archive / name).rename(outside / Path(name).name)
        else:
            (outside / Path(name).name).mkdir()
        (archive / name).symlink_to(outside / Path(name).name)
    before = snapshot(tmp_path)
    given = [one.format(outside=outside) for one in WRITES[command]]
    status = main([*given, "--archive", str(archive)])
    told = capsys.readouterr()
    assert snapshot(tmp_path) == before
    assert status in {1, 2}, told
    assert "symbolic link" in told.err + told.out
