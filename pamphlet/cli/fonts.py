"""``pamphlet fonts``: which faces there are, and which set a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pamphlet.cli.parameters import FILE, json_option
from pamphlet.cli.wording import epilog

if TYPE_CHECKING:
    from pamphlet.typesetting.inventory import FaceEntry, TextEntry


@click.command(
    name="fonts",
    epilog=epilog(
        "pamphlet fonts",
        "pamphlet fonts --languages",
        "pamphlet fonts --text my-leaflet",
        "pamphlet fonts --text speech.txt --lang ckb --json",
        "pamphlet fonts --lang km",
        exit_codes="0  shown\n1  no face has some of the characters\n2  the text or the language cannot be read",
    ),
)
@click.option("--text", metavar="PATH", type=FILE, help="A leaflet folder, or a file of plain text.")
@click.option("--lang", metavar="L", help="A language; of a leaflet folder, one of its own. Default: all, or en.")
@click.option("--theme", metavar="NAME", help="The theme whose faces set it. Default: the leaflet's, or broadside.")
@click.option("--languages", is_flag=True, help="Say of each face which languages it has the letters of.")
@json_option()
def command(text: Path | None, lang: str | None, theme: str | None, languages: bool, as_json: bool) -> int:
    """Show the faces at hand, or those that set a text or a language.

    For a text it says which face sets which writing system, where each comes
    from, and which characters none has.
    """
    import msgspec

    from pamphlet.cli.console import Console
    from pamphlet.editions.faces import faces_at_hand, faces_for_language, faces_for_text

    console = Console(as_json=as_json)
    if text is None and lang is None:
        faces = list(faces_at_hand(languages=languages))
        console.give({"faces": msgspec.to_builtins(faces)})
        console.say("\n".join(_face_lines(faces)))
        return 0
    texts = faces_for_language(lang or "en", theme) if text is None else faces_for_text(text, lang, theme)
    console.give({"texts": msgspec.to_builtins(texts)})
    console.say("\n".join(_text_lines(texts)))
    return 1 if any(entry.missing for entry in texts) else 0


def _face_lines(faces: Iterable[FaceEntry]) -> Iterator[str]:
    source = ""
    for face in faces:
        if face.source != source:
            yield f"{'' if not source else chr(10)}{face.source}:"
            source = face.source
        scripts = ", ".join(face.scripts) or f"{face.characters} signs"
        varies = "".join(f", {tag} {least:g} to {most:g}" for tag, (least, most) in face.axes.items())
        yield f"  {face.name:<38} {scripts}{varies}"
        if face.languages:
            yield f"    {' '.join(face.languages)}"


def _text_lines(texts: Iterable[TextEntry]) -> Iterator[str]:
    for text in texts:
        yield f"{text.lang}:"
        for each in text.settings:
            yield f"  {each.family:<10} {each.system}  {each.face:<38} {each.characters:>6}  {each.source}"
        if text.missing:
            yield f"  missing: {' '.join(f'{char} U+{ord(char):04X}' for char in text.missing)}"
            yield f"  {'; or '.join(text.cures)}"
