"""The language and the direction of a name, where its letters settle them."""

import re
import unicodedata

# Scripts by the first word of their letters' names in Unicode.
_SCRIPTS = {
    "CJK": "han",
    "IDEOGRAPHIC": "han",
    "HIRAGANA": "kana",
    "KATAKANA": "kana",
    "KATAKANA-HIRAGANA": "kana",
    "HANGUL": "hangul",
}
# Scripts that one living language is written in, and that of Japanese and Korean beside Han.
_SETTLED = {
    frozenset({"kana"}): "ja",
    frozenset({"kana", "han"}): "ja",
    frozenset({"hangul"}): "ko",
    frozenset({"hangul", "han"}): "ko",
    frozenset({"HEBREW"}): "he",
    frozenset({"GREEK"}): "el",
    frozenset({"THAI"}): "th",
    frozenset({"GEORGIAN"}): "ka",
    frozenset({"ARMENIAN"}): "hy",
}
# Scripts of many languages: what a name is written in follows from its country, where that has just one of them.
_BY_COUNTRY = {
    "han": {"zh": "CN HK MO SG TW", "ja": "JP"},
    "CYRILLIC": {"ru": "RU", "uk": "UA", "bg": "BG", "mk": "MK", "mn": "MN"},
    "ARABIC": {"ar": "AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE", "fa": "IR", "ur": "PK"},
}
# The blocks of Unicode that hold letters of scripts written from right to left.
_LEFTWARD = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_TO_THE_LEFT = re.compile(f"[{_LEFTWARD}]")
_TO_THE_RIGHT = re.compile(rf"[^\W\d_{_LEFTWARD}]")


def language_of(name: str, country: str = "") -> str:
    """The language of a name; empty where its script is that of many languages, and no country decides."""
    if name.isascii():
        return ""
    scripts = frozenset(_script(letter) for letter in name if letter.isalpha())
    if len(scripts) == 1 and country:
        for language, countries in _BY_COUNTRY.get(next(iter(scripts)), {}).items():
            if country in countries.split():
                return language
    return _SETTLED.get(scripts, "")


def _script(letter: str) -> str:
    first = unicodedata.name(letter, "").partition(" ")[0]
    return _SCRIPTS.get(first, first)


def runs_against(text: str, *, right_to_left: bool = False) -> bool:
    """Whether a text has letters of the other direction than that of the page it stands on."""
    return (_TO_THE_RIGHT if right_to_left else _TO_THE_LEFT).search(text) is not None
