"""Files that a PDF brings along, as PDF/A-3 wants them: found from the document, with what they are to it."""

from __future__ import annotations

import io
from copy import copy

import pydyf

VERSION = b"1.7"


def written(pdf: pydyf.PDF) -> bytes:
    """What a document that is about to be written will be, without changing it."""
    trial, output = copy(pdf), io.BytesIO()
    trial.objects = list(pdf.objects)  # writing adds to them
    trial.write(output, VERSION)
    return output.getvalue()


def attach(pdf: pydyf.PDF, name: str, content: str, modified: str | None) -> None:
    """Attach a file of JSON as data that the document was made from; `modified` is an ISO date."""
    data = content.encode()
    day = (modified or "")[:10].replace("-", "")
    about = {"Size": len(data)} | ({"ModDate": pydyf.String(f"D:{day}000000Z")} if day else {})
    extra = {"Type": "/EmbeddedFile", "Subtype": "/application#2fjson", "Params": pydyf.Dictionary(about)}
    stream = pydyf.Stream([data], pydyf.Dictionary(extra), compress=True)
    pdf.add_object(stream)
    file = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(name.encode()),
            "UF": pydyf.String(name),
            "EF": pydyf.Dictionary({"F": stream.reference}),
            "Desc": pydyf.String("Elk cijfer in dit document, met waar het vandaan komt"),
            "AFRelationship": "/Data",
        }
    )
    pdf.add_object(file)
    names = pydyf.Dictionary({"Names": pydyf.Array([pydyf.String(name), file.reference])})
    pdf.add_object(names)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = names.reference
    pdf.catalog["AF"] = pydyf.Array([file.reference])
