from __future__ import annotations

import re
import shutil
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from reportgen.brand import Brand
from reportgen.errors import UserError
from reportgen.publish.arranging import is_terms, led_up_to, rows_of, voices
from reportgen.publish.blocks import (
    Medium,
    Pages,
    distinct_anchors,
    environment,
    render_inline,
    render_number,
)
from reportgen.publish.blocks import render as render_publication
from reportgen.report.model import (
    Block,
    Cell,
    Chapter,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Listing,
    Note,
    Notes,
    Paragraph,
    Publication,
    Quote,
    Report,
    Row,
    Run,
    Table,
    plain,
)
from tests.publish import example
from tests.snapshots import match

SNAPSHOTS = Path(__file__).parent / "snapshots"
TABLE = Table(
    "wie",
    (Run("Houding per groep"),),
    "",
    ("Chatbot", "n"),
    (
        Row("Totaal", (Cell("15%", "chatbot@2025"), Cell("1.043")), kind="net"),
        Row("18–30", (Cell("25%", "jong@2025", mark="▲"), Cell("180")), section="Leeftijd"),
        Row("66+", (Cell("7%", "oud@2025", indicative=True), Cell("84")), kind="base"),
    ),
    notes=((Run("▲ significant hoger dan de rest."),),),
)
BLOCKS: dict[str, Block] = {
    "paragraph": Paragraph(example.line("In 2025 staat [15%|chatbot@2025] **positief**."), kind="lead"),
    "heading": Heading((Run("Wie & waarom"),), 2, "wie-waarom"),
    "listing": Listing((example.line("eerst"), example.line("dan [7%|b@2025]")), ordered=True),
    "quote": Quote((Run("Een goed gesprek."),)),
    "placeholder": Quote((Run("Citaat van de directeur"),), placeholder=True),
    "key-figures": KeyFigures((KeyFigure(Run("15%", fact="chatbot@2025"), (Run("positief"),), (Run("▲ 5"),)),)),
    "figure": example.vragen(),
    "table": TABLE,
    "notes": Notes((Note(1, example.line("Dit zegt de noot: [7%|b@2025].")),)),
    "reference-to-a-note": Paragraph((Run("Een zin."), Run("1", link="#noot-1"), Run("1", link="#noot-1"))),
    "reference-to-a-figure": Paragraph((Run("Figuur\u00a03", link="#figuur-wie", origin="reference"),)),
}


def render(block: Block, pages: Pages, medium: Medium, **about: object) -> str:
    """One block as the pages render it, without the blank lines between tags."""
    source = '{% import "blocks.html" as page with context %}{{ page.block_of(block, 1) }}'
    drawing = Markup("<!-- drawing -->")
    about |= {"report": example.edition(), "publication": example.edition().report, "kit": ["vragen"]}
    html = environment(pages, medium).from_string(source).render(block=block, drawing=lambda figure: drawing, **about)
    return re.sub(r"\n\s*\n+", "\n", html).strip() + "\n"


@pytest.mark.parametrize("medium", ["screen", "print"])
@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_becomes_this_html(name: str, medium: Medium, pages: Pages) -> None:
    match(SNAPSHOTS / medium / f"{name}.html", render(BLOCKS[name], pages, medium))


def test_on_a_screen_a_number_carries_its_fact() -> None:
    runs = (Run("staat op "), Run("15%", fact="chatbot@2025"))
    assert render_inline(runs) == 'staat op <data value="chatbot@2025">15%</data>'


def test_on_paper_a_number_is_just_text() -> None:
    assert render_inline((Run("15%", fact="chatbot@2025"),), facts=False) == "15%"


def test_whatever_a_text_contains_is_text() -> None:
    runs = (Run("<script>", fact='"><b>', strong=True), Run("{{ 7 * 7 }} & co"))
    html = render_inline(runs)
    assert html == ('<strong><data value="&#34;&gt;&lt;b&gt;">&lt;script&gt;</data></strong>{{ 7 * 7 }} &amp; co')


