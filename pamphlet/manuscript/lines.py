"""Which line of the source a piece of the parsed text came from.

Python-Markdown keeps no positions. Blocks come in the order of the source, so
the first words of each are looked for from where the last one was found: right
nearly always, never further off than a repeated phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_PROBE = re.compile(r"\w[\w ,;'’“”.-]{0,40}\w|\w")
_WORD = re.compile(r"\w+")
_RULE = re.compile(r"^[ ]{0,3}([-*_])(?:[ ]*\1){2,}[ ]*$", re.MULTILINE)


class LineFinder:
    """Finds lines in one source, moving forward with each find.

    Args:
        source: the text that was parsed.
        first_line: the line of the file that it starts on.
    """

    def __init__(self, source: str, first_line: int = 1) -> None:
        self._source = source
        self._first = first_line
        self._cursor = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]

    def text(self, text: str, *, length: int = 0) -> int:
        """Return the line where *text* begins; search from *length* characters behind it the next time."""
        for pattern in (_PROBE, _WORD):
            probe = pattern.search(text)
            found = self._find(probe[0]) if probe else -1
            if found >= 0:
                if length:
                    self._cursor = min(found + length, len(self._source))
                return self._line(found)
        return self._line(self._cursor)

    def rule(self) -> int:
        """Return the line of the next thematic break."""
        match = _RULE.search(self._source, self._cursor)
        if match is None:
            return self._line(self._cursor)
        self._cursor = match.end()
        return self._line(match.start())

    def anywhere(self, needle: str) -> int:
        """Return the line of the first *needle* in the whole source, or the current line."""
        found = self._source.find(needle)
        return self._line(found if found >= 0 else self._cursor)

    def ahead(self, needle: str) -> int:
        """Return the line of the next *needle*, without moving."""
        found = self._source.find(needle, self._cursor)
        return self._line(found) if found >= 0 else self.anywhere(needle)

    def go_to(self, needle: str) -> int:
        """Search from the first *needle* on from now; return its line."""
        found = self._source.find(needle)
        self._cursor = max(found, 0)
        return self._line(self._cursor)

    def _find(self, probe: str) -> int:
        """Return the offset of the next *probe*; a short one only as a word of its own."""
        if len(probe) > 4:
            return self._source.find(probe, self._cursor)
        match = re.compile(rf"\b{re.escape(probe)}\b").search(self._source, self._cursor)
        return match.start() if match else -1

    def _line(self, offset: int) -> int:
        return self._first + bisect_right(self._starts, offset) - 1
