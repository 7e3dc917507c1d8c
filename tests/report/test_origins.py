"""Every number in a text says where it comes from, and those of a figure or table do so together."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reportgen.project.schema import Text
from reportgen.report.compose import compose
from reportgen.report.model import BlockOrigin, Cell, Inline, NumberOrigin, Publication, Run, Table, plain
from reportgen.report.origins_wording import Place, compose_origin
from reportgen.report.points import Shown
from tests.report.examples import BookMaker, everything, growing, small_project

DIGITS = re.compile(r"\d")
SELF_EVIDENT = re.compile(r"2 t/m 15 december 20\d\d|\b20\d\d\b")
"""The fieldwork and the waves of the small monitor."""


def composed(text: str, maker: BookMaker, press_release: str = "# Bericht\n\nTekst.\n") -> Publication:
    return compose(maker.book(), small_project(text, press_release, {}), "landelijk").report


def origin_of(call: str, maker: BookMaker) -> NumberOrigin:
    """The origin of the first number that a call prints."""
    return composed(f"# Titel\n\nHet is {{{{ {call} }}}}.\n", maker).origins[0]


def told(origin: NumberOrigin) -> dict[str, str]:
    parts = ("about", "interval", "base", "question", "test", "remark")
    return {name: plain(getattr(origin, name)) for name in parts if getattr(origin, name)}


def lines(origin: NumberOrigin) -> list[Inline]:
    return [(origin.number,), origin.about, origin.interval, origin.base, origin.question, origin.test, origin.remark]


# What is told of one number


def test_a_share_has_its_interval_base_question_and_the_test_against_the_wave_before():
    origin = origin_of('share("positief")', growing())
    assert (origin.number.text, origin.fact) == ("15%", "positief@2025")
    assert told(origin) == {
        "about": "Positief over een chatbot, in 2025",
        "interval": "13% tot 17%",
        "base": "Wie een chatbot gebruikt: n = 1.000, na weging zoveel waard als 800.",
        "question": "“Wat vindt u van een chatbot?” Geteld is “positief”.",
        "test": "Tegen 10% in 2024: ▲\u00a05 procentpunt (3,0 tot 7,0), significant (p = 0,001, Holm).",
    }
    assert origin.asked_of == "wie een chatbot gebruikt"


def test_a_mean_that_did_not_move_says_so():
    origin = origin_of('mean("cijfer")', growing())
    assert told(origin) | {"base": ""} == {
        "about": "Rapportcijfer, in 2025",
        "interval": "6,8 tot 6,9",
        "base": "",
        "question": "“Welk cijfer geeft u?” Berekend is het gemiddelde van alle gegeven cijfers.",
        "test": "Tegen 6,9 in 2024: geen significant verschil (p = 0,400, Holm).",
    }


def test_a_score_says_how_it_is_made_up():
    origin = origin_of('score("nps")', BookMaker().score("nps", "2025", -28.6))
    assert origin.number.text == "−29"
    assert "Een 9 of 10 telt als +100" in plain(origin.question)
    assert plain(origin.interval) == "−29 tot −29"


def test_a_change_has_both_levels_and_the_bases_of_both_waves():
    origin = origin_of('change("positief")', growing())
    assert (origin.number.text, origin.fact) == ("5 procentpunt", "positief@2024..2025")
    assert plain(origin.about) == "Positief over een chatbot, in 2025, vergeleken met 2024"
    assert plain(origin.interval) == "3,0 tot 7,0"
    assert plain(origin.base) == "Wie een chatbot gebruikt: n = 1.000 in 2024, n = 1.000 in 2025."
    assert plain(origin.test) == "15% tegen 10% in 2024; significant (p = 0,001, Holm)."


def test_a_fall_has_an_interval_in_its_own_direction():
    maker = BookMaker().share("positief", "2024", 0.52).share("positief", "2025", 0.32).change("positief", True)
    assert "Tegen 52% in 2024: ▼\u00a020 procentpunt (18,0 tot 22,0)" in plain(
        origin_of('share("positief")', maker).test
    )
    assert plain(origin_of('change("positief")', maker).interval) == "18,0 tot 22,0"


def test_a_group_is_held_against_all_others():
    maker = (
        growing()
        .share("positief", "2025", 0.25, "leeftijd=jong")
        .against_rest("positief", "leeftijd=jong", True, rest=0.12)
    )
    origin = origin_of('share("positief", "leeftijd=jong")', maker)
    assert plain(origin.about) == "Positief over een chatbot, 18 t/m 49 jaar, in 2025"
    assert "Tegen 12% bij alle andere respondenten: ▲\u00a013 procentpunt" in plain(origin.test)
    assert "in de groep “18 t/m 49 jaar”" in plain(origin.base)


def test_a_small_base_is_indicative():
    maker = growing().share("positief", "2025", 0.25, "leeftijd=jong", n=88)
    publication = composed('# Titel\n\nHet is {{ share("positief", "leeftijd=jong") }}.\n', maker)
    level, base = publication.origins[:2]
    assert plain(level.remark) == "Indicatief: minder dan honderd waarnemingen."
    assert base.fact == "positief@2025/leeftijd=jong#n"
    assert told(base)["about"] == "Aantal respondenten achter “positief over een chatbot, 18 t/m 49 jaar”, in 2025"


def test_a_figure_from_a_publication_names_it_and_has_no_interval_and_no_test():
    maker = growing().cited("positief", "2022", 0.12, "Rapport 2022")
    project = small_project('# Titel\n\nHet was {{ share("positief", wave="2022") }}.\n', figures={})
    project.monitor.waves["2022"] = project.monitor.waves["2023"]
    origin = compose(maker.book(), project, "landelijk").report.origins[0]
    assert not origin.interval
    assert not origin.test
    assert "overgenomen uit Rapport 2022, niet getoetst." in plain(origin.remark)
    assert "hoeveel dat er waren, is niet bekend" in plain(origin.base)


def test_an_interval_says_of_which_figure_it_is():
    origin = origin_of('interval("positief")', growing())
    assert origin.number.text == "13% tot 17%"
    assert plain(origin.about) == "95%-interval van “positief over een chatbot”, in 2025"
    assert plain(origin.remark) == "Het cijfer zelf is 15%."


@pytest.mark.parametrize(
    ("call", "text", "about"),
    [
        ("respondents()", "1.000", "Aantal respondenten, in 2025"),
        (
            "effective_respondents()",
            "803",
            "Effectieve steekproef: zoveel even zware respondenten is de steekproef na weging waard, in 2025",
        ),
        ("efficiency()", "80%", "Weegefficiëntie: wat er na weging van de steekproef overblijft, in 2025"),
        ("confidence()", "95%", "Betrouwbaarheid van elk interval en elke toets; een vaste keuze van de methode"),
        ('threshold("published")', "30", "Met minder waarnemingen wordt een cijfer niet gepubliceerd"),
    ],
)
def test_a_number_about_the_sample_or_the_method_says_what_it_is(call: str, text: str, about: str):
    origin = origin_of(call, growing())
    assert (origin.number.text, plain(origin.about)) == (text, about)


def test_a_particular_of_the_weighting_says_what_it_is():
    origins = {origin.fact: plain(origin.about) for origin in composed("# Titel\n\nTekst.\n", growing()).origins}
    assert origins["weight_max@2025"] == "Grootste gewicht van een respondent, in 2025"
    assert not [about for about in origins.values() if about.startswith("Berekend uit")]


def test_words_that_rest_on_several_tests_say_what_came_of_each():
    shown = Shown(growing().book(), small_project().codebook, small_project().monitor)
    place = Place("h-1", 0, noted=False, entry="h-1")
    origin = compose_origin(place, "positief@2024..2025;cijfer@2024..2025", "Meer positief", shown)
    assert origin.number.text == "Meer positief"
    assert plain(origin.test) == (
        "Positief over een chatbot, in 2025: 15% tegen 10% in 2024; significant (p = 0,001, Holm). "
        "Rapportcijfer, in 2025: 6,9 tegen 6,9 in 2024; geen significant verschil (p = 0,400, Holm)."
    )


def test_words_that_rest_on_several_levels_give_each_with_its_interval():
    shown = Shown(growing().book(), small_project().codebook, small_project().monitor)
    origin = compose_origin(Place("h-1", 0, noted=False, entry="h-1"), "positief@2025;cijfer@2025", "Velen", shown)
    assert plain(origin.test) == (
        "Positief over een chatbot, in 2025: 15% (13% tot 17%). Rapportcijfer, in 2025: 6,9 (6,8 tot 6,9)."
    )


def compared(comparison: str, maker: BookMaker, **short: str) -> NumberOrigin:
    """The origin of a comparison; `short` has other short names of indicators."""
    codebook = small_project().codebook
    indicators = {name: replace(one, short=short.get(name, one.short)) for name, one in codebook.indicators.items()}
    shown = Shown(maker.book(), replace(codebook, indicators=indicators), small_project().monitor)
    return compose_origin(Place("h-1", 0, noted=False, entry="h-1"), comparison, "", shown)


def test_a_place_in_a_ranking_names_what_comes_next_so_that_the_two_can_be_told_apart():
    maker = BookMaker().share("positief", "2025", 0.53).share("negatief", "2025", 0.32)
    maker = maker.ranked("positief", "negatief", True)
    assert plain(compared("positief>negatief@2025", maker).about).endswith("vergeleken met “negatief”")
    origin = compared("positief>negatief@2025", maker, positief="chatbot", negatief="chatbot")
    assert plain(origin.about) == "Positief over een chatbot, in 2025, vergeleken met “negatief over een chatbot”"
    assert plain(origin.base) == "Wie een chatbot gebruikt: n = 1.000."


def test_of_two_groups_each_has_its_base():
    maker = growing().share("positief", "2025", 0.25, "leeftijd=jong", n=300)
    maker = maker.share("positief", "2025", 0.05, "leeftijd=oud", n=700)
    maker = maker.paired("positief", "leeftijd", "jong", "oud", True)
    (id_,) = (id_ for id_ in maker.book().comparison_by_id if "leeftijd" in id_)
    base = plain(compared(id_, maker).base)
    assert base == ("Wie een chatbot gebruikt: n = 700 in de groep “50+”, n = 300 in de groep “18 t/m 49 jaar”.")


# All numbers of a publication


CHAPTERS = (
    """# Eerste

