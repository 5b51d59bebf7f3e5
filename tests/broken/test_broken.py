"""Every file `*.txt` beside this one is a smallest broken archive, and what must be said of it.

A case begins with a sentence on what is wrong. Then comes a line for each diagnostic: severity, code and place, where a
place without a path is in the first file of the case. Indented lines below it are pieces of the message or hint. Then
come the files, each below a line `=== path`; `=== path -> target` is a symbolic link. They are put over a sound
archive. `⟦U+202E⟧` stands for a character, `⟦0xE9⟧` for a byte, and `⟦text×5⟧` for repetition.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.support.archives import ARTICLES, NOW, SOUND, article, build_site, join, shown, snapshot, write

from pressmark.archive import read_archive
from pressmark.config import SETTINGS_FILE
from pressmark.diagnostics import CODES, At, Diagnostic, Severity, has_errors
from pressmark.files import read_tree
from pressmark.ledger import lost
from pressmark.workers import Workers

_FILE = re.compile(r"^=== (.+)\n", re.MULTILINE)
_EXPECTED = re.compile(r"(error|warning|notice) ([EWN]\d{3}) (?:(.+):)?(\d+):(\d+)")
_SHORTHAND = re.compile(r"⟦(?:U\+([0-9A-F]{4})|0x([0-9A-F]{2})|([^⟦⟧]+)×(\d+))⟧")

MANIFEST = "manifest.json"  # a case that has one is also checked against it
NO_CASE = {"E019": "a thousand other mistakes come before it: see tests/cases/hostile"}


@dataclass(frozen=True)
class Expected:
    severity: str
    code: str
    at: At
    pieces: tuple[str, ...]

    @property
    def key(self) -> tuple[At, str, str]:
        return self.at, self.code, self.severity


@dataclass(frozen=True)
class Case:
    name: str
    about: str
    expected: tuple[Expected, ...]
    files: dict[str, bytes]
    links: dict[str, str]

    @property
    def first(self) -> str:
        return next(iter((*self.files, *self.links)))

    @property
    def fails(self) -> bool:
        return any(one.severity == Severity.ERROR for one in self.expected)


def read(path: Path) -> Case:
    head, *parts = _FILE.split(path.read_text(encoding="utf-8"))
    named = dict(zip(parts[::2], parts[1::2], strict=True))
    links = dict(name.split(" -> ") for name in named if " -> " in name)
    files = {name: written_out(text) for name, text in named.items() if " -> " not in name}
    about, _, list_of_expected = head.partition("\n\n")
    first = next(iter((*files, *links)))
    return Case(path.stem, about, tuple(expectations(list_of_expected, first)), files, links)


def expectations(text: str, first: str) -> Iterator[Expected]:
    for block in re.split(r"\n(?=\S)", text.strip()):
        line, *pieces = block.split("\n")
        found = _EXPECTED.fullmatch(line)
        assert found, f"not an expectation: {line}"
        severity, code, path, *place = found.groups()
        yield Expected(severity, code, At(path or first, *map(int, place)), tuple(piece.strip() for piece in pieces))


def written_out(text: str) -> bytes:
    def replaced(found: re.Match[str]) -> str:
        character, byte, repeated, times = found.groups()
        return chr(int(character, 16)) if character else chr(0xDC00 + int(byte, 16)) if byte else repeated * int(times)

    # A lone byte above 0x7F travels as the surrogate that Python keeps for it.
    plain = _SHORTHAND.sub(replaced, text)
    return re.sub("[\udc00-\udc7f]", lambda low: chr(ord(low[0]) - 0xDC00), plain).encode(errors="surrogateescape")


CASES = [read(path) for path in sorted(Path(__file__).parent.glob("*.txt"))]
in_every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def put(case: Case, folder: Path) -> Path:
    write(folder, {**SOUND, **case.files})
    for path, target in case.links.items():
        (folder / path).symlink_to(target)
    return folder


def found_key(diagnostic: Diagnostic) -> tuple[At, str, str]:
    return diagnostic.at, diagnostic.code, diagnostic.severity


@in_every_case
def test_a_mistake_has_its_code_and_place_and_nothing_is_published(case: Case, tmp_path: Path) -> None:
    output = tmp_path / "site"
    outcome = build_site(put(case, tmp_path / "archive"), output)
    found = (*outcome.diagnostics, *(lost_from(tmp_path / "archive") if MANIFEST in case.files else ()))
    said = {found_key(diagnostic): str(diagnostic) for diagnostic in found}
    assert sorted(said) == sorted(one.key for one in case.expected), shown(found)
    assert len(said) == len(found)
    for one in case.expected:
        for piece in one.pieces:
            assert piece in said[one.key]
    assert (outcome.published is None) == case.fails
    assert bool(snapshot(output)) != case.fails


def lost_from(folder: Path) -> list[Diagnostic]:
    """What is told of a case that comes with the manifest of a published site."""
    with Workers(1) as workers:
        archive, _ = read_archive(read_tree(folder), workers, lambda *_: None)
    return list(lost(folder, archive, folder / MANIFEST, NOW))


def test_the_sound_archive_is_sound(tmp_path: Path) -> None:
    outcome = build_site(write(tmp_path / "archive", SOUND), tmp_path / "site")
    assert not outcome.diagnostics


def test_every_code_has_a_case() -> None:
    assert {one.code for case in CASES for one in case.expected} | NO_CASE.keys() == CODES.keys()


def test_a_case_is_named_by_its_code() -> None:
    named = [case for case in CASES if re.match(r"[EWN]\d{3}-", case.name)]
    assert len(named) >= 60
    assert [case.name for case in named if case.name[:4] not in {one.code for one in case.expected}] == []


def test_a_template_that_fails_leaves_the_site(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    output = tmp_path / "site"
    build_site(tmp_path, output)
    before = snapshot(output)
    write(tmp_path, {f"{ARTICLES}2031/good.md": article(), "templates/pages/404.html": "{{ view.no_such_thing }}"})
    outcome = build_site(tmp_path, output)
    assert [diagnostic.code for diagnostic in outcome.diagnostics] == ["E070"]
    assert snapshot(output) == before


def is_article(case: Case) -> bool:
    return case.first.startswith(ARTICLES) and case.first.endswith(".md") and len(case.files) == 1


def test_one_run_reports_every_bad_file(tmp_path: Path) -> None:
    movable = [case for case in CASES if is_article(case) and case.fails and not case.name.startswith("E002")]
    moved = {f"{ARTICLES}2031/{case.name.lower()}.md": case for case in movable}
    write(tmp_path, {**SOUND, f"{ARTICLES}2031/good.md": article()})
    output = tmp_path / "site"
    build_site(tmp_path, output)
    before = snapshot(output)
    write(tmp_path, {path: case.files[case.first] for path, case in moved.items()})
    outcome = build_site(tmp_path, output)
    expected = [
        (At(path, one.at.line, one.at.column), one.code) for path, case in moved.items() for one in case.expected
    ]
    assert len(moved) >= 10
    assert sorted((d.at, d.code) for d in outcome.diagnostics) == sorted(expected)
    assert outcome.published is None
    assert snapshot(output) == before


def has_status(case: Case) -> bool:
    return b"\nstatus:" in case.files[case.first]


DRAFTABLE = [case for case in CASES if is_article(case) and not has_status(case) and "empty-front" not in case.name]


@pytest.mark.parametrize("case", DRAFTABLE, ids=lambda case: case.name)
def test_a_draft_softens_what_is_wrong_with_a_field_and_nothing_else(case: Case) -> None:
    text = case.files[case.first].decode(errors="surrogateescape")
    drafted = re.sub(r"\A(\s*---\n(?:.*\n)*?)(?=---\n)", r"\1status: draft\n", text)
    _, problems = join({**SOUND, case.first: drafted.encode(errors="surrogateescape")})
    readable = drafted != text and not any(not CODES[d.code].softens and d.code < "E020" for d in problems)
    for diagnostic in problems:
        code = CODES[diagnostic.code]
        soft = readable and code.softens and code.severity is Severity.ERROR
        assert diagnostic.severity is (Severity.WARNING if soft else code.severity), diagnostic
    assert sorted(d.code for d in problems) == sorted(one.code for one in case.expected)


def test_settings_do_not_hide_what_is_wrong_elsewhere() -> None:
    _, problems = join({**SOUND, SETTINGS_FILE: "titel: x\n", f"{ARTICLES}2031/lamps.md": "Text.\n"})
    assert sorted(problem.code for problem in problems) == ["E004", "E020"]
    assert has_errors(problems)
