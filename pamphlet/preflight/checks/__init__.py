"""The checks, one file each, and the list of their rules.

A new check is a file here and its name in :data:`RULES`, or in ``thorough`` where it takes long.
"""

from __future__ import annotations

from pamphlet.preflight.checks import (
    actions,
    bleed,
    boxes,
    claim,
    colour,
    curves,
    encryption,
    filters,
    fonts,
    hairlines,
    identifier,
    information,
    intent,
    metadata,
    no_bleed,
    notes,
    optional_content,
    overprint,
    packed,
    postscript,
    proxies,
    registration,
    rich_black,
    solid_ink,
    transparency,
    trapped,
    version,
    viewing,
)
from pamphlet.preflight.rule import Rule

RULES: tuple[Rule, ...] = (
    # the file
    version.RULE,
    packed.RULE,
    encryption.RULE,
    identifier.RULE,
    claim.RULE,
    information.RULE,
    metadata.RULE,
    trapped.RULE,
    intent.RULE,
    # the page
    boxes.RULE,
    bleed.RULE,
    no_bleed.RULE,
    notes.RULE,
    actions.RULE,
    viewing.RULE,
    optional_content.RULE,
    # what is on it
    fonts.RULE,
    colour.RULE,
    transparency.RULE,
    overprint.RULE,
    rich_black.RULE,
    solid_ink.RULE,
    registration.RULE,
    hairlines.RULE,
    curves.RULE,
    filters.RULE,
    postscript.RULE,
    proxies.RULE,
)
"""In the order in which a prepress desk would ask."""
