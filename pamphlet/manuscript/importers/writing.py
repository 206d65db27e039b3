"""An arranged article → a leaflet folder, whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from pamphlet.errors import BadInput, CannotWrite, Place
from pamphlet.manuscript.importers.arrange import Arranged
from pamphlet.manuscript.importers.markup import escape, guard_opening
from pamphlet.manuscript.importers.pictures import plain_name
from pamphlet.manuscript.importers.piece import FoundPicture, Kind, Piece
from pamphlet.manuscript.limits import check_limits

YAML_WIDTH = 100
"""In characters: longer values are folded into a block."""

SETTINGS = """\
# How this leaflet is made. Its words stand in article.md.
fold = "trifold-roll"
paper = "A4"
theme = "broadside"
formats = ["print", "handout"]
"""


def refuse_full(folder: Path) -> None:
    """Refuse a *folder* that holds something, or that is none.

    Raises:
        BadInput: nothing of the user's is ever written over.
    """
    place = Place(file=str(folder))
    hint = "name a new folder with -o"
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise BadInput("folder-not-empty", "the folder is not empty; nothing was written", place=place, hint=hint)
        if not folder.is_dir() and (folder.exists() or folder.is_symlink()):
            raise BadInput("not-a-folder", "there is a file of that name", place=place, hint=hint)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotWrite("folder-unreadable", f"the folder cannot be used: {reason}", place=place) from None


def write_folder(article: Arranged, folder: Path, source: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write ``article.md``, ``leaflet.toml`` and the pictures into *folder*.

    Everything is made in a folder beside it, which takes the name at the end; *source* is for messages.

    Returns:
        The files written and the pictures' names, the cover photo first.

    Raises:
        BadInput: the article is too long for any leaflet.
        CannotWrite: no permission, no room.
    """
    names, pictures = _named_pictures(article)
    text = article_text(article, names)
    check_limits(text, file=str(source))
    contents = {"article.md": text.encode(), "leaflet.toml": SETTINGS.encode()}
    made: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        made.chmod(0o755)
        for name, content in contents.items():
            _write(made / name, content)
        for name, picture in pictures.items():
            _write(made / name, picture.content if isinstance(picture.content, bytes) else picture.content.read_bytes())
        if folder.is_dir():
            folder.rmdir()
        made.replace(folder)
    except OSError as error:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
        message = f"the folder cannot be written: {error.strerror or error}"
        raise CannotWrite("folder-unwritable", message, place=Place(file=str(folder))) from None
    return tuple(folder / name for name in (*contents, *pictures)), tuple(pictures)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _named_pictures(article: Arranged) -> tuple[list[str], dict[str, FoundPicture]]:
    """Name the photo (if any) and the body's pictures; the names in order of the photo and the pieces."""
    found = [article.photo] if article.photo else []
    found += [piece.picture for piece in article.body if piece.picture]
    names: list[str] = []
    pictures: dict[str, FoundPicture] = {}
    for picture in found:
        known = next((name for name, other in pictures.items() if other.content == picture.content), None)
        name = known or plain_name(picture.name, set(pictures))
        pictures.setdefault(name, picture)
        names.append(name)
    return names, pictures


def article_text(article: Arranged, names: list[str]) -> str:
    """Return the whole of ``article.md``; *names* are those of the photo, if any, and the body's pictures."""
    rest = list(names)
    photo = rest.pop(0) if article.photo else ""
    return f"---\n{front_matter(article, photo)}---\n\n{body_markdown(article.body, rest)}"


def front_matter(article: Arranged, photo: str) -> str:
    """Return the YAML of *article*; keys without a value are left away."""
    picture = article.photo
    values: dict[str, Any] = {
        "title": article.title,
        "kicker": article.kicker,
        "standfirst": article.standfirst,
        "slogans": list(article.slogans),
        "photo": _filled(
            file=photo,
            alt=picture.alt,
            caption=picture.caption,
            credit=picture.credit,
            focus=list(picture.focus) if picture.focus else None,
            mirror=picture.mirror,
        )
        if picture
        else {},
        "bulletin": _filled(label=article.bulletin.label, title=article.bulletin.title, url=article.bulletin.url),
        "imprint": article.imprint,
        "contact": article.contact,
        "date": article.date,
        "lang": article.lang,
        "author": article.author,
    }
    return _yaml(_filled(**values))


def _filled(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _yaml(values: dict[str, Any]) -> str:
    import yaml

    class Dumper(yaml.SafeDumper):
        """Folds long text into blocks and indents lists."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
            super().increase_indent(flow, False)

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        style = "|" if "\n" in value else ">" if len(value) > YAML_WIDTH - 20 else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    def dump(dumper: type[yaml.SafeDumper]) -> str:
        written: str = yaml.dump(
            values, Dumper=dumper, allow_unicode=True, sort_keys=False, width=YAML_WIDTH, default_flow_style=False
        )
        return written

    Dumper.add_representer(str, text)
    written = dump(Dumper)
    # A block cannot hold every text (odd spaces at its ends); quotes can.
    return written if yaml.safe_load(written) == values else dump(yaml.SafeDumper)


def body_markdown(pieces: tuple[Piece, ...], names: list[str]) -> str:
    """Return the body's Markdown; *names* are those of its pictures in order."""
    rest = iter(names)
    blocks: list[str] = []
    for piece in pieces:
        if piece.kind is Kind.PICTURE and piece.picture:
            blocks.append(_picture(piece.picture, next(rest)))
        elif piece.kind is Kind.HEADING:
            # The title is the only heading of the first level.
            level = min(max(piece.level, 2), 6)
            blocks.append("#" * level + " " + re.sub(r"\s*\n\s*", " ", piece.markdown))
        elif piece.kind is Kind.PARAGRAPH:
            blocks.append(guard_opening(piece.markdown))
        else:
            blocks.append(piece.markdown)
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"


def _picture(picture: FoundPicture, name: str) -> str:
    caption = f' "{_quotable(picture.caption)}"' if picture.caption else ""
    credit = f'{{credit="{_quotable(picture.credit)}"}}' if picture.credit else ""
    return f"![{escape(picture.alt)}]({name}{caption}){credit}"


def _quotable(text: str) -> str:
    """Return *text* fit to stand between straight double quotes."""
    return text.replace("&", "&amp;").replace('"', "&quot;")
