"""What a writing system asks of its typesetter: leading, letter-spacing, emphasis, drop caps.

The figures and their reasons stand in ``scripts.toml``.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from pamphlet.typesetting.itemising import main_system


class ScriptSetting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a writing system is set; the fields are explained in ``scripts.toml``."""

    leading: float = 1.0
    spaced_out: bool = True
    scaled: bool = True
    italic: bool = True
    dots: Literal["", "above", "below"] = ""
    drop_cap: bool = True
    hyphens: bool = True
    text_figures: bool = True
    autospace: bool = False
    indent: float = 0.0
    kashida: bool = False
    divided: bool = False
    lone: float = 0.0
    ragged: bool = False


@cache
def _table() -> dict[str, ScriptSetting]:
    values = tomllib.loads(Path(__file__).with_name("scripts.toml").read_text(encoding="utf-8"))
    return msgspec.convert(values, dict[str, ScriptSetting])


@cache
def script_setting(lang: str) -> ScriptSetting:
    """Return how the writing system of a BCP 47 language is set.

    Example:
        >>> script_setting("hi").leading > script_setting("en").leading
        True
    """
    table = _table()
    own = table.get(lang.split("-")[0])
    return own or table.get(main_system(lang)) or ScriptSetting()
