from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pamphlet.errors import BadInput
from pamphlet.pdf.metadata import UNDATED, Metadata, XmpProperty, date_of, info_entries, xmp_packet


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2019-11-15", datetime(2019, 11, 15, tzinfo=UTC)),
        ("2019-11", datetime(2019, 11, 1, tzinfo=UTC)),
        (" 2019 ", datetime(2019, 1, 1, tzinfo=UTC)),
        ("2019-11-15T10:30:00+02:00", datetime(2019, 11, 15, 8, 30, tzinfo=UTC)),
        ("2019-11-15T10:30", datetime(2019, 11, 15, 10, 30, tzinfo=UTC)),
    ],
)
def test_the_content_dates_the_file(written, date):
    assert date_of(written, {"SOURCE_DATE_EPOCH": "1"}) == date


@pytest.mark.parametrize("written", ["", "last autumn", "2019-13-01", "2019-02-30", "0000"])
def test_without_a_date_the_environment_dates_it_then_nothing_does(written):
    assert date_of(written, {"SOURCE_DATE_EPOCH": "1573776000"}) == datetime(2019, 11, 15, tzinfo=UTC)
    assert date_of(written, {}) == UNDATED


@pytest.mark.parametrize("epoch", ["soon", "1e9", "9" * 30, "-" + "9" * 30])
def test_an_epoch_that_is_no_number_of_seconds_is_told(epoch):
    with pytest.raises(BadInput, match="SOURCE_DATE_EPOCH"):
        date_of("", {"SOURCE_DATE_EPOCH": epoch})


def test_what_xml_forbids_reaches_neither_place():
    metadata = Metadata(title="a\x00b\ud800c\x0bd\ne", lang="en")
    assert info_entries(metadata)["Title"] == "a b c d e"
    assert "a b c d e" in xmp_packet(metadata).decode()


def test_a_standards_property_has_its_namespace():
    extra = XmpProperty(namespace="http://example.org/ns/", prefix="px", name="Version", value="X & 4")
    packet = xmp_packet(Metadata(title="t", lang="en"), [extra]).decode()
    assert 'xmlns:px="http://example.org/ns/"' in packet
    assert "<px:Version>X &amp; 4</px:Version>" in packet
