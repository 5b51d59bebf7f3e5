"""Locks: the quote of a fact stands in the text at exactly one place, or it is a mistake that shows what is near."""

from collections.abc import Callable, Iterable
from unicodedata import category

from pressmark import mistakes, quotes
from pressmark.diagnostics import At, Diagnostic
from pressmark.model import Anchor, Annotation, Body, Claim, Event, Quote
from pressmark.passages import around, nearest, passage
from pressmark.schema import Marked
from pressmark.values import replace

Fact = Claim | Event | Annotation
MOST = 4  # places of an ambiguous quote that are shown


def lock(
    marked: Iterable[Marked], body: Body, report: Callable[[Diagnostic], None], *, needed: bool
) -> tuple[tuple[Fact, ...], list[At]]:
    """Find the quote of each fact in the text. Returns the facts, with anchors, and where each stands in its file."""
    folded: quotes.Folded | None = None
    facts: list[Fact] = []
    places: list[At] = []
    for item in marked:
        fact, quote_at = item.value.value, item.value.at
        if fact.quote is None and needed:
            report(mistakes.quote_missing(item.at))
        elif fact.quote is not None and not body:
            report(mistakes.quote_without_text(quote_at))
        elif fact.quote is not None:
            folded = folded or quotes.fold(body.text)
            found = quotes.locate(fact.quote, body, folded)
            if len(found) == 1:
                fact = replace(fact, quote=replace(fact.quote, anchor=found[0]))
            elif found:
                report(_ambiguous(quote_at, fact.quote, found, body))
            else:
                report(_not_found(quote_at, fact.quote, body, folded))
        facts.append(fact)
        places.append(item.at)
    return tuple(facts), places


def _ambiguous(at: At, quote: Quote, found: tuple[Anchor, ...], body: Body) -> Diagnostic:
    blocks = ", ".join(dict.fromkeys(f"#{place.block}" for place in found[:MOST])) + (", …" if found[MOST:] else "")
    shown = [around(body, place) for place in found[:MOST]]
    return mistakes.quote_ambiguous(at, quote.exact, blocks, shown, len(found[MOST:]))


def _not_found(at: At, quote: Quote, body: Body, folded: quotes.Folded) -> Diagnostic:
    near = nearest(quote, body, folded)
    passages = [passage(body, place) for place in near]
    if quotes.key(quote.exact) in map(quotes.key, passages):
        return mistakes.quote_not_found(at, quote.exact, (), [around(body, place) for place in near])
    shown = [f"«{words}» (#{place.block}{_unseen(words, quote)})" for words, place in zip(passages, near, strict=True)]
    return mistakes.quote_not_found(at, quote.exact, shown)


def _unseen(words: str, quote: Quote) -> str:
    """Signs such as soft hyphens, for which words that look the same may not be."""
    signs = sorted({sign for sign in words if category(sign) == "Cf"} - set(quote.exact))
    return "".join(f", with the invisible U+{ord(sign):04X}" for sign in signs)