def test_a_link_is_the_innermost_element() -> None:
    run = Run("de e-website", strong=True, emphasis=True, lang="en", link="https://example.org/?a=1&b=2")
    assert render_inline((run,)) == (
        '<strong><em><span lang="en"><a href="https://example.org/?a=1&amp;b=2">de e-website</a></span></em></strong>'
    )


@pytest.mark.parametrize("link", ["https://example.org", "mailto:pers@example.org", "#figuur-houding"])
def test_a_link_may_go_to_the_web_to_mail_or_within_the_page(link: str) -> None:
    assert f'href="{link}"' in render_inline((Run("hier", link=link),))


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", "x"],
)
def test_any_other_link_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match="may not link to"):
        render_inline((Run("hier", link=link),))


def test_a_word_with_a_short_beginning_stays_on_one_line() -> None:
    html = render_inline((Run("per e-mail of AI-contact, niet zonder-mens"),))
    assert html == ('per <span class="whole">e-mail</span> of <span class="whole">AI-contact</span>, niet zonder-mens')


@pytest.mark.parametrize("whole", ["2 t/m 15 december", "19 maart", "18 t/m 30 jaar", "5 procentpunt", "n = 1.043"])
def test_what_is_one_to_the_eye_stays_on_one_line(whole: str) -> None:
    html = render_inline((Run(f"van {whole} af"),))
    assert html == f'van <span class="whole">{whole}</span> af'


def test_a_base_stays_on_one_line_with_its_number_in_a_run_of_its_own() -> None:
    html = render_inline((Run("basis: n = "), Run("1.043", fact="x@2025#n")))
    assert html == 'basis: n\u00a0=\u00a0<data value="x@2025#n">1.043</data>'


def test_a_name_that_a_template_does_not_have_is_an_error(pages: Pages) -> None:
    with pytest.raises(UndefinedError):
        environment(pages, "screen").from_string("{{ report.titel }}").render(report=example.edition())


def test_a_missing_template_is_named(edition: Report, brand: Brand, pages: Pages, tmp_path: Path) -> None:
    copy = shutil.copytree(pages[0], tmp_path / "templates" / "pages")
    (copy / "blocks.html").unlink()
    with pytest.raises(UserError, match=r"templates/pages/blocks\.html: dit sjabloon ontbreekt\."):
        render_publication("print", edition, edition.press_release, brand, [copy], lambda figure: Markup())


def test_a_mistake_in_a_template_gets_its_file_and_line(
    edition: Report, brand: Brand, pages: Pages, tmp_path: Path
) -> None:
    copy = shutil.copytree(pages[0], tmp_path / "templates" / "pages")
    (copy / "press-release.html").write_text("\n{% if %}", encoding="utf-8")
    with pytest.raises(UserError, match=r"templates/pages/press-release\.html, regel 2: dit sjabloon is niet te lezen"):
        render_publication("print", edition, edition.press_release, brand, [copy], lambda figure: Markup())


def test_a_template_that_asks_for_what_is_not_there_gets_its_file_and_line(
    edition: Report, brand: Brand, pages: Pages, tmp_path: Path
) -> None:
    copy = shutil.copytree(pages[0], tmp_path / "templates" / "pages")
    (copy / "press-release.html").write_text("\n\n{{ report.titel }}", encoding="utf-8")
    with pytest.raises(UserError, match=r"templates/pages/press-release\.html, regel 3: dit sjabloon vraagt"):
        render_publication("print", edition, edition.press_release, brand, [copy], lambda figure: Markup())


def test_a_template_that_is_not_utf_8_is_told(edition: Report, brand: Brand, pages: Pages, tmp_path: Path) -> None:
    copy = shutil.copytree(pages[0], tmp_path / "templates" / "pages")
    (copy / "print.css").write_bytes("/* één */".encode("cp1252"))
    with pytest.raises(UserError, match=r"templates/pages: een sjabloon is geen UTF-8"):
        render_publication("print", edition, edition.press_release, brand, [copy], lambda figure: Markup())


