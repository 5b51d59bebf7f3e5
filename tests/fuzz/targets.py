"""What is fuzzed: for each reader of text from outside, what must hold whatever bytes it is given.

The bytes of a case are the text itself where a reader has one form of it. Where it has several, the first byte chooses:
`A` is the first of `PATHS` or `ENDINGS`, `B` the second, and so on. What must hold is what the property tests say.
"""

import base64
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from tests.fuzz import scripts
from tests.property import (
    test_dates_oracle,
    test_drafts_hostile,
    test_files_never_raise,
    test_search_texts,
    test_texts,
)
from tests.support.notes import ARCHIVE, imported
from tests.support.pages import context

from pressmark import incoming
from pressmark.dates import Edtf, read_edtf
from pressmark.documents import with_line_feeds
from pressmark.drafts.formats import reader_of
from pressmark.drafts.values import Input
from pressmark.query import FACETS, Query, Row, parse
from pressmark.searchable.columns import columns as columns_of
from pressmark.searchable.columns import values_of
from pressmark.weave import Span

Target = Callable[[bytes], None]
PATHS = test_files_never_raise.PATHS
ENDINGS = (*test_drafts_hostile.SAMPLES, "")
_KNOWN = context("2031-08-04")
_MOST_SPANS = 8


def _held(test: Any, *given: object) -> None:
    """What a property test asserts, of values that hypothesis has not chosen."""
    test.hypothesis.inner_test(*given)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _chosen(forms: Sequence[str], data: bytes) -> tuple[str, bytes]:
    """The form that the first byte names, and the rest."""
    return forms[(data[0] - ord("A")) % len(forms) if data else 0], data[1:]


def loader(data: bytes) -> None:
    """YAML, front matter and settings; a whole file of any kind."""
    path, content = _chosen(PATHS, data)
    text = with_line_feeds(_text(content))
    _held(test_files_never_raise.test_loading_never_raises, text)
    _held(test_files_never_raise.test_cutting_never_raises_and_loses_nothing_of_the_body, text)
    _held(test_files_never_raise.test_parsing_a_file_never_raises, path, content)
    _held(test_files_never_raise.test_settings_never_raise, content)


def dates(data: bytes) -> None:
    """EDTF, and what people write instead."""
    text = _text(data)
    _held(test_dates_oracle.test_no_text_raises_and_every_suggestion_is_a_date, text)
    if isinstance(read_edtf(text), Edtf):
        _held(test_dates_oracle.test_the_text_of_a_date_is_read_as_the_same_date, text)
        _held(test_dates_oracle.test_earliest_is_not_after_latest, text)
        _held(test_dates_oracle.test_certain_days_are_possible_days, text)
        _held(test_dates_oracle.test_what_is_certainly_inside_is_possibly_inside, text, date(1999, 12, 31), None)


def markup(data: bytes) -> None:
    """Markdown: plain text and HTML say the same, and nothing in it runs or loads."""
    text = _text(data)
    _held(test_texts.test_html_and_text_say_the_same, text)
    _held(test_texts.test_every_block_has_its_own_text, text)
    _held(test_texts.test_footnotes_and_their_marks_point_at_each_other, text)
    _held(test_texts.test_nothing_that_runs_or_loads_gets_through, text)
    _held(test_texts.test_short_texts_are_as_sound, text)


def weave(data: bytes) -> None:
    """Spans over a text: two bytes for each, where it begins and how long it is; then a line feed, and the text."""
    places, _, content = data.partition(b"\n")
    body = test_texts.body_of(_text(content))
    length = len(body.text)
    spans = []
    for number, (start, size) in enumerate(zip(places[: 2 * _MOST_SPANS : 2], places[1::2], strict=False)):
        first = min(start, length)
        spans.append(Span(first, min(first + size, length), "mark", f' data-n="{number}"', f"s{number}"))
    spans = [span for span in spans if span.start < span.end]
    _held(test_texts.test_any_spans_can_be_woven_and_taken_out_again, (body, spans))


def notes(data: bytes) -> None:
    """Margin notes from elsewhere: exports of Hypothesis, and W3C Web Annotations."""
    found = incoming.read(data, "x.json")
    assert found
    if not isinstance(found, str) and (found.notes or found.unusable):
        result = imported(ARCHIVE, data)
        assert all(result.reasons)


def drafts(data: bytes) -> None:
    """Articles from elsewhere: page texts, web pages and archives, tables, references, posts."""
    ending, content = _chosen(ENDINGS, data)
    found = list(reader_of(f"x{ending}", content)(Input(f"x{ending}", [content]), _KNOWN))
    assert found
    for one in found:
        test_drafts_hostile.check(one)


def query(data: bytes) -> None:
    """The query language: what is read stands in the query, and the browser reads the same."""
    text = _known_letters(_text(data))
    _held(test_search_texts.test_pieces_are_the_text, text)
    for typing in (False, True):
        read = parse(text, typing=typing)
        places = [(one.start, one.end) for one in read.choices] + [(one.start, one.end) for one in read.mistakes]
        assert all(0 <= start < end for start, end in places)
        if scripts.installed():
            assert scripts.asked({"query": text, "typing": typing}) == _as_told(read), text


def _known_letters(text: str) -> str:
    """Without what Python's edition of Unicode does not know, since the browser's is another one."""
    return "".join(character for character in text if unicodedata.category(character) not in {"Cn", "Cs"})


def _as_told(read: Query) -> list[list[list[object]]]:
    """A query as `scripts` tells it."""

    def number(day: date | None) -> int | None:
        return day.toordinal() if day else None

    return [
        [[list(one.phrase), one.beginning, one.excluded] for one in read.texts],
        [[one.facet, list(one.values), one.excluded] for one in read.choices],
        [[one.certainly, number(one.earliest), number(one.latest), one.excluded] for one in read.periods],
        [[one.code, dict(one.values)] for one in read.mistakes],
    ]


def columns(data: bytes) -> None:
    """The columns of search: the browser reads the rows that were written, which are made of the bytes as numbers."""
    rows = list(_rows(iter(data)))
    values = values_of(rows)
    written = columns_of(rows, [7 * number for number in range(len(rows))], values)
    assert all(len(set(held)) == len(held) for held in values.values())
    if scripts.installed():
        files = [base64.b64encode(file.data).decode() for file in written]
        assert scripts.asked({"columns": files, "articles": len(rows)}) == {
            "earliest": [row.earliest.toordinal() if row.earliest else 0 for row in rows],
            "latest": [row.latest.toordinal() if row.latest else 0 for row in rows],
            "facets": {
                facet: [sorted(map(values[facet].index, row.facets[facet])) for row in rows] for facet in FACETS
            },
        }


def _rows(numbers: Iterator[int]) -> Iterator[Row]:
    """Rows in order of publication, those without a date first."""
    earliest = None
    for first in numbers:
        if earliest or first:
            earliest = (earliest or date.min) + timedelta(days=first**2)
        latest = earliest + timedelta(days=next(numbers, 0) ** 2) if earliest else None
        facets = {
            facet: tuple(sorted({f"v{next(numbers, 0)}" for _ in range(next(numbers, 0) % 4)})) for facet in FACETS
        }
        yield Row("a", earliest, latest, facets)


TARGETS: dict[str, Target] = {
    one.__name__: one for one in (loader, dates, markup, weave, notes, drafts, query, columns)
}
