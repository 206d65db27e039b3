"""The fonts of a file: which glyphs it shows, by which codes, and what each stands for.

Each face becomes one Type0 font with Identity-H encoding, in which a glyph is shown by
its own code whatever it stands for, and every script goes the same way. The codes are
fixed for the face and the subset keeps the glyph ids (RETAIN_GIDS): the operators that
show a word (``fragments``) are then the same in every edition, are made once and kept
on the :class:`FontShelf`.

A glyph that stands for a second text in the same file, as that of the space does for the no-break
space, has a second code for it, so that ToUnicode tells them apart. In a face with PostScript outlines,
where nothing is put together and no code is free, and where tracking is wide, ActualText tells what is
said: of the whole word, or of several (``actualtext`` says which); from right to left of the cluster,
since readers turn these around.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from pamphlet.pdf.cids import Cids
from pamphlet.pdf.clusters import is_beside
from pamphlet.pdf.composites import Cluster
from pamphlet.pdf.document import Document, Value
from pamphlet.pdf.fontfile import PackedFont, pack
from pamphlet.pdf.fragments import Fragment, compose, compose_clusters, told_whole
from pamphlet.typesetting.face import Face, Shaped

_COMMON = " -"
"""Where one glyph serves several characters (space and no-break space, hyphen-minus and hyphen),
a glyph's own code names these, a further code or ActualText the others."""

_KEPT_FONTS = 4
"""Subsets kept of a face: an article in two languages and two formats, as a studio makes them again and again."""


class ShelvedFace:
    """What editions share about one face: codes and widths, fragments and the latest fonts."""

    def __init__(self, face: Face) -> None:
        self.common = {gid: char for char in _COMMON if (gid := face.hb_font.get_nominal_glyph(ord(char))) is not None}
        self.cids = Cids(face)
        self._fragments: dict[Shaped, Fragment] = {}
        self._packed: dict[object, PackedFont] = {}
        self.further = self.cids.further

    def fragment(self, shaped: Shaped) -> Fragment:
        """Return the fragment of *shaped* where ToUnicode can name all its lone glyphs."""
        fragment = self._fragments.get(shaped)
        if fragment is None:
            fragment = None if shaped.rtl and self.further else compose(self.cids, shaped)
            if fragment is None or (fragment.spoken and self.further):
                fragment = compose_clusters(self.cids, shaped)
            self._fragments[shaped] = fragment
        return fragment

    def packed(self, texts: dict[int, str], clusters: dict[int, Cluster]) -> PackedFont:
        """Return the font with the glyphs of *texts* and *clusters* alone; the latest ones are kept."""
        key = tuple(texts.items()), tuple(clusters.items())
        packed = self._packed.get(key)
        if packed is None:
            packed = self._packed[key] = pack(self.cids, texts, clusters)
            if len(self._packed) > _KEPT_FONTS:
                del self._packed[next(iter(self._packed))]
        return packed


class FontShelf:
    """The faces that a process has written before; pass one shelf to all editions."""

    def __init__(self) -> None:
        self._faces: dict[Face, ShelvedFace] = {}

    def face(self, face: Face) -> ShelvedFace:
        """Return what is shelved about *face*."""
        shelved = self._faces.get(face)
        if shelved is None:
            shelved = self._faces[face] = ShelvedFace(face)
        return shelved


class _Fragments(dict[Shaped, Fragment]):
    """Fragments by word, each made when it is first asked for."""

    def __init__(self, make: Callable[[Shaped], Fragment]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, shaped: Shaped) -> Fragment:
        fragment = self[shaped] = self._make(shaped)
        return fragment


class DocumentFont:
    """One face in one file: which glyphs the file shows, and what each stands for.

    Attributes:
        name: of the font resource, as in ``F1``.
        fragments: a word as operators that show it and say what it stands for in this file.
        tracked_fragments: the same within ActualText of its own, for wide tracking: PDFium takes gaps from
            about a tenth of an em for word spaces and would read ``T R A C K E D``; within ActualText it
            does not look at gaps.
    """

    def __init__(self, name: str, shelved: ShelvedFace) -> None:
        self.name = name
        self._shelved = shelved
        self._texts = dict(shelved.common)
        self._parts: dict[int, str] = {}
        self._shown: set[int] = set()
        self._codes: dict[Cluster, str] = {}
        self._clusters: dict[int, Cluster] = {}
        self._further = iter(shelved.further)
        self._settled: set[tuple[int, str]] = set()
        self.fragments = _Fragments(self._settle)
        self.tracked_fragments = _Fragments(self._spelled_whole)

    def _settle(self, shaped: Shaped) -> Fragment:
        fragment = self._shelved.fragment(shaped)
        if fragment.clusters:
            return self._with_codes(fragment)
        if fragment.meanings <= self._settled and not fragment.parts:
            return fragment  # most words, once the letters of the language have been seen
        taken = set()
        for spelling in fragment.spellings:
            self._shown.add(spelling.gid)
            if self._texts.setdefault(spelling.gid, spelling.text) == spelling.text:
                self._settled.add((spelling.gid, spelling.text))
            else:
                taken.add(spelling.cluster)
        for gid, text in fragment.parts:
            self._shown.add(gid)
            self._parts.setdefault(gid, text)
        if taken and self._shelved.further:
            return self._with_codes(compose_clusters(self._shelved.cids, shaped))
        return compose(self._shelved.cids, shaped, spelled=taken) if taken else fragment

    def _with_codes(self, fragment: Fragment) -> Fragment:
        codes = [self._codes.get(cluster) or self._code(cluster) for cluster in fragment.clusters]
        if fragment.code:
            return replace(fragment, code=fragment.code.format(*codes))
        pieces = tuple(piece.format(*codes) if isinstance(piece, str) else piece for piece in fragment.pieces)
        return replace(fragment, pieces=pieces)

    def _code(self, cluster: Cluster) -> str:
        """Return the code of a cluster: its glyph's own where that stands for nothing else in this file."""
        gid = cluster.plain
        if gid is not None and self._texts.setdefault(gid, cluster.text) == cluster.text:
            self._shown.add(gid)
            code = self._shelved.cids.glyph(gid)[0]
        else:
            number = next(self._further)
            self._clusters[number] = cluster
            code = f"{number:04x}"
        self._codes[cluster] = code
        return code

    def _spelled_whole(self, shaped: Shaped) -> Fragment:
        fragment = self.fragments[shaped]
        if shaped.text.isspace() or not shaped.text:
            return fragment
        if any(map(is_beside, shaped.text[1:])) and self._shelved.further:
            fragment = self._with_codes(compose_clusters(self._shelved.cids, shaped, spaced=True))
        return told_whole(fragment, shaped)

    def embed(self, document: Document) -> Value:
        """Add the font to *document* and return the reference to it."""
        texts = {gid: self._texts.get(gid) or self._parts[gid] for gid in sorted(self._shown)}
        return self._shelved.packed(texts, self._clusters).embed(document)


class DocumentFonts:
    """The fonts of one file, named in order of first use."""

    def __init__(self, shelf: FontShelf) -> None:
        self._shelf = shelf
        self._fonts: dict[Face, DocumentFont] = {}

    def font(self, face: Face) -> DocumentFont:
        """Return the font of *face* in this file."""
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = DocumentFont(f"F{len(self._fonts) + 1}", self._shelf.face(face))
        return font

    def embed(self, document: Document) -> dict[str, Value]:
        """Add all fonts to *document* and return the references to them by resource name."""
        return {font.name: font.embed(document) for font in self._fonts.values()}