Het is {{ share("positief") }}, {{ change("positief") }}; nog eens {{ share("positief") }}.

{{ key_figures("cijfer") }}
""",
    """# Tweede

Het was {{ share("positief", wave="2024") }}, nu ergens tussen {{ interval("positief") }}.
""",
)


def two_chapters() -> Publication:
    project = small_project(figures={})
    texts = tuple(Text(f"templates/report/{place}.md", text) for place, text in enumerate(CHAPTERS))
    return compose(growing().book(), replace(project, report=texts), "landelijk").report


def test_each_fact_has_one_origin_in_the_order_of_the_text():
    origins = two_chapters().origins
    facts = [origin.fact for origin in origins]
    assert facts[:3] == ["positief@2025", "positief@2024..2025", "cijfer@2025"]
    assert len(set(facts)) == len(facts)
    assert [origin.anchor for origin in origins] == [f"h-{place}" for place in range(1, len(origins) + 1)]


def test_an_origin_knows_the_chapter_in_which_its_number_stands_first():
    chapters = {origin.fact: origin.chapter for origin in two_chapters().origins}
    assert chapters["positief@2025"] == 0
    assert chapters["positief@2025#interval"] == 1


def test_a_change_and_an_interval_are_told_of_in_the_entry_of_their_level():
    origins = {origin.fact: origin for origin in two_chapters().origins}
    level = origins["positief@2025"]
    assert level.entry == level.anchor
    assert origins["positief@2024..2025"].entry == level.anchor
    assert origins["positief@2025#interval"].entry == level.anchor


def test_a_change_whose_level_is_not_in_the_text_has_an_entry_of_its_own():
    maker = BookMaker().mean("cijfer", "2024", 6.9).mean("cijfer", "2025", 6.5).change("cijfer", True)
    origin = origin_of('change("cijfer")', maker)
    assert origin.entry == origin.anchor


def test_no_number_in_an_origin_is_without_a_fact_or_a_word_of_what_it_is():
    publication = two_chapters()
    loose = [
        run.text
        for origin in publication.origins
        for line in lines(origin)
        for run in line
        if run.fact is None and run.origin is None and DIGITS.search(SELF_EVIDENT.sub("", run.text))
    ]
    assert loose == []


# Figures and tables


def with_figure(name: str) -> Publication:
    text = f'# Titel\n\nZie {{{{ ref("{name}") }}}}.\n\n{{{{ figure("{name}") }}}}\n'
    figures = {name: small_project().figures[name]}
    return compose(everything().book(), small_project(text, figures=figures), "landelijk").report


def block(publication: Publication, name: str) -> BlockOrigin:
    return next(origin for origin in publication.block_origins if origin.block == name)


def test_a_figure_says_what_was_asked_of_whom_and_lists_each_figure_in_it():
    origin = block(with_figure("groepen"), "groepen")
    assert (origin.label, plain(origin.title)) == ("Figuur 1", "Per groep")
    assert plain(origin.question).startswith("Vraag: “Wat vindt u van een chatbot?”")
    assert plain(origin.base).startswith("Basis: wie een chatbot gebruikt")
    assert origin.table is not None
    assert [(row.label, row.cells[0].text, row.cells[0].fact) for row in origin.table.rows] == [
        ("Positief over een chatbot, 18 t/m 49 jaar", "25%", "positief@2025/leeftijd=jong"),
        ("Positief over een chatbot, 50+", "5%", "positief@2025/leeftijd=oud"),
    ]


def test_every_cell_of_an_origin_has_a_fact_or_no_number():
    for origin in with_figure("groepen").block_origins:
        cells = [cell for row in origin.table.rows for cell in row.cells] if origin.table else []
        assert [cell for cell in cells if DIGITS.search(cell.text) and cell.fact is None] == []


def test_a_difference_stands_with_a_figure_only_when_it_is_significant():
    rows = {row.cells[0].fact: row.cells[3:] for row in block(with_figure("verloop"), "verloop").table.rows}
    assert rows["positief@2025"] == (
        Cell("5 procentpunt", "positief@2024..2025", "▲"), Cell("0,001", "positief@2024..2025#p"),
    )  # fmt: skip


def test_a_table_has_its_intervals_in_the_places_of_its_figures():
    publication = composed("# Titel\n\nTekst.\n", everything())
    original = next(
        one
        for chapter in publication.chapters
        for one in chapter.blocks
        if isinstance(one, Table) and one.name == "topline-houding"
    )
    listed = block(publication, original.name).table
    assert listed.columns == original.columns
    assert [row.label for row in listed.rows] == [row.label for row in original.rows]
    assert original.rows[0].cells[-1] == Cell("30%", "houding.1@2025")
    assert listed.rows[0].cells[-1] == Cell("28% – 32%", "houding.1@2025#interval")
    assert listed.rows[-1] == original.rows[-1]


def test_a_table_of_the_weighting_says_what_it_was_made_from():
    origin = block(composed("# Titel\n\nTekst.\n", growing()), "weging-2025")
    assert origin.table is None
    assert plain(origin.base) == "Geteld in de steekproef; de bevolking volgens de bronnen bij de weging."


def test_a_number_that_stands_only_under_a_figure_is_noted():
    origins = {origin.fact: origin for origin in with_figure("verloop").origins}
    assert origins["positief@2025#n"].noted
    assert not origin_of('share("positief")', growing()).noted


def test_a_press_release_has_its_own_origins():
    press = '# Bericht\n\nHet is {{ share("positief") }}.\n'
    made = compose(growing().book(), small_project(press_release=press, figures={}), "landelijk").press_release
    assert [origin.number for origin in made.origins] == [Run("15%", fact="positief@2025")]
