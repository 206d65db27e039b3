"""Words to lines: fonts, shaping, conventions of languages, hyphenation, line breaking."""
