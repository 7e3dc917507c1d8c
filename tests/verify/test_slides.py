"""Presentations: what stands on the slides and in the notes, what a chart shows, and the facts where they are named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from reportgen.errors import UserError
from reportgen.verify.documents import Passage
from reportgen.verify.formats.picture import read_picture
from reportgen.verify.formats.slides import read_slides


@pytest.fixture
def deck() -> bytes:
    """A presentation as somebody else makes it: a title, a text of two lines, a table, a chart and notes."""
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Meer dan de helft wil 2 dingen"
    slide.placeholders[1].text_frame.text = "Van hen belt 53% liever."
    slide.placeholders[1].text_frame.add_paragraph().text = "Een op de vijf chat."
    table = slide.shapes.add_table(2, 2, 0, 0, Inches(4), Inches(1)).table
    for (row, column), text in {(0, 0): "Kanaal", (0, 1): "2025", (1, 0): "telefoon", (1, 1): "53%"}.items():
        table.cell(row, column).text = text
    data = CategoryChartData(number_format="0.0%")
    data.categories = ["18 t/m 30", "ouder"]
    data.add_series("2024", (0.125, 0.4))
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, 0, 0, Inches(4), Inches(3), data)
    slide.notes_slide.notes_text_frame.text = "Basis: n = 1.061."
    second = made.slides.add_slide(made.slide_layouts[5])
    second.shapes.title.text = "Tot slot: 3"
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_slides_are_read_in_order_box_after_box_and_then_their_notes(deck: bytes) -> None:
    told = [(passage.place, passage.text) for passage in read_slides(deck, "x.pptx") if not passage.table]
    assert told == [
        ("dia 1", "Meer dan de helft wil 2 dingen"),
        ("dia 1", "Van hen belt 53% liever."),
        ("dia 1", "Een op de vijf chat."),
        ("dia 1, notities", "Basis: n = 1.061."),
        ("dia 2", "Tot slot: 3"),
    ]
    assert [passage.text for passage in read_slides(deck, "x.pptx") if passage.heading] == [
        "Meer dan de helft wil 2 dingen",
        "Tot slot: 3",
    ]


def test_the_numbers_of_tables_and_charts_come_with_what_stands_at_their_head(deck: bytes) -> None:
    told = [(p.text, p.heads) for p in read_slides(deck, "x.pptx") if p.table]
    title = "Meer dan de helft wil 2 dingen"
    assert told == [
        ("2025", "Kanaal"),
        ("53%", "telefoon | 2025"),
        ("18 t/m 30", title),
        ("2024", title),
        ("12,5%", f"18 t/m 30 | 2024 | {title}"),
        ("40,0%", f"ouder | 2024 | {title}"),
    ]


def rewritten(content: bytes, change: Callable[[str, str], str], **added: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(target, "w") as made:
        for name in package.namelist():
            part = package.read(name)
            made.writestr(name, change(name, part.decode()) if name.endswith(".xml") else part)
        for name, part in added.items():
            made.writestr(name, part)
    return target.getvalue()


def named(content: bytes, **facts: str) -> bytes:
    """A presentation with a part that says of which facts the numbers in a place are."""
    rows = "".join(f'<number tag="{tag}" fact="{fact}"/>' for tag, fact in facts.items())
    part = f'<numbers xmlns="urn:reportgen:numbers">{rows}</numbers>'
    return rewritten(content, lambda _name, xml: xml, **{"customXml/item1.xml": part})


def marked(passages: tuple[Passage, ...]) -> list[tuple[str, str]]:
    return [(passage.text[mark.start : mark.end], mark.fact) for passage in passages for mark in passage.marks]


def test_a_number_has_the_fact_that_its_place_names(deck: bytes) -> None:
    facts = {"256.3.0": "bellen@2025", "256.n.0": "n@2025", "256.5.0.0": "jong@2024", "256.4.1.1": "telefoon@2025"}
    assert marked(read_slides(named(deck, **facts), "x.pptx")) == [
        ("53%", "bellen@2025"),
        ("53%", "telefoon@2025"),
        ("12,5%", "jong@2024"),
        ("1.061", "n@2025"),
    ]


def test_an_interval_is_one_fact_and_a_number_without_one_has_none(deck: bytes) -> None:
    text = "In 2025 belt 13% tot 17%."
    changed = rewritten(deck, lambda _name, xml: xml.replace("Van hen belt 53% liever.", text))
    found = read_slides(named(changed, **{"256.3.0": ";bellen@2025#interval;&amp;"}), "x.pptx")
    assert marked(found) == [("13% tot 17%", "bellen@2025#interval")]


def test_a_text_that_got_more_numbers_than_it_had_has_no_facts_any_more(deck: bytes) -> None:
    changed = rewritten(deck, lambda _name, xml: xml.replace("53% liever", "53% of 54% liever"))
    assert marked(read_slides(named(changed, **{"256.3.0": "bellen@2025"}), "x.pptx")) == []


def test_facts_move_along_with_their_slide(deck: bytes) -> None:
    def swap(name: str, xml: str) -> str:
        if name != "ppt/presentation.xml":
            return xml
        first, second = re.findall(r"<p:sldId [^>]*/>", xml)
        return xml.replace(first + second, second + first)

    found = read_slides(named(rewritten(deck, swap), **{"257.2.0": "drie@2025"}), "x.pptx")
    assert found[0].text == "Tot slot: 3"
    assert marked(found) == [("3", "drie@2025")]


@pytest.mark.parametrize("fact", ["&amp;", "&amp;;x@2025", ""])
def test_nonsense_in_the_list_of_facts_does_no_harm(deck: bytes, fact: str) -> None:
    assert marked(read_slides(named(deck, **{"256.3.0": fact}), "x.pptx")) == []


DAMAGED: dict[str, Callable[[str, str], str]] = {
    "a slide that is cut off": lambda name, xml: xml[:-20] if "slide1.xml" in name else xml,
    "a slide that is not there": lambda name, xml: xml.replace('r:id="rId', 'r:id="weg'),
    "entities": lambda name, xml: f"<!DOCTYPE a [<!ENTITY b 'c'>]>{xml}" if "slide1.xml" in name else xml,
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_presentation_is_refused(deck: bytes, name: str) -> None:
    with pytest.raises(UserError) as refused:
        read_slides(rewritten(deck, DAMAGED[name]), "x.pptx")
    assert refused.value.problems[0].what == "dit bestand is beschadigd."


def test_a_presentation_that_was_cut_off_is_refused(deck: bytes) -> None:
    with pytest.raises(UserError):
        read_slides(deck[:900], "x.pptx")


def test_a_picture_that_says_nothing_of_itself_has_no_text_and_what_is_no_picture_is_refused() -> None:
    from PIL import Image

    target = io.BytesIO()
    Image.new("L", (1, 1)).save(target, "PNG")
    assert read_picture(target.getvalue(), "x.png") == ()
    with pytest.raises(UserError):
        read_picture(b"GIF89a", "x.png")
