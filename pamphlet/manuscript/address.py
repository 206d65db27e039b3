"""The address that a leaflet points to: in full for a code, and why a telephone could not follow it.

A code holds what is to be opened, so an address that is typed without its scheme
gets one. What is an address is told by RFC 3986, sections 3.1 and 3.2.
"""

from __future__ import annotations

import re

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d+(?:[/?#]|\Z))", re.IGNORECASE)
"""Digits behind the colon are a port."""
_HOST = re.compile(r"(?:[^/?#@]*@)?(?P<host>\[[0-9a-f:.]+\]|[^/?#:@]*)(?::\d*)?(?:[/?#]|\Z)", re.IGNORECASE)
_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)+\.?|\[.+\]")
_FOLLOWED = ("http", "https", "mailto", "tel")


def full_address(url: str) -> str:
    """Return *url* with a scheme, ``https`` where it has none and could be followed with one.

    Example:
        >>> full_address("example.org/x"), full_address("tel:+49301234")
        ('https://example.org/x', 'tel:+49301234')
    """
    return url if not url or _SCHEME.match(url) or address_fault(url) else f"https://{url}"


def address_fault(url: str) -> tuple[str, str] | None:
    """Return why *url* leads nowhere, and the cure; nothing where it may lead somewhere.

    Example:
        >>> address_fault("foo")
        ("'foo' has no host", 'write it in full, as in https://example.org/page')
    """
    if re.search(r"\s", url):
        return f"{url!r} has a space in it", "leave it out, or write %20 for it"
    match = _SCHEME.match(url)
    scheme = match[1].lower() if match else ""
    rest = url[match.end() :] if match else url
    full = "write it in full, as in https://example.org/page"
    if scheme and scheme not in _FOLLOWED:
        return f"{scheme}: is no address that every telephone follows", f"write one of {', '.join(_FOLLOWED)}"
    if scheme == "mailto":
        return None if re.match(r"[^@?]+@[^@?]+", rest) else (f"{url!r} names nobody", "write mailto:name@example.org")
    if scheme == "tel":
        return None if re.search(r"\d", rest) else (f"{url!r} has no number", "write tel:+49301234567")
    if not scheme and re.match(r"[^/?#]+@", url):
        return f"{url!r} is an address of mail without its scheme", f"write mailto:{url}"
    host = _HOST.match(rest.removeprefix("//")) if rest.startswith("//") or not scheme else None
    return None if host and _NAME.fullmatch(host["host"]) else (f"{url!r} has no host", full)
