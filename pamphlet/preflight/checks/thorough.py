"""What takes long to find out, and is asked of files from elsewhere alone, by ``pamphlet preflight``.

``build`` chooses its profiles and measures its pictures before it draws them, and need not unpack them again.
"""

from __future__ import annotations

from pamphlet.preflight.checks import condition, picture_ink, picture_ink_average, profile_whole
from pamphlet.preflight.rule import Rule

THOROUGH: tuple[Rule, ...] = (profile_whole.RULE, condition.RULE, picture_ink.RULE, picture_ink_average.RULE)
