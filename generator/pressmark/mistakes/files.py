"""Files and their YAML: what keeps a file from being read at all."""

from collections.abc import Iterable

from pressmark.diagnostics import Said, did_you_mean, mistake


@mistake("E001")
def not_utf8(byte: int) -> Said:
    """The file is not UTF-8 text. Save it as «UTF-8» in your editor; the place given is the first wrong byte."""
    return f"this byte (0x{byte:02x}) is not UTF-8 text", "Save the file with the encoding UTF-8."


@mistake("E002")
def bad_file_name(name: str, better: str) -> Said:
    """The path is the id, so file names are limited to lower-case letters, digits and single hyphens.

    Each part has at most 80 of them. Articles stand in a folder of four digits or in `undated/`, and their own name
    contains a letter; all other kinds have no subfolders. Articles and pages end in `.md`, records in `.yaml`.
    Names that Windows keeps for devices, such as `con` and `nul`, are refused, since no file can be called so there.
    """
    return f"«{name}» cannot be the name of this file", f"Rename it to «{better}»." if better else ""


@mistake("E050")
def bad_attachment(name: str, better: str) -> Said:
    """Files of `content/files/` have names of letters, digits, dots, hyphens and low lines, and stand in no subfolder.

    Names that Windows keeps for devices, such as `con.png`, cannot be copied there.
    """
    return f"«{name}» cannot be the name of a file in content/files/", f"Rename it to «{better}»."


@mistake("E003")
def unknown_folder(name: str, known: Iterable[str]) -> Said:
    """`content/` holds a folder for each kind of document, and `files/`. One elsewhere would be forgotten silently."""
    names = tuple(known)
    listed = ", ".join(names)
    return f"there is no place for «{name}» in content/", did_you_mean(name, names, f"The folders are {listed}.")


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
    """A field is given twice. YAML parsers would silently keep one of the two."""
    return f"the field «{key}» stands here and in line {first_line}", "Keep one of them."


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
    return (
        "this file has an unresolved merge conflict",
        "Keep one side, and delete the lines <<<<<<<, ======= and >>>>>>>.",
    )


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
    return f"expected fields («key: value») here, but found {found}", ""


@mistake("E017")
def too_many(what: str, limit: int) -> Said:
    """There is more of something than any archive needs; `docs/limits.md` names all limits.

    They bound the time and memory that a build takes, whatever the content is.
    """
    return f"there are more than {limit:,} {what}", "Divide it, or leave some of them out."


@mistake("E018")
def twin_names(name: str, other: str) -> Said:
    """Two files of `content/files/` have names that differ in capitals only.

    Windows and macOS, and some hosts, know them as one file, so that one would take the other's place.
    """
    return f"«{name}» differs from «{other}» in capitals only", "Rename one of them."


@mistake("E019")
def too_much_wrong(limit: int) -> Said:
    """So much is wrong in one file that it is not looked through to its end."""
    return f"more than {limit:,} things are wrong in this file; the rest was not looked for", "Is it the right file?"


@mistake("E016")
def unreadable(reason: str) -> Said:
    """The file exists, but cannot be read or is no plain file. Symbolic links are not followed."""
    return f"the file cannot be read: {reason}", ""
