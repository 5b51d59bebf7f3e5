"""Import of notes made elsewhere: what they become, where they go, and what is left out and why."""

from collections.abc import Mapping
from typing import Any

import pytest
from tests.support.archives import ARTICLES, Files, archive_of, article
from tests.support.notes import ARCHIVE, LAMPS, SIDECAR, TEXT, URL, Json, Result, imported, quoting, row, w3c

from pressmark.model import Annotation

HARBOUR = {f"{ARTICLES}2031/harbour.md": article("url: https://news.example/harbour", "The harbour is calm.")}


def the_note(result: Result, files: Files = ARCHIVE) -> Annotation:
    assert not result.reasons
    notes = archive_of({**files, **result.sidecars}).articles["2031/lamps"].annotations
    assert len(notes) == 1
    return notes[0]


# --- what a note becomes ------------------------------------------------------------------------------------------


def test_a_row_of_hypothesis_becomes_an_item_that_a_person_might_have_written() -> None:
    result = imported(ARCHIVE, {"total": 1, "rows": [row(tags=["Question", "lamps"])]})
    assert result.sidecars == {
        SIDECAR: "- quote: from Aug. 23\n  kind: question\n  note: Which *year*?\n  by: odile\n  date: 2031-08-05\n"
        "  id: hypothesis-7b08ec8d\n"
    }


GATHERED: Mapping[str, Any] = {
    "a search result of Hypothesis": {"total": 1, "rows": [row()]},
    "a list of rows": [row()],
    "a row": row(),
    "an annotation": w3c(),
    "a list of annotations": [w3c()],
    "a page": {"type": "AnnotationPage", "items": [w3c()]},
    "a collection with a page": {
        "type": ["AnnotationCollection"],
        "first": {"type": "AnnotationPage", "items": [w3c()]},
    },
    "a graph": {"@graph": [w3c()]},
}


@pytest.mark.parametrize("how", GATHERED)
def test_annotations_are_found_however_they_are_gathered(how: str) -> None:
    note = the_note(imported(ARCHIVE, GATHERED[how]))
    assert note.note.text == "Which year?"
    assert note.quote
    assert note.quote.exact == "from Aug. 23"


def body(value: str, form: str = "", purpose: str = "") -> Json:
    return {"type": "TextualBody", "value": value, "format": form, "purpose": purpose}


SAID: Mapping[str, tuple[Json, dict[str, Any]]] = {
    "no tag is a comment": (row(), {"kind": "comment", "by": "odile", "audience": "public"}),
    "a tag is a kind": (row(tags=["lamps", "SIC"]), {"kind": "sic"}),
    "no other tag": (row(tags=["sick", 3, None]), {"kind": "comment"}),
    "readable by a group": (row(permissions={"read": ["group:a1"]}), {"audience": "internal"}),
    "readable by its author": (row(permissions={"read": ["acct:o@x.example"]}), {"audience": "internal"}),
    "readable by all": (row(permissions={"read": ["group:__world__"]}), {"audience": "public"}),
    "no known form of user": (row(user="odile"), {"by": "odile"}),
    "no moment": (row(created="yesterday"), {"date": None}),
    "Markdown": (row(text="**So** [it](https://x.example/) is"), {"source": "**So** [it](https://x.example/) is"}),
    "lines": (row(text="One.\r\n\r\n- two\r\n"), {"source": "One.\n\n- two"}),
    "a motivation": (w3c(motivation="questioning"), {"kind": "question"}),
    "several motivations": (w3c(motivation=["bookmarking", "oa:describing"]), {"kind": "context"}),
    "editing": (w3c(motivation="editing"), {"kind": "correction", "reading": ""}),
    "editing with a reading": (
        w3c(body=[body("Not 23."), body("24", purpose="editing"), body("sic", purpose="tagging")]),
        {"kind": "sic", "reading": "24", "source": "Not 23."},
    ),
    "a creator": (w3c(creator={"type": "Person", "name": "Odile Marsh"}), {"by": "Odile Marsh"}),
    "a creator by address": (w3c(creator="acct:odile@x.example"), {"by": "odile"}),
    "creators": (w3c(creator=[{"id": "https://x.example/o"}]), {"by": "https://x.example/o"}),
    "a moment": (w3c(created="2031-05-13T23:59:59Z"), {"date": "2031-05-13"}),
    "a plain body": (
        w3c(body="https://x.example/", bodyValue="2 * 3 * 4\n# no title"),
        {"source": "2 \\* 3 \\* 4\n\\# no title"},
    ),
    "a body in Markdown": (w3c(body=body("2 *x*", "text/markdown")), {"source": "2 *x*"}),
    "a body in HTML": (w3c(body=body("<p>A &amp; <b>b</b></p><p>c</p>", "text/html")), {"source": "A \\& b\n\nc"}),
    "words inside another selector": (
        w3c(target={"source": URL, "selector": {"type": "FragmentSelector", "refinedBy": quoting("glow")}}),
        {"kind": "comment"},
    ),
}


@pytest.mark.parametrize("what", SAID)
def test_what_a_note_says(what: str) -> None:
    annotation, expected = SAID[what]
    note = the_note(imported(ARCHIVE, annotation))
    said = {name: getattr(note, name) for name in expected}
    assert {name: getattr(value, "text", value) for name, value in said.items()} == expected


# --- which article ------------------------------------------------------------------------------------------------

