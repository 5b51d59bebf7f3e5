"""What strangers may write: the cases of `tests/cases/hostile`, and an archive that holds all that may stay."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.support.archives import ARTICLES, SOUND, article
from tests.support.cases import cases

from pressmark.drafts.escaping import as_body

BODY_WORDS = "The quay is long"
DAY = "2031-08-03"


@cache
def texts(what: str) -> tuple[str, ...]:
    """Texts that are `shown` as they are, or `refused`."""
    return tuple(map(str, cases("hostile/texts")[what]))


@cache
def addresses(what: str) -> tuple[str, ...]:
    """Addresses that are `taken`, or `refused`."""
    return tuple(map(str, cases("hostile/addresses")[what]))


@cache
def bodies(what: str = "bodies") -> tuple[str, ...]:
    """Texts in Markdown that may stand in an article, or are `refused`."""
    return tuple(map(str, cases("hostile/bodies")[what]))


def quoted(text: str) -> str:
    """A text as YAML, which knows every character by itself or by an escape."""
    signs = {'"': '\\"', "\\": "\\\\"}
    return '"' + "".join(signs.get(c) or (c if c.isprintable() else f"\\U{ord(c):08X}") for c in text) + '"'


def fields(text: str, address: str = "https://example.org/") -> str:
    """An article's fields with a text in each that takes one."""
    said = quoted(text)
    proof = f"quote: {quoted(BODY_WORDS)}"
    return "\n".join(
        (
            f"url: {quoted(address)}",
            "source: meridian-courier",
            f"authors: [{{name: {said}, role: {said}, place: {said}}}]",
            f"dateline: {said}",
            f"caption: {said}",
            f"summary: {said}",
            f"archived: [{{url: {quoted(address)}}}]",
            f"dates: [{{date: {DAY}, event: {said}, companies: [lanternfish], {proof}}}]",
            f"annotations: [{{kind: sic, reading: {said}, by: {said}, note: {quoted(as_body([text]))}, {proof}}}]",
            f"corrections: [{{date: {DAY}, text: {said}}}]",
            f"identifiers: {{doi: {said}, isbn: {said}}}",
            f"extra: {{desk: {said}}}",
        )
    )


def record(text: str, name: str = "") -> str:
    """A record with a text in each field that takes one."""
    said = quoted(text)
    return (
        f"name: {quoted(name) if name else said}\naliases: [{quoted(text + ' alias')}]\nsummary: {said}\n"
        f"profile: {quoted(as_body([text]))}\nidentifiers: {{wikidata: {said}}}\nextra: {{desk: {said}}}\n"
    )


def archive() -> dict[str, str]:
    """All texts that are shown, all addresses that are taken and all bodies, each in an article of its own."""
    files = dict(SOUND)
    for number, text in enumerate(texts("shown")):
        body = as_body([f"{BODY_WORDS}, said Odile Marsh.", text])
        about = f"entities: {{companies: [text-{number}, lanternfish]}}\n"
        files[f"{ARTICLES}2031/text-{number}.md"] = article(about + fields(text), body, quoted(text))
        files[f"content/companies/text-{number}.yaml"] = record(text)
    for number, address in enumerate(addresses("taken")):
        files[f"{ARTICLES}2031/address-{number}.md"] = article(fields("Lamps", address), f"{BODY_WORDS}.")
    for number, body in enumerate(bodies()):
        files[f"{ARTICLES}2031/body-{number}.md"] = article(body=body)
    files["content/queries/canary.yaml"] = f"title: {quoted(texts('shown')[0])}\nquery: canary\n"
    files["content/pages/about.md"] = f"---\ntitle: {quoted(texts('shown')[2])}\n---\n{bodies()[0]}\n"
    return files


def written(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a site with its bytes."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
