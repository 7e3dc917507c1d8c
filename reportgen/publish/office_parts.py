"""What all office documents that are filled from templates share: parts, relationships, and the facts of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.parsers import expat

from jinja2 import Environment, TemplateError
from markupsafe import Markup

from reportgen.errors import Place, Problem, UserError
from reportgen.publish.blocks import Pages, explain
from reportgen.publish.packing import DECLARATION

NUMBERS = "urn:reportgen:numbers"
"""The namespace of the part that says which fact each number is."""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CUSTOM = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_NUMBERS_ID = "{5B1D6E0A-3C0F-4E57-9A55-6B1C8E7F2A11}"
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
}

Link = tuple[str, str, str, bool]
"""A relationship: its id, its type, where it leads, and whether that is outside the document."""
Told = tuple[str, str, str]
"""A number in the document: the tag that it is found by, its fact, and what is printed."""


def fill(jinja: Environment, template: str, about: Mapping[str, object], pages: Pages) -> str:
    """Fill a template, and see to it that what it makes is XML: Office opens no document with a part that isn't."""
    try:
        text = DECLARATION + jinja.get_template(template).render(about).strip() + "\n"
    except (TemplateError, UnicodeDecodeError) as error:
        raise UserError(explain(error, pages)) from error
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(text, True)
    except expat.ExpatError as error:
        program = "PowerPoint" if template.startswith("slides/") else "Word"
        what = f"wat dit sjabloon maakt, is geen geldige XML (regel {error.lineno} ervan), en {program} opent het niet."
        place = Place(f"{pages[0].parent.name}/{pages[0].name}/{template}")
        raise UserError(Problem(what, "Controleer of elk element gesloten wordt.", place)) from error
    return text


def relationships(links: Iterable[Link]) -> str:
    """Say where the parts that belong to a part are."""
    inside = Markup('<Relationship Id="{}" Type="{}" Target="{}"/>')
    outside = Markup('<Relationship Id="{}" Type="{}" Target="{}" TargetMode="External"/>')
    rows = Markup("").join((outside if away else inside).format(*link) for *link, away in links)
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def package_links(main: str) -> list[Link]:
    """Where a package begins: its main part and what it says of itself."""
    return [
        ("rId1", f"{OFFICE}/officeDocument", main, False),
        ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
    ]


def content_types(parts: Mapping[str, str], **defaults: str) -> str:
    """Say of what type each part is; `defaults` are more types by their ending."""
    endings = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in (_DEFAULTS | defaults).items()
    )
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{endings}{rows}</Types>'


def numbers_parts(numbers: Sequence[Told]) -> dict[str, str]:
    """Say in a part that Office keeps and doesn't show which fact each number is."""
    row = Markup('<number tag="{}" fact="{}">{}</number>\n')
    rows = Markup("").join(row.format(*number) for number in numbers)
    properties = (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        f'ds:itemID="{_NUMBERS_ID}"><ds:schemaRefs><ds:schemaRef ds:uri="{NUMBERS}"/></ds:schemaRefs>'
        "</ds:datastoreItem>"
    )
    return {
        "customXml/item1.xml": f'{DECLARATION}<numbers xmlns="{NUMBERS}">\n{rows}</numbers>\n',
        "customXml/itemProps1.xml": properties,
        "customXml/_rels/item1.xml.rels": relationships(
            [("rId1", f"{OFFICE}/customXmlProps", "itemProps1.xml", False)]
        ),
    }
