"""The front matter of an article: YAML between two lines of ``---``, checked key by key.

Scalars are taken as the author wrote them: ``title: 2019`` is the text "2019"
and ``kicker: No`` is the text "No". Aliases, anchors and tags are refused: no
leaflet needs them, and a few lines of them can fill a machine's memory.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from msgspec import Struct, field

from pamphlet.errors import BadInput, Place
from pamphlet.manuscript.schema import Keyed, KeyPath, convert
from pamphlet.manuscript.source import forbidden_character, unprintable

MAX_DEPTH = 4
"""Lists and tables inside each other; the deepest known key, ``photo.focus``, is at 2."""

MAX_CHARACTERS = 100_000
"""Front matter is a few lines; the body has a limit of its own."""

_FENCE = re.compile(r"---[ \t]*\Z")
_CLOSE = re.compile(r"(?:---|\.\.\.)[ \t]*\Z")
_SPACE = re.compile(r"[ \t\r\f\v]+")


class PhotoMatter(Struct, frozen=True, kw_only=True):
    """The ``photo`` key: ``file`` is a path inside the folder, ``focus`` is two fractions.

    ``mirror`` says whether it may be turned left to right where text reads from right to left.
    """

    file: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    focus: tuple[float, float] | None = None
    mirror: bool | None = None


class BulletinMatter(Struct, frozen=True, kw_only=True):
    """The ``bulletin`` key: what the back page points readers to."""

    label: str = ""
    title: str = ""
    url: str = ""


class FrontMatter(Struct, frozen=True, kw_only=True):
    """Every key that may stand above an article.

    Attributes:
        draft: why this edition is not final, as in "for a native reader to review".
    """

    title: str = ""
    kicker: str = ""
    standfirst: str = ""
    slogans: tuple[str, ...] = ()
    photo: PhotoMatter = field(default_factory=PhotoMatter)
    bulletin: BulletinMatter = field(default_factory=BulletinMatter)
    imprint: str = ""
    contact: str = ""
    date: str = ""
    lang: str = ""
    author: str = ""
    draft: str = ""


class Manuscript(Struct, frozen=True, kw_only=True):
    """An article file in two parts.

    Attributes:
        body: the Markdown after the front matter.
        body_line: the line of the file that the body starts on.
    """

    matter: FrontMatter
    keyed: Keyed
    body: str
    body_line: int


def read_manuscript(text: str, *, file: str) -> Manuscript:
    """Split the *text* of an article file into checked front matter and Markdown body.

    Raises:
        BadInput: the front matter is not YAML, has unknown or repeated keys, or values of the wrong type.
    """
    head, body, body_line = _split(text, file)
    keyed = read_yaml(head, file=file, first_line=2) if head.strip() else Keyed(file=file)
    matter = convert(keyed, FrontMatter, text_only=True)
    _check_focus(matter, keyed)
    _check_date(matter, keyed)
    return Manuscript(matter=matter, keyed=keyed, body=body, body_line=body_line)


def _split(text: str, file: str) -> tuple[str, str, int]:
    """Return the YAML, the body and the line the body starts on."""
    blank = len(text) - len(text.lstrip("\n \t"))
    first, _, rest = text[blank:].partition("\n")
    if not _FENCE.match(first):
        return "", text, 1
    # The head keeps the blank lines above it, so that a line of YAML stays one less than the file's.
    skipped = text[:blank].count("\n")
    lines = rest.split("\n")
    for number, line in enumerate(lines):
        if _CLOSE.match(line):
            head = "\n" * skipped + "\n".join(lines[:number])
            return head, "\n".join(lines[number + 1 :]), skipped + number + 3
    raise BadInput(
        "front-matter-open",
        "the front matter that opens here is never closed",
        place=Place(file=file, line=skipped + 1),
        hint="end it with a line of three hyphens, ---",
    )


def read_yaml(text: str, *, file: str, first_line: int = 1) -> Keyed:
    """Read a YAML mapping, scalars as text, keeping the line of every key.

    Args:
        text: the YAML.
        file: for messages.
        first_line: the line of *file* that *text* starts on.

    Raises:
        BadInput: not YAML, not a mapping, a repeated key, an alias, an anchor, a tag, or nested too deep.
    """
    import yaml

    if len(text) > MAX_CHARACTERS:
        message = f"the front matter has {len(text):,} characters; {MAX_CHARACTERS:,} are allowed"
        raise BadInput("front-matter-too-long", message, place=Place(file=file), hint="the article goes below it")
    builder = _Builder(file, first_line)
    # libyaml where the wheel has it (ten times as fast), else the same parser in Python.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + mark.line if mark else first_line
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        raise BadInput(
            "front-matter-yaml",
            f"the front matter is not YAML: {problem}",
            place=Place(file=file, line=line),
            hint="write key: value; put text that holds a colon or starts with a sign in quotes",
        ) from error
    if not isinstance(builder.root, dict):
        raise BadInput(
            "front-matter-yaml",
            "the front matter is not a table of keys",
            place=Place(file=file, line=first_line),
            hint="write key: value, one to a line, as in title: What we want",
        )
    return Keyed(file=file, values=builder.root, lines=builder.lines)


class _Builder:
    """Builds plain values from YAML events, one at a time, so that a bomb is refused where it starts."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file = file
        self.first_line = first_line
        self.root: Any = None
        self.lines: dict[KeyPath, int] = {}
        self._open: list[dict[str, Any] | list[Any]] = []
        self._keys: list[str | None] = []
        self._paths: list[KeyPath] = []

    def take(self, event: Any) -> None:
        """Take the next event (PyYAML's event classes carry no annotations, hence Any)."""
        name = type(event).__name__
        line = self.first_line + event.start_mark.line
        if name == "AliasEvent" or getattr(event, "anchor", None):
            self._refuse("anchors (&) and aliases (*) are not allowed in front matter", line, "quote text with & or *")
        if getattr(event, "tag", None):
            self._refuse(f"the tag {event.tag} is not allowed in front matter", line, "put text that has ! in quotes")
        if name == "ScalarEvent":
            self._scalar(event, line)
        elif name in ("MappingStartEvent", "SequenceStartEvent"):
            self._start({} if name == "MappingStartEvent" else [], line)
        elif name in ("MappingEndEvent", "SequenceEndEvent"):
            self._open.pop()
            self._keys.pop()
            self._paths.pop()
        elif name == "DocumentStartEvent" and self.root is not None:
            self._refuse("the front matter holds more than one document", line, "remove the line ---")

    def _scalar(self, event: Any, line: int) -> None:
        bad = forbidden_character(event.value)
        if bad:
            raise unprintable(bad, place=Place(file=self.file, line=line))
        if self._open and isinstance(self._open[-1], dict) and self._keys[-1] is None:
            return self._key(str(event.value), line)
        # A key with nothing behind it is a key left out; "" in quotes is the same.
        self._put(_tidy(event.value), line)

    def _key(self, key: str, line: int) -> None:
        path = (*self._path(), key)
        if path in self.lines:
            self._refuse(f"the key {key!r} stands twice, first on line {self.lines[path]}", line, "remove one")
        self.lines[path] = line
        self._keys[-1] = key

    def _put(self, value: Any, line: int) -> None:
        if not self._open:
            self.root = value
            return
        container = self._open[-1]
        if isinstance(container, list):
            self.lines[(*self._path(), len(container))] = line
            container.append(value)
            return
        key = self._keys[-1]
        if key is None:
            self._refuse("a key of the front matter must be a word", line, "write key: value")
        elif value != "":
            container[key] = value
        self._keys[-1] = None

    def _start(self, value: dict[str, Any] | list[Any], line: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._refuse(f"the front matter is nested deeper than {MAX_DEPTH} levels", line, "quote text with [ or {")
        path = self._here()
        self._put(value, line)
        self._open.append(value)
        self._keys.append(None)
        self._paths.append(path)

    def _path(self) -> KeyPath:
        """Return the path of the innermost open container."""
        return self._paths[-1] if self._paths else ()

    def _here(self) -> KeyPath:
        """Return the path of the value that comes next."""
        if not self._open:
            return ()
        container = self._open[-1]
        return (*self._path(), len(container) if isinstance(container, list) else self._keys[-1] or "")

    def _refuse(self, message: str, line: int, hint: str) -> None:
        raise BadInput("front-matter-yaml", message, place=Place(file=self.file, line=line), hint=hint)


def _tidy(text: str) -> str:
    """Return *text* with single spaces, trimmed line by line; a newline stays a hard break."""
    return "\n".join(_SPACE.sub(" ", line).strip() for line in text.strip().split("\n"))


def _check_focus(matter: FrontMatter, keyed: Keyed) -> None:
    focus = matter.photo.focus
    if focus is not None and not all(0 <= part <= 1 for part in focus):
        raise BadInput(
            "focus-range",
            f"photo.focus is {focus[0]:g}, {focus[1]:g}; each must lie between 0 and 1",
            place=keyed.place("photo", "focus"),
            hint="[0.5, 0.3] is half way across and a third of the way down",
        )


def _check_date(matter: FrontMatter, keyed: Keyed) -> None:
    if not matter.date:
        return
    try:
        date.fromisoformat(matter.date[:10])
    except ValueError as error:
        raise BadInput(
            "wrong-date",
            f"{matter.date!r} is not a date of the calendar",
            place=keyed.place("date"),
            hint="write year, month and day, as in 2019-11-15",
        ) from error
