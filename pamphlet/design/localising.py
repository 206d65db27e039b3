"""A theme as a language wants it: themes are drawn for Latin letters, and other scripts ask for other values."""

from __future__ import annotations

from msgspec.structs import replace

from pamphlet.design.theme import BodySpec, CopyfitSpec, Step, StyleSpec, Theme
from pamphlet.typesetting.hyphenation import is_left_whole
from pamphlet.typesetting.scripts import ScriptSetting, script_setting
from pamphlet.typesetting.style import Align

BODY_LEADING = 1.3
"""Leading of a style that names none, as a multiple of its size: ``Theme.style`` has the same."""


def in_language(theme: Theme, lang: str) -> Theme:
    """Return *theme* with the leading, letter-spacing, hyphens, figures and drop caps that the script of *lang* wants.

    A language of long words that nothing is known to divide, such as Quechua, is set ragged: justified, it would
    have holes.

    Args:
        theme: as it was read. lang: BCP 47 language of the edition.
    """
    script = script_setting(lang)
    if is_left_whole(lang) or script.ragged:
        styles = {name: replace(style, align=_ragged(style.align)) for name, style in theme.styles.items()}
        theme = replace(theme, styles=styles)
    if script == ScriptSetting():
        return theme
    limits = replace(
        theme.limits,
        tracking=theme.limits.tracking if script.spaced_out else 0.0,
        scaling=theme.limits.scaling if script.scaled else 0.0,
        lone=max(theme.limits.lone, script.lone),
        kashida=theme.limits.kashida if script.kashida else 0.0,
    )
    page = replace(
        theme.page, body=_body(theme.page.body, script), copyfit=_copyfit(theme.page.copyfit, script.leading)
    )
    return replace(
        theme,
        styles={name: _style(style, script) for name, style in theme.styles.items()},
        limits=limits,
        body=_body(theme.body, script),
        copyfit=_copyfit(theme.copyfit, script.leading),
        page=page,
    )


def _style(style: StyleSpec, script: ScriptSetting) -> StyleSpec:
    return replace(
        style,
        leading=(style.leading or style.size * BODY_LEADING) * script.leading,
        tracking=style.tracking if script.spaced_out else 0.0,
        hyphenate=style.hyphenate and (script.hyphens or (script.divided and style.align is Align.JUSTIFY)),
        features=style.features if script.text_figures else _lining(style.features),
        indent=script.indent if style.indent and script.indent else style.indent,
    )


def _lining(features: tuple[str, ...]) -> tuple[str, ...]:
    """Return *features* with figures as tall as capitals, also in a face whose figures are text figures by default."""
    return (*(tag for tag in features if tag not in ("onum", "lnum")), "lnum")


def _ragged(align: Align) -> Align:
    return Align.START if align is Align.JUSTIFY else align


def _body(body: BodySpec, script: ScriptSetting) -> BodySpec:
    return replace(
        body,
        drop_cap=body.drop_cap if script.drop_cap else 0,
        indent_first=body.indent_first or script.indent > 0,
    )


def _copyfit(spec: CopyfitSpec, leading: float) -> CopyfitSpec:
    def led(step: Step) -> Step:
        return replace(step, to=step.to * leading) if step.lever == "leading" else step

    return replace(
        spec,
        leading=spec.leading * leading,
        short=tuple(map(led, spec.short)),
        long=tuple(map(led, spec.long)),
    )
