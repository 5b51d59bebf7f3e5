"""Import into sidecars that exist: nothing is lost, nothing is doubled. And the command as a whole."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.support.archives import ARTICLES, SOUND, archive_of, article, write
from tests.support.notes import ARCHIVE, LAMPS, SIDECAR, TEXT, URL, Json, imported, intake_of, row, w3c

from pressmark import incoming
from pressmark.cli import main
from pressmark.sidecars import Closed

BESIDE = {
    "nothing": "",
    "a list": "- quote: glow\n  kind: comment\n  note: 'Yes.'  # kept\n",
    "no line end": "- quote: glow\n  kind: comment\n  note: Yes.",
    "an indented list": "# Notes of the desk.\n\n  - quote: glow\n    kind: comment\n    note: Yes.\n",
    "text in lines at the end": "- quote: glow\n  kind: comment\n  note: |+\n    Yes.\n\n\n",
    "Windows line ends": "- quote: glow\r\n  kind: comment\r\n  note: |\r\n    Yes.\r\n    No.\r\n",
    "a byte-order mark": "\ufeff- quote: glow\n  kind: comment\n  note: Yes.\n",
    "a comment": "# No notes yet.\n",
    "a document mark": "---\n- quote: glow\n  kind: comment\n  note: Yes.\n",
}


@pytest.mark.parametrize("what", BESIDE)
def test_what_stands_in_a_sidecar_stays_byte_for_byte(what: str) -> None:
    archive = {**ARCHIVE, SIDECAR: BESIDE[what]}
    before = archive_of(archive).articles["2031/lamps"].annotations
    result = imported(archive, row(text="One.\n\nTwo."))
    after = archive_of({**archive, **result.sidecars}).articles["2031/lamps"].annotations
    assert result.sidecars[SIDECAR].startswith(BESIDE[what])
    assert after[:-1] == before
    assert after[-1].source == "One.\n\nTwo."
    assert ("\n" in result.sidecars[SIDECAR].replace("\r\n", "")) == ("\r" not in BESIDE[what])


CLOSED = {
    "brackets": "[{quote: glow, kind: comment, note: Yes.}]\n",
    "an end": "- {quote: glow, kind: sic, note: Y}\n...\n",
}


@pytest.mark.parametrize("what", CLOSED)
def test_a_sidecar_that_nothing_can_be_added_to_is_left_alone(what: str) -> None:
    intake = intake_of({**ARCHIVE, SIDECAR: CLOSED[what]})
    found = incoming.read(json.dumps(row()).encode(), "x.json")
    assert isinstance(found, incoming.Found)
    assert [intake.take(note) for note in found.notes] == [None]
    (closed,) = intake.sidecars()
    assert isinstance(closed, Closed)
    assert closed.reason == f"nothing can be added at the end of {SIDECAR}"


AGAIN: Mapping[str, tuple[str, Json]] = {
    "in the sidecar": ("", row()),
    "without an id, in the sidecar": ("", w3c()),
    "edited here since": ("- {quote: glow, kind: sic, note: Edited., id: hypothesis-7b08ec8d}\n", row()),
    "edited there since": ("", row(text="Edited.")),
}


@pytest.mark.parametrize("what", AGAIN)
def test_a_second_import_changes_nothing(what: str) -> None:
    sidecar, annotation = AGAIN[what]
    first = {SIDECAR: sidecar} if sidecar else imported(ARCHIVE, w3c() if "without" in what else row()).sidecars
    again = imported({**ARCHIVE, **first}, [annotation, annotation])
    assert (again.sidecars, again.reasons, again.known) == ({}, [], 2)


def test_a_note_of_the_front_matter_is_not_doubled() -> None:
    fields = "annotations: [{quote: from Aug.  23, suffix: ., kind: comment, note: Which year?}]"
    archive = {LAMPS: article(f"url: {URL}\n{fields}", TEXT)}
    assert imported(archive, w3c()).known == 1


def test_notes_that_differ_are_both_kept() -> None:
    result = imported(ARCHIVE, [w3c(), w3c(motivation="questioning"), w3c(creator="odile"), w3c()])
    assert result.sidecars[SIDECAR].count("- quote:") == 3
    assert result.known == 1


def test_an_id_that_another_fact_has_is_left_out() -> None:
    own = "https://clippings.example/articles/2031/lamps/"
    event = {LAMPS: article("dates: [{date: 2031, event: Sales, quote: sells, id: sales}]", TEXT)}
    annotation = w3c(id=f"{own}#f-other", source=own, **{"pressmark:id": "sales"})
    assert imported(event, annotation).reasons == ["another fact of the article has the id «sales»"]


# --- the command --------------------------------------------------------------------------------------------------


def test_the_command_reports_what_was_written_where_and_what_was_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [row(), row("lamps", tags=["lights\x1b[2J"]), {**row(), "pressmark:claim": {}}]
    write(tmp_path, {**SOUND, **ARCHIVE, "in.json": json.dumps({"rows": rows})})
    arguments = ["import", str(tmp_path / "in.json"), "--archive", str(tmp_path)]
    assert main(arguments) == 1
    first = capsys.readouterr().out
    assert first.splitlines() == [
        f"{SIDECAR}: 1 note added",
        (
            f"{tmp_path}/in.json, item 2: not imported: the text contains «lamps» more than once, "
            "and its context does not tell which is meant"
        ),
        "1 note added, 0 known already, 1 not imported.",
        "1 claims and events skipped: an import brings notes only.",
        "Tags left out, since notes have none: lights\ufffd[2J.",
    ]
    written = (tmp_path / SIDECAR).read_bytes()
    assert main(arguments) == 1
    assert "0 notes added, 1 known already, 1 not imported." in capsys.readouterr().out
    assert (tmp_path / SIDECAR).read_bytes() == written
    assert main(["check", "--strict", "--archive", str(tmp_path)]) == 0


def test_nothing_is_imported_into_an_archive_with_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {**SOUND, **ARCHIVE, f"{ARTICLES}2031/bad.md": "No fields.", "in.json": json.dumps(row())})
    assert main(["import", str(tmp_path / "in.json"), "--archive", str(tmp_path)]) == 1
    assert "E004" in capsys.readouterr().err
    assert not (tmp_path / SIDECAR).exists()


@pytest.mark.parametrize("name", ["missing.json", "content"])
def test_what_is_no_file_is_wrong_usage(name: str, tmp_path: Path) -> None:
    write(tmp_path, {**SOUND, **ARCHIVE})
    assert main(["import", str(tmp_path / name), "--archive", str(tmp_path)]) == 2
