"""A content stream taken apart: operator after operator, each with the source of its operands.

Most operators of a page (the showing of type) are never looked into, so operands
stay bytes until somebody asks. A page takes a tenth of a millisecond; a parser that
makes an object of each operand takes ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")

_STRING = rb"\((?:[^()\\]|\\[\s\S])*+\)"
for _ in range(4):  # parentheses within parentheses: nobody writes more
    _STRING = rb"\((?:[^()\\]++|\\[\s\S]|" + _STRING + rb")*+\)"
_NAME = rb"/[^\s\x00()<>\[\]{}/%]*+"
_OPERAND = rb"[0-9.+\-\s\x00]++|" + _NAME + rb"|<<|>>|<[0-9A-Fa-f\s]*+>|[\[\]]|%[^\r\n]*+|(?:true|false|null)\b|"
_OPERATION = re.compile(rb"((?:" + _OPERAND + _STRING + rb")*+)([A-Za-z'\"][A-Za-z0-9*]*+)")
_TOKEN = re.compile(_NAME + rb"|[^\s\x00()<>\[\]{}/%]++")
_END_OF_IMAGE = re.compile(rb"[\s\x00]EI(?=[\s\x00]|\Z)")

INLINE_IMAGE = b"BI"
"""The operator under which an inline image comes, its dictionary as operands and without its bytes."""


def operations(content: bytes, wanted: Mapping[bytes, T]) -> Iterator[tuple[T, bytes]]:
    """Yield what *wanted* has for each operator of *content*, and the source of its operands.

    Operators that nobody wants, and what is no operator, are passed over.
    """
    start = 0
    while start >= 0:
        start = yield from _until_image(content, start, wanted)


def _until_image(content: bytes, start: int, wanted: Mapping[bytes, T]) -> Generator[tuple[T, bytes], None, int]:
    """Yield operators from *start* on; return where an inline image ends, or -1 at the end of the content."""
    for found in _OPERATION.finditer(content, start):
        operands, operator = found.groups()
        if operator == b"ID":
            if INLINE_IMAGE in wanted:
                yield wanted[INLINE_IMAGE], operands
            end = _END_OF_IMAGE.search(content, found.end())
            return end.end() if end else -1
        if operator in wanted and operator != INLINE_IMAGE:
            yield wanted[operator], operands
    return -1


def tokens(operands: bytes) -> list[str]:
    """Return the numbers and names among *operands*; strings have no use here."""
    return [token.decode("latin-1") for token in _TOKEN.findall(operands)]


def numbers(operands: bytes) -> list[float]:
    """Return *operands* as numbers.

    Raises:
        ValueError: something else stands among them.
    """
    return [float(each) for each in operands.split()]
