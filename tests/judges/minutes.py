"""What the judges said, edition by edition, and the page of the docs that is written from it."""

from __future__ import annotations

from collections.abc import Sequence

import verapdf
from editions import SCRIPTS, Made

from pamphlet.preflight.checks import RULES
from pamphlet.preflight.checks.thorough import THOROUGH
from pamphlet.preflight.rule import Claim, Rule

JUDGES = {
    "pamphlet": "our own preflight: every rule below",
    "qpdf": "`qpdf --check`: syntax and streams",
    "pdfinfo": "Poppler: the claim, and the boxes to 0.01 mm",
    "marks": "PDFium: marks for cutting and folding where the fold asks for them, to 0.01 mm",
    "pdffonts": "Poppler: each font embedded, a subset, and readable",
    "pdfimages": "Poppler: photos in ink or with their profile, 225 ppi or more",
    "no RGB": "qpdf's library: no operator, space or profile of three colours but that of photos kept in RGB",
    "veraPDF": "the ground that PDF/A-2b shares: fonts, streams, metadata, colour",
    "plates": "Ghostscript: four plates and no other",
    "bleed": "Ghostscript: on each plate, ink that reaches an edge that is cut fills its bleed",
    "total ink": "Ghostscript: all plates together lay 300 % or less wherever one looks",
    "black": "Ghostscript: body text is on the black plate, and nothing lies under it on the other three",
    "safe zone": "PDFium: the outline of every letter is 3 mm or more from the cuts and folds round its panel",
    "PDFium": "the picture, the same under each standard",
    "twice": "made twice, byte for byte the same",
}
"""The columns of the table and what each judge looks at."""

_HEAD = """# Press files

This page is written by the tests (`tests/judges`, with `PAMPHLET_WRITE_DOCS=1`): when it and they differ, they fail.

A `print` file is built to PDF/X-4 (ISO 15930-7:2010) or, with `--standard pdfx1a`, to PDF/X-1a:2003 (ISO 15930-4:2003).
It is no certificate. There is no free judge of the whole of PDF/X; what follows is what was checked, and by whom.
"""

_EDITIONS = """\
All are A4 for stock of 130 g/m² on coated paper (FOGRA39), in the theme `broadside`. English is the leaflet of
`content/bolivia`; Arabic is the Universal Declaration, made a leaflet with as much in it. The photo has ink everywhere,
so that a bleed without any would be seen, and goes down to black. Plates are looked at with 72 pixels to the inch.
Faults put in on purpose are found: a trace of yellow in black type and no black, a bleed that lacks one ink, too much
ink, RGB, type too near a fold, a broken stream. The `trifold-roll` has been separated for every print condition, and
laid no more ink than its paper bears.
"""

_SCRIPTS = (
    f"The Universal Declaration in other languages ({', '.join(SCRIPTS)}), a `trifold-roll` under both\n"
    "standards, has passed our own preflight, qpdf, Poppler for its fonts, and veraPDF.\n"
)

_RULES = """## The rules of our own preflight

`pamphlet build` holds every press file to the rules of the first table before it gets its name, and `pamphlet preflight
FILE.pdf` any PDF to all of them. An error keeps the file from being written.

A number after ISO 15930 is a clause, with its title. The text of these standards is sold, and was not at hand: numbers
and titles are those of their tables of contents, which the sellers' previews show. They were taken from two public
records of the previews, which agree wherever both speak: `docs/design/pdfx.md` of github.com/ravindu-rev/tinker-pdf
(part 4 by numbers, part 7 as the titles of 6.1 to 6.27 in their order, and clauses 1 and 5 of part 4), and the list of
PDF/X-4 rules of github.com/eve0415/pdfwright (fourteen clauses of part 7, by numbers). No finer number is given than
these tables have: the number says where to look. What no title owns is named by its subject, without a number:
`information` and `xmp` in PDF/X-1a, OPI and reference XObjects in both. The CGATS Application Notes are those for
PDF/X, version 4 (2006), free to read, by the committee behind PDF/X-1a:2003; their sections are from the first record
too. ISO 32000-1 is cited by clause where it defines what is demanded; GWG 2022 is the Ghent Workgroup's specification
of that year, with the numbers of its requirements.
"""

_THOROUGH = """\
`pamphlet preflight` unpacks profiles and pictures too, and holds a file to these rules besides. `build` does not: it
chooses its profiles, and measures its pictures before it draws them.
"""

_PICTURES = """\
The ink of a picture is looked at with 75 pixels to the inch, where it is seen: inside its clip, its mask and the bleed.
It is that of DeviceCMYK, of DeviceN by the names of its process inks, of registration colour, of ICC profiles as the
output intent separates them, and of palettes of these, packed by DCT, Flate or one of the older filters; Ghostscript
lays as much, within 7 %. Pictures in JPEG 2000 and inline images are not measured, nor is what lies under or over a
picture.
"""

_EXCUSED = """## What of PDF/A-2b does not bind a press file

veraPDF knows PDF/A. Some rules of PDF/A-2b a press file must break, and it breaks these alone. Where the claim to PDF/X
is turned into one to PDF/A, with no byte of content, fonts and pictures changed, veraPDF finds nothing at all; the
tests do that to the `trifold-roll` editions.
"""


_COLUMNS = ("rule", "what it demands", "X-4", "X-1a", "plain", "who demands it")


class Minutes:
    """Who passed which edition."""

    def __init__(self) -> None:
        self._passed: set[tuple[str, str]] = set()

    def passed(self, judge: str, made: Made) -> None:
        """Note that *judge* found nothing in *made*."""
        assert judge in JUDGES
        self._passed.add((judge, str(made)))

    def complete(self, editions: Sequence[Made]) -> bool:
        """Say whether every judge has passed every edition."""
        return len(self._passed) == len(JUDGES) * len(editions)


def press_page(minutes: Minutes, editions: Sequence[Made]) -> str:
    """Return the page, all of whose judges have passed all *editions*."""
    assert minutes.complete(editions)
    judges = [f"- **{name}**: {looks}." for name, looks in JUDGES.items()]
    rows = [(made.fold, made.kind, made.lang, *("yes" for _ in JUDGES)) for made in editions]
    parts = [
        _HEAD,
        "## The judges, and what they passed\n",
        "\n".join(judges) + "\n",
        table(("fold", "standard", "language", *JUDGES), rows),
        _EDITIONS,
        _SCRIPTS,
        _RULES,
        table(_COLUMNS, [row_of(rule) for rule in RULES]),
        _THOROUGH,
        table(_COLUMNS, [row_of(rule) for rule in THOROUGH]),
        _PICTURES,
        _EXCUSED,
        table(("rule", "why"), list(verapdf.NOT_FOR_THE_PRESS.items())),
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def row_of(rule: Rule) -> tuple[str, ...]:
    """Return a rule as a row: how much a breach weighs under each claim, and the fullest of its sources."""
    weights = (str(rule.severities.get(claim, "")) for claim in (Claim.X4, Claim.X1A, Claim.PLAIN))
    sources = dict.fromkeys(part for source in rule.sources.values() for part in source.split("; "))
    return (f"`{rule.code}`", rule.demands, *weights, "; ".join(sources))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
