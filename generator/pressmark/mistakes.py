"""Every mistake Pressmark can find in an archive: one constructor for each code.

The text a constructor returns is what the author reads; its docstring is the longer explanation of
`pressmark explain CODE` and of `docs/diagnostics.md`. Codes are never given a new meaning.
"""

from collections.abc import Iterable

from pressmark.diagnostics import Said, Severity, did_you_mean, mistake

# --- files and YAML -----------------------------------------------------------------------------------------------


@mistake("E001")
def not_utf8(byte: int) -> Said:
    """The file is not UTF-8 text. Save it as «UTF-8» in your editor; the place given is that of the first wrong byte."""
    return f"this byte (0x{byte:02x}) is not UTF-8 text", "Save the file with the encoding UTF-8."


@mistake("E002")
def bad_file_name(name: str, better: str) -> Said:
    """The path is the id, so file names are limited to lower-case letters, digits and single hyphens.

    Each part has at most 80 bytes. Articles stand in a folder of four digits or in `undated/`, and their own name
    contains a letter; all other kinds have no subfolders.
    """
    return f"«{name}» cannot be the name of this file", f"Rename it to «{better}»." if better else ""


@mistake("E003")
def unknown_folder(name: str, known: Iterable[str]) -> Said:
    """`content/` holds one folder for each kind of document; files anywhere else would be forgotten silently."""
    names = tuple(known)
    listed = ", ".join(names)
    return f"there is no kind of document for «{name}»", did_you_mean(name, names, f"The folders are {listed}.")


@mistake("E004")
def no_front_matter() -> Said:
    """An article or page begins with a line `---`, then YAML, then another line `---`, then its text."""
    return "the file does not begin with front matter", "Its first line must be «---», with the fields below it."


@mistake("E005")
def unclosed_front_matter() -> Said:
    """The `---` that ends the front matter is missing, so that the text cannot be told from the fields."""
    return "the front matter is not closed", "Put a line «---» between the fields and the text."


@mistake("E006")
def bad_yaml(problem: str, hint: str) -> Said:
    """The YAML cannot be read. The message says what the parser met, and what usually causes it."""
    return problem, hint


@mistake("E007")
def tab_indent() -> Said:
    """YAML does not allow tabs for indentation."""
    return "a tab is used where YAML wants spaces", "Indent with two spaces."


@mistake("E008")
def duplicate_key(key: str, first_line: int) -> Said:
    """A key stands twice in one mapping. YAML parsers would silently keep one of the two."""
    return f"the key «{key}» stands here and in line {first_line}", "Keep one of them."


@mistake("E009")
def yaml_alias(name: str) -> Said:
    """YAML anchors, aliases and merge keys are refused: they make files that no reader can check by eye."""
    return f"YAML anchors and aliases are not used here («{name}»)", "Write the value out, or quote it if it is text."


@mistake("E010")
def yaml_tag(tag: str) -> Said:
    """YAML tags such as `!!int` are refused: every scalar is text as written, and its field gives it a type."""
    return f"YAML tags are not used here («{tag}»)", "Leave the tag out, or quote the value if it is text."


@mistake("E011")
def control_character(number: int) -> Said:
    """A control or bidirectional formatting character, invisible to readers, stands where it could mislead them."""
    return f"an invisible character (U+{number:04X}) stands here", "Delete it."


@mistake("E012")
def conflict_marker() -> Said:
    """Git has left both sides of a merge in the file. Decide for one, and delete the lines with the markers."""
    return "this file has an unresolved merge conflict", "Keep one side, and delete the lines <<<<<<<, ======= and >>>>>>>."


@mistake("E013")
def too_large(size: int, limit: int) -> Said:
    """Files are limited in size, so that no input can exhaust the machine that builds the site."""
    return f"the file has {size:,} bytes; the limit is {limit:,}", "Split it, or keep it in content/files/."


@mistake("E014")
def too_deep(limit: int) -> Said:
    """YAML that is nested far deeper than any field needs."""
    return f"the YAML is nested deeper than {limit} levels", ""


@mistake("E015")
def not_a_mapping(found: str) -> Said:
    """The file or front matter must be fields, `key: value` line by line."""
    return f"here must stand fields («key: value»), not {found}", ""


