r"""Words as search knows them: what a word is, how case and accents are folded, and what its stem is.

A word is a run of letters, marks and digits; each Chinese or Japanese character is a word. The browser's search does
the same (`js/search/words.js`), so that the classes are those of Unicode that both have, and not Python's `\w`.
"""

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

import regex

_CHARACTERS = r"\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}"  # of scripts that set no blanks between words
WORD = rf"[{_CHARACTERS}]|(?:(?![{_CHARACTERS}])[\p{{L}}\p{{M}}\p{{N}}])+"
WORDLESS = rf"[^{_CHARACTERS}\p{{L}}\p{{M}}\p{{N}}]"
_WORD = regex.compile(WORD)
_NEITHER_LETTER_NOR_DIGIT = regex.compile(r"[^\p{L}\p{N}]")

# Snowball's algorithms by the language of `pressmark.yaml`; for other languages a word is its own stem.
_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a text: start and end in it, and the word with case and accents folded."""
    for match in _WORD.finditer(text):
        if folded := fold(match.group()):
            yield match.start(), match.end(), folded


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word without case and accents: NFKD, lower case, letters and digits only."""
    if word.isascii():
        return word.lower()
    letters: str = _NEITHER_LETTER_NOR_DIGIT.sub("", unicodedata.normalize("NFKD", word).lower())
    return letters.replace("ς", "σ")


@lru_cache(maxsize=4)
def stemmer(language: str) -> Callable[[str], str]:
    """What gives the stem of a folded word, in the language of the archive (a BCP 47 tag)."""
    name = _ALGORITHMS.get(language.partition("-")[0].lower())
    if name is None:
        return str
    import snowballstemmer  # noqa: PLC0415 - it reads its algorithms for 30 languages, which few commands need

    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return lru_cache(maxsize=1 << 18)(stem)
