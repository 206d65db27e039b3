"""What the parts of PDF/X put into a file, object by object."""

from __future__ import annotations

import io
import re
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from pamphlet.errors import BadInput
from pamphlet.ink.condition import CONDITIONS, Condition, find_condition
from pamphlet.ink.photo_cache import PhotoCache
from pamphlet.ink.prepared import ColourSpace, Encoding, PreparedImage
from pamphlet.ink.profile import load_profile
from pamphlet.layout.placed import PlacedBox, PlacedPicture
from pamphlet.pdf.metadata import Metadata
from pamphlet.pdf.pdfx import Intent
from pamphlet.pdf.standards import STANDARDS, find_standard
from pamphlet.pdf.writer import write_pdf
from pamphlet.units import Rect

PARTS = {"pdfx4": ("1.6", "PDF/X-4"), "pdfx1a": ("1.4", "PDF/X-1a:2003")}


def intent_of(condition: Condition) -> Intent:
    profile = load_profile(condition.profile_path, PhotoCache())
    return Intent(identifier=condition.registry, describes=condition.describes, profile=profile)


@pytest.fixture(scope="module")
def intent() -> Intent:
    return intent_of(find_condition("coated"))


def written(setter, name: str, intent: Intent, *items, pictures=None, title: str = "t") -> bytes:
    make = find_standard(name).make
    metadata = Metadata(title=title, lang="en", date=datetime(2019, 11, 15, tzinfo=UTC), version="0.1.0")
    side = setter.side(*setter.lines(setter.line("words")), *items)
    return write_pdf(setter.sheet(side), metadata, setter.resources(pictures=pictures or {}), standard=make(intent))


@pytest.fixture(params=sorted(PARTS))
def part(request) -> str:
    return request.param


def test_the_file_says_which_part_it_keeps_to(setter, intent, part):
    version, key = PARTS[part]
    pdf = written(setter, part, intent)
    assert pdf.startswith(f"%PDF-{version}\n".encode())
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.docinfo["/GTS_PDFXVersion"]) == key
        assert str(document.docinfo["/Trapped"]) == "/False"
        xmp = document.open_metadata()
        assert xmp.get("pdfxid:GTS_PDFXVersion") == (key if part == "pdfx4" else None)
        assert xmp["pdf:Trapped"] == "False"
        assert xmp["xmpMM:VersionID"] == "1" and xmp["xmpMM:RenditionClass"] == "default"
        assert re.fullmatch(
            r"uuid:[0-9a-f]{8}-[0-9a-f]{4}-3[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}", xmp["xmpMM:DocumentID"]
        )
        assert len(document.trailer.ID) == 2


@pytest.mark.parametrize("condition", CONDITIONS, ids=[condition.name for condition in CONDITIONS])
def test_the_intent_names_the_condition_and_holds_its_profile(setter, part, condition):
    pdf = written(setter, part, intent_of(condition))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (found,) = document.Root.OutputIntents
        assert str(found.S) == "/GTS_PDFX" and str(found.Type) == "/OutputIntent"
        # A registry's name is not lent to a press that its figures do not describe.
        assert str(found.OutputConditionIdentifier) == (condition.registry or "Custom")
        assert str(found.get("/RegistryName", "")) == ("http://www.color.org" if condition.registry else "")
        assert str(found.OutputCondition) == str(found.Info) == condition.describes
        assert found.DestOutputProfile.N == 4
        assert found.DestOutputProfile.read_bytes() == condition.profile_path.read_bytes()


def test_no_viewer_preference_is_younger_than_the_version(setter, intent):
    with pikepdf.open(io.BytesIO(written(setter, "pdfx1a", intent))) as document:
        assert set(document.Root.ViewerPreferences.keys()) == {"/DisplayDocTitle"}
    with pikepdf.open(io.BytesIO(written(setter, "pdfx4", intent))) as document:
        assert set(document.Root.ViewerPreferences.keys()) == {"/DisplayDocTitle", "/PrintScaling"}


def test_same_input_same_bytes_and_another_title_is_another_document(setter, intent, part):
    def document_id(pdf: bytes) -> bytes:
        return re.search(rb"uuid:[0-9a-f-]+", pdf)[0]

    pdf = written(setter, part, intent)
    assert written(setter, part, intent) == pdf
    other = written(setter, part, intent, PlacedBox(rect=Rect(30, 40, 10, 5), ink="red"))
    assert document_id(other) != document_id(pdf)


def test_a_picture_with_a_profile_is_icc_based_and_the_profile_is_written_once(setter, intent):
    def image(key: str) -> PreparedImage:
        return PreparedImage(
            data=zlib.compress(bytes(18)),
            width=3,
            height=2,
            colour=ColourSpace.RGB,
            encoding=Encoding.FLATE,
            key=key,
            profile=b"not looked at here",
        )

    one, two = (PlacedPicture(rect=Rect(20, 20 + at, 90, 60), path=Path("photo.jpg")) for at in (0, 80))
    pdf = written(setter, "pdfx4", intent, one, two, pictures={one: image("one"), two: image("two")})
    with pikepdf.open(io.BytesIO(pdf)) as document:
        spaces = [each.ColorSpace for each in document.pages[0].Resources.XObject.values()]
        assert [str(space[0]) for space in spaces] == ["/ICCBased"] * 2
        assert spaces[0][1].objgen == spaces[1][1].objgen
        assert spaces[0][1].N == 3
        assert spaces[0][1].read_bytes() == b"not looked at here"


def test_names_of_standards():
    assert [entry.name for entry in STANDARDS] == ["pdfx4", "pdfx1a", "plain"]
    assert find_standard(" PDFX4 ").name == "pdfx4"
    with pytest.raises(BadInput, match=r"no standard called 'pdfx'") as caught:
        find_standard("pdfx")
    assert "did you mean pdfx" in caught.value.finding.hint
