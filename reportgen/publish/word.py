"""The press release as a Word document to be edited: headings, lists and pictures as Word's own, numbers in controls.

Each number stands in a content control. Its tag is a short key, because Word takes no more; which fact it is, is said
in full by a part of the document that Word keeps and doesn't show (`NUMBERS`), and by the control's title as far as it
fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.parsers import expat

from jinja2 import Environment, TemplateError
from markupsafe import Markup

from reportgen.brand import Brand
from reportgen.errors import Place, Problem, UserError
from reportgen.publish.blocks import Pages, distinct_anchors, environment, explain
from reportgen.publish.drawings import for_paper
from reportgen.publish.packing import DECLARATION, LANGUAGE, core_properties, pack
from reportgen.publish.pictures import Size, render_pictures, size_of
from reportgen.publish.word_runs import EMU, Control, Picture, Runs, label
from reportgen.report.model import Figure, Publication, Report, plain

NUMBERS = "urn:reportgen:numbers"
"""The namespace of the part that says which fact each control prints."""
_LOGO = "logo"
_LOGO_HEIGHT, _LOGO_WIDTH = 34.0, 220.0
"""The most that a logo takes of the head of a page, in points."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {"styles": "styles", "settings": "settings", "numbering": "numbering", "fonts": "fontTable"}
"""The templates that are the same for every document, and what Word calls these parts."""
_NUMBERS_ID = "{5B1D6E0A-3C0F-4E57-9A55-6B1C8E7F2A11}"


def render_word(
    report: Report, publication: Publication, charts: Mapping[str, str], brand: Brand, pages: Pages
) -> bytes:
    """Render a publication as a Word document; `charts` maps a figure's name to its SVG source.

    Raises UserError when a template is missing, cannot be read, asks for something that isn't there or isn't XML.
    """
    sizes = {name: size for name, source in charts.items() if (size := size_of(source))}
    drawings = dict(charts)
    if size := _logo_size(brand):
        drawings[_LOGO], sizes[_LOGO] = for_paper(brand.logo, brand.theme), size
    pictures = render_pictures(drawings, brand, sizes)
    media = {f"word/media/{name}.png": content for name, content in pictures.items()}
    return pack({**compose_parts(report, publication, charts, brand, pages), **media})


def compose_parts(
    report: Report, publication: Publication, charts: Mapping[str, str], brand: Brand, pages: Pages
) -> dict[str, str]:
    """Fill the XML parts of the document; its pictures are still to be added."""
    publication = distinct_anchors(publication)
    sizes = {name: size for name, source in charts.items() if (size := size_of(source))}
    word, logo = Runs(sizes), _place_logo(brand)
    jinja = _environment(pages, word)
    figures = [block for chapter in publication.chapters for block in chapter.blocks if isinstance(block, Figure)]
    about = {
        "report": report,
        "publication": publication,
        "figures": figures,
        "brand": brand,
        "word": word,
        "logo": logo,
        "language": LANGUAGE,
    }
    filled = {
        name: _fill(jinja, f"word/{template}.xml", about, pages)
        for name, template in {
            "word/document.xml": publication.kind,
            "word/header.xml": "header",
            "word/footer.xml": "footer",
            **{f"word/{part}.xml": template for template, part in _PARTS.items()},
        }.items()
    }
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(_package_links()),
        **filled,
        "word/_rels/document.xml.rels": _relationships(_document_links(word)),
        **({"word/_rels/header.xml.rels": _relationships([_logo_link()])} if logo else {}),
        "customXml/item1.xml": _numbers(word.controls),
        "customXml/itemProps1.xml": _numbers_properties(),
        "customXml/_rels/item1.xml.rels": _relationships(
            [("rId1", f"{_OFFICE}/customXmlProps", "itemProps1.xml", False)]
        ),
        "docProps/core.xml": core_properties(report, plain(publication.title)),
    }


