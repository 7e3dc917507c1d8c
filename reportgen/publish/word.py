"""The press release as a Word document to be edited: headings, lists and pictures as Word's own, numbers in controls.

Each number stands in a content control. Its tag is a short key, because Word takes no more; which fact it is, is said
in full by a part of the document that Word keeps and doesn't show, and by the control's title as far as it
fits.
"""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment

from reportgen.brand import Brand
from reportgen.publish.blocks import Pages, distinct_anchors, environment
from reportgen.publish.drawings import for_paper
from reportgen.publish.office_parts import (
    CORE,
    CUSTOM,
    OFFICE,
    Link,
    content_types,
    fill,
    numbers_parts,
    package_links,
    relationships,
)
from reportgen.publish.packing import LANGUAGE, core_properties, pack
from reportgen.publish.partners import mark_size, with_plate
from reportgen.publish.pictures import Size, render_pictures, size_of
from reportgen.publish.word_runs import EMU, Picture, Runs, label
from reportgen.report.model import Figure, Publication, Report, plain

_LOGO, _PARTNER = "logo", "partner"
_LOGO_HEIGHT, _LOGO_WIDTH = 34.0, 220.0
"""The most that a logo takes of the head of a page, in points."""
_PARTNER_WIDTH = 150.0
"""The most that the mark of a partner takes beside it."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {"styles": "styles", "settings": "settings", "numbering": "numbering", "fonts": "fontTable"}
"""The templates that are the same for every document, and what Word calls these parts."""


def render_word(
    report: Report, publication: Publication, charts: Mapping[str, str], brand: Brand, pages: Pages
) -> bytes:
    """Render a publication as a Word document; `charts` maps a figure's name to its SVG source.

    Raises UserError when a template is missing, cannot be read, asks for something that isn't there or isn't XML.
    """
    brand = with_plate(brand)
    sizes = {name: size for name, source in charts.items() if (size := size_of(source))}
    drawings = dict(charts)
    if size := _logo_size(brand):
        drawings[_LOGO], sizes[_LOGO] = for_paper(brand.logo, brand.house), size
    if brand.partner and not brand.partner.mark.png:
        drawings[_PARTNER], sizes[_PARTNER] = for_paper(brand.partner.mark.svg, brand.house), _partner_size(brand)
    pictures = render_pictures(drawings, brand, sizes)
    if brand.partner and brand.partner.mark.png:
        pictures[_PARTNER] = brand.partner.mark.png
    media = {f"word/media/{name}.png": content for name, content in pictures.items()}
    return pack({**compose_parts(report, publication, charts, brand, pages), **media})


def compose_parts(
    report: Report, publication: Publication, charts: Mapping[str, str], brand: Brand, pages: Pages
) -> dict[str, str]:
    """Fill the XML parts of the document; its pictures are still to be added."""
    brand, publication = with_plate(brand), distinct_anchors(publication)
    sizes = {name: size for name, source in charts.items() if (size := size_of(source))}
    word, logo, partner = Runs(sizes), _place_logo(brand), _place_partner(brand)
    head = [_head_link(name) for name, picture in ((_LOGO, logo), (_PARTNER, partner)) if picture]
    jinja = _environment(pages, word)
    figures = [block for chapter in publication.chapters for block in chapter.blocks if isinstance(block, Figure)]
    about = {
        "report": report,
        "publication": publication,
        "figures": figures,
        "brand": brand,
        "word": word,
        "logo": logo,
        "partner": partner,
        "language": LANGUAGE,
    }
    filled = {
        name: fill(jinja, f"word/{template}.xml", about, pages)
        for name, template in {
            "word/document.xml": publication.kind,
            "word/header.xml": "header",
            "word/footer.xml": "footer",
            **{f"word/{part}.xml": template for template, part in _PARTS.items()},
        }.items()
    }
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": relationships(package_links("word/document.xml")),
        **filled,
        "word/_rels/document.xml.rels": relationships(_document_links(word)),
        **({"word/_rels/header.xml.rels": relationships(head)} if head else {}),
        **numbers_parts([(control.tag, control.fact, control.text) for control in word.controls]),
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


def _place_partner(brand: Brand) -> Picture | None:
    if brand.partner is None:
        return None
    width, height = _partner_size(brand)
    return Picture(round(width * EMU), round(height * EMU), 2, "rIdPartner")


def _partner_size(brand: Brand) -> Size:
    """How large the mark of the partner is beside the logo."""
    return mark_size(brand, _LOGO_HEIGHT, _PARTNER_WIDTH, 1)


def _head_link(name: str) -> Link:
    return f"rId{name.capitalize()}", f"{OFFICE}/image", f"media/{name}.png", False


def _document_links(word: Runs) -> list[Link]:
    own: list[Link] = [
        (f"rId{part.capitalize()}", f"{OFFICE}/{part}", f"{part}.xml", False) for part in _PARTS.values()
    ]
    own += [
        (word.header, f"{OFFICE}/header", "header.xml", False),
        (word.footer, f"{OFFICE}/footer", "footer.xml", False),
        ("rIdNumbers", f"{OFFICE}/customXml", "../customXml/item1.xml", False),
    ]
    pictures = enumerate(word.pictures, 1)
    own += [(f"rIdPicture{number}", f"{OFFICE}/image", f"media/{name}.png", False) for number, name in pictures]
    links = enumerate(word.links, 1)
    return own + [(f"rIdLink{number}", f"{OFFICE}/hyperlink", address, True) for number, address in links]


def _content_types() -> str:
    return content_types(
        {
            "word/document.xml": f"{_WORD}.document.main+xml",
            "word/header.xml": f"{_WORD}.header+xml",
            "word/footer.xml": f"{_WORD}.footer+xml",
            **{f"word/{part}.xml": f"{_WORD}.{part}+xml" for part in _PARTS.values()},
            "customXml/itemProps1.xml": CUSTOM,
            "docProps/core.xml": CORE,
        }
    )
