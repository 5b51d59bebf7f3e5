"""Bytes from elsewhere as text, or why they are none. An encoding is never guessed: a wrong guess changes letters."""

import codecs
import re

from pressmark.drafts.values import TooMuchError
from pressmark.limits import IMPORT

_MARKED = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LONGEST_LINE = 1_000_000  # characters


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 that begins with its mark.

    Raises:
        ValueError: With the reason in plain words.
    """
    if not data.strip():
        raise ValueError("it is empty")
    if len(data) > IMPORT.most:
        raise TooMuchError(f"it has more than {IMPORT.most:,} bytes", IMPORT.code)
    encoding = next((name for mark, name in _MARKED if data.startswith(mark)), "utf-8")
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ValueError(
            f"it is not UTF-8 text (byte 0x{data[error.start]:02x} in line {line}); save it with the encoding UTF-8"
        ) from error
    if "\x00" in text:
        raise ValueError("it is not text: it holds zero bytes")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if max(map(len, re.split("\n", text))) > LONGEST_LINE:
        raise TooMuchError(f"one of its lines has more than {LONGEST_LINE:,} characters", IMPORT.code)
    return text
