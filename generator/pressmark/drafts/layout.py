"""Where the parts of a story stand on a page: headline, caption, byline, text, credits; the rest is dropped by rule."""

import re
from collections.abc import Iterator, Sequence

from pressmark.drafts import chrome, crediting
from pressmark.drafts.dateline import opening
from pressmark.drafts.stamps import AGENCY, STAMP, agency_in, is_stamp
from pressmark.drafts.values import Dropped
from pressmark.values import Frozen

_ENDS = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")
_ASKS = re.compile(r"[?!]$")
_PICTURED = re.compile(
    r"^(?:file photo|photo|picture|image|caption|foto|bild|handout)\b\s*[:/-]|"
    r"\b(?:REUTERS|AP|AFP|Getty|dpa|EPA|Xinhua)\s*/|/(?:REUTERS|AP|AFP|Getty Images|File Photo|Handout)|"
    r"\((?:photo|picture|image|foto)(?:graph)?(?: credit)?[ :]|\b(?:Getty Images|AP Photo|File Photo|Handout)\b",
    re.IGNORECASE,
)
_REVISED = re.compile(r"\((?:Corrects|Adds|Updates|Refiles|Recasts|Repeats|Clarifies|Removes|Rewrites|Fixes)\b[^()]*\)")
_WORD = re.compile(r"[^\W\d_]{4,}")
_BULLETS = ("- ", "• ", "* ", "– ", "· ")  # key points
_NARROW, _WRAP = 40, 100  # characters of the widest line of a paragraph that is wrapped
_PROSE_WORDS = 8
_SENTENCE_WORDS = 4
_HEADLINE_WORDS = 3
_DENSE = 2  # sentences among the next four blocks
_ALIKE = 0.4  # of a headline's words in the text
_SHARED = 3  # words that a headline and its text have in common, if any line has as many
_STEM = 5  # letters by which words are compared


class Block(Frozen):
    """Lines that belong together, with the number of the first (from 1)."""

    line: int
    text: str

    @property
    def prose(self) -> bool:
        """Whether it reads like sentences, not like a headline."""
        if len(self.text.split()) < _PROSE_WORDS or not _ENDS.search(self.text):
            return False
        return not _ASKS.search(self.text) or len(re.findall(r"[.!?](?:\s|$)", self.text)) > 1

    @property
    def sentence(self) -> bool:
        """Whether it ends like a sentence, however short it is, or is an item of a list."""
        words = len(self.text.split())
        if words >= _PROSE_WORDS and re.search(r"[.!?][\"'”’]?(?: +[^\W\d_a-z]\w*){1,5}\W*$", self.text):
            return True  # a mark such as `Enditem` behind the last sentence
        return words >= _SENTENCE_WORDS and (self.text.startswith(_BULLETS) or _ENDS.search(self.text) is not None)


class Layout(Frozen):
    """The parts of a story; those that the page lacks are None or empty."""

    title: Block | None
    caption: Block | None
    summary: Block | None
    bylines: tuple[Block, ...]
    stamps: tuple[Block, ...]
    body: tuple[Block, ...]
    credits: tuple[Block, ...]
    dropped: tuple[Dropped, ...]


def laid_out(text: str) -> Layout:
    """Find the parts of a story in the text of a page."""
    lines = text.split("\n")
    around = chrome.surroundings(lines)
    dropped = [Dropped(number + 1, lines[number].strip(), rule) for number, rule in around.items()]
    blocks = list(_blocks(lines, around))
    ended = next((i for i, block in enumerate(blocks) if i and chrome.leads_on(block.text) and _told(blocks[:i])), None)
    if ended is not None:
        dropped += _dropped(blocks[ended:], "behind the end: a list of other stories")
        blocks = blocks[:ended]
    first = _first(blocks)
    last = _last(blocks, first)
    head, body, tail = blocks[:first], blocks[first:last], blocks[last:]
    signed = dict.fromkeys(block for block in (*body, *tail) if crediting.is_credits(block.text))
    story = tuple(block for block in body if block not in signed)
    dropped += _dropped([block for block in tail if block not in signed], "behind the end of the story")
    title, beside, above = _headed(head, story)
    signs = dict.fromkeys(block for block in above if _is_said(block.text))
    dropped += _dropped([block for block in above if block not in signs], "above the headline")
    beside = [*signs, *beside]
    told = "\n".join(block.text for block in story)
    stamps = dict.fromkeys(block for block in beside if is_stamp(block.text))
    bylines = dict.fromkeys(block for block in beside if block not in stamps and _is_byline(block.text, told))
    others = [block for block in beside if block not in stamps and block not in bylines]
    caption, summary, rest = _captioned(others, min((one.line for one in (*stamps, *bylines)), default=0))
    dropped += _dropped(rest, "between the headline and the story")
    return Layout(
        title,
        caption,
        summary,
        tuple(bylines),
        tuple(stamps),
        story,
        tuple(signed),
        tuple(sorted(dropped, key=lambda one: one.line)),
    )


def _dropped(blocks: Sequence[Block], rule: str) -> list[Dropped]:
    return [
        Dropped(block.line + offset, line, rule)
        for block in blocks
        for offset, line in enumerate(block.text.split("\n"))
    ]


# --- blocks -------------------------------------------------------------------------------------------------------


def _blocks(lines: Sequence[str], around: dict[int, str]) -> Iterator[Block]:
    run: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""]):
        if line.strip() and number not in around:
            run.append((number + 1, line.strip()))
            continue
        if _wrapped([text for _, text in run]):
            yield Block(run[0][0], "\n".join(text for _, text in run))
        else:
            yield from (Block(*one) for one in run)
        run = []