@mistake("E016")
def unreadable(reason: str) -> Said:
    """The file exists, but cannot be read, is no plain file, or points out of the archive."""
    return f"the file cannot be read: {reason}", ""


# --- fields -------------------------------------------------------------------------------------------------------


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
    """A value of the wrong shape: a list where one value is wanted, a mapping where text is, and so on."""
    return f"here must stand {wanted}, not {found}", ""


@mistake("E023", softens=True)
def not_in_list(value: str, known: Iterable[str]) -> Said:
    """A value that is not one of a fixed list."""
    names = tuple(known)
    return f"«{value}» is not one of {', '.join(names)}", did_you_mean(value, names)


@mistake("E024", softens=True)
def bad_date(value: str, reason: str, suggestion: str | None) -> Said:
    """A date that is not EDTF (ISO 8601-2): `2020-08-23`, `2020-05`, `2020`, `2020-06~`, `2020-08-23/..`, `XXXX`."""
    hint = f"Write «{suggestion}»." if suggestion else "Write it like 2020-08-23, 2020-08, 2020, 2020~ or 2020-08-23/.. ."
    return f"«{value}» is not a date: {reason}", hint


@mistake("E025", softens=True)
def bad_instant(value: str, suggestion: str) -> Said:
    """An embargo is a moment: date, time and time zone (RFC 3339), such as `2024-06-10T06:00:00Z`."""
    return f"«{value}» is not a moment with a time zone", f"Write it like «{suggestion}»."


@mistake("E026", softens=True)
def bad_url(value: str, reason: str) -> Said:
    """An address must be absolute and begin with http, https or mailto; nothing else can become a link."""
    return f"«{value}» is not a web address: {reason}", "It must begin with https:// or http:// ."


@mistake("E027", softens=True)
def bad_number(value: str, wanted: str) -> Said:
    """A number is malformed or outside its range."""
    return f"«{value}» is not {wanted}", ""


@mistake("E028", softens=True)
def bad_form(value: str, wanted: str, example: str) -> Said:
    """A value that must follow a fixed form does not."""
    return f"«{value}» is not {wanted}", f"It looks like «{example}»."


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
    """An item lacks every one of the fields of which it needs at least one."""
    return f"one of {keys} is missing here", ""


@mistake("E034", softens=True)
def backwards(start: str, end: str) -> Said:
    """Something ends before it begins, however the dates are read."""
    return f"it ends ({end}) before it begins ({start})", "Check both dates."


@mistake("E035", softens=True)
def same_party(name: str) -> Said:
    """A company cannot be its own partner."""
    return f"company and partner are both «{name}»", ""


@mistake("E036", softens=True)
def missing_title() -> Said:
    """Every article and page has a title: it is what lists, feeds and search show."""
    return "the title is missing", "Add a line «title: …»."


@mistake("E037", softens=True)
def missing_published() -> Said:
    """From `status: review` on an article states when it was published; `XXXX` says that the page shows no date."""
    return "the field «published» is missing", "Add «published: 2020-08-03», or «published: XXXX» if the page shows no date."


# --- quotes, text and links ---------------------------------------------------------------------------------------


@mistake("E040", softens=True)
def quote_not_found(quote: str) -> Said:
    """The quoted words do not stand in the article's text, letter by letter.

    White space, typographic quotes and dashes are folded; everything else counts. Either the quote or the text has
    been changed: compare them and mend the one that is wrong.
    """
    return f"the text does not contain «{quote}»", "Copy the words from the text exactly."


@mistake("E041", softens=True)
def quote_ambiguous(quote: str, places: str) -> Said:
    """The quoted words stand in the text more than once, so that it is unclear which place is meant."""
    return (
        f"the text contains «{quote}» more than once ({places})",
        "Quote more words, or add «prefix:» or «suffix:» with the words before or after.",
    )


@mistake("E042", softens=True)
def quote_missing() -> Said:
    """Partners, dates and annotations point at the words that prove them. Only an article without text may do without."""
    return "the field «quote» is missing", "Add «quote: …» with the words of the text that state this."