def _environment(pages: Pages, word: Runs) -> Environment:
    jinja = environment(pages, "print")
    jinja.filters |= {
        "runs": word.inline,
        "words": word.words,
        "strong": word.strong,
        "number": word.number,
        "to_fill_in": word.to_fill_in,
        "bookmark": word.bookmark,
        "label": label,
    }
    return jinja


def _fill(jinja: Environment, template: str, about: Mapping[str, object], pages: Pages) -> str:
    """Fill a template, and see to it that what it makes is XML: Word opens no document with a part that isn't."""
    try:
        text = DECLARATION + jinja.get_template(template).render(about).strip() + "\n"
    except (TemplateError, UnicodeDecodeError) as error:
        raise UserError(explain(error, pages)) from error
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(text, True)
    except expat.ExpatError as error:
        what = f"wat dit sjabloon maakt, is geen geldige XML (regel {error.lineno} ervan), en Word opent het niet."
        raise UserError(
            Problem(
                what,
                "Controleer of elk element gesloten wordt.",
                Place(f"{pages[0].parent.name}/{pages[0].name}/{template}"),
            )
        ) from error
    return text


def _place_logo(brand: Brand) -> Picture | None:
    size = _logo_size(brand)
    return Picture(round(size[0] * EMU), round(size[1] * EMU), 1, "rIdLogo") if size else None


def _logo_size(brand: Brand) -> Size | None:
    """How large a logo is on the page; None when it doesn't say in what proportion it is drawn."""
    drawn = size_of(brand.logo)
    if drawn is None or not all(drawn):
        return None
    scale = min(_LOGO_HEIGHT / drawn[1], _LOGO_WIDTH / drawn[0])
    return drawn[0] * scale, drawn[1] * scale


Link = tuple[str, str, str, bool]
"""A relationship: its id, its type, where it leads, and whether that is outside the document."""


def _package_links() -> list[Link]:
    return [
        ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml", False),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
    ]


def _logo_link() -> Link:
    return "rIdLogo", f"{_OFFICE}/image", f"media/{_LOGO}.png", False


def _document_links(word: Runs) -> list[Link]:
    own: list[Link] = [
        (f"rId{part.capitalize()}", f"{_OFFICE}/{part}", f"{part}.xml", False) for part in _PARTS.values()
    ]
    own += [
        (word.header, f"{_OFFICE}/header", "header.xml", False),
        (word.footer, f"{_OFFICE}/footer", "footer.xml", False),
        ("rIdNumbers", f"{_OFFICE}/customXml", "../customXml/item1.xml", False),
    ]
    pictures = enumerate(word.pictures, 1)
    own += [(f"rIdPicture{number}", f"{_OFFICE}/image", f"media/{name}.png", False) for number, name in pictures]
    links = enumerate(word.links, 1)
    return own + [(f"rIdLink{number}", f"{_OFFICE}/hyperlink", address, True) for number, address in links]


def _relationships(links: Sequence[Link]) -> str:
    inside = Markup('<Relationship Id="{}" Type="{}" Target="{}"/>')
    outside = Markup('<Relationship Id="{}" Type="{}" Target="{}" TargetMode="External"/>')
    rows = Markup("").join((outside if away else inside).format(*link) for *link, away in links)
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _content_types() -> str:
    parts = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        "word/header.xml": f"{_WORD}.header+xml",
        "word/footer.xml": f"{_WORD}.footer+xml",
        **{f"word/{part}.xml": f"{_WORD}.{part}+xml" for part in _PARTS.values()},
        "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{rows}</Types>"
    )


def _numbers(controls: Sequence[Control]) -> str:
    row = Markup('<number tag="{}" fact="{}">{}</number>\n')
    rows = Markup("").join(row.format(control.tag, control.fact, control.text) for control in controls)
    return f'{DECLARATION}<numbers xmlns="{NUMBERS}">\n{rows}</numbers>\n'


def _numbers_properties() -> str:
    return (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
        f'ds:itemID="{_NUMBERS_ID}"><ds:schemaRefs><ds:schemaRef ds:uri="{NUMBERS}"/></ds:schemaRefs>'
        "</ds:datastoreItem>"
    )
