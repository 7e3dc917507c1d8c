"""Files that a PDF brings along, as PDF/A-3 wants them: found from the document, with what they are to it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass

import pydyf

VERSION = b"1.7"


def written(pdf: pydyf.PDF) -> bytes:
    """What a document that is about to be written will be, without changing it."""
    trial, output = copy(pdf), io.BytesIO()
    trial.objects = list(pdf.objects)  # writing adds to them
    trial.write(output, VERSION)
    return output.getvalue()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes along as data, with its media type ("text/csv") and what it is in Dutch."""

    name: str
    content: bytes
    media_type: str
    description: str


def attach(pdf: pydyf.PDF, files: Iterable[Attachment], modified: str | None) -> None:
    """Attach the data that a document was made from; `modified` is an ISO date."""
    specifications = {file.name: _attached(pdf, file, modified) for file in files}
    pairs = (part for name, found in sorted(specifications.items()) for part in (pydyf.String(name), found.reference))
    names = pydyf.Dictionary({"Names": pydyf.Array(pairs)})
    pdf.add_object(names)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = names.reference
    pdf.catalog["AF"] = pydyf.Array([found.reference for found in specifications.values()])


def _attached(pdf: pydyf.PDF, file: Attachment, modified: str | None) -> pydyf.Dictionary:
    day = (modified or "")[:10].replace("-", "")
    about = {"Size": len(file.content)} | ({"ModDate": pydyf.String(f"D:{day}000000Z")} if day else {})
    kind = f"/{file.media_type.replace('/', '#2f')}"
    extra = {"Type": "/EmbeddedFile", "Subtype": kind, "Params": pydyf.Dictionary(about)}
    stream = pydyf.Stream([file.content], pydyf.Dictionary(extra), compress=True)
    pdf.add_object(stream)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(file.name.encode()),
            "UF": pydyf.String(file.name),
            "EF": pydyf.Dictionary({"F": stream.reference}),
            "Desc": pydyf.String(file.description),
            "AFRelationship": "/Data",
        }
    )
    pdf.add_object(specification)
    return specification
