"""The texts that are measured: plain paragraphs, the GPL, a leaflet's story and its editions, a long flow.

Nothing here is random: invented words come from a generator with a fixed seed,
so that two runs, and all tools of one run, set the same words.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import yaml

GPL = Path("/usr/share/common-licenses/GPL-3")
"""The text that line breaking is compared on; Debian installs it, and it is read from there."""

GPL_FROM, GPL_TO = "  The GNU General Public License is a free", "END OF TERMS"
GPL_WORDS = 23
"""Paragraphs of the GPL's body this long or longer: 74 of them. Shorter ones are headings and list heads."""

TEXTS = Path(__file__).parent / "texts"
"""Texts in other languages, by the name of the language; ``texts/README.md`` says where they are from."""

_ONSETS = ("b", "br", "d", "f", "g", "h", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "v", "w")
_RHYMES = ("a", "al", "an", "ar", "e", "el", "en", "er", "i", "in", "is", "o", "ol", "on", "or", "u", "un", "us")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ATTRIBUTES = re.compile(r"\{[^}]*\}")
_LIST_HEAD = re.compile(r"\s*(?:[-*+]|\d+\.|>)\s+")


def paragraphs_of(path: Path) -> list[str]:
    """Return the paragraphs of a plain text, parted by blank lines, their hard-wrapped lines joined again."""
    return _paragraphs(path.read_text(encoding="utf-8"))


def gpl_paragraphs(path: Path = GPL) -> list[str]:
    """Return the paragraphs of the GPL's body that are long enough to be broken into lines.

    Raises:
        ValueError: the file is not the text of GPL-3.
    """
    text = path.read_text(encoding="utf-8")
    body = text[text.index(GPL_FROM) : text.index(GPL_TO)]
    return [paragraph for paragraph in _paragraphs(body) if len(paragraph.split()) >= GPL_WORDS]


def texts() -> dict[str, list[str]]:
    """Return the paragraphs of the texts in other languages, by language."""
    return {path.stem: paragraphs_of(path) for path in sorted(TEXTS.glob("*.txt"))}


def _paragraphs(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A leaflet's words as every tool gets them: plain text, no markup.

    Attributes:
        body: ``(is a heading, text)`` in reading order.
    """

    title: str
    kicker: str
    standfirst: str
    slogans: tuple[str, ...]
    body: tuple[tuple[bool, str], ...]
    reference: str
    url: str

    @property
    def words(self) -> int:
        """The number of words of the body."""
        return sum(len(text.split()) for _, text in self.body)


def read_story(folder: Path) -> Story:
    """Read the story of a leaflet folder without its markup; an invented one where there is none."""
    article = folder / "article.md"
    if not article.exists():
        return invented_story()
    _, front, text = article.read_text(encoding="utf-8").split("---\n", 2)
    said = yaml.safe_load(front)
    bulletin = said.get("bulletin", {})
    return Story(
        title=str(said["title"]),
        kicker=str(said.get("kicker", "")),
        standfirst=" ".join(str(said.get("standfirst", "")).split()),
        slogans=tuple(str(slogan) for slogan in said.get("slogans", ())),
        body=tuple(_plain_body(text)),
        reference=f"{bulletin.get('label', '')}: {bulletin.get('title', '')}",
        url=str(bulletin.get("url", "https://example.org/")),
    )


def _plain_body(text: str) -> Iterator[tuple[bool, str]]:
    for block in _paragraphs(text):
        if block.startswith("[^"):
            continue
        plain = _ATTRIBUTES.sub("", _FOOTNOTE.sub("", _LINK.sub(r"\1", block)))
        heading = plain.startswith("#")
        plain = _LIST_HEAD.sub(" ", plain.lstrip("# ")).replace("*", "").replace("_", " ")
        if plain.strip():
            yield heading, " ".join(plain.split())


def invented_story(words: int = 520) -> Story:
    """Return a story of invented *words*, of the size of a leaflet's usual article."""
    paragraphs = list(flow(words, paragraph_words=60))
    body = [(True, "Bernor gensel unvar"), *((False, paragraph) for paragraph in paragraphs)]
    return Story(
        title="Handing stafor the vernor mi",
        kicker="Pargen",
        standfirst=paragraphs[0],
        slogans=("Grahand the unval", "Minor lanest, all kinfor", "Onter the holgen"),
        body=tuple(body),
        reference="Read on: Bernor gensel",
        url="https://example.org/",
    )


def vary(story: Story, edition: int) -> Story:
    """Return *story* with each paragraph changed: two words trade places, another two in each edition."""

    def changed(text: str) -> str:
        words = text.split()
        if len(words) < 3:
            return text
        at = edition * 7 % (len(words) - 1)
        words[at], words[at + 1] = words[at + 1], words[at]
        return " ".join((*words, str(edition)))

    body = tuple((heading, changed(text)) for heading, text in story.body)
    return replace(story, standfirst=changed(story.standfirst), body=body)


def flow(words: int, *, paragraph_words: int = 90) -> Iterator[str]:
    """Yield paragraphs of invented text, *words* in all.

    The words follow Zipf's law over a vocabulary that grows with the text, as a
    language's does: a cache of words gains no more from it than from real text.
    """
    draw = random.Random(1913)
    said: list[str] = []
    for start in range(0, words, paragraph_words):
        paragraph = []
        for _ in range(min(paragraph_words, words - start)):
            if not said or draw.random() < 3.0 / (3.0 + len(said) ** 0.45):
                syllables = range(draw.choice((1, 1, 2, 2, 3, 4)))
                said.append("".join(draw.choice(_ONSETS) + draw.choice(_RHYMES) for _ in syllables))
            paragraph.append(said[int(len(said) * draw.random() ** 2)])
        yield " ".join(paragraph).capitalize() + "."


def write_story(story: Story, path: Path) -> None:
    """Write *story* as JSON, for a process of its own to read."""
    path.write_text(json.dumps(asdict(story)), encoding="utf-8")


def load_story(path: Path) -> Story:
    """Read a story that :func:`write_story` wrote."""
    values = json.loads(path.read_text(encoding="utf-8"))
    values["slogans"] = tuple(values["slogans"])
    values["body"] = tuple((heading, text) for heading, text in values["body"])
    return Story(**values)
