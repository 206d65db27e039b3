"""The same leaflet in other tools, each written as its users would write it.

Every module here offers the same four names: ``PACKAGE``, the distribution on
PyPI; ``prepare(folder, story, photo)``, which writes the source that its user
keeps; ``command(folder)``, a whole process that makes ``leaflet.pdf`` from it;
and ``Press(folder)``, whose ``make(story, out)`` makes one edition in a running
process. And ``column(paragraphs, width, size, out)``, where the tool takes part
in the comparison of line breaking; *width* in millimetres, *size* in points. It takes
a *lang* beside where the tool is compared in other languages too.

All set A4 landscape, three panels of 99 mm, two pages: flap, back and cover
outside with the photo and the slogans, the body inside, justified and hyphenated.
"""
