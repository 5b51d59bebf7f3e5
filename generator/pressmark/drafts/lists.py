"""Lists of names behind *listed, named, including, such as*: candidates for partners."""

import re
from collections.abc import Iterable, Iterator

from pressmark.drafts.spelt import FIRM, NAME, without_openers
from pressmark.values import Frozen

_TRIGGER = re.compile(
    r"\b(?P<word>listed|named|including|includes|include|such as|namely|appointed|picked|chosen|chose|selected|"
    r"signed up|partners are|partners were|resellers are|distributors are|tapped|with partners)\b(?: as\b|:)?,? ",
)
_CODE = r"(?: ?(?:<[A-Z0-9.]+>|\([A-Z][\w.]*(?:: ?\w+)?\)))"
_ONE = rf"(?:the )?{NAME}{_CODE}?"
_LIST = re.compile(rf"{_ONE}(?:, (?:and |or )?{_ONE})*(?:,? (?:and|or) {_ONE})?")
_ITEM = re.compile(rf",? and (?!{FIRM})|,? or |, ")
_WORKS_WITH = re.compile(
    r"\b(?:partner|reseller|re-seller|distribut|dealer|agent|operator|licensee|supplier|franchise|vendor|agenc|"
    r"(?:offer|sell|run|operate|market|supply|host)s? (?:its|the|their|them)\b)",
    re.IGNORECASE,
)
# What follows a list that stands before it: `A, B and C will become resellers`.
_BECOMES = re.compile(
    r" (?P<word>(?:will |would |to |have |has )?(?:become|became|be|been|are|were|act as|serve as|been named|be named)"
    r"(?: as)?) (?:(?:the|its|their|new|official|exclusive|local|authori[sz]ed|sole) )*(?:\w+ )?"
    r"(?:partners|resellers|distributors|dealers|agents|operators|licensees|suppliers|vendors)\b"
)
_REACH = 200  # characters before these words in which their list begins
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])[\"”’']? (?=[\"“‘']?[^\W_a-z])|\n\n")


class Listed(Frozen):
    """A name in a list: its place, that of the whole list, the word before it, and whether partners are spoken of."""

    name: str
    start: int
    end: int
    proof: tuple[int, int]
    trigger: str
    sentence: str
    works_with: bool


def listed(text: str) -> Iterator[Listed]:
    """The names in lists of a text."""
    for start, sentence in _sentences(text):
        for trigger in _TRIGGER.finditer(sentence):
            found = _LIST.match(sentence, trigger.end())
            if found is None:
                continue
            names = list(_items(found[0], trigger.end()))
            works = _WORKS_WITH.search(sentence) is not None
            if works or len(names) > 1:
                for name, offset in names:
                    begin = start + offset
                    proof = (start + trigger.start(), start + found.end())
                    yield Listed(name, begin, begin + len(name), proof, trigger["word"], sentence, works)
        yield from _before(sentence, start)


def _before(sentence: str, start: int) -> Iterator[Listed]:
    """The names of a list that stands before what its members become."""
    for becomes in _BECOMES.finditer(sentence):
        reach = max(0, becomes.start() - _REACH)
        found = next((one for one in _LIST.finditer(sentence, reach) if one.end() == becomes.start()), None)
        names = list(_items(found[0], found.start())) if found else []
        for name, offset in names if len(names) > 1 else ():
            begin, proof = start + offset, (start + names[0][1], start + becomes.end())
            yield Listed(name, begin, begin + len(name), proof, becomes["word"], sentence, works_with=True)


def role_in(sentence: str, roles: Iterable[str]) -> str:
    """The role that a sentence names by a word of the vocabulary, if it names just one."""
    said = {role for role in roles if re.search(rf"\b{re.escape(role.replace('-', ' '))}s?\b", sentence.lower())}
    return said.pop() if len(said) == 1 else ""


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    done = 0
    for border in _SENTENCE.finditer(text):
        yield done, text[done : border.start()].replace("\n", " ")
        done = border.end()
    yield done, text[done:].replace("\n", " ")


def _items(run: str, offset: int) -> Iterator[tuple[str, int]]:
    done = 0
    for border in [*_ITEM.finditer(run), None]:
        end = border.start() if border else len(run)
        part = run[done:end].removeprefix("the ")
        name = without_openers(re.sub(rf"{_CODE}$", "", part)).rstrip(" -–.")
        if len(name) > 1:
            yield name, offset + run.index(name, done)
        done = border.end() if border else end
