"""Names of profiles and conditions, read and compared."""

from __future__ import annotations

import struct

import pikepdf
import pytest

from pamphlet.preflight.file import PdfFile
from pamphlet.preflight.profile import read_profile
from pamphlet.preflight.registry import conditions


def profile(tag: bytes, gap: int = 0) -> bytes:
    """Return the beginning of a profile whose only tag is its name, *gap* bytes behind the table."""
    header = bytearray(128)
    header[8:9], header[12:20], header[36:40] = b"\x04", b"prtrCMYK", b"acsp"
    at = 128 + 4 + 12 + gap
    header[:4] = struct.pack(">I", at + len(tag))
    return bytes(header) + struct.pack(">I4sII", 1, b"desc", at, len(tag)) + bytes(gap) + tag


def in_a_pdf(content: bytes) -> bytes:
    import io

    target = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Profile = pdf.make_stream(content)
        pdf.save(target)
    return target.getvalue()


def name_of(content: bytes) -> str:
    with PdfFile(in_a_pdf(content)) as file:
        return read_profile(file, file.catalog["/Profile"]).name


WORDS = "PSO Coated v3"
VERSION_2 = b"desc\0\0\0\0" + struct.pack(">I", len(WORDS) + 1) + WORDS.encode() + b"\0" + bytes(78)
VERSION_4 = b"mluc\0\0\0\0" + struct.pack(">II4sII", 1, 12, b"enUS", 2 * len(WORDS), 28) + WORDS.encode("utf-16-be")


@pytest.mark.parametrize("tag", [VERSION_2, VERSION_4], ids=["version 2", "version 4"])
@pytest.mark.parametrize("gap", [0, 9000])
def test_the_name_is_read_wherever_it_lies(tag: bytes, gap: int) -> None:
    assert name_of(profile(tag, gap)) == WORDS


def test_a_name_that_lies_outside_and_a_table_that_lies_are_no_harm() -> None:
    assert name_of(profile(VERSION_4)[:150]) == ""
    assert name_of(profile(VERSION_2)[:136] + b"\xff" * 12) == ""
    assert name_of(profile(b"")[:128] + b"\xff" * 40) == ""
    assert name_of(b"no profile at all") == ""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("FOGRA39", {"FOGRA39"}),
        ("Coated FOGRA39 (ISO 12647-2:2004)", {"FOGRA39"}),
        ("ISO Coated v2 300% (ECI)", {"FOGRA39"}),
        ("ISO Uncoated Yellowish", {"FOGRA30"}),
        ("PSO Uncoated v3 (FOGRA52)", {"FOGRA52"}),
        ("CGATS TR 006", {"CGATS TR 006"}),
        ("SWOP 2006 coated 3, TR003 characterisation", {"CGATS TR 003"}),
        ("CGATS21-2-CRPC6", {"CGATS21-2-CRPC6"}),
        ("GRACoL2013_CRPC6.icc", {"CGATS21-2-CRPC6"}),
        ("U.S. Web Coated (SWOP) v2", {"CGATS TR 001"}),
        ("Japan Color 2001 Coated", {"JC200103"}),
        ("JC200103", {"JC200103"}),
        ("Custom", set()),
        ("Our press, December", set()),
        ("", set()),
    ],
)
def test_names_mean_conditions(text: str, meant: set[str]) -> None:
    assert conditions(text) == meant


def test_a_family_of_presses_is_any_of_them() -> None:
    assert conditions("SWOP") & conditions("CGATS TR 001")
    assert not conditions("SWOP") & conditions("FOGRA39")
