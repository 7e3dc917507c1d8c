"""The pictures for social media: as large as each network asks, with nothing cut off, and what they say within them."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy.ndimage import label

from reportgen.brand import Brand, read_brand
from reportgen.brand.colour import TEXT, ratio
from reportgen.brand.marks import read_logo
from reportgen.brand.wordmark import EM
from reportgen.carried import PAGES, folders_of
from reportgen.errors import UserError
from reportgen.publish.blocks import Pages
from reportgen.publish.partners import mark_size
from reportgen.publish.pictures import laid_out
from reportgen.publish.social import MARKS, SHAPES, SMALLEST, Card, cards_of, marked, render_cards, render_social
from reportgen.report.model import Finding, Report, Run, plain
from reportgen.report.social import told_by
from reportgen.verify.formats.picture import read_picture
from reportgen.verify.formats.web import read_web
from tests.pictures import png_of, same, show_difference
from tests.publish.example import line
from tests.snapshots import match

ROOT = Path(__file__).parents[2]
SNAPSHOTS = Path(__file__).parent / "snapshots"
SMALL = 0.3
SOURCE = (Run("Bron: Nationale Voice Monitor 2025, gesimuleerde respondenten.", origin="wave"),)
CHATBOT = Finding(
    "chatbot",
    line("[15%|chatbot_positief@2025]"),
    line("van de Nederlanders staat positief tegenover een chatbot van de klantenservice."),
    line("Van de consumenten is [15%|chatbot_positief@2025] positief over een chatbot."),
    (line("Vraag: “Hoe staat u tegenover contact met een chatbot?”"), SOURCE),
    15,
)
GRADE = Finding(
    "cijfer",
    line("[6,9|cijfer_telefoon@2025]"),
    line("is het rapportcijfer voor de telefoon."),
    line("De telefoon krijgt een [6,9|cijfer_telefoon@2025]."),
    (SOURCE,),
)


@pytest.fixture(scope="module")
def report(edition: Report) -> Report:
    return replace(edition, findings=(CHATBOT, GRADE), licence="CC BY 4.0")


@pytest.fixture(scope="module")
def files(report: Report, brand: Brand, pages: Pages) -> Mapping[str, bytes]:
    return render_social(report, brand, pages)


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_each_finding_has_a_picture_in_each_shape_and_a_text(files: Mapping[str, bytes]) -> None:
    assert list(files) == [
        "chatbot-1080x1080.png", "chatbot-1200x630.png", "chatbot.txt",
        "cijfer-1080x1080.png", "cijfer-1200x630.png", "cijfer.txt",
    ]  # fmt: skip


@pytest.mark.parametrize("size", [(1080, 1080), (1200, 630)])
def test_a_picture_is_as_large_as_its_name_says(files: Mapping[str, bytes], size: tuple[int, int]) -> None:
    for name in ("chatbot", "cijfer"):
        assert picture(files[f"{name}-{size[0]}x{size[1]}.png"]).size == size


@pytest.mark.parametrize("name", ["chatbot-1080x1080", "chatbot-1200x630", "cijfer-1080x1080", "cijfer-1200x630"])
def test_a_picture_looks_as_it_was_looked_at(files: Mapping[str, bytes], name: str) -> None:
    whole = picture(files[f"{name}.png"]).convert("L")
    small = whole.resize((round(whole.width * SMALL), round(whole.height * SMALL)), Image.Resampling.BOX)
    expected = SNAPSHOTS / f"social-{name}.png"
    if not same(expected, small):
        if expected.exists():
            show_difference(expected, small)
        match(expected, png_of(small))


def test_the_same_findings_give_the_same_bytes(
    files: Mapping[str, bytes], report: Report, brand: Brand, pages: Pages
) -> None:
    assert render_social(report, brand, pages) == files


def test_a_picture_tells_what_it_says_to_who_cannot_see_it_and_whose_it_is(
    files: Mapping[str, bytes], report: Report
) -> None:
    for shape in ("1080x1080", "1200x630"):
        content = files[f"chatbot-{shape}.png"]
        assert [passage.text for passage in read_picture(content, "x.png")] == [plain(told_by(CHATBOT, report))]
        xmp = picture(content).info["XML:com.adobe.xmp"]
        assert "<rdf:li>Nationale Voice Monitor</rdf:li>" in xmp
        assert "CC BY 4.0" in xmp


def test_the_text_has_the_message_what_the_picture_says_and_where_it_comes_from(
    files: Mapping[str, bytes], report: Report
) -> None:
    assert files["chatbot.txt"].decode().split("\n\n") == [
        "BERICHT",
        "Van de consumenten is 15% positief over een chatbot.",
        "ALTERNATIEVE TEKST BIJ DE AFBEELDING",
        plain(told_by(CHATBOT, report)),
        "VERANTWOORDING",
        "Vraag: “Hoe staat u tegenover contact met een chatbot?”",
        "Bron: Nationale Voice Monitor 2025, gesimuleerde respondenten.\n",
    ]


@pytest.mark.parametrize("shape", ["1080x1080", "1200x630"])
@pytest.mark.parametrize("part", [1, 15, 78, 100])
def test_a_share_is_shown_as_so_many_discs_of_a_hundred(
    part: int, shape: str, report: Report, brand: Brand, pages: Pages
) -> None:
    """They are what stands out from the picture of a share of nothing."""
    with_some, with_none = (
        np.asarray(picture(_made_with(one, report, brand, pages)[f"chatbot-{shape}.png"]).convert("L"), dtype=int)
        for one in (part, 0)
    )
    assert label(with_some - with_none > 40)[1] == part


@cache
def _made_with(part: int, report: Report, brand: Brand, pages: Pages) -> Mapping[str, bytes]:
    return render_social(replace(report, findings=(replace(CHATBOT, part=part),)), brand, pages)


def test_the_numbers_on_a_card_carry_their_facts(report: Report, brand: Brand, pages: Pages) -> None:
    html = render_cards(report, cards_of(report), brand, pages)
    marks = [(p.text[m.start : m.end], m.fact) for p in read_web(html.encode(), "kaarten") for m in p.marks]
    assert marks == [("15%", "chatbot_positief@2025")] * 2 + [("6,9", "cijfer_telefoon@2025")] * 2


def test_a_copy_under_embargo_says_so_in_its_pictures_and_before_its_message(
    report: Report, brand: Brand, pages: Pages
) -> None:
    held = replace(report, embargo="Onder embargo tot woensdag 19 maart 2025, 06.00 uur (Nederlandse tijd)")
    made = render_social(held, brand, pages)
    assert made["chatbot.txt"].decode().startswith(f"{held.embargo}\n\nBERICHT\n\n")
    for shape in ("1080x1080", "1200x630"):
        (told,) = read_picture(made[f"chatbot-{shape}.png"], "x.png")
        assert told.text.endswith(f"{held.embargo}.")
    html = render_cards(held, cards_of(held), brand, pages)
    stamped = [passage.text for passage in read_web(html.encode(), "kaarten") if held.embargo in passage.text]
    assert len(stamped) == 4


@pytest.mark.parametrize("name", ["klantenservice-federatie", "voorbeeld-geel", "voorbeeld-ervaren"])
def test_a_picture_of_a_partner_has_its_colour_and_its_mark_and_can_be_read(
    name: str, report: Report, pages: Pages
) -> None:
    own = read_brand(ROOT, name, "voice-monitor")
    assert own.partner is not None
    assert ratio(own.partner.field.ground, own.partner.field.text) >= TEXT
    html = render_cards(report, cards_of(report), own, pages)
    assert html.count(f'alt="{own.partner.name}"') == 4
    made = render_social(report, own, pages)
    ground = tuple(bytes.fromhex(own.partner.field.ground[1:]))
    assert {picture(made[f"chatbot-{s}.png"]).convert("RGB").getpixel((5, 5)) for s in ("1080x1080", "1200x630")} == {
        ground
    }


def test_a_white_logo_is_seen_on_a_plate_with_room_around_it(report: Report, pages: Pages) -> None:
    own = read_brand(ROOT, "voorbeeld-ervaren", "voice-monitor")
    disc = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#FFF"/></svg>'
    assert own.partner is not None
    mark, _ = read_logo(disc.encode(), "logo.svg", own.house, "#008000")
    made = render_social(report, replace(own, partner=replace(own.partner, mark=mark)), pages)
    strip = picture(made["chatbot-1080x1080.png"]).convert("RGB").crop((0, 1080 - STRIP["square"], 1080, 1080))
    plate = [(x, y) for x in range(strip.width) for y in range(strip.height) if strip.getpixel((x, y)) == (0, 0x80, 0)]
    (left, right), (top, bottom) = ((min(side), max(side)) for side in zip(*plate, strict=True))
    middle = [strip.getpixel(((left + right) // 2, y)) for y in (top + 4, (top + bottom) // 2, bottom - 4)]
    assert middle == [(0, 0x80, 0), (255, 255, 255), (0, 0x80, 0)]


# --- nothing is cut off ----------------------------------------------------------------------------------------------

STRIP = {"square": 236, "wide": 138}
"""How high the strip of paper is on which the logo and the source stand."""
LONG = "van de Nederlanders vindt het vanzelfsprekend dat een medewerker meeluistert met wat een spraakassistent zegt "


def sizes(finding: Finding, report: Report, brand: Brand, pages: Pages) -> dict[str, int]:
    """How many pages each size of letters takes on each card; what is more than one would be cut off."""
    return {
        f"{shape} {size}": len(laid_out(render_cards(report, [Card(finding, shape, size)], brand, pages), brand).pages)
        for shape in SHAPES
        for size in ("", "smaller", "smallest")
    }


def test_a_long_sentence_is_set_smaller_until_it_fits(report: Report, brand: Brand, pages: Pages) -> None:
    finding = replace(CHATBOT, sentence=(Run((LONG * 2)[:160]),))
    found = sizes(finding, report, brand, pages)
    assert found["square "] > 1
    assert found["square smallest"] == found["wide smallest"] == 1
    assert len(render_social(replace(report, findings=(finding,)), brand, pages)) == 3


def test_a_sentence_that_does_not_fit_at_all_is_refused(report: Report, brand: Brand, pages: Pages) -> None:
    finding = replace(CHATBOT, sentence=(Run(LONG * 6),))
    with pytest.raises(UserError) as refused:
        render_social(replace(report, findings=(finding, GRADE)), brand, pages)
    assert [problem.what for problem in refused.value.problems] == [
        "de zin past niet in de afbeelding van 1080 bij 1080.",
        "de zin past niet in de afbeelding van 1200 bij 630.",
    ]
    assert refused.value.problems[0].place.detail == "chatbot"


def test_a_long_name_and_source_stay_within_the_strip(report: Report, brand: Brand, pages: Pages) -> None:
    name = "Samenwerkende Vereniging voor Klantcontactcentra en Publieksvoorlichting in Noordoost-Nederland"
    finding = replace(CHATBOT, notes=((Run(f"Bron: {name} 2025, gesimuleerde respondenten.", origin="label"),),))
    made = render_social(replace(report, findings=(finding,)), brand, pages)
    for shape, (width, height) in SHAPES.items():
        whole = picture(made[f"chatbot-{width}x{height}.png"]).convert("L")
        top = height - STRIP[shape]
        edges = [(0, height - 6, width, height), (width - 20, top + 2, width, height), (0, top + 2, width, top + 6)]
        assert [whole.crop(edge).getextrema() for edge in edges] == [(255, 255)] * 3, shape
        above = whole.crop((0, top - 6, width, top - 2)).getextrema()
        assert above[0] == above[1], shape


def test_a_word_that_is_wider_than_its_line_is_set_smaller_and_refused_when_that_is_not_enough(
    report: Report, brand: Brand, pages: Pages
) -> None:
    long, longer = "klanttevredenheidsonderzoeksbureaus", "Spraakassistentgebruikers" * 5
    finding = replace(CHATBOT, sentence=(Run(f"van de {long}"),))
    made = render_social(replace(report, findings=(finding,)), brand, pages)
    edge = picture(made["chatbot-1080x1080.png"]).convert("RGB").crop((1080 - 80, 0, 1080, 1080 - STRIP["square"]))
    assert len(edge.getcolors()) == 1
    with pytest.raises(UserError, match="de zin past niet in de afbeelding van 1080 bij 1080"):
        render_social(replace(report, findings=(replace(CHATBOT, sentence=(Run(longer),)),)), brand, pages)


def test_a_source_that_does_not_fit_below_is_refused(report: Report, brand: Brand, pages: Pages) -> None:
    finding = replace(CHATBOT, notes=((Run("Bron: " + "het onderzoek " * 40),),))
    with pytest.raises(UserError, match="het logo en de bron passen niet onderin de afbeelding van 1200 bij 630"):
        render_social(replace(report, findings=(finding,)), brand, pages)


def test_a_long_name_gives_way_to_the_short_one_where_its_letters_would_be_too_small() -> None:
    own = read_brand(ROOT, "voorbeeld-geel", "voice-monitor")
    whole, short = own.partner.mark, own.partner.short_mark
    assert own.partner.short == "Voorbeeldpartner KDDT"
    used = {shape: marked(own, shape).partner.mark for shape in SHAPES}
    assert used["wide"] == short != whole
    for shape, (height, widest, _, room) in MARKS.items():
        width, _ = mark_size(marked(own, shape), height, widest, room)
        assert EM * width / used[shape].width >= SMALLEST
    federation = read_brand(ROOT, "klantenservice-federatie", "voice-monitor")
    assert [marked(federation, shape) for shape in SHAPES] == [federation] * 2


def test_a_broken_template_is_told_with_its_place(report: Report, brand: Brand, tmp_path: Path) -> None:
    shutil.copytree(ROOT / PAGES, tmp_path / PAGES)
    template = tmp_path / PAGES / "social.html"
    template.write_text(template.read_text("utf-8").replace("card.finding.number", "card.finding.kop"), "utf-8")
    with pytest.raises(UserError) as refused:
        render_social(report, brand, folders_of(tmp_path, PAGES))
    assert refused.value.problems[0].place.file == "templates/pages/social.html"
