"""Codes of companies in a text, `<ZM.O>` or `(NASDAQ: ZM)`, each with the company's name before it."""

import re
from collections.abc import Iterator

from pressmark.drafts.spelt import NAME, without_openers
from pressmark.values import Frozen, replace

_EXCHANGES = (
    "NYSE|NASDAQ|Nasdaq|AMEX|NYSEAMERICAN|NYSEARCA|OTC|OTCMKTS|OTCQB|OTCQX|LSE|LON|AIM|TSX|TSXV|TSE|TYO|HKEX|HKG|SEHK|SSE|"
    "SHA|SZSE|SHE|ASX|NSE|BSE|BOM|KRX|KOSPI|KOSDAQ|SGX|SIX|SWX|ETR|XETRA|FRA|FWB|EPA|AMS|BIT|BME|STO|CPH|OSL|HEL|JSE"
)
_CODE = re.compile(
    r"<(?P<wire>[A-Z]{1,5}(?:\.[A-Z]{1,4})?|[A-Z0-9]{1,8}\.[A-Z]{1,4})>|"
    r"[(\[](?P<ric>[A-Z0-9]{1,8}\.[A-Z]{1,3})(?::Quote)?[)\]]|"
    r"(?<=[^\W\d_] )(?P<bare>[A-Z0-9]{1,6}\.(?:HK|SS|SZ|TW|KS|SI|AX|NS|BO|TO|PA|DE|AS|MI|[OKNLT]))(?![\w.])|"
    rf"\((?:{_EXCHANGES})\s?:\s?(?P<ticker>[A-Z0-9.]{{1,8}})\)"
)
_NAMED = re.compile(rf"({NAME}(?: (?:plc|ag|inc|ltd|co|llc|oyj|nv|sa))?)[ \n]?$")
_FORMS = "Inc|Corp|Co|Ltd|Plc|AG|SA|NV|AB|Group|Holdings?|Company|Corporation|Industries|Bancorp|Trust|International"
_BEFORE = 90  # characters in which a name before a code is looked for


class Coded(Frozen):
    """A code in a text, its kind (`ric` or `ticker`), how it stands there, and the name before it, if there is one."""

    code: str
    kind: str
    written: str
    name: str
    start: int
    end: int


def coded(text: str) -> Iterator[Coded]:
    """The companies that a text names with their codes; those of indices begin with a dot and are none."""
    for found in _CODE.finditer(text):
        kind = "ticker" if found["ticker"] else "ric"
        code = found["ticker"] or found["ric"] or found["bare"] or found["wire"]
        if kind == "ric" and code.isdigit():
            continue
        yield Coded(
            code,
            kind,
            found[0] if found["wire"] else code,
            _name_before(text[max(0, found.start() - _BEFORE) : found.start()]),
            found.start(),
            found.end(),
        )


def _name_before(text: str) -> str:
    """The name that ends where a code begins; none where everything is in capitals, since then all looks like names."""
    name = _run_before(text)
    return "" if name.isupper() and " " in name else name


def _run_before(text: str) -> str:
    line = text[-_BEFORE:].rpartition("\n\n")[2].replace("\n", " ").rstrip()
    found = _NAMED.search(line)
    return without_openers(found[1]).removesuffix("'s").removesuffix("’s") if found else ""


def named_in(headline: str, text: str) -> Iterator[Coded]:
    """The codes of a headline in capitals, with their names as the text below has them."""
    for one in coded(headline):
        words = _run_before(headline[: one.start]).split()
        for first in range(len(words)):
            run = r"\s+".join(map(re.escape, words[first:]))
            found = re.search(rf"\b{run}\b(?:\s+(?:{_FORMS})\b\.?)*", text, re.IGNORECASE)
            name = " ".join(found[0].split()) if found else ""
            if name and not name.isupper() and name[0].isupper() and not name.islower():
                yield replace(one, name=name)
                break
