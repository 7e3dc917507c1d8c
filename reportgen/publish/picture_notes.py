"""What a picture says of itself, to whoever can't see it and to whoever finds it later: XMP, in words of the IPTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from reportgen.publish.packing import LANGUAGE
from reportgen.report.model import Finding, Report, plain
from reportgen.report.social import told_by

if TYPE_CHECKING:
    from PIL.PngImagePlugin import PngInfo

KEYWORD = "XML:com.adobe.xmp"
"""What the chunk of a PNG is called that holds XMP (XMP specification, part 3)."""
# Alt Text (Accessibility): IPTC Photo Metadata Standard 2021.1.
_XMP = Markup(
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
    "<dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li></rdf:Seq></dc:creator>"
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{rights}</rdf:li></rdf:Alt></dc:rights>'
    "<Iptc4xmpCore:AltTextAccessibility><rdf:Alt>"
    '<rdf:li xml:lang="x-default">{told}</rdf:li><rdf:li xml:lang="{language}">{told}</rdf:li>'
    "</rdf:Alt></Iptc4xmpCore:AltTextAccessibility></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def note_of(finding: Finding, report: Report) -> PngInfo:
    """Write into a PNG what it says, whose it is and what may be done with it."""
    from PIL.PngImagePlugin import PngInfo

    told = plain(told_by(finding, report))
    xmp = _XMP.format(creator=report.publisher, rights=report.licence, told=told, language=LANGUAGE)
    note = PngInfo()
    note.add_itxt(KEYWORD, str(xmp))
    return note
