"""What a partner's edition has of its own, and that it is the monitor's in everything else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.errors import UserError
from reportgen.project.editions import Edition, EditionContact, Editions, Quote
from reportgen.project.schema import Project, Text
from reportgen.report.compose import compose
from reportgen.report.model import Paragraph, plain
from reportgen.report.model import Quote as QuoteBlock
from tests.report.examples import everything, small_project

FOLDER = "templates/editions/partner"
PRESS = "# Persbericht\n\n{{ quote() }}\n"


def monitor_of(texts: dict[str, str] | None = None, *, report: str = "# Titel\n\nTekst.\n", **own) -> Project:
    """The small monitor with a second edition, for a partner, that has `own` and these `texts`."""
    project = small_project(report, PRESS)
    partner = Edition("partner", "Editie Voorbeeldpartner", "proef", partner="Voorbeeldpartner", **own)
    editions = Editions((*project.monitor.editions.listed, partner))
    written = tuple(Text(f"{FOLDER}/{name}", source) for name, source in (texts or {}).items())
    chapters = (*project.report, Text("templates/report/02-slot.md", "# Slot\n\nEinde.\n"))
    return replace(project, monitor=replace(project.monitor, editions=editions), report=chapters, edition_texts=written)


def made(project: Project, edition: str = "partner"):
    return compose(everything().book(), project, edition, draft=True)


def refusal(project: Project, edition: str = "partner") -> str:
    with pytest.raises(UserError) as caught:
        compose(everything().book(), project, edition)
    return str(caught.value)


def titles(project: Project, edition: str = "partner") -> list[str]:
    return [plain(chapter.title) for chapter in made(project, edition).report.chapters][:4]


# --- foreword and closing text ---------------------------------------------------------------------------------------


def test_a_foreword_opens_the_report_of_its_edition_alone():
    project = monitor_of({"voorwoord.md": "Klantcontact is mensenwerk.\n"}, foreword="voorwoord.md")
    foreword = made(project).report.chapters[0]
    assert (plain(foreword.title), foreword.number, foreword.slug) == ("Voorwoord", None, "voorwoord")
    assert [plain(block.inline) for block in foreword.blocks] == ["Klantcontact is mensenwerk."]
    assert titles(project, "landelijk")[0] == "Titel"


def test_a_closing_text_stands_behind_the_chapters_and_may_have_a_title_of_its_own():
    project = monitor_of({"slot.md": "# Over ons\n\nWij delen kennis.\n"}, closing="slot.md")
    assert plain(made(project).report.chapters[-1].title) == "Over ons"


def test_a_text_of_a_partner_is_no_template():
    project = monitor_of({"voorwoord.md": "Wij zeggen {{ partner() }} en {% if %}.\n"}, foreword="voorwoord.md")
    (paragraph,) = made(project).report.chapters[0].blocks
    assert plain(paragraph.inline) == "Wij zeggen {{ partner() }} en {% if %}."


WRONG = {
    "a figure": ("Al\n15% is blij.", "voorwoord.md, regel 2: een getypt cijfer: “15%”."),
    "a figure written as a character reference": ("Al &#49;5% is blij.", "een getypt cijfer: “15%”."),
    "a figure between braces": ("Al {{ 15 }} jaar.", "een getypt cijfer: “15”."),
    "a number in words": ("Een kwart is blij.", "een getypt getal: “Een kwart”."),
    "a claim": ("Welkom.\n\nSteeds vaker bellen mensen.", "voorwoord.md, regel 3: “Steeds vaker” zegt iets over"),
    "a tag": ("Wij zijn\n<b>blij</b>.", "voorwoord.md, regel 2: HTML in een tekst: “<b>”."),
    "a script": ("Welkom.\n\n<script>alert(a)</script>\n", "voorwoord.md, regel 3: HTML in een tekst: “<script>alert"),
    "a picture": ("![logo](https://partner.example/logo.svg)", "een afbeelding kan niet in een publicatie."),
    "a dangerous link": ("[hier](javascript:alert)", "de koppeling “javascript:alert” kan niet"),
    "a link to nowhere": ("Zie [hier](#nergens).", "de koppeling “#nergens” leidt nergens heen."),
    "a hidden direction": ("Wij \u202e zijn.", "onzichtbaar speciaal teken in de tekst."),
    "a token of our own": ("Wij &#xE000;0&#xE001; zijn.", "onzichtbaar speciaal teken in de tekst."),
    "too long a text": ("woord " * 4000, "te lang: 24.000 tekens.\n  → Kort hem in tot ten hoogste 5.000 tekens"),
    "nothing": (" \n", "deze tekst is leeg."),
}  # fmt: skip


@pytest.mark.parametrize(("source", "said"), WRONG.values(), ids=WRONG)
def test_a_text_of_a_partner_is_refused_for(source, said):
    assert said in refusal(monitor_of({"voorwoord.md": source}, foreword="voorwoord.md"))


def test_the_name_of_a_wave_is_no_figure():
    project = monitor_of({"voorwoord.md": "De uitgave van 2025.\n"}, foreword="voorwoord.md")
    assert titles(project)[0] == "Voorwoord"


def test_what_is_wrong_in_a_partners_text_keeps_no_other_edition():
    project = monitor_of({"voorwoord.md": "Al 15% is blij.\n"}, foreword="voorwoord.md")
    assert titles(project, "landelijk")[0] == "Titel"


# --- chapters --------------------------------------------------------------------------------------------------------


def test_a_chapter_may_be_left_out():
    assert titles(monitor_of(without=("slot",)))[:2] == ["Titel", "Verantwoording van het onderzoek"]
    assert titles(monitor_of(without=("slot",)), "landelijk")[:2] == ["Titel", "Slot"]


def test_a_chapter_of_its_own_is_a_template_and_goes_by_its_number():
    text = '# Onze leden\n\nVan hen is {{ share("positief") }} positief.\n'
    project = monitor_of({"01a-leden.md": text}, extra=("01a-leden.md",))
    assert titles(project)[:3] == ["Titel", "Onze leden", "Slot"]
    assert made(project).report.chapters[1].blocks[0].inline[1].fact == "positief@2025"


def test_what_a_chapter_that_is_left_out_would_show_is_missed_by_name():
    report = '# Titel\n\nZie {{ ref("verloop") }}.\n'
    project = monitor_of(report=report, without=("cijfers",))
    cijfers = Text("templates/report/03-cijfers.md", '# Cijfers\n\n{{ figure("verloop") }}\n')
    told = refusal(replace(project, report=(*project.report, cijfers)))
    assert "01.md, regel 3: figuur “verloop” wordt genoemd maar staat er niet." in told
    assert "Deze uitgave laat “cijfers” weg" in told
    assert '{% if has_chapter("cijfers") %}' in told


def test_a_link_to_a_chapter_that_is_left_out_says_so():
    told = refusal(monitor_of(report="# Titel\n\nZie [het eind](#slot).\n", without=("slot",)))
    assert "de koppeling “#slot” leidt nergens heen." in told
    assert "Deze uitgave laat “slot” weg" in told


def test_a_text_can_go_by_which_chapters_there_are():
    report = '# Titel\n\nTekst.{% if has_chapter("slot") %} Zie het slot.{% endif %}\n'
    assert plain(made(monitor_of(report=report)).report.chapters[0].blocks[0].inline) == "Tekst. Zie het slot."
    shorter = made(monitor_of(report=report, without=("slot",)))
    assert plain(shorter.report.chapters[0].blocks[0].inline) == "Tekst."


def test_an_unknown_chapter_is_named():
    told = refusal(monitor_of(report='# Titel\n\n{% if has_chapter("slto") %}Tekst.{% endif %}\n'))
    assert "het hoofdstuk “slto” bestaat niet." in told
    assert "Bedoelde u “slot”?" in told


# --- quote, contact, address, name -----------------------------------------------------------------------------------


def test_a_quote_is_placed_with_who_says_it():
    quote = Quote("Wachten hoort er niet bij.", "A. de Groot", "voorzitter")
    blocks = made(monitor_of(quote=quote)).press_release.chapters[0].blocks
    assert [type(block) for block in blocks] == [QuoteBlock, Paragraph]
    assert [plain(block.inline) for block in blocks] == ["“Wachten hoort er niet bij.”", "– A. de Groot, voorzitter"]
    assert made(monitor_of(quote=quote), "landelijk").press_release.chapters[0].blocks == ()


def test_an_open_quote_is_a_placeholder_that_a_final_build_refuses():
    project = monitor_of(quote="open")
    assert made(project).press_release.placeholders == (
        "hier moet nog iets worden ingevuld: “Citaat van Voorbeeldpartner, met naam en functie”.",
    )
    assert "Citaat van Voorbeeldpartner, met naam en functie" in refusal(project)


def test_a_quote_may_hold_no_figures():
    assert "uitgave partner, quote text: een getypt cijfer: “80%”." in refusal(
        monitor_of(quote=Quote("Al 80% is blij.", "A. de Groot", "lid"))
    )
    assert "uitgave partner, quote text: een getypt getal: “De helft”." in refusal(
        monitor_of(quote=Quote("De helft is blij.", "A. de Groot", "lid"))
    )


def test_a_quote_that_no_text_places_is_missed():
    project = replace(monitor_of(quote="open"), press_release=(Text("templates/press-release/01.md", "# P\n\nT.\n"),))
    told = refusal(project)
    assert "het citaat van uitgave “partner” staat in geen enkele tekst." in told
    assert "{{ quote() }}" in told


def test_questions_go_to_the_contact_of_the_edition():
    report = "# Titel\n\n{{ contact() }}\n"
    project = monitor_of(report=report, contact=EditionContact("Bureau", "bureau@partner.example"))
    assert plain(made(project).report.chapters[0].blocks[0].inline) == "Bureau, bureau@partner.example"
    national = made(project, "landelijk").report.chapters[0].blocks[0]
    assert plain(national.inline) == "Redactie, pers@voorbeeld.example"


@pytest.mark.parametrize(("address", "said"), [("u", "Hebt u vragen?"), ("je", "Heb je vragen?")])
def test_a_text_addresses_the_reader_as_the_edition_does(address, said):
    report = '# Titel\n\n{{ address(u="Hebt u", je="Heb je") }} vragen?\n'
    assert plain(made(monitor_of(report=report, address=address)).report.chapters[0].blocks[0].inline) == said


def test_words_of_address_hold_no_figures_and_no_claims():
    told = refusal(monitor_of(report='# Titel\n\n{{ address(u="15u", je="je") }}\n'))
    assert "een getypt cijfer: “15u”." in told
    assert "“meer mensen” zegt iets over de uitkomsten" in refusal(
        monitor_of(report='# Titel\n\n{{ address(u="u en meer mensen", je="je") }} bellen.\n')
    )


def test_a_text_can_name_the_partner():
    report = '# Titel\n\nVan {{ partner() or "iedereen" }}.\n'
    assert plain(made(monitor_of(report=report)).report.chapters[0].blocks[0].inline) == "Van Voorbeeldpartner."
    assert plain(made(monitor_of(report=report), "landelijk").report.chapters[0].blocks[0].inline) == "Van iedereen."


def test_an_edition_knows_nothing_of_another():
    texts = {"voorwoord.md": "Klantcontact is mensenwerk.\n"}
    own = {"foreword": "voorwoord.md", "quote": Quote("Wachten went.", "A. de Groot", "voorzitter")}
    contact = EditionContact("Bureau", "bureau@partner.example")
    national = repr(made(monitor_of(texts, contact=contact, **own), "landelijk"))
    for theirs in ("Voorbeeldpartner", "mensenwerk", "Wachten went", "A. de Groot", "bureau@"):
        assert theirs not in national
