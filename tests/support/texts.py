"""Texts that nobody would write, for property tests: soups of Markdown and YAML, and files with slips in them."""

from hypothesis import strategies as st

_WORDS = [
    "lamp",
    "Copper Kettle",
    "灯",
    "e\u0301",
    "ﬁ",
    "\U0001f600",
    "a  b",
    "“so”",
    "–",
    "<ZM.O>",
    "&amp;",
    "&#13;",
    "\\*",
]
_INLINE = [
    "*",
    "**",
    "_",
    "~~",
    "`",
    "``",
    "[",
    "]",
    "](",
    ")",
    "![",
    "[^1]",
    "[^2]",
    "<",
    ">",
    "&",
    "\\",
    '"',
    "'",
    "|",
]
_TARGETS = ["https://e.example", "company:owl", "files/a.png", "files/a.pdf", "javascript:x", "#p1", "<a b>"]
_BLOCKS = [
    "\n",
    "\n\n",
    "\n# ",
    "\n### ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\n7) ",
    "\n> ",
    "\n>> ",
    "\n```\n",
    "\n---\n",
    "\n    ",
]
_TABLES = [
    "\n\n| a | b |\n|---|:-:|\n| c | d |\n",
    "\n| ",
    "\n|---|---|\n",
    "\n\n[^1]: ",
    "\n\n[^2]: ",
    "  \n",
    "\\\n",
    "\t",
]

_pieces = st.sampled_from([*_WORDS, *_WORDS, *_INLINE, *_TARGETS, *_BLOCKS, *_TABLES])
markdown = st.lists(_pieces | st.text(max_size=4), max_size=40).map("".join)
"""Markdown of every kind, most of it broken."""

_YAML = [
    "a",
    "b: ",
    "- ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ",",
    ": ",
    "#",
    " #",
    "&x ",
    "*x",
    "!!int ",
    "!x ",
    "|",
    ">",
    "'",
    '"',
]
_MORE_YAML = [
    "\n",
    "\n  ",
    "\n    ",
    "\n\t",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "<<: ",
    "~",
    "@",
    "`",
    "\\x",
    "\u2028",
    "\x85",
    "\x00",
]
yaml = st.lists(st.sampled_from([*_YAML, *_MORE_YAML]) | st.text(max_size=4), max_size=40).map("".join)
"""YAML of every kind, most of it broken."""


@st.composite
def with_slips(draw: st.DrawFn, text: str) -> str:
    """A text in which lines or characters are lost, doubled, moved or replaced."""
    for _ in range(draw(st.integers(1, 3))):
        lines = text.split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["lose", "double", "move", "cut", "put", "indent"])):
            case "lose":
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
            case "put":
                column = draw(st.integers(0, len(lines[at])))
                piece = draw(st.sampled_from([*_YAML, *_MORE_YAML, *_WORDS]) | st.text(max_size=3))
                lines[at] = lines[at][:column] + piece + lines[at][column:]
            case _:
                lines[at] = draw(st.sampled_from(["", "  ", "\t", "- "])) + lines[at].lstrip(" -")
        text = "\n".join(lines)
    return text
