"""Fields: what is wrong with one value."""

from collections.abc import Iterable

from pressmark.diagnostics import Said, did_you_mean, mistake


@mistake("E020", softens=True)
def unknown_key(key: str, known: Iterable[str]) -> Said:
    """A field that the content model does not know; most often a slip of the pen."""
    names = tuple(known)
    return f"there is no field «{key}»", did_you_mean(key, names, "The fields here are " + ", ".join(names) + ".")


@mistake("E021", softens=True)
def missing_field(key: str) -> Said:
    """A field that is always needed is absent or empty."""
    return f"the field «{key}» is missing", f"Add a line «{key}: …»."


@mistake("E022", softens=True)
def wrong_shape(wanted: str, found: str) -> Said:
    """A value of the wrong shape: a list where one value is wanted, fields where text is, and so on."""
    return f"expected {wanted} here, but found {found}", ""


@mistake("E023", softens=True)
def not_in_list(value: str, known: Iterable[str]) -> Said:
    """A value that is not one of a fixed list."""
    names = tuple(known)
    return f"«{value}» is not one of {', '.join(names)}", did_you_mean(value, names)


@mistake("E024", softens=True)
def bad_date(value: str, reason: str, suggestion: str | None) -> Said:
    """A date that is not EDTF (ISO 8601-2): `2020-08-23`, `2020-05`, `2020`, `2020-06~`, `2020-08-23/..`, `XXXX`."""
    hint = (
        f"Write «{suggestion}»." if suggestion else "Write it like 2020-08-23, 2020-08, 2020, 2020-08-23/.. or 2020~."
    )
    return f"«{value}» is not a date: {reason}", hint


@mistake("E025", softens=True)
def bad_instant(value: str, suggestion: str) -> Said:
    """An embargo is a moment: date, time and time zone (RFC 3339), such as `2024-06-10T06:00:00Z`."""
    return f"«{value}» is not a moment with a time zone", f"Write it like «{suggestion}»."


@mistake("E026", softens=True)
def bad_url(value: str, reason: str) -> Said:
    """An address must be absolute and begin with http or https; nothing else can become a link."""
    return f"«{value}» is not a web address: {reason}", "Write it like «https://example.org/page»."


@mistake("E027", softens=True)
def bad_number(value: str, wanted: str) -> Said:
    """A number is malformed or outside its range."""
    return f"«{value}» is not {wanted}", ""


@mistake("E028", softens=True)
def bad_form(value: str, wanted: str, example: str) -> Said:
    """A value that must follow a fixed form, such as a language, a country code or a SHA-256, does not."""
    return f"«{value}» is not {wanted}", f"Write it like «{example}»."


@mistake("E029", softens=True)
def cut_by_comment(key: str, whole: str) -> Said:
    """YAML takes ` #` for the beginning of a comment, so that the rest of the line would be lost."""
    return f"YAML cuts the text of «{key}» at « #»", f"Put it in quotes: {key}: {whole}"


@mistake("E030", softens=True)
def todo(key: str) -> Said:
    """The value is still TODO. That is fine in a draft."""
    return f"«{key}» is still TODO", "Fill it in, or delete the line."


@mistake("E031", softens=True)
def duplicate_item(value: str) -> Said:
    """A list names the same thing twice."""
    return f"«{value}» stands in this list twice", "Delete one of them."


@mistake("E032", softens=True)
def too_long(length: int, limit: int) -> Said:
    """A field is far longer than anything it is meant for."""
    return f"this value has {length:,} characters; the limit is {limit:,}", ""


@mistake("E033", softens=True)
def needs_one_of(keys: str) -> Said:
    """An item has none of several fields, of which it needs at least one."""
    return f"at least one of {keys} is needed here", ""


@mistake("E034", softens=True)
def backwards(start: str, end: str) -> Said:
    """Something ends before it begins, however the dates are read."""
    return f"it ends ({end}) before it begins ({start})", "Check both dates."


@mistake("E035", softens=True)
def same_party(name: str) -> Said:
    """A company cannot be its own partner."""
    return f"company and partner are both «{name}»", "Name the other company as «partner»."


@mistake("E036", softens=True)
def missing_title() -> Said:
    """Every article and page has a title: it is what lists, feeds and search show."""
    return "the title is missing", "Add a line «title: …»."


@mistake("E037", softens=True)
def missing_published() -> Said:
    """From `status: review` on an article states when it was published; `XXXX` says that the page shows no date."""
    return (
        "the field «published» is missing",
        "Add a line such as «published: 2020-08-03», or «published: XXXX» if the page shows no date.",
    )
