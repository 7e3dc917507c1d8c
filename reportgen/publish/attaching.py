"""Files that a PDF brings along, as PDF/A-3 wants them: found from the document, with what they are to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from reportgen.publish.joining import by_name


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes along as data, with its media type ("text/csv") and what it is in Dutch."""

    name: str
    content: bytes
    media_type: str
    description: str


def attach(pdf: Pdf, files: Iterable[Attachment]) -> None:
    """Attach the data that a document was made from; they are as old as the document is."""
    specifications = {file.name: _attached(pdf, file) for file in files}
    named = by_name((String(name), found) for name, found in sorted(specifications.items()))
    pdf.Root.Names.EmbeddedFiles = pdf.make_indirect(named)
    pdf.Root.AF = Array(specifications.values())


def _attached(pdf: Pdf, file: Attachment) -> Object:
    about = Dictionary(Size=len(file.content))
    if modified := str(pdf.docinfo.get(Name.ModDate, "")):
        about.ModDate = String(f"{modified[:10]}000000Z")
    kind = Name(f"/{file.media_type}")
    stream = pdf.make_stream(file.content, Type=Name.EmbeddedFile, Subtype=kind, Params=about)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(file.name),
            UF=String(file.name),
            EF=Dictionary(F=stream),
            Desc=String(file.description),
            AFRelationship=Name.Data,
        )
    )
