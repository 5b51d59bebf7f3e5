"""Whatever a file to be imported holds, what comes of it is drafts that can be read, or words on why not."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.support.archives import SOUND, parse, shown, write
from tests.support.cases import cases
from tests.support.pages import STORIES, context, text_of
from tests.support.webpages import page_of, warc

from pressmark.cli import main
from pressmark.diagnostics import Severity
from pressmark.drafts.formats import reader_of
from pressmark.drafts.present import Present
from pressmark.drafts.report import Written, as_json, rendered
from pressmark.drafts.values import Draft, Input, Unreadable
from pressmark.drafts.written import article_text

EACH = 500
IMPORTS = [*cases("imports")["references"], *cases("imports")["posts"]]
SAMPLES: dict[str, list[bytes]] = {
    ".txt": [text_of(case).encode() for case in STORIES],
    ".html": [page_of(number)[0].encode() for number in (0, 3, 8, 18, 20)],
    ".warc": [warc(zipped=False)],
    ".warc.gz": [warc(zipped=True)],
    ".csv": [b'title,body,published,topics\nLamps,"They\nfloat",2031-08-04,a;b\nKettles,They boil,4-AUG-2031,\n'],
    ".json": [
        b'[{"title": "Lamps", "body": "They <LFL.O> float", "published": "2031", "topics": ["a"]}, {"title": 1}]'
    ],
    ".jsonl": [b'{"title": "Lamps", "body": "They float"}\n{"title": "Kettles", "authors": ["Odile Marsh"]}\n'],
    **{
        ending: [case["text"].encode() for case in IMPORTS if case["name"].endswith(ending)]
        for ending in (".ris", ".bib", ".md")
    },
    "-csl.json": [case["text"].encode() for case in IMPORTS if case["name"].endswith(".json")],
}


NASTY = (b"\x00", b"\r", b"\x1b[2J", "\u202e\u2028\ufffe".encode(), b"\xed\xa0\x80")
MARKS = (b"", b"{", b"]", b'"', b"<", b">", b"\n", b"---\n", b"9")


def inserted(data: bytes, random: Random, what: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + what + data[at:]


def repeated(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + data[max(0, at - 60) : at] * random.randrange(1, 40) + data[at:]


def dotted(data: bytes, random: Random) -> bytes:
    pieces = [bytes([one]) for one in data]
    for _ in range(20):
        pieces[random.randrange(len(pieces))] = random.choice(MARKS)
    return b"".join(pieces)


def shuffled(data: bytes, random: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join(random.sample(lines, len(lines)))


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    lambda data, random: data[: random.randrange(len(data))],
    lambda data, random: data[random.randrange(len(data)) :],
    lambda data, _: data.decode("utf-8", "replace").encode("utf-16"),
    lambda data, _: data.decode("utf-8", "replace").encode("cp1252", "replace") + b"\xe9\xff",
    lambda data, random: inserted(data, random, random.randbytes(random.randrange(1, 200))),
    lambda _, random: random.randbytes(random.randrange(2000)),
    lambda _, random: b" \n\t" * random.randrange(50),
    lambda data, random: inserted(data, random, b"x" * random.choice((5_000, 5_000, 5_000, 300_000))),
    lambda data, random: inserted(data, random, random.choice(NASTY)),
    repeated,
    dotted,
    shuffled,
)


@pytest.mark.parametrize("ending", SAMPLES)
def test_a_mutated_file_ends_in_drafts_or_a_message(ending: str) -> None:
    random = Random(ending)  # noqa: S311 - the same files every time
    known = context("2031-08-04")
    for number in range(EACH):
        data = random.choice(MUTATIONS)(random.choice(SAMPLES[ending]), random)
        found = list(reader_of(f"x{ending}", data[:65_536])(Input(f"x{ending}", [data]), known))
        assert found, (ending, number, data[:200])
        for one in found:
            check(one)


def check(one: Any) -> None:
    """A draft is an article that can be read, and its report can be told; a message says something."""
    if isinstance(one, Unreadable):
        assert one.reason
        return
    assert isinstance(one, Draft)
    identifier = Present(()).place(one).id
    parsed = parse(f"content/articles/{identifier}.md", article_text(one, "draft"))
    assert parsed.document is not None, shown(parsed.problems)
    grave = [problem for problem in parsed.problems if problem.severity is Severity.ERROR and problem.code != "E013"]
    assert not grave, shown(grave)
    assert all(rendered(Written("x", one)))
    assert as_json(Written("x", one)).encode()


@pytest.mark.parametrize(
    "name", ["x.txt", "x.html", "x.warc", "x.csv", "x.json", "x.jsonl", "x.ris", "x.bib", "x.md", "x"]
)
@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02\xff" * 50, b"\xff\xfe", gzip.compress(b"x", mtime=0), b"x" * 2_000_000]
)
def test_the_command_ends_without_a_traceback(
    name: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {**SOUND, name: data})
    status = main(["import", str(tmp_path / name), "--archive", str(tmp_path)])
    told = capsys.readouterr()
    assert status in {0, 1}
    assert told.out.splitlines()[-1].endswith("not imported.")
    assert status == (0 if " 0 not imported" in told.out else 1)
    assert main(["check", "--archive", str(tmp_path)]) == 0


def test_a_text_that_is_longer_than_an_article_may_be_is_a_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = "word " * 900_000
    write(tmp_path, {**SOUND, "x.json": json.dumps([{"title": "Long", "body": body}]), "x.txt": body})
    status = main(["import", str(tmp_path / "x.json"), str(tmp_path / "x.txt"), "--archive", str(tmp_path)])
    assert status == 1
    told = capsys.readouterr().out
    assert "its text is longer than an article may be" in told
    assert "it has more than 4,000,000 bytes" in told
