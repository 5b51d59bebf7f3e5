"""What the parser of YAML complains of, in plain words: what it means, where it begins, and what usually causes it."""

import re
from typing import Any

import yaml

from pressmark import mistakes
from pressmark.diagnostics import At, Diagnostic
from pressmark.limits import DEPTH

# Compiled when needed: classes of that many characters take 4 ms.
_UNPRINTABLE = r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def at(path: str, mark: Any) -> At:
    """Where a mark of the parser stands."""
    return At(path, mark.line + 1, mark.column + 1)


# What libyaml says, what we say, and what usually causes it.
_QUOTE_IT = 'Put the whole value in quotes: key: "…".'
_MIXED = (
    "list items and fields are mixed",
    "Indent the fields of an item alike, and begin each item with «- ».",
)
_OPEN_QUOTE = ("a quotation mark is not closed", "Close the value with the mark it begins with.")
_PROBLEMS = (
    ("mapping values are not allowed", "a colon stands where YAML wants none", _QUOTE_IT),
    (
        "block sequence entries are not allowed",
        "a list cannot begin behind a colon",
        "Begin it on the next line, or put the value in quotes if it is text.",
    ),
    ("unknown escape character", "a backslash in double quotes begins an escape", "Use single quotes, or double it."),
    ("expected comment or line break", "nothing can stand behind «|» or «>»", "Begin the text on the next line."),
    ("found another document", "a second YAML document begins here", "Delete the line «---» or «...»."),
    ("expected <document start>", "something stands behind the end of the YAML", "Delete the line «...»."),
    ("did not find expected '-' indicator", *_MIXED),
    ("did not find expected node content", "a value is missing here", ""),
)
_UNFINISHED = (  # what is shown where it begins, not where the parser gave up
    ("could not find expected ':'", "this line is no field", "Write «key: value», or indent the line under its field."),
    ("did not find expected ',' or ']'", "a list that begins with «[» is not closed", "Close it with «]»."),
    ("did not find expected ',' or '}'", "fields that begin with «{» are not closed", "Close them with «}»."),
    ("unexpected end of stream", *_OPEN_QUOTE),
    ("unexpected document indicator", *_OPEN_QUOTE),
)


def _too_deep(path: str, error: yaml.YAMLError) -> Diagnostic | None:
    """Libyaml looks ahead, and may meet a limit of its own before any event shows how deep it is."""
    mark = getattr(error, "problem_mark", None)
    if mark is None or "maximum nesting depth" not in str(getattr(error, "problem", "")):
        return None
    return mistakes.too_deep(at(path, mark), DEPTH.most)


def explain(path: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    """Why a text is no YAML that could be read."""
    return _too_deep(path, error) or _explained(path, text, error)


def _explained(path: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    mark, begin = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None:
        bad = re.search(_UNPRINTABLE, text)
        return invisible(path, text, bad.start() if bad else 0)
    problem = str(getattr(error, "problem", ""))
    if begin and str(getattr(error, "context", "")).endswith(("an alias", "an anchor")):
        return mistakes.yaml_alias(at(path, begin), _line(text, begin)[begin.column :].split()[0])
    return _worded(path, text, problem, mark, begin or mark)


def _worded(path: str, text: str, problem: str, mark: yaml.Mark, begin: yaml.Mark) -> Diagnostic:
    """What the parser's own words for a problem mean; `begin` is where the part began in which it arose."""
    before, after = _line(text, mark)[: mark.column], _line(text, mark)[mark.column :]
    if "cannot start any token" in problem:
        if after.startswith("\t"):
            return mistakes.tab_indent(at(path, mark))
        return mistakes.bad_yaml(at(path, mark), f"a value cannot begin with «{after[:1]}»", _QUOTE_IT)
    if "did not find expected key" in problem:
        return mistakes.bad_yaml(at(path, mark), *_no_key(before, after))
    for known, message, hint in _UNFINISHED:
        if known in problem:
            return mistakes.bad_yaml(at(path, begin), message, hint)
    for known, message, hint in _PROBLEMS:
        if known in problem:
            return mistakes.bad_yaml(at(path, mark), message, hint)
    return mistakes.bad_yaml(at(path, mark), f"the YAML cannot be read here ({problem})", "")


def _no_key(before: str, after: str) -> tuple[str, str]:
    """Why something stands where the next field should begin."""
    if before.strip():
        return "something stands behind the end of a value", _QUOTE_IT
    if after.startswith("- "):
        return _MIXED
    return "the indentation of this line does not fit", "Indent it like the lines it belongs with."


def invisible(path: str, text: str, position: int) -> Diagnostic:
    """A character that readers cannot see stands at an offset of a text."""
    place = At(path, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))
    return mistakes.control_character(place, ord(text[position]))


def _line(text: str, mark: Any) -> str:
    lines = text.split("\n")
    return lines[mark.line] if mark.line < len(lines) else ""