def test_anchors_that_occur_twice_are_numbered() -> None:
    heading = Heading((Run("Houding"),), 2, "houding")
    chapters = (Chapter("houding", 1, (Run("Houding"),), (heading,)), Chapter("slot", 2, (Run("Slot"),), (heading,)))
    made = distinct_anchors(Publication("report", (), (), chapters))
    anchors = [b.anchor for chapter in made.chapters for b in chapter.blocks if isinstance(b, Heading)]
    assert [chapter.slug for chapter in made.chapters] == ["houding", "slot"]
    assert anchors == ["houding-2", "houding-3"]


def test_questions_that_follow_each_other_stand_two_by_two() -> None:
    def question(name: str) -> Table:
        return Table(f"topline-{name}", (), "", (), ())

    heading = Heading((Run("Kanaal"),), 2, "kanaal")
    a, b, c, d = (question(name) for name in "abcd")
    assert rows_of((a, b, c, heading, d, TABLE)) == ((a, b), (c,), (heading,), (d,), (TABLE,))


def test_a_summary_opens_with_its_key_figures_and_the_paragraphs_before_them() -> None:
    lead, figures, listing = BLOCKS["paragraph"], BLOCKS["key-figures"], BLOCKS["listing"]
    assert led_up_to((lead, figures, lead)) == (lead, figures)
    assert led_up_to((lead, listing, figures)) == ()
    assert led_up_to((lead,)) == ()


def test_on_paper_a_share_among_the_key_figures_has_a_bar_under_it(pages: Pages, brand: Brand) -> None:
    drawn = KeyFigures((KeyFigure(Run("15%"), (Run("positief"),), (), 0.15, 0.1), KeyFigure(Run("6,9"), (), ())))
    html = render(drawn, pages, "print", brand=brand)
    (address,) = re.findall(r'class="value" style="background-image: url\(data:image/svg\+xml;base64,([^)]+)\)"', html)
    lines = re.findall(r'd="M([\d.]+) \d+([HV])([\d.]+)"', b64decode(address).decode())
    assert lines == [("0", "H", "820"), ("0", "H", "123.0"), ("82.0", "V", "36")]
    assert "style" not in render(drawn, pages, "screen")


def test_an_asterisk_behind_a_number_hangs_out_of_its_column_on_paper() -> None:
    assert render_number("0,014*", None, facts=False) == '0,014<span class="star">*</span>'
    assert render_number("0,014*", None) == "0,014*"


def test_the_example_has_every_kind_of_block() -> None:
    edition = example.edition()
    parts = (edition.report, edition.press_release)
    found = {type(block) for part in parts for chapter in part.chapters for block in chapter.blocks}
    assert found == {Paragraph, Heading, Listing, Quote, KeyFigures, Figure, Table}
    assert plain(edition.report.title) == "Meer vertrouwen, niet minder telefoon"


def test_quotes_that_follow_each_other_stand_side_by_side_each_with_whose_it_is() -> None:
    first, second = Quote((Run("“Ja.”"),)), Quote((Run("“Nee.”"),))
    by, before, after = Paragraph((Run("– A"),), "note"), Paragraph((Run("Eerst."),)), Paragraph((Run("Dan."),))
    assert voices((before, first, by, second, after)) == (((before,),), ((first, by), (second,)), ((after,),))
    assert voices((first, after, second)) == (((first,),), ((after,),), ((second,),))


@pytest.mark.parametrize(
    ("lines", "is_list"),
    [(("Contact: ", "Licentie: "), True), (("Contact: ", "", ""), False), (("", ""), False)],
)
def test_a_chapter_of_paragraphs_about_a_term_each_is_a_list_of_terms(lines: tuple[str, ...], is_list: bool) -> None:
    blocks = tuple(
        Paragraph(((Run(line.strip(), strong=True),) if line else ()) + (Run("Zie daar."),)) for line in lines
    )
    chapter = Chapter("colofon", None, (Run("Colofon"),), blocks)
    assert is_terms(chapter) == is_list
    assert not is_terms(replace(chapter, number=1))
