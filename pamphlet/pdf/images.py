"""The pictures of one file: each set of samples is written once, as ``ink/`` prepared it."""

from __future__ import annotations

from pamphlet.errors import CannotMake
from pamphlet.ink.prepared import ColourSpace, Pictures, PreparedImage
from pamphlet.layout.placed import PlacedPicture
from pamphlet.pdf.colours import DocumentColours
from pamphlet.pdf.document import Document, Stream, Value, array, dictionary

_PLANES = {ColourSpace.GREY: 1, ColourSpace.RGB: 3, ColourSpace.CMYK: 4}


class DocumentImages:
    """Image objects, registered by the key of their samples."""

    def __init__(self, document: Document, colours: DocumentColours, pictures: Pictures) -> None:
        self._document = document
        self._colours = colours
        self._pictures = pictures
        self._images: dict[str, tuple[str, Value]] = {}
        self._profiles: dict[bytes, Value] = {}

    def image(self, item: PlacedPicture) -> tuple[str, PreparedImage]:
        """Return the resource name of an item's picture, and the picture.

        Raises:
            CannotMake: it has not been prepared.
        """
        image = self._pictures.get(item)
        if image is None:
            raise CannotMake("picture-unprepared", f"the picture {item.path.name} has not been prepared for print")
        if image.key not in self._images:
            self._document.identify(image.key.encode())
            name = f"Im{len(self._images) + 1}"
            self._images[image.key] = (name, self._document.add(self._object(image)))
        return self._images[image.key][0], image

    def embed(self) -> Value:
        """Return the image objects by the names that the content has for them."""
        return dictionary(dict(self._images.values()))

    def _object(self, image: PreparedImage) -> Stream:
        entries: dict[str, Value] = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": image.width,
            "Height": image.height,
            "BitsPerComponent": image.bits,
            "Filter": f"/{image.encoding}",
        }
        if image.colour is ColourSpace.MASK:
            entries["ImageMask"] = "true"
        else:
            entries["ColorSpace"] = self._space(image)
        if image.inverted:
            entries["Decode"] = f"[{' '.join(['1 0'] * _PLANES[image.colour])}]"
        if image.predicted:
            entries["DecodeParms"] = (
                f"<</Predictor 15 /Colors 1 /BitsPerComponent {image.bits} /Columns {image.width}>>"
            )
        return Stream(image.data, entries)

    def _space(self, image: PreparedImage) -> Value:
        """Return the colour space of *image*; a profile that several share is written once."""
        if image.toning is not None:
            return self._colours.tones(image.toning.plates, image.toning.table)
        if not image.profile:
            return f"/{image.colour}"
        if image.profile not in self._profiles:
            self._profiles[image.profile] = self._document.add_stream(image.profile, {"N": _PLANES[image.colour]})
        return array(["/ICCBased", self._profiles[image.profile]])
