"""One edition for callers from Python: what ``pamphlet.build`` is."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from pamphlet.editions.batch import untold
from pamphlet.editions.edition import Edition, make_edition
from pamphlet.editions.options import Options, apply_options, check_options, choose_languages
from pamphlet.editions.workshop import Workshop
from pamphlet.manuscript.folder import read_leaflet


def build(
    folder: str | Path,
    *,
    lang: str | None = None,
    format: str = "print",
    out: str | Path = "out",
    fold: str | None = None,
    paper: str | None = None,
    theme: str | None = None,
    standard: str | None = None,
    draft: bool = False,
    workshop: Workshop | None = None,
) -> Edition:
    """Make one edition of the leaflet in *folder*. Stable.

    What keeps an edition from being made (too much text, a photo that cannot be read) is among its findings,
    and ``exit_code`` is not 0.

    Args:
        folder: the leaflet folder.
        lang: a language of the leaflet; that of ``article.md`` when left out.
        format: ``print``, ``plates`` or ``handout``.
        out: the file goes to ``out/<slug>/<slug>-<lang>-<format>.pdf``.
        fold: in place of the leaflet's own, as are *paper*, *theme* and *standard*.
        paper: name of a paper, as ``Letter``.
        theme: name of a theme.
        standard: of the press file: ``pdfx4``, ``pdfx1a`` or ``plain``.
        draft: write even what has errors, marked DRAFT.
        workshop: caches to share between calls; many editions are made faster with one.

    Raises:
        BadInput: the folder cannot be read, or a name is not known.

    Example:
        >>> import pamphlet
        >>> edition = pamphlet.build("content/bolivia", lang="es")  # doctest: +SKIP
        >>> edition.path  # doctest: +SKIP
        PosixPath('out/bolivia/bolivia-es-print.pdf')
    """
    options = Options(
        langs=() if lang is None else (lang,),
        formats=(format,),
        fold=fold,
        paper=paper,
        theme=theme,
        standard=standard,
        out=Path(out),
        draft=draft,
    )
    check_options(options)
    workshop = workshop or Workshop()
    leaflet, findings = read_leaflet(Path(folder))
    leaflet, changed = apply_options(leaflet, options, workshop)
    langs, missing = choose_languages(leaflet, options)
    if missing:
        raise missing[0]
    edition = make_edition(leaflet, langs[0], format, workshop, out=options.out, draft=draft)
    return replace(edition, findings=(*untold(findings, leaflet, langs[:1]), *changed, *edition.findings))
