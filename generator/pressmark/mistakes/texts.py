"""Quotes, texts, pictures and links."""

from collections.abc import Iterable, Sequence

from pressmark.diagnostics import Said, Severity, did_you_mean, mistake


@mistake("E040", softens=True)
def quote_not_found(quote: str, near: Sequence[str], stands: Sequence[str] = ()) -> Said:
    """The quoted words do not stand in the article's text, letter by letter, between their prefix and suffix.

    White space, typographic quotes and dashes are folded; everything else counts. Either the quote or the text has
    been changed: compare them and mend the one that is wrong. `pressmark check --fix-quotes` proposes the nearest
    passage as the new quote.
    """
    if stands:
        found = f"The words themselves stand in {' and in '.join(stands)}."
        return f"the text does not contain «{quote}» with this prefix or suffix", found
    if len(near) > 1:
        return f"the text does not contain «{quote}»", f"Equally near are the passages {' and '.join(near)}."
    hint = f"The nearest passage is {near[0]}." if near else "Copy the words from the text exactly."
    return f"the text does not contain «{quote}»", hint


@mistake("E041", softens=True)
def quote_ambiguous(quote: str, blocks: str, places: Sequence[str], more: int) -> Said:
    """The quoted words stand in the text more than once, so that it is unclear which place is meant."""
    where = f"It stands in {'; in '.join(places)}{f'; and in {more} other places' if more else ''}."
    advice = "Quote more words, or add «prefix:» or «suffix:» with the words before or after."
    return f"the text contains «{quote}» more than once ({blocks})", f"{advice} {where}"


@mistake("E042", softens=True)
def quote_missing() -> Said:
    """Partners, dates and annotations quote the words that prove them.

    Only an article without text leaves the quote out, in partners and dates.
    """
    return "the field «quote» is missing", "Add «quote: …» with the words of the text that state this."


@mistake("E043", softens=True)
def quote_without_text() -> Said:
    """The article has no text that could contain the quote."""
    return "a quote stands here, but the article has no text", "Delete the quote, or add the text."


@mistake("E044", softens=True)
def equal_facts(first_line: int) -> Said:
    """Two items of one article state exactly the same, so that they could not be told apart by address."""
    return f"this item repeats the one in line {first_line}", "Delete one of them, or give one an «id:»."


@mistake("E045", softens=True)
def bad_picture(reason: str, name: str) -> Said:
    """Pictures come from `content/files/` (PNG, JPEG, GIF, WebP, AVIF) and have an alternative text."""
    return f"the picture «{name}» {reason}", "Write ![what it shows](files/name.png)."


@mistake("E046", softens=True)
def missing_file(name: str, known: Iterable[str]) -> Said:
    """A file that is named in a text or in `archived` does not exist in `content/files/`."""
    return f"there is no file «{name}» in content/", did_you_mean(name, known, "Put it there, or correct the name.")


@mistake("E047", softens=True)
def wrong_digest(name: str, found: str) -> Said:
    """An archived copy is not the file whose SHA-256 was written down: one of the two has been changed."""
    return (
        f"«{name}» has another SHA-256 than is written here: {found}",
        "Restore the file, or correct «sha256» if the change was meant.",
    )


@mistake("W048", Severity.WARNING)
def link_not_allowed(target: str) -> Said:
    """Links go to http, https and mailto addresses, to `files/…`, and to records as in `company:zoom`.

    Anything else is shown as text.
    """
    return (
        f"the link to «{target}» is shown as text",
        "Links are https:, http:, mailto:, files/… or company:id and the like.",
    )


@mistake("W049", Severity.WARNING)
def definition_unused(label: str) -> Said:
    """A footnote or a definition of a link that nothing in the text uses, or that repeats an earlier one.

    It is shown as text, so that no word of the text is lost.
    """
    return (
        f"«{label}» defines nothing that the text uses: it is shown as text",
        "Write the label where it belongs, or a backslash before the bracket if this is no definition.",
    )


@mistake("E090", softens=True)
def too_much_quoted(added: int, words: int, allowed: int) -> Said:
    """The quotes of an article with `rights: excerpt` publish too much of its text.

    Quotes are published with the facts that they prove. Words beyond the excerpt's own may be no more than
    `excerpt_quotes` per cent of the text.
    """
    return (
        f"quotes add {added} of the text's {words} words to its excerpt; {allowed} % are allowed",
        "Shorten quotes, or write «rights: metadata», which publishes none.",
    )
