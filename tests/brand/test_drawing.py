"""A logo as SVG does nothing but draw, and looks the same everywhere; what would not is refused with a remedy."""

from __future__ import annotations

from time import process_time

import pytest

from reportgen.brand.drawing import parse_logo
from reportgen.brand.inked import ink_of
from reportgen.errors import UserError

START = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">\n'
RECT = '<rect width="4" height="4" fill="#123456"/>'


def svg(inner: str = RECT) -> bytes:
    return f"{START}{inner}</svg>".encode()


def refused(content: bytes) -> str:
    with pytest.raises(UserError) as caught:
        parse_logo(content, "logo.svg")
    assert "\n  → " in str(caught.value)
    return str(caught.value)


LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>&c;</title></svg>"""
OUTSIDE_ENTITY = """<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>&a;</title></svg>"""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (svg("<script>alert(1)</script>"), "regel 2: het logo doet meer dan tekenen (in <script>)"),
        (svg('<rect onclick="alert(1)"/>'), "doet meer dan tekenen (in <rect>)"),
        (svg("<foreignObject/>"), "doet meer dan tekenen (in <foreignObject>)"),
        (svg('<animate attributeName="href" values="javascript:alert(1)"/>'), "doet meer dan tekenen"),
        (svg('<set attributeName="onmouseover" to="x"/>'), "doet meer dan tekenen"),
        (svg('<a href="https://voorbeeld.example"/>'), "verwijst naar iets daarbuiten (in <a>)"),
        (svg('<a xlink:href="javascript:alert(1)"/>'), "verwijst naar iets daarbuiten"),
        (svg('<image href="https://voorbeeld.example/x.png"/>'), "verwijst naar iets daarbuiten (in <image>)"),
        (svg('<use href="ander.svg#x"/>'), "verwijst naar iets daarbuiten (in <use>)"),
        (svg('<rect fill="url(https://voorbeeld.example/x)"/>'), "verwijst naar iets daarbuiten (in <rect>)"),
        (svg('<rect style="fill:url(//voorbeeld.example/x)"/>'), "verwijst naar iets daarbuiten (in <rect>)"),
        (svg('<g clip-path="url(ander.svg#x)"/>'), "verwijst naar iets daarbuiten (in <g>)"),
        (svg("<style>@import 'x';</style>"), "een opmaakregel die niet over te nemen is (“@import"),
        (svg("<style>g > rect { fill: red }</style>"), "niet over te nemen is (“g > rect”)"),
        (svg('<image href="data:image/png;base64,AAAA"/>'), "gebruikt <image>, dat niet elk programma hetzelfde"),
        (svg("<text>Naam</text>"), "het logo bevat tekst"),
        (svg('<rect filter="url(#x)"/>'), "gebruikt “filter”"),
        (svg('<rect style="mix-blend-mode:multiply"/>'), "gebruikt “mix-blend-mode”"),
        (svg("<mask/>"), "gebruikt <mask>"),
        (svg("<svg/>"), "gebruikt <svg>"),
        (svg('<rect fill="var(--merk)"/>'), "“var(--merk)” is geen kleur die elk programma kent"),
        (svg('<use href="#weg"/>'), "verwijst naar “#weg”, dat er niet is"),
        (svg('<rect fill="url(#weg)"/>'), "verwijst naar “#weg”, dat er niet is"),
        (LAUGHS.encode(), "het logo bevat eigen afkortingen (ENTITY)"),
        (OUTSIDE_ENTITY.encode(), "het logo bevat eigen afkortingen (ENTITY)"),
        (svg("<g>" * 100 + "</g>" * 100), "te ingewikkeld getekend"),
        (svg("<g/>" * 20_001), "te ingewikkeld getekend"),
        (svg(f"<desc>{'x' * 1_000_001}</desc>"), "het logo is 1,0 MB groot, en hooguit 1 MB mag"),
        (b"<html></html>", "het logo is geen SVG"),
        (b"<svg/>", "het logo is geen SVG"),
        (b"\x89PNG\r\n", "geen SVG, of geen UTF-8"),
        (b"", "geen SVG, of het is beschadigd"),
        (svg()[:-9], "geen SVG, of het is beschadigd"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>', "zegt niet hoe groot het is (viewBox)"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"><rect/></svg>', "zegt niet hoe groot"),
    ],
)
def test_a_hostile_or_unclear_drawing_is_refused_with_what_is_wrong_in_it(content: bytes, told: str) -> None:
    assert told in refused(content)


def test_copies_of_copies_are_refused_before_they_are_made() -> None:
    levels = "".join(f'<g id="a{i}">{f"""<use href="#a{i - 1}"/>""" * 10}</g>' for i in range(1, 9))
    start = process_time()
    assert "kopieën van kopieën" in refused(svg(f'<g id="a0">{RECT}</g>{levels}'))
    assert process_time() - start < 0.5


def test_many_copies_of_much_are_refused_before_they_are_made() -> None:
    start = process_time()
    assert "te veel kopieën" in refused(svg(f'<g id="a">{RECT * 5000}</g>{"""<use href="#a"/>""" * 5000}'))
    assert process_time() - start < 2


def test_what_draws_nothing_is_left_out_and_told() -> None:
    inner = (
        '<metadata>door Anna, C:\\logo</metadata><sodipodi:namedview xmlns:sodipodi="urn:x" pagecolor="#fff"/>'
        '<!-- opmerking --><g data-name="Laag 1" inkscape:label="x" xmlns:inkscape="urn:y">' + RECT + "</g>"
        '<g style="display:none"><text>verborgen</text></g>'
    )
    drawing = parse_logo(svg(inner), "logo.svg")
    assert drawing.left_out == ("<metadata>", "<namedview>", "<g>", "data-name", "label")
    for gone in ("Anna", "opmerking", "sodipodi", "Laag", "verborgen"):
        assert gone not in drawing.source
    assert RECT.removesuffix("/>") in drawing.source


def test_rules_of_illustrator_become_attributes() -> None:
    rules = "<style>.cls-1{fill:#e30613;}.cls-1,.cls-2{stroke:none}#top{opacity:.5} rect{fill:blue}</style>"
    source = parse_logo(
        svg(f'<defs>{rules}</defs><rect id="top" class="cls-1 cls-2" width="4" height="4"/>'), "x"
    ).source
    assert 'fill="#E30613"' in source
    assert 'stroke="none"' in source
    assert 'opacity=".5"' in source
    assert "class" not in source
    assert "style" not in source


def test_the_style_of_an_element_goes_before_rules_and_those_before_attributes() -> None:
    source = parse_logo(
        svg(
            '<style>.a{fill:#111111;stroke:#222222}</style><rect class="a" fill="red" stroke="red" style="fill:lime"/>'
        ),
        "x",
    ).source
    assert 'fill="#00FF00"' in source
    assert 'stroke="#222222"' in source


def test_colours_are_written_in_one_way() -> None:
    inner = (
        '<rect fill="rgb(255, 0, 0)"/><rect fill="#0af"/><rect fill="navy" stroke="CurrentColor"/><rect fill="none"/>'
    )
    source = parse_logo(svg(inner), "x").source
    for colour in ("#FF0000", "#00AAFF", "#000080", "currentColor", '"none"'):
        assert colour in source


def test_a_copy_is_written_out_where_it_stands() -> None:
    inner = f'<defs><g id="a">{RECT}</g></defs><use xlink:href="#a" x="3" y="2" transform="scale(.5)" fill="red"/>'
    source = parse_logo(svg(inner), "x").source
    assert '<g transform="scale(.5) translate(3 2)" fill="#FF0000"><g><rect' in source
    assert "use" not in source
    ink = ink_of(source)
    assert ink is not None
    assert ink.box == pytest.approx((1.5, 1, 3.5, 3))


def test_a_clip_along_a_copied_shape_holds_a_shape() -> None:
    inner = (
        '<defs><path id="p" d="M0 0h9v9z"/></defs><clipPath id="c"><use xlink:href="#p"/></clipPath>'
        f'<g clip-path="url(#c)">{RECT}</g>'
    )
    assert '<clipPath id="c"><path d="M0 0h9v9z" /></clipPath>' in parse_logo(svg(inner), "x").source


def test_gradients_are_kept_and_one_may_be_made_of_another() -> None:
    inner = (
        '<linearGradient id="a"><stop stop-color="red"/></linearGradient>'
        '<linearGradient id="b" xlink:href="#a"/><rect fill="url(#b)" width="3" height="3"/>'
    )
    assert 'href="#a"' in parse_logo(svg(inner), "x").source
    assert "uit andere verlopen" in refused(svg(inner.replace('id="a"', 'id="a" href="#b"')))


def test_cleaning_twice_changes_nothing_more() -> None:
    once = parse_logo(svg(f'<metadata/><g transform="rotate(20)">{RECT}</g>'), "x")
    assert parse_logo(once.source.encode(), "x").source == once.source
