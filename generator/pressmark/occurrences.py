"""Where names stand in a text, also in one another: an automaton of Aho and Corasick, kept within limits."""

from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from pressmark.limits import OCCURRENCES

_PIECE = 4_000  # characters: more than most texts have, few enough for names of which one ends each with a letter more


class Occurrences:
    """The places of some names in a text; a name is known by its number."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._longest = max(map(len, names), default=0)
        self._automaton = self._compiled(MatchKind.Standard)

    def of(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Each place as the number of the name, begin and end.

        A piece of the text is looked through at a time, since names that stand in one another have many more places
        than the text has letters. Behind `OCCURRENCES` of them only the leftmost and of these the longest are told.
        """
        count = 0
        for begin in range(0, len(text), _PIECE):
            if count > OCCURRENCES:
                rest = self._compiled(MatchKind.LeftmostLongest).find_matches_as_indexes(text[begin:])
                yield from ((number, begin + first, begin + last) for number, first, last in rest)
                return
            found = self._automaton.find_matches_as_indexes(
                text[begin : begin + _PIECE + self._longest], overlapping=True
            )
            count += len(found)
            yield from ((number, begin + first, begin + last) for number, first, last in found if first < _PIECE)

    def _compiled(self, kind: MatchKind) -> AhoCorasick:
        return AhoCorasick(self._names, matchkind=kind, store_patterns=False)
