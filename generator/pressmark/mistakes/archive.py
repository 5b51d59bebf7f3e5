"""What only shows when all files are joined, and remarks on a whole run."""

from collections.abc import Iterable, Sequence

from pressmark.diagnostics import Said, Severity, did_you_mean, mistake


@mistake("E060", softens=True)
def unknown_reference(kind: str, name: str, known: Iterable[str]) -> Said:
    """A record that does not exist is named. References are ids, exact names or aliases."""
    advice = f'Create it with «pressmark new {kind} "{name}"», or correct the name.'
    if kind in {"article", "page"}:
        advice = "Correct the id."
    return f"there is no {kind} «{name}»", did_you_mean(name, known, advice)


@mistake("E061", softens=True)
def ambiguous_reference(kind: str, name: str, ids: Iterable[str]) -> Said:
    """Several records have this name or alias."""
    return f"«{name}» is the name of more than one {kind}: {', '.join(ids)}", "Write the id."


@mistake("W062", Severity.WARNING)
def redirected_reference(name: str, identifier: str) -> Said:
    """The record has been renamed; the old id still works, but the new one should be written."""
    return f"«{name}» is now called «{identifier}»", f"Write «{identifier}»."


@mistake("E063")
def same_name(kind: str, name: str, other: str) -> Said:
    """Two topics have the same name, but for capitals and the way its characters are encoded.

    Readers could not tell them apart, and what is filed under one would be missing under the other.
    """
    return (
        f"the {kind} «{other}» is called «{name}» already",
        "Merge them with «pressmark merge», or rename one.",
    )


@mistake("E064")
def duplicate_address(address: str, other: str) -> Said:
    """Two things claim the same address."""
    return f"the address /{address} belongs to {other} already", "Rename one of them."


@mistake("E065")
def circle(field: str, path: str) -> Said:
    """Records that stand above each other in a circle."""
    return f"«{field}» goes round in a circle: {path}", "Cut it at one place."


@mistake("W066", Severity.WARNING)
def folder_year(folder: str, year: str) -> Said:
    """The article stands in the folder of another year than that of `published`. Lists go by `published`."""
    return f"the article stands in «{folder}», but was published in {year}", "Move the file if the folder is wrong."


@mistake("W067", Severity.WARNING)
def captured_before_published() -> Said:
    """A copy cannot be older than what it copies; one of the two dates is probably wrong."""
    return "«captured» is earlier than «published»", "Check both dates."


@mistake("E068", softens=True)
def no_such_role(kind: str, value: str, known: Iterable[str]) -> Said:
    """A term that is not in the archive's vocabulary (`vocabularies` in `pressmark.yaml`, or the shipped one)."""
    names = tuple(known)
    advice = f"The terms are {', '.join(names)}; add others to pressmark.yaml."
    return f"there is no {kind} «{value}» in the vocabulary", did_you_mean(value, names, advice)


@mistake("W069", Severity.WARNING)
def lost_anchor(name: str, fragment: str, known: Sequence[str]) -> Said:
    """A link by hand names a paragraph or fact that the article or page does not have: it leads to its beginning.

    Paragraphs are numbered in the order of the text, and the address of a fact without an `id` changes with what the
    fact states.
    """
    blocks = [f"#{anchor}" for anchor in known if anchor.startswith("p")]
    there = f"Its text goes from {blocks[0]} to {blocks[-1]}." if blocks else "It has no text."
    numbered = fragment.removeprefix("p").isdigit()  # one number is as near as another
    hint = there if numbered else did_you_mean(f"#{fragment}", [f"#{one}" for one in known], there)
    return f"«{name}» has no «#{fragment}»", hint


@mistake("E070")
def template_failed(message: str) -> Said:
    """A template of the archive cannot be compiled or fails on a page. The site is left as it was."""
    return f"the template failed: {message}", "Compare it with the shipped one of the same name."


@mistake("W072", Severity.WARNING)
def lost_address(address: str, identifier: str, near: str | None) -> Said:
    """An address that was published would be no more (`check --against`), and nothing leads on from it.

    People and pages elsewhere may have kept it. `rename` and `merge` leave the old address in `redirect_from`; a
    withdrawn article keeps its own. Any page, record or article can take over any address: `redirect_from: [/old/]`.
    """
    old = identifier if near else f"/{address}"
    there = f"«{near}», if that is what it is called now" if near else "what readers should find instead"
    return f"the address /{address} was published and would be no more", f"Write «redirect_from: [{old}]» in {there}."


@mistake("W073", Severity.WARNING)
def lost_fact(article: str, fragment: str) -> Said:
    """A claim, event or note that was published would have another address, or none (`check --against`).

    The address of a fact without an `id` changes with what the fact states. With the old one as its `id`, it stays.
    """
    return (
        f"«{article}» had a fact «#{fragment}», which would be no more",
        f"If it was changed, write «id: {fragment.removeprefix('f-')}» on it, and its address stays.",
    )


@mistake("N080", Severity.NOTICE)
def skipped_file() -> Said:
    """Editors' backups and hidden files in `content/` are left alone."""
    return "skipped: its name is that of a hidden or backup file"


@mistake("N081", Severity.NOTICE)
def no_base_url() -> Said:
    """Without `base_url` the build cannot write absolute addresses."""
    return (
        "no base_url is set: canonical links, feeds, sitemap.xml and opensearch.xml are left out",
        "Set «base_url: https://…» in pressmark.yaml, or give --base-url.",
    )


@mistake("E095", softens=True)
def bad_query(code: str, written: str, fields: Iterable[str]) -> Said:
    """A saved query is not in the language of the search box."""
    if code == "unknown-field":
        advice = f"Fields are {', '.join(fields)}. To search for the words themselves, put them in quotation marks."
        return f"«{written}:» is no field of a query", did_you_mean(written, fields, advice)
    if code == "no-value":
        return f"«{written}:» names nothing", "Write a value directly behind the colon, as in «company:zoom»."
    if code == "reversed-dates":
        return f"«{written}» ends before it begins", "Write the earlier date first."
    if code == "bad-date":
        return f"«{written}» is no date", "Write 2020, 2020-03 or 2020-03-05, or two of them with «..» between."
    return f"«{written}» is no kind of article", "Kinds are news, release, filing and report."