def _wrapped(lines: Sequence[str]) -> bool:
    """Whether lines are one paragraph: filled to about one width, and broken inside sentences."""
    widest = max(map(len, lines), default=0)
    if len(lines) < 2 or not _NARROW <= widest <= _WRAP:  # noqa: PLR2004
        return False
    filled = all(len(line) >= widest * 0.6 for line in lines[:-1])
    return filled and any(not _ENDS.search(line) for line in lines[:-1])


# --- from where to where ------------------------------------------------------------------------------------------


def _told(blocks: Sequence[Block]) -> bool:
    """Whether a story stands in these blocks already."""
    return any(block.prose or opening(block.text) for block in blocks)


def _first(blocks: Sequence[Block]) -> int:
    """The number of the block in which the text begins: behind a dateline, else the first that is prose."""
    for number, block in enumerate(blocks):
        opened = opening(block.text)
        if opened and (opened.agency or not is_stamp(block.text)):
            return number - 1 if number and _REVISED.fullmatch(blocks[number - 1].text) else number
    prose = [
        number
        for number, block in enumerate(blocks)
        if block.prose and not block.text.startswith(_BULLETS) and not _is_above(block, blocks[number + 1 : number + 4])
    ]
    if prose:  # with most sentences behind it: descriptions of icons read like sentences too
        return max(prose, key=lambda at: (min(_DENSE, sum(one.sentence for one in blocks[at + 1 : at + 5])), -at))
    titled = next((i for i, block in enumerate(blocks) if len(block.text.split()) >= _HEADLINE_WORDS), len(blocks) - 1)
    return min(titled + 1, len(blocks))


def _is_above(block: Block, following: Sequence[Block]) -> bool:
    """Whether a sentence is none of the story's: a caption, or what stands above the line that says whose it is."""
    signed = any(is_stamp(one.text) or crediting.is_signed(one.text) for one in following)
    return signed or is_stamp(block.text) or _PICTURED.search(block.text) is not None


def _last(blocks: Sequence[Block], first: int) -> int:
    """The number of the block behind the text: at the credits, else behind the last prose."""
    for number in range(first, len(blocks)):
        if crediting.is_credits(blocks[number].text):
            return number
    last = max((i + 1 for i in range(first, len(blocks)) if blocks[i].sentence), default=min(first + 1, len(blocks)))
    while last > first + 1 and crediting.is_beside(blocks[last - 1].text):
        last -= 1
    return last


# --- the head -----------------------------------------------------------------------------------------------------


def _headed(head: Sequence[Block], story: Sequence[Block]) -> tuple[Block | None, list[Block], list[Block]]:
    """The headline, what stands between it and the text, and what stands above it."""
    words = {stem for block in story for stem in _stems(block.text)}
    candidates = [
        (number, _likeness(block.text, words))
        for number, block in enumerate(head)
        if not is_stamp(block.text) and not AGENCY.fullmatch(block.text) and not _PICTURED.search(block.text)
    ]
    long = [(i, alike) for i, alike in candidates if len(head[i].text.split()) >= _HEADLINE_WORDS]
    long = [(i, alike) for i, alike in long if not crediting.is_byline(head[i].text)] or long
    long = [(i, alike) for i, alike in long if len(head[i].text.split()) > _HEADLINE_WORDS] or long
    shared = {i: len(_stems(head[i].text) & words) for i, _ in long}
    enough = min(_SHARED, max(shared.values(), default=0))
    chosen = next((i for i, alike in long if alike >= _ALIKE and shared[i] >= enough), None)
    if chosen is None:
        ranked = long or candidates
        chosen = max(ranked, key=lambda one: (one[1], -one[0]))[0] if ranked else None
    if chosen is None:
        return None, list(head), []
    return head[chosen], list(head[chosen + 1 :]), list(head[:chosen])


def _stems(text: str) -> set[str]:
    return {word[:_STEM].lower() for word in _WORD.findall(text)}


def _likeness(text: str, words: set[str]) -> float:
    stems = _stems(text)
    return len(stems & words) / len(stems) if stems else 0.0


def _is_byline(text: str, story: str) -> bool:
    """Whether a line says who wrote the story. Bare names that the story itself speaks of are none of its authors'."""
    if AGENCY.fullmatch(text):
        return True
    if _PICTURED.search(text) or not crediting.is_byline(text) or not crediting.in_byline(text):
        return False
    return text not in story


def _is_said(text: str) -> bool:
    """Whether a line above the headline plainly says who wrote the story, which agency it is from, or its day."""
    stamp = STAMP.fullmatch(text)
    if is_stamp(text) and agency_in(text):
        return True
    return text.startswith("By ") or AGENCY.fullmatch(text) is not None or bool(stamp and stamp["label"])


def _captioned(others: Sequence[Block], signed: int) -> tuple[Block | None, Block | None, list[Block]]:
    """Caption and summary among the lines between headline and text.

    A line alone is a summary if it stands before the line (`signed`) that says who wrote the story or when.
    """
    pictures = dict.fromkeys(block for block in others if _PICTURED.search(block.text))
    plain = [
        block
        for block in others
        if block not in pictures
        and len(block.text.split()) >= _HEADLINE_WORDS
        and not block.text.startswith(_BULLETS)
        and not crediting.is_beside(block.text)
        and not crediting.is_signed(block.text)
    ]
    pictured = [block for block in pictures if len(block.text.split()) >= _HEADLINE_WORDS]
    first, second = (*plain, None, None)[:2]
    found: tuple[Block | None, Block | None] = (first, None)
    if pictured:
        found = (pictured[0], first)
    elif second or (first and first.line < signed):
        found = (second, first)
    return *found, [block for block in others if block not in found]
