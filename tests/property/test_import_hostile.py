"""Whatever a file for import holds, what comes of it is notes, or words on why not."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.archives import SOUND, archive_of, write
from tests.support.notes import ARCHIVE, SIDECAR, URL, Json, imported, row, w3c

from pressmark import incoming, markup
from pressmark.cli import main
from pressmark.incoming.plain import as_markdown

NOTES: Mapping[str, tuple[bytes, str]] = {
    "not UTF-8": (b'{"rows": ["\xff"]}', "it is not UTF-8"),
    "not closed": (b'{"rows": [', "it is not JSON"),
    "pages elsewhere": (b'{"type": "AnnotationCollection", "first": "https://x.example/page1"}', incoming.UNKNOWN),
}
TABLES: Mapping[str, tuple[bytes, str]] = {
    "nothing": (b"", "it is not JSON"),
    "more behind a list": (b'[]"title": "Lamps"', "something stands behind the end of its list"),
    "nested too deep": (b"[" * 200_000, "it is nested too deep (E014)"),
    "a number without end": (b"[" + b"9" * 10_000 + b"]", "it is not JSON"),
    "a number": (b"7", "it is no record with named fields"),
    "another list": (b'[{"type": "Book"}, 1]', "it has no text in «title» or «body»"),
    "another object": (b'{"name": "pressmark"}', "it has no text in «title» or «body»"),
}


@pytest.mark.parametrize("what", NOTES)
def test_a_file_of_no_known_kind_ends_in_a_message_and_nothing_is_written(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, reason = NOTES[what]
    write(tmp_path, {**SOUND, **ARCHIVE, "good.json": json.dumps(row()), "bad.json": data})
    status = main(["import", str(tmp_path / "good.json"), str(tmp_path / "bad.json"), "--archive", str(tmp_path)])
    assert status == 2
    assert f"bad.json cannot be imported: {reason}" in capsys.readouterr().err
    assert not (tmp_path / SIDECAR).exists()


@pytest.mark.parametrize("what", TABLES)
def test_a_table_without_articles_ends_in_a_message(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, reason = TABLES[what]
    write(tmp_path, {**SOUND, **ARCHIVE, "bad.json": data})
    assert main(["import", str(tmp_path / "bad.json"), "--archive", str(tmp_path)]) == 1
    assert f"not imported: {reason}" in capsys.readouterr().out


KEYS = ("rows", "items", "first", "@graph", "type", "@type", "id", "uri", "target", "source", "selector", "refinedBy")
MORE = (
    "exact",
    "prefix",
    "suffix",
    "body",
    "bodyValue",
    "value",
    "purpose",
    "format",
    "tags",
    "text",
    "user",
    "created",
)
REST = (
    "references",
    "permissions",
    "read",
    "creator",
    "name",
    "audience",
    "motivation",
    "pressmark:id",
    "pressmark:claim",
)
KINDS = ("Annotation", "AnnotationPage", "AnnotationCollection", "TextQuoteSelector", URL, "lamps", "sic", "text/html")
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(KINDS)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from((*KEYS, *MORE, *REST)), inner, max_size=6)
    ),
    max_leaves=30,
)


@settings(max_examples=400, deadline=None)
@given(values, st.sampled_from([row(), w3c()]), st.dictionaries(st.sampled_from((*KEYS, *MORE, *REST)), values))
def test_whatever_a_file_holds_an_import_ends_in_words(value: object, sound: Json, over: Json) -> None:
    for export in (value, [sound, value, {**sound, **over}]):
        data = json.dumps(export).encode()
        if not isinstance(incoming.read(data, "x.json"), str):
            result = imported(ARCHIVE, data)
            assert all(result.reasons)
            archive_of({**ARCHIVE, **result.sidecars})


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("ab1 .)#+-=>:*_`[]()!&~|<\\\n;\"'^/@")))
def test_plain_text_becomes_markdown_that_shows_it(text: str) -> None:
    parsed = markup.parse(as_markdown(text), "", 1, numbered=False)
    assert parsed.body.text.split() == text.split()
    assert not parsed.problems
