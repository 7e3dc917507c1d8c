"""Nothing of one partner stands in another's files: looked for in every layer that a file has."""

from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import replace

import pytest
import weasyprint
import xlsxwriter
from PIL import Image, PngImagePlugin

from reportgen.brand import read_brand
from reportgen.brand.partners import dress
from reportgen.errors import UserError
from reportgen.isolation.layers import print_of
from reportgen.isolation.strangers import Mark, marks_of, refuse_strangers, strangers_to
from reportgen.project.editions import Cut, Edition, EditionContact, Editions, Quote
from reportgen.project.schema import Organisation, Project, Text
from reportgen.publish.attaching import Attachment
from reportgen.publish.partners import with_plate
from reportgen.publish.pdf import render_pdf
from tests.monitors import REPOSITORY
from tests.report.examples import small_project

CANARY = "Gele Kanarie B.V."
MARK = Mark(CANARY, "geel")


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang=nl><head><title>T</title>{head}</head><body>{body}</body></html>".encode()


def archive(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def picture(**told: str) -> bytes:
    about, made = PngImagePlugin.PngInfo(), io.BytesIO()
    for key, value in told.items():
        about.add_itxt(key, value, zip=True)
    Image.new("RGB", (2, 2)).save(made, "png", pnginfo=about)
    return made.getvalue()


def pdf(html: bytes, **options) -> bytes:
    return weasyprint.HTML(string=html.decode()).write_pdf(**options)


def sheet(words: str, *, hidden: bool) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet("Inhoud")
        other = book.add_worksheet("Blad")
        other.write_string(0, 0, words)
        if hidden:
            other.hide()
    return made.getvalue()


def embedded(content: bytes, kind: str, alt: str = "") -> str:
    return f'<img alt="{alt}" src="data:{kind};base64,{base64.b64encode(content).decode()}">'


ATTACHED = [weasyprint.Attachment(string=f'{{"van": "{CANARY}"}}', name="cijfers.json")]
FAR = "<p>" + "woord " * 60
NESTED = archive(kit__rapport=archive(inhoud=page(CANARY)))
WORD = "<w:p><w:r><w:t>Gele Kan</w:t></w:r><w:r><w:t>arie B.V.</w:t></w:r></w:p>"
LAYERS = {
    "the text of a page": page(f"<p>Van {CANARY}</p>"),
    "a text with marks of layout between": page("<p>Van Gele&nbsp;<b>Kana</b>rie B.V.</p>"),
    "an attribute": page(f'<img alt="{CANARY}">'),
    "a remark in the source": page(f"<!-- {CANARY} -->"),
    "the metadata of a page": page("", f'<meta name="author" content="{CANARY}">'),
    "an embedded drawing": page(embedded(f"<svg><title>{CANARY}</title></svg>".encode(), "image/svg+xml")),
    "an embedded drawing that is not packed": page('<img src="data:image/svg+xml,%3Csvg%3EGele%20Kanarie%20B.V.">'),
    "what an embedded picture tells": page(embedded(picture(Author=CANARY), "image/png")),
    "what a picture tells": picture(Comment=CANARY),
    "the text of a PDF": pdf(page(f"<p>Van {CANARY}</p>")),
    "a text of a PDF over the end of a line": pdf(page(f"<p style='width:3em;font-size:40pt'>{CANARY}</p>")),
    "the metadata of a PDF": pdf(page("", f'<meta name="author" content="{CANARY}">')),
    "the bookmarks of a PDF": pdf(page(f"<h1 style='bookmark-label:\"{CANARY}\"'>Kop</h1>")),
    "an alternative text in a PDF": pdf(page(embedded(picture(), "image/png", CANARY)), pdf_tags=True),
    "an attachment of a PDF": pdf(page("<p>Tekst</p>"), attachments=ATTACHED),
    "a document of Word": archive(word__document=WORD.encode()),
    "the properties of a document": archive(docProps__core=f"<dc:creator>{CANARY}</dc:creator>".encode()),
    "a hidden sheet": sheet(CANARY, hidden=True),
    "a file in a file in a file": NESTED,
    "the name of a file in a file": archive(**{f"{CANARY}__rapport": b""}),
    "a list of numbers": f'"positief";"{CANARY}"'.encode(),
}  # fmt: skip


@pytest.mark.parametrize("content", LAYERS.values(), ids=LAYERS)
def test_what_belongs_to_another_is_found_in(content):
    with pytest.raises(UserError) as caught:
        refuse_strangers({"landelijk/bestand": content}, [MARK])
    (problem,) = caught.value.problems
    assert problem.what == f"hier staat iets van uitgave “geel”: “{CANARY}”."
    assert str(problem.place).startswith("landelijk/bestand, ")


ACCENTED = "Coöperatie Één"
HEADED = page(
    f"<h1 style='bookmark-label:\"{ACCENTED}\"'>Kop</h1>", "<style>html { font-family: 'Source Sans 3' }</style>"
).decode()
PLAIN = HEADED.replace(ACCENTED, "Kop")
STRINGS = {
    "the bookmarks": lambda brand: render_pdf(HEADED, brand),
    "the bookmarks, by a short name": lambda brand: render_pdf(HEADED.replace(ACCENTED, "Één"), brand),
    "what is said of an attachment": lambda brand: render_pdf(
        PLAIN, brand, lists=[Attachment("cijfers.csv", b"1", "text/csv", f"Cijfers van {ACCENTED}, dit jaar")]
    ),
}


@pytest.mark.parametrize("made", STRINGS.values(), ids=STRINGS)
def test_a_name_with_accents_is_found_in_a_pdf_as_it_is_published_in(made):
    content = made(read_brand(REPOSITORY, "voice-monitor"))
    with pytest.raises(UserError, match="hier staat iets van uitgave “geel”"):
        refuse_strangers({"landelijk/rapport.pdf": content}, [Mark(ACCENTED, "geel"), Mark("Één", "geel")])


CLEAN = {
    "a page": page("<p>Van de Gele Kanaries: b.v. dit.</p>"),
    "a PDF": pdf(page("<p>Van de Gele Kanaries: b.v. dit.</p>"), pdf_tags=True),
    "a workbook": sheet("Gele Kanaries, b.v. dit", hidden=False),
    "a picture": picture(Author="iemand anders"),
}


@pytest.mark.parametrize("content", CLEAN.values(), ids=CLEAN)
def test_what_only_looks_like_it_is_left_alone_in(content):
    refuse_strangers({"landelijk/bestand": content}, [MARK])


def test_a_short_name_is_a_word_of_its_own():
    refuse_strangers({"een/tekst.html": page("<p>De KPNers, en AKPN.</p>")}, [Mark("KPN", "kpn")])
    with pytest.raises(UserError):
        refuse_strangers({"een/tekst.html": page("<p>Van KPN.</p>")}, [Mark("KPN", "kpn")])


def test_the_bytes_of_a_font_hold_no_name_that_stands_there_by_chance():
    refuse_strangers({"een/tekst.html": page(embedded(b"wOF2\0\1 IJ ", "font/woff2"))}, [Mark("IJ", "ij")])
    with pytest.raises(UserError):
        refuse_strangers({"een/tekst.html": page(embedded(b"Van IJ.", "text/csv"))}, [Mark("IJ", "ij")])


# --- logos of pixels -------------------------------------------------------------------------------------------------


def logo(*, shade: int = 200, half_clear: bool = True) -> bytes:
    """A picture without a letter: half of it may be seen through."""
    made, image = io.BytesIO(), Image.new("RGBA", (30, 20), (shade, 90, 10, 255))
    if half_clear:
        image.paste((shade, 90, 10, 40), (0, 0, 15, 20))
    image.save(made, "png")
    return made.getvalue()


def mark_of(content: bytes) -> Mark:
    return Mark("het logo van de Gele Kanarie", "geel", print_of(Image.open(io.BytesIO(content))), (30, 20))


def saved_anew(content: bytes) -> bytes:
    """The same picture in other bytes, as another program would save it."""
    made = io.BytesIO()
    Image.open(io.BytesIO(content)).save(made, "png", compress_level=1)
    return made.getvalue()


PICTURED = {
    "a web page": lambda content: page(embedded(content, "image/png")),
    "a PDF": lambda content: pdf(page(embedded(content, "image/png"))),
    "a document of Word": lambda content: archive(word__media__partner=content),
    "a folder of pictures": saved_anew,
}


@pytest.mark.parametrize("put", PICTURED.values(), ids=PICTURED)
@pytest.mark.parametrize("half_clear", [True, False])
def test_the_logo_of_another_is_found_in(put, half_clear):
    theirs = logo(half_clear=half_clear)
    with pytest.raises(UserError, match="“het logo van de Gele Kanarie”"):
        refuse_strangers({"landelijk/bestand": put(theirs)}, [mark_of(theirs)])


@pytest.mark.parametrize("put", PICTURED.values(), ids=PICTURED)
def test_a_picture_of_that_size_that_shows_something_else_is_left_alone_in(put):
    refuse_strangers({"landelijk/bestand": put(logo(shade=201))}, [mark_of(logo())])


def test_a_logo_of_pixels_belongs_to_its_partner_and_partners_with_one_logo_may_both_have_it(tmp_path):
    folder = tmp_path / "assets/brands/geel"
    folder.mkdir(parents=True)
    (folder / "logo.png").write_bytes(logo())
    table = {"name": CANARY, "colour": "#3D4F8A", "logo": "logo.png"}
    dressed = dress(read_brand(REPOSITORY, "voice-monitor"), table, tmp_path, "geel")
    project = project_of(YELLOW, replace(YELLOW, slug="blauw", partner="Blauwe Reiger"))
    brands = {"geel": dressed, "blauw": dressed}
    own, partners = (strangers_to(slug, project, brands) for slug in ("landelijk", "blauw"))
    assert [one.edition for one in own if one.print] == ["geel", "blauw"]
    assert [one.edition for one in partners if one.print] == []


def test_a_logo_of_pixels_is_found_on_its_plate_too(tmp_path):
    folder, white = tmp_path / "assets/brands/geel", io.BytesIO()
    folder.mkdir(parents=True)
    Image.new("RGBA", (300, 200), (255, 255, 255, 255)).save(white, "png")
    ink = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    ink.paste(Image.open(white), (50, 50))
    ink.save(folder / "logo.png")
    table = {"name": CANARY, "colour": "#3D4F8A", "logo": "logo.png"}
    dressed = dress(read_brand(REPOSITORY, "voice-monitor"), table, tmp_path, "geel")
    strangers = strangers_to("landelijk", project_of(YELLOW), {"geel": dressed})
    plated = with_plate(dressed).partner.mark.png
    assert plated != dressed.partner.mark.png
    for content in (plated, dressed.partner.mark.png):
        with pytest.raises(UserError, match=f"“het logo van {CANARY}”"):
            refuse_strangers({"landelijk/persbericht.docx": archive(word__media__partner=content)}, strangers)


# --- what belongs to whom --------------------------------------------------------------------------------------------


def project_of(*editions: Edition, **changes) -> Project:
    project = small_project()
    listed = (*project.monitor.editions.listed, *editions)
    return replace(project, monitor=replace(project.monitor, editions=Editions(listed), **changes))


YELLOW = Edition(
    "geel",
    "Editie Gele Kanarie",
    "geel",
    partner=CANARY,
    foreword="voorwoord.md",
    quote=Quote("Zingen is ons vak.", "A. de Groot", "zanger"),
    contact=EditionContact("Nest", "nest@geel.example"),
    cut=Cut(where={"houding": (1,)}, label="mensen die zelf zingen"),
)
FOREWORD = Text("templates/editions/geel/voorwoord.md", "Wij zingen iedere ochtend. En ook de hele avond.\n")


def test_an_edition_is_known_by_its_partner_and_by_every_text_of_its_own():
    project = replace(project_of(YELLOW), edition_texts=(FOREWORD,))
    assert {mark.text for mark in marks_of(project, YELLOW)} == {
        CANARY, "Editie Gele Kanarie", "Nest", "nest@geel.example", "Zingen is ons vak.", "A. de Groot",
        "mensen die zelf zingen", "Wij zingen iedere ochtend", "En ook de hele avond",
    }  # fmt: skip


def test_what_all_editions_may_say_belongs_to_none():
    named = project_of(YELLOW, partners=(Organisation(CANARY, "partner"),))
    assert CANARY in {mark.text for mark in strangers_to("landelijk", project_of(YELLOW), {})}
    assert CANARY not in {mark.text for mark in strangers_to("landelijk", named, {})}


def test_a_short_name_is_not_taken_for_known_because_of_a_longer_word():
    project = project_of(
        Edition("as", "Editie", "x", partner="Ant"), partners=(Organisation("Vereniging Antwoord", "x"),)
    )
    assert "Ant" in {mark.text for mark in strangers_to("landelijk", project, {})}


def test_a_name_within_ones_own_name_is_no_strangers():
    canary = Edition("kanarie", "Editie", "x", partner="Gele Kanarie")
    project = project_of(YELLOW, canary)
    assert "Gele Kanarie" not in {mark.text for mark in strangers_to("geel", project, {})}
    assert CANARY in {mark.text for mark in strangers_to("kanarie", project, {})}


def texts_of(geel: str, blauw: str) -> Project:
    words = {"geel": geel, "blauw": blauw}
    texts = tuple(Text(f"templates/editions/{slug}/voorwoord.md", source) for slug, source in words.items())
    return replace(project_of(YELLOW, Edition("blauw", "Editie", "x", partner="Blauwe Reiger")), edition_texts=texts)


def of_texts(project: Project) -> set[str]:
    """What in the texts of yellow is a stranger to blue."""
    named = {mark.text for mark in marks_of(replace(project, edition_texts=()), YELLOW)}
    return {mark.text for mark in strangers_to("blauw", project, {})} - named


def test_a_heading_that_two_partners_have_tells_them_not_apart_and_a_whole_sentence_does():
    sentence = "Wij zijn er trots op dat onze leden al jaren aan dit onderzoek meedoen"
    both = f"## Waarom wij meedoen\n\n{sentence}.\n"
    assert of_texts(texts_of(both, both)) == {sentence[:60]}
    assert of_texts(texts_of(both, "Iets anders.\n")) == {sentence[:60], "Waarom wij meedoen"}


def test_a_sentence_with_a_link_is_known_by_its_words_and_its_address():
    linked = "Lees meer op [onze pagina](https://www.geel.example/leden).\n"
    assert of_texts(texts_of(linked, "")) == {"Lees meer op onze pagina", "https://www.geel.example/leden"}


def test_an_address_that_two_partners_refer_to_belongs_to_neither():
    linked = "Zie [het CBS](https://www.cbs.example/cijfers/over/heel/nederland/en/al/zijn/delen).\n"
    assert of_texts(texts_of(linked, linked)) == set()
