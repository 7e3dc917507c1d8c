"""Texts and facts become one report: numbered, referred to, and refused as a whole when something does not hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen import __version__
from reportgen.errors import UserError
from reportgen.project.schema import FigureSpec, Indicator, Question, Variant
from reportgen.report.compose import compose, figures_of
from reportgen.report.model import Figure, Heading, KeyFigures, Listing, Paragraph, Quote, Run, plain
from reportgen.report.table_numbers import tables_of
from tests.report.examples import BookMaker, everything, growing, small_project

GROUPS = '{{ crosstab("positief", breakdowns=("leeftijd",), caption="T", name="per-groep") }}'


def composed(report: str, **options):
    return compose(everything().book(), small_project(report), "landelijk", **options)


def chapter(report: str):
    return composed(report).report.chapters[0]


def refusal(report: str, **options) -> str:
    with pytest.raises(UserError) as caught:
        composed(report, **options)
    return str(caught.value)


def test_markdown_becomes_blocks_and_numbers_keep_their_facts():
    blocks = chapter(
        '# Titel\n\nHet is **{{ share("positief") }}**.\n\n## Kop\n\n- een\n- *ander*\n\n> Gezegd.\n'
    ).blocks
    assert blocks == (
        Paragraph((Run("Het is "), Run("15%", strong=True, fact="positief@2025"), Run(".")), "lead"),
        Heading((Run("Kop"),), 2, "kop"),
        Listing(((Run("een"),), (Run("ander", emphasis=True),))),
        Quote((Run("Gezegd."),)),
    )


def test_chapters_are_numbered_but_for_those_that_ask_not_to_be():
    assert chapter("# Titel\n").number == 1
    assert (chapter("# Kort {-}\n").number, plain(chapter("# Kort {-}\n").title)) == (None, "Kort")


def test_figures_are_numbered_in_order_and_can_be_referred_to_before_they_appear():
    report = composed(
        '# T\n\nZie {{ ref("ergernissen") }} en {{ ref("verloop") }}.\n\n'
        '{{ figure("verloop") }}\n\n{{ figure("ergernissen") }}\n'
    )
    lead = report.report.chapters[0].blocks[0]
    assert plain(lead.inline) == "Zie figuur\u00a02 en figuur\u00a01."
    assert [run.link for run in lead.inline if run.link] == ["#figuur-ergernissen", "#figuur-verloop"]
    assert [(figure.number, figure.name) for figure in figures_of(report.report)] == [
        (1, "verloop"),
        (2, "ergernissen"),
    ]


def test_the_title_of_a_figure_follows_the_data():
    (figure,) = figures_of(composed('# T\n\n{{ ref("verloop") }}\n\n{{ figure("verloop") }}\n').report)
    assert plain(figure.title) == "Meer mensen positief"
    assert figure.alt != plain(figure.title)


def test_a_figure_carries_its_question_base_fieldwork_and_source():
    (figure,) = figures_of(composed('# T\n\n{{ ref("verloop") }}\n\n{{ figure("verloop") }}\n').report)
    notes = "\n".join(plain(line) for line in figure.notes)
    for said in (
        "Vraag: “Wat vindt u van een chatbot?”",
        "Basis: wie een chatbot gebruikt (2024: n = 1.000; 2025: n = 1.000).",
        "Gewogen naar geslacht.",
        "Veldwerk: 2 t/m 15 december 2023; 2 t/m 15 december 2024.",
        "▲▼: significant hoger of lager dan de vorige editie (95%).",
        "Bron: Proefmonitor 2025, gesimuleerde respondenten.",
    ):
        assert said in notes


def test_key_figures_show_the_change_and_where_it_came_from():
    block = chapter('# T\n\n{{ key_figures("positief", "cijfer") }}\n').blocks[0]
    assert isinstance(block, KeyFigures)
    assert [item.value.text for item in block.items] == ["15%", "6,9"]
    assert [plain(item.change) for item in block.items] == [
        "▲ 5 procentpunt (2024: 10%)",
        "niet significant veranderd (2024: 6,9)",
    ]


def test_a_share_among_the_key_figures_can_be_drawn_beside_what_it_was():
    share, grade = chapter('# T\n\n{{ key_figures("positief", "cijfer") }}\n').blocks[0].items
    assert (share.part, share.before) == (0.15, 0.1)
    assert (grade.part, grade.before) == (None, None)


def test_a_sentence_that_is_set_large_is_proven_as_any_other():
    blocks = chapter('# T\n\n> {{ claim("Meer mensen zijn positief.", rose("positief")) }}\n').blocks
    assert [(type(block), plain(block.inline)) for block in blocks] == [(Quote, "Meer mensen zijn positief.")]
    assert "“Meer mensen” zegt iets over de uitkomsten, zonder bewijs" in refusal("# T\n\n> Meer mensen bellen.\n")
    assert "een getypt getal: “De helft”" in refusal("# T\n\n> De helft is positief.\n")


def test_all_software_is_named_with_its_version():
    report = composed("# T\n\nGemaakt met {{ software() }}.\n", versions={"NumPy": "2.4.6"}).report
    assert plain(report.chapters[0].blocks[0].inline) == f"Gemaakt met reportgen {__version__} en NumPy 2.4.6."


def test_the_topline_has_every_question_with_its_exact_wording():
    captions = [plain(b.caption) for b in chapter("# T\n\n{{ topline() }}\n").blocks if hasattr(b, "caption")]
    assert captions == [question.text for question in small_project().codebook.questions.values()]


def test_a_number_without_classes_has_its_mean_and_its_base_in_the_topline():
    project = small_project("# T\n\n{{ topline() }}\n")
    hours = Question("Hoeveel uur belde u?", "number")
    codebook = replace(
        project.codebook,
        questions=project.codebook.questions | {"uren": hours},
        indicators=project.codebook.indicators | {"cijfer": Indicator("uren aan de telefoon", "uren", "uren")},
    )
    report = compose(everything().book(), replace(project, codebook=codebook), "landelijk").report
    (table,) = [block for block in report.chapters[0].blocks if getattr(block, "name", "") == "topline-uren"]
    shown = [(row.label, row.cells[-1].text) for row in table.rows]
    assert shown == [("gemiddelde", "6,9"), ("Basis (n, ongewogen)", "1.000")]


def test_a_published_wave_is_in_the_topline_of_what_was_published_only():
    project = small_project("# T\n\n{{ topline() }}\n")
    cited = {"2023": replace(project.monitor.waves["2023"], file="data/2023.toml")}
    project = replace(project, monitor=replace(project.monitor, waves=project.monitor.waves | cited))
    book = everything().cited("houding.3", "2023", 0.12, "Rapport 2023").book()
    blocks = compose(book, project, "landelijk").report.chapters[0].blocks
    columns = {block.name: block.columns for block in blocks if hasattr(block, "rows")}
    assert columns["topline-houding"] == ("2023", "2024", "2025")
    assert columns["topline-ergernis"] == ("2024", "2025")


def test_questions_on_one_scale_stand_together_in_the_topline():
    project = small_project("# T\n\n{{ topline() }}\n")
    scaled = replace(project.codebook.questions["houding"], scale="houding", theme="Houding")
    other = replace(scaled, text="En van een spraakassistent?", asked_of=None)
    codebook = replace(project.codebook, questions={"houding": scaled, "houding_spraak": other})
    report = compose(everything().book(), replace(project, codebook=codebook), "landelijk").report
    (table,) = [block for block in report.chapters[0].blocks if hasattr(block, "rows")]
    assert table.columns == ("negatief", "neutraal", "positief", "weet niet", "n")
    assert [(row.section, row.label) for row in table.rows] == [
        ("Wat vindt u van een chatbot? Gesteld aan wie een chatbot gebruikt.", "2024"),
        ("", "2025"),
        ("En van een spraakassistent?", "2024"),
        ("", "2025"),
    ]
    assert [cell.text for cell in table.rows[1].cells] == ["30%", "50%", "15%", "5%", "1.000"]


def test_a_placeholder_is_refused_in_a_final_build_and_marked_in_a_draft():
    source = '# T\n\nTekst.\n\n{{ placeholder("Citaat van de voorzitter") }}\n'
    message = refusal(source)
    assert "templates/report/01.md, regel 5" in message
    assert "“Citaat van de voorzitter”" in message
    report = composed(source, draft=True).report
    assert Quote((Run("Citaat van de voorzitter"),), placeholder=True) in report.chapters[0].blocks
    assert report.placeholders


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("Geen titel.\n", "begint niet met een titel"),
        ("# A\n\n# B\n", "een tweede titel"),
        ("# A\n\n### B\n", "slaat een niveau over"),
        ('# A\n\n{{ figure("verlop") }}\n', "Bedoelde u “verloop”?"),
        ('# A\n\n{{ ref("verloop") }} staat er niet.\n', "wordt genoemd maar staat er niet"),
        ('# A\n\n{{ figure("verloop") }}\n', "wordt nergens in de tekst genoemd"),
        ('# A\n\n{{ ref("verloop") }}\n\n{{ figure("verloop") }}\n\n{{ figure("verloop") }}\n', "staat er al"),
        ('# A\n\nZie {{ ref("verloop") }} [hier](file:///etc/passwd).\n\n{{ figure("verloop") }}\n', "koppeling"),
        ("# A\n\n```\ncode\n```\n", "een blok code kan niet"),
        (
            '# A\n\n{{ crosstab("positief", breakdowns=("regio",), caption="T", name="t") }}\n',
            "uitsplitsing “regio” bestaat niet",
        ),
        (f"# A\n\n{GROUPS}\n", "regel 3: tabel “per-groep” wordt nergens in de tekst genoemd"),
        (f'# A\n\n{{{{ ref("per-gruep") }}}}\n\n{GROUPS}\n', "Bedoelde u “per-groep”?"),
        (f"# A\n\n{GROUPS.replace('per-groep', 'verloop')}\n", "een figuur of tabel “verloop” is er al"),
        (f"# A\n\n{GROUPS.replace('per-groep', 'De groepen')}\n", "kan niet de naam van een tabel zijn"),
        ('# A\n\n{{ ref("weging-1999") }}\n', "tabel “weging-1999” wordt genoemd maar staat er niet"),
    ],
)
def test_what_a_publication_cannot_say_is_refused(source, message):
    assert message in refusal(source)


def test_tables_are_numbered_in_order_and_referred_to_by_their_number():
    source = f'# A\n\n{{{{ capital(ref("topline-houding")) }}}} en {{{{ ref("per-groep") }}}}.\n\n{GROUPS}\n'
    report = compose(growing().book(), small_project(source), "landelijk").report
    numbers = {table.name: table.number for table in tables_of(report.chapters)}
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    paragraph = report.chapters[0].blocks[0]
    assert plain(paragraph.inline) == f"Tabel\u00a0{numbers['topline-houding']} en tabel\u00a01."
    assert [run.link for run in paragraph.inline if run.link] == ["#tabel-topline-houding", "#tabel-per-groep"]
    assert {origin.label for origin in report.block_origins} >= {"Tabel 1"}


def test_the_tables_that_a_report_makes_itself_are_referred_to_in_its_text():
    report = compose(growing().book(), small_project(), "landelijk").report
    lines = [block.inline for chapter in report.chapters for block in chapter.blocks if isinstance(block, Paragraph)]
    links = {run.link for line in lines for run in line if run.link}
    own = {table.name for table in tables_of(report.chapters) if not table.name.startswith("topline-")}
    assert {f"#tabel-{name}" for name in own} <= links


def test_mistakes_in_report_and_press_release_are_told_together():
    project = small_project('# A\n\n{{ share("x") }}\n', '# B\n\n{{ share("y") }}\n')
    with pytest.raises(UserError) as caught:
        compose(growing().book(), project, "landelijk")
    assert [problem.place.file for problem in caught.value.problems] == [
        "templates/report/01.md",
        "templates/press-release/01.md",
    ]


def test_the_sentences_of_the_monitor_itself_claim_nothing_without_a_proof():
    project = small_project("# Titel\n\nTekst.\n")
    partner = replace(project.monitor.conductors[0], role="partner van de helft")
    monitor = replace(project.monitor, subtitle="Steeds meer mensen wachten", conductors=(partner,))
    with pytest.raises(UserError) as refused:
        compose(everything().book(), replace(project, monitor=monitor), "landelijk")
    told = [(str(problem.place), problem.what) for problem in refused.value.problems]
    assert told == [
        ("monitor.toml, subtitle", "“meer mensen” zegt iets over de uitkomsten, zonder bewijs."),
        ("monitor.toml, conductors 1 role", "een getypt getal: “de helft”."),
    ]


def test_html_in_a_text_stays_text():
    (block,) = chapter("# T\n\nEen <b>vet</b> woord & meer.\n").blocks
    assert plain(block.inline) == "Een <b>vet</b> woord & meer."


def test_the_same_facts_and_texts_give_the_same_report():
    source = '# T\n\n{{ ref("groepen") }}\n\n{{ figure("groepen") }}\n\n{{ topline() }}\n'
    assert composed(source) == composed(source)


def test_simulated_respondents_are_named_as_such():
    assert composed("# T\n").simulation_notice == "De antwoorden zijn gesimuleerd."


def test_every_declared_figure_can_be_composed():
    names = list(small_project().figures)
    body = "\n\n".join(f'{{{{ ref("{name}") }}}}\n\n{{{{ figure("{name}") }}}}' for name in names)
    figures = figures_of(composed(f"# T\n\n{body}\n").report)
    assert [figure.name for figure in figures] == names
    assert all(isinstance(figure, Figure) and figure.table.rows for figure in figures)


def trend_of(maker: BookMaker) -> Figure:
    source = '# T\n\n{{ ref("lijn") }}\n\n{{ figure("lijn") }}\n'
    figures = {"lijn": FigureSpec("trend", "De lijn", indicators=("positief",))}
    (figure,) = figures_of(compose(maker.book(), small_project(source, figures=figures), "landelijk").report)
    return figure


@pytest.mark.parametrize(
    ("alt", "told"),
    [
        ("Een lijn die stijgt. " * 13, "alt van figuur “lijn”: de beschrijving telt 272 tekens"),
        ("de lijn.", "alt van figuur “lijn”: de beschrijving is dezelfde als de titel"),
    ],
)
def test_a_description_that_is_too_long_or_says_nothing_new_is_refused(alt: str, told: str):
    source = '# T\n\n{{ ref("lijn") }}\n\n{{ figure("lijn") }}\n'
    maker = BookMaker().share("positief", "2024", 0.1).share("positief", "2025", 0.2)
    figures = {"lijn": FigureSpec("trend", "De lijn", indicators=("positief",), alt=alt)}
    with pytest.raises(UserError) as caught:
        compose(maker.book(), small_project(source, figures=figures), "landelijk")
    assert told in str(caught.value)


def notes_of(figure: Figure) -> str:
    return "\n".join(plain(line) for line in figure.notes)


def test_a_break_draws_its_line_takes_the_arrow_away_and_prints_its_reason():
    maker = BookMaker().share("positief", "2024", 0.1).share("positief", "2025", 0.2)
    figure = trend_of(maker.broken("2025", "houding", "andere vraagtekst"))
    assert figure.chart.breaks == (1,)
    assert [point.mark for point in figure.chart.series[0].points] == ["", ""]
    assert "Trendbreuk vanaf 2025: andere vraagtekst." in notes_of(figure)
    assert "▲▼" not in notes_of(figure)
    assert "10% – trendbreuk – 20%" in figure.alt


def test_a_break_of_a_whole_wave_is_one_of_every_question():
    maker = BookMaker().share("positief", "2024", 0.1).share("positief", "2025", 0.2)
    figure = trend_of(maker.broken("2025", None, "een ander bureau", "agency"))
    assert figure.chart.breaks == (1,)
    assert "Trendbreuk vanaf 2025: een ander bureau." in notes_of(figure)


def test_a_cited_figure_is_drawn_open_and_never_carries_an_arrow():
    figure = trend_of(growing().cited("positief", "2023", 0.12, "Rapport 2023, blz. 4"))
    assert [category.label for category in figure.chart.categories] == ["2023", "2024", "2025"]
    assert [(point.hollow, point.mark) for point in figure.chart.series[0].points] == [
        (True, ""),
        (False, ""),
        (False, "▲"),
    ]
    assert "2023: overgenomen uit Rapport 2023, blz. 4, niet getoetst." in notes_of(figure)
    assert "2023: aantal niet bekend; 2024: n = 1.000; 2025: n = 1.000" in notes_of(figure)


def test_another_wording_in_an_older_wave_is_quoted():
    project = small_project('# T\n\n{{ ref("verloop") }}\n\n{{ figure("verloop") }}\n\n{{ topline() }}\n')
    asked = replace(project.codebook.questions["houding"], variants={"2024": Variant("Vindt u chatbots goed?")})
    codebook = replace(project.codebook, questions=project.codebook.questions | {"houding": asked})
    report = compose(everything().book(), replace(project, codebook=codebook), "landelijk").report
    said = "In 2024 luidde de vraag: “Vindt u chatbots goed?”"
    assert said in notes_of(figures_of(report)[0])
    table = next(b for b in report.chapters[0].blocks if getattr(b, "name", "") == "topline-houding")
    assert said in plain(table.notes[0])


def test_a_figure_of_numbers_that_do_not_go_together_is_refused():
    maker = everything().score("nps", "2025", 12)
    figures = {
        "gemengd": FigureSpec("trend", "Gemengd", indicators=("positief", "nps")),
        "staven": FigureSpec("bars", "Staven", indicators=("nps",)),
    }
    for name, what in (("gemengd", "door elkaar"), ("staven", "onder nul")):
        source = f'# T\n\n{{{{ ref("{name}") }}}}\n\n{{{{ figure("{name}") }}}}\n'
        with pytest.raises(UserError, match=what):
            compose(maker.book(), small_project(source, figures=figures), "landelijk")


def test_a_figure_of_later_waves_alone_is_refused_in_an_earlier_one():
    source = '# T\n\n{{ ref("later") }}\n\n{{ figure("later") }}\n'
    for kind in ("bars", "trend", "slope", "columns", "waffle"):
        figures = {"later": FigureSpec(kind, "Later", indicators=("positief",), waves=("2026",))}
        with pytest.raises(UserError, match=r"toont alleen edities na 2025 \(2026\)"):
            compose(everything().book(), small_project(source, figures=figures), "landelijk")


def test_an_arrow_since_an_older_wave_says_so():
    assert "dan de vorige editie (95%)" in notes_of(trend_of(growing()))
    maker = BookMaker().share("positief", "2023", 0.1).share("positief", "2025", 0.2)
    older = trend_of(maker.change("positief", True, earlier="2023"))
    assert "▲▼: significant hoger of lager dan de vorige editie waarin dit gemeten is (95%)" in notes_of(older)


def test_the_topline_tells_first_choices_scores_and_the_first_so_many_places():
    maker = everything().score("nps", "2025", -28.6).share("volgorde.1", "2025", 0.5).share("snel", "2025", 0.7)
    blocks = compose(maker.book(), small_project("# T\n\n{{ topline() }}\n"), "landelijk").report.chapters[0].blocks
    tables = {block.name: block for block in blocks if hasattr(block, "rows")}
    ranking = [(row.label, row.cells[-1].text) for row in tables["topline-volgorde"].rows]
    assert ("snel", "50%") in ranking
    assert ("snelheid (plaats 1 t/m 2)", "70%") in ranking
    assert "Eerste keuze." in plain(tables["topline-volgorde"].notes[0])
    assert ("score (NPS)", "−29") in [(row.label, row.cells[-1].text) for row in tables["topline-aanbeveling"].rows]


def test_the_items_of_a_grid_stand_together_under_what_was_asked():
    project = small_project("# T\n\n{{ topline() }}\n")
    items = {
        f"stelling_{name}": Question(
            f"Bent u het eens? – {text}", "single", short=text, theme="S", answers={1: "ja", 2: "nee"}, grid="stelling"
        )
        for name, text in {"snel": "Het gaat snel", "goed": "Het gaat goed"}.items()
    }
    questions = project.codebook.questions | items
    report = compose(
        everything().book(), replace(project, codebook=replace(project.codebook, questions=questions)), "landelijk"
    ).report
    (table,) = [block for block in report.chapters[0].blocks if getattr(block, "name", "") == "topline-stelling_snel"]
    assert plain(table.caption) == "Bent u het eens?"
    assert [row.section for row in table.rows if row.section] == ["Het gaat snel", "Het gaat goed"]
    assert table.columns == ("ja", "nee", "n")
