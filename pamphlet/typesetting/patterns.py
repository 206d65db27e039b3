"""Hyphenation patterns: where a word may be divided, after Liang.

F. M. Liang, "Word Hy-phen-a-tion by Com-put-er" (1983): a pattern is letters with
digits between them; of all patterns found in a word the greatest digit at a place
decides, and an odd one allows a break there. Patterns are kept as they are written
and read only when a word asks for them, so that a dictionary opens in a
millisecond and not in fifty.
"""

from __future__ import annotations

import re

_DIGITS = b"0123456789"
_ESCAPED = re.compile(rb"\^\^([0-9a-f]{2})")
_CHANGE = re.compile(rb"/[^\n]*")


class Patterns:
    """The patterns of one language."""

    def __init__(self, content: bytes, charset: str = "utf-8") -> None:
        """Take the patterns of a dictionary.

        Args:
            content: one pattern a line, as ``.un1do`` or ``1na``; what follows a slash tells of a change in
                spelling (Hunspell's hyphen library, README.nonstandard). Comments and settings are no
                pattern that a word could hold, and need no reading.
            charset: of *content*; one that has ASCII's digits where ASCII has them.
        """
        content = content.replace(b"\r", b"").replace(b" \n", b"\n")
        if b"^^" in content:
            content = _ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), content)
        # Bytes lose their digits ten times as fast as text does.
        keys = (_CHANGE.sub(b"", content) if b"/" in content else content).translate(None, _DIGITS)
        self._marked = dict(zip(keys.decode(charset).split("\n"), content.decode(charset).split("\n"), strict=True))
        self._read: dict[str, tuple[tuple[int, int], ...]] = {}

    def positions(self, word: str) -> tuple[int, ...]:
        r"""Return the indexes in *word*, in small letters, before which it may be divided, ascending.

        Where the spelling would change at the break (Hungarian ``asz-szony``) there is none.

        Example:
            >>> Patterns(b"1tion\n1na").positions("national")
            (2, 5)
        """
        whole = f".{word}."
        marked, length = self._marked, len(whole)
        levels = [0] * (length + 1)
        for start in range(length - 1):
            for end in range(start + 1, length + 1):
                key = whole[start:end]
                if key in marked:
                    for offset, level in self._read.get(key) or self._levels(key):
                        at = start + offset
                        if level > levels[at]:
                            levels[at] = level
        return tuple(at - 1 for at in range(2, length - 1) if levels[at] % 2)

    def _levels(self, key: str) -> tuple[tuple[int, int], ...]:
        """Return the digits of a pattern by the number of letters before them."""
        pattern, _, change = self._marked[key].partition("/")
        found: list[tuple[int, int]] = []
        letters = 0
        for char in pattern:
            if char.isdigit():
                # Made even, the level forbids what this pattern would allow only with another spelling.
                found.append((letters, int(char) + (1 if change and int(char) % 2 else 0)))
            else:
                letters += 1
        self._read[key] = levels = tuple(found)
        return levels
