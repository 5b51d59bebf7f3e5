"""Which characters a text may hold, and texts without those that readers cannot see.

Names, titles and ids hold none that is invisible or turns the direction of others (Unicode Technical Report 36): they
are refused where they are written, and replaced in what comes from elsewhere. Bodies are kept verbatim; they may turn
their own direction, which pages isolate.
"""

import re

REPLACEMENT = "\ufffd"
# No markup can hold these: XML 1.0, 2.2, and what the HTML standard calls controls and noncharacters.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane + last) for plane in range(0x1_0000, 0x11_0000, 0x1_0000) for last in (0xFFFE, 0xFFFF))
    + "]"
)
# Those, other ends of lines, marks of direction, byte-order marks, annotation marks, and tags but in flags (UTS 51).
INVISIBLE = re.compile(
    f"{UNPRINTABLE.pattern[:-1]}\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]"
)


def printable(text: str) -> str:
    """A text in which nothing unprintable is left."""
    return text if is_plain(text.replace("\n", "")) else UNPRINTABLE.sub(REPLACEMENT, text)


def is_plain(text: str) -> bool:
    """Whether it is certain at a glance that a text of one line holds nothing invisible; if not, it may even so.

    Nothing that the patterns above name is printable, and a scan with them takes ten times as long.
    """
    return text.isprintable()


def visible(text: str) -> str:
    """A text on one line in which nothing invisible is left: for terminals, logs and what other programs told us."""
    return INVISIBLE.sub(REPLACEMENT, text.replace("\n", " ").replace("\t", " "))