ADDRESSES = {
    "the original": URL,
    "the original by http, with a slash": "http://NEWS.example/lamps/",
    "the original at a fragment": f"{URL}#:~:text=lamps",
    "a DOI": "https://doi.org/10.5555/lamps",
    "a DOI by name": "doi:10.5555/LAMPS",
    "our page": "https://clippings.example/articles/2031/lamps/",
    "our page by its file": "https://clippings.example/articles/2031/lamps/index.html?x=1#p2",
    "our page from the root": "articles/2031/lamps/",
    "our page under an old name": "https://clippings.example/articles/2030/old-lamps/",
}


@pytest.mark.parametrize("what", ADDRESSES)
def test_an_article_is_known_by_its_addresses(what: str) -> None:
    assert set(imported({**ARCHIVE, **HARBOUR}, row(uri=ADDRESSES[what])).sidecars) == {SIDECAR}


def test_an_article_is_known_by_its_archived_copies() -> None:
    archive = {LAMPS: article("archived: [{url: 'https://keeper.example/1/lamps'}]", TEXT)}
    assert set(imported(archive, w3c(source="https://keeper.example/1/lamps")).sidecars) == {SIDECAR}


STRANGERS = {
    "another site's page of that name": "https://other.example/articles/2031/lamps/",
    "another query": f"{URL}?page=2",
    "no address": "lamps",
    "a malformed address": "http://[lamps",
}


@pytest.mark.parametrize("what", STRANGERS)
def test_no_article_is_taken_for_another(what: str) -> None:
    result = imported(ARCHIVE, row(uri=STRANGERS[what]))
    assert not result.sidecars
    assert result.reasons == [f"«{STRANGERS[what]}» is the address of no article"]


def test_an_address_of_two_articles_is_left_out() -> None:
    twin = {f"{ARTICLES}2031/twin.md": article(f"url: {URL}", TEXT)}
    assert imported({**ARCHIVE, **twin}, row()).reasons == [f"«{URL}» is the address of 2031/lamps and of 2031/twin"]


# --- where in the text --------------------------------------------------------------------------------------------

PLACES: Mapping[str, tuple[Json, tuple[str, str, str]]] = {
    "words that stand once": (quoting("glow", "nonsense", "nonsense"), ("glow", "", "")),
    "white space and quotation marks": (
        quoting(' sells  the\nlamps, "all of them"'),
        ('sells the lamps, "all of them"', "", ""),
    ),
    "the words before": (quoting("lamps", "opper Kettle Trading sells the ", ", «"), ("lamps", "the", "")),
    "the words behind": (quoting("The lamps", "", " sell well."), ("The lamps", "", "sell")),
    "only one side is right": (quoting("The lamps", "23. Advertisement. ", " sell well."), ("The lamps", "", "sell")),
    "both sides": (quoting("lamps", "The ", " glow."), ("lamps", "", "glow.")),
}


@pytest.mark.parametrize("what", PLACES)
def test_a_quote_gets_just_as_much_context_as_it_needs(what: str) -> None:
    selector, expected = PLACES[what]
    quote = the_note(imported(ARCHIVE, w3c(target={"source": URL, "selector": [selector]}))).quote
    assert quote
    assert (quote.exact, quote.prefix, quote.suffix) == expected


NOWHERE: Mapping[str, tuple[Json, str]] = {
    "changed words": (
        quoting("from Aug. 24"),
        "the text does not contain «from Aug. 24»; the nearest passage is «from Aug. 23» (#p2)",
    ),
    "words of another text": (
        quoting("a very different sentence"),
        "the text does not contain «a very different sentence»",
    ),
    "several places": (
        quoting("lamps"),
        "the text contains «lamps» more than once, and its context does not tell which is meant",
    ),
    "sides that disagree": (
        quoting("lamps", "Trading sells the ", " sell well."),
        "the text contains «lamps» more than once, and its context does not tell which is meant",
    ),
    "no words": ({"type": "TextPositionSelector", "start": 0, "end": 3}, "it quotes no words of the text"),
    "empty words": (quoting(" "), "it quotes no words of the text"),
}


@pytest.mark.parametrize("what", NOWHERE)
def test_a_note_is_left_out_rather_than_placed_by_guess(what: str) -> None:
    selector, reason = NOWHERE[what]
    result = imported(ARCHIVE, w3c(target={"source": URL, "selector": selector}))
    assert not result.sidecars
    assert result.reasons == [reason]


UNUSABLE: Mapping[str, tuple[Any, str]] = {
    "a reply": (row(references=["a"]), "it is a reply to another note"),
    "a highlight": (row(text="  "), "it has no text"),
    "a bookmark": (w3c(body="https://x.example/"), "its body is no text"),
    "no target": (w3c(target=[]), "it has no target"),
    "something else": ([row(), 3], "it is no annotation"),
    "a link to nothing": (row(text="[x](company:nobody)"), "there is no «company:nobody»"),
    "a picture from nowhere": (row(text="![x](x.png)"), "the picture «x.png» is not in content/files/"),
    "a control character": (row(text="a\x07b"), "U+0007"),
    "an endless note": (row(text="a" * 20_001), "20,001"),
    "half a character": (w3c(body="\ud800"), "its body is no text"),
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_what_cannot_become_a_note_is_left_out_with_the_reason(what: str) -> None:
    annotation, reason = UNUSABLE[what]
    (found,) = imported(ARCHIVE, annotation).reasons
    assert reason in found