@mistake("E043", softens=True)
def quote_without_text() -> Said:
    """The article has no text that could contain the quote."""
    return "a quote stands here, but the article has no text", "Delete the quote, or add the text."


@mistake("E044", softens=True)
def equal_facts(first_line: int) -> Said:
    """Two items of one article state exactly the same, so that they could not be told apart by address."""
    return f"this item repeats the one in line {first_line}", "Delete one of them, or give one an «id:»."


@mistake("E045")
def bad_picture(reason: str, name: str) -> Said:
    """Pictures come from `content/files/` (PNG, JPEG, GIF, WebP, AVIF) and have an alternative text."""
    return f"the picture «{name}» {reason}", "Write ![what it shows](files/name.png)."


@mistake("E046")
def missing_file(name: str, known: Iterable[str]) -> Said:
    """A file that an article names does not exist in `content/files/`."""
    return f"there is no file «{name}» in content/", did_you_mean(name, known)


@mistake("E047")
def wrong_digest(name: str, found: str) -> Said:
    """An archived copy is not the file whose SHA-256 was written down: one of the two has been changed."""
    return f"the SHA-256 of «{name}» is {found}", "Restore the file, or correct «sha256» if the change was meant."


@mistake("W048", Severity.WARNING)
def link_not_allowed(target: str) -> Said:
    """Links go to http, https and mailto addresses, to `files/…`, and to records as in `company:zoom`.

    Anything else is shown as text.
    """
    return f"the link to «{target}» is shown as text", "Links are https:, http:, mailto:, files/… or company:id and the like."


# --- the archive as a whole ---------------------------------------------------------------------------------------


@mistake("E060", softens=True)
def unknown_reference(kind: str, name: str, known: Iterable[str]) -> Said:
    """A record that does not exist is named. References are ids, exact names or aliases."""
    advice = f"Create it with «pressmark new {kind} \"{name}\"», or correct the name."
    return f"there is no {kind} «{name}»", did_you_mean(name, known, advice)


@mistake("E061", softens=True)
def ambiguous_reference(kind: str, name: str, ids: Iterable[str]) -> Said:
    """Several records have this name or alias."""
    return f"«{name}» may be any {kind} of {', '.join(ids)}", "Write the id."


@mistake("W062", Severity.WARNING)
def redirected_reference(name: str, identifier: str) -> Said:
    """The record has been renamed; the old id still works, but the new one should be written."""
    return f"«{name}» is now called «{identifier}»", f"Write «{identifier}»."


@mistake("E063")
def duplicate_id(identifier: str, other: str) -> Said:
    """Two files have the same id: their names differ only in letter case, Unicode form or ending."""
    return f"«{identifier}» is also the id of {other}", "Rename one of the two files."


@mistake("E064")
def duplicate_address(address: str, other: str) -> Said:
    """Two things claim the same address."""
    return f"the address /{address} belongs to {other} already", "Change one of them."


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


@mistake("E068")
def no_such_role(kind: str, value: str, known: Iterable[str]) -> Said:
    """A term that is not in the archive's vocabulary (`vocabularies` in `pressmark.yaml`, or the shipped one)."""
    names = tuple(known)
    advice = f"The terms are {', '.join(names)}; add others to pressmark.yaml."
    return f"«{value}» is not in the vocabulary of {kind}", did_you_mean(value, names, advice)


@mistake("E070")
def template_failed(message: str) -> Said:
    """A template of the archive cannot be compiled or fails on a page. The site is left as it was."""
    return f"the template failed: {message}", "Compare it with the shipped one of the same name."


# --- notices of a run ---------------------------------------------------------------------------------------------


@mistake("N080", Severity.NOTICE)
def skipped_file() -> Said:
    """Editors' backups and hidden files in `content/` are left alone."""
    return "skipped: its name is that of a hidden or backup file"


@mistake("N081", Severity.NOTICE)
def no_base_url() -> Said:
    """Without `base_url` the build cannot write absolute addresses."""
    return (
        "no base_url is set: canonical links, feed.xml and sitemap.xml are left out",
        "Set «base_url: https://…» in pressmark.yaml, or give --base-url.",
    )
