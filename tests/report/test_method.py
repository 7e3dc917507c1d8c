"""The method page and the technical appendix say what was done, and no report is without them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.errors import UserError
from reportgen.facts import CheckResult, FactBook, Sample, TableTest
from reportgen.project.schema import Project
from reportgen.report.compose import compose
from reportgen.report.model import Block, Chapter, Heading, Listing, Paragraph, Table, plain
from tests.report.examples import BookMaker, everything, growing, small_project

ITEMS = [
    "Opzet.",
    "Opdracht en uitvoering.",
    "Vraagstelling.",
    "Doelgroep.",
    "Steekproef.",
    "Wijze van ondervragen.",
    "Periode.",
    "Omvang en nauwkeurigheid.",
    "Weging.",
    "Verwerking.",
    "Beperkingen.",
]
ADDED = ["Verantwoording van het onderzoek", "Alle vragen en antwoorden", "Technische bijlage"]


def chapters(book: FactBook, project: Project | None = None, **options) -> dict[str, Chapter]:
    report = compose(book, project or small_project(), "landelijk", **options).report
    return {plain(chapter.title): chapter for chapter in report.chapters}


def words(block: Block) -> str:
    match block:
        case Paragraph() | Heading():
            return plain(block.inline)
        case Listing():
            return "\n".join(map(plain, block.items))
        case Table():
            cells = [" ".join([row.section, row.label, *(cell.text for cell in row.cells)]) for row in block.rows]
            return "\n".join([plain(block.caption), *block.columns, *cells, *map(plain, block.notes)])
    return ""


def method(book: FactBook, project: Project | None = None) -> str:
    return "\n".join(words(block) for block in chapters(book, project)[ADDED[0]].blocks)


def appendix(book: FactBook, project: Project | None = None, **options) -> str:
    return "\n".join(words(block) for block in chapters(book, project, **options)[ADDED[2]].blocks)


def one_wave(weighted: str) -> tuple[FactBook, Project]:
    """A monitor of one wave, weighted by the agency or not at all."""
    sample = Sample("2025", 1000, 803.4, 1.245, 0.8034, 0.41, 2.93, 0, (), (), weighted=weighted)
    book = BookMaker().share("positief", "2025", 0.15).book()
    book = replace(book, samples=(sample,), waves=("2025",))
    project = small_project()
    waves = {"2025": replace(project.monitor.waves["2025"], margins=(), weight="w")}
    return book, replace(project, monitor=replace(project.monitor, waves=waves))


def with_sample(book: FactBook, **changes) -> FactBook:
    return replace(book, samples=tuple(replace(sample, **changes) for sample in book.samples))


# --- they cannot be left out


def test_a_report_that_leaves_them_out_gets_them_before_its_colophon():
    report = compose(everything().book(), small_project("# Titel\n"), "landelijk").report
    assert [plain(chapter.title) for chapter in report.chapters] == ["Titel", *ADDED]
    assert [chapter.number for chapter in report.chapters] == [1, 2, 3, 4]


def test_they_stand_before_what_closes_a_report():
    project = small_project("# Titel\n")
    colophon = replace(project.report[0], path="templates/report/99.md", source="# Colofon {-}\n")
    report = compose(everything().book(), replace(project, report=(*project.report, colophon)), "landelijk").report
    assert [plain(chapter.title) for chapter in report.chapters] == ["Titel", *ADDED, "Colofon"]


def test_what_a_text_places_itself_is_not_added():
    source = "# Alles\n\n{{ method() }}\n\n{{ topline() }}\n\n{{ appendix() }}\n"
    report = compose(everything().book(), small_project(source), "landelijk").report
    assert [plain(chapter.title) for chapter in report.chapters] == ["Alles"]


def test_a_press_release_gets_none_of_it():
    assert len(compose(everything().book(), small_project(), "landelijk").press_release.chapters) == 1


def test_nothing_is_placed_twice():
    with pytest.raises(UserError, match=r"method\(\) staat er al"):
        compose(everything().book(), small_project("# A\n\n{{ method() }}\n\n{{ method() }}\n"), "landelijk")


def test_an_author_adds_sentences_to_an_item_and_types_no_figures_in_it():
    project = small_project('# A\n\n{{ method(limitations="Wie offline is, ontbreekt.") }}\n')
    blocks = chapters(everything().book(), project)["A"].blocks
    assert words(blocks[1]).endswith("Wie offline is, ontbreekt.")
    with pytest.raises(UserError, match="getypt cijfer"):
        compose(everything().book(), small_project('# A\n\n{{ method(sample="Uit 3 panels.") }}\n'), "landelijk")


# --- the method page


@pytest.mark.parametrize("weighted", ["raked", "supplied", "unweighted"])
def test_every_monitor_discloses_the_eleven_items(weighted):
    book, project = one_wave(weighted) if weighted != "raked" else (everything().book(), small_project())
    listing = next(block for block in chapters(book, project)[ADDED[0]].blocks if isinstance(block, Listing))
    assert [item[0].text for item in listing.items] == ITEMS
    assert all(len(plain(item)) > len(item[0].text) + 5 for item in listing.items)


@pytest.mark.parametrize("weighted", ["supplied", "unweighted"])
def test_one_wave_without_margins_reads_right(weighted):
    book, project = one_wave(weighted)
    text = method(book, project) + appendix(book, project)
    for foreign in ("raking", "randtotalen", "edities", "Terugkerende", "representatief", "stijging"):
        assert foreign not in text
    assert "Eenmalige peiling onder volwassen Nederlanders." in text
    assert ("ongewijzigd gebruikt" in text) == (weighted == "supplied")
    assert ("Percentages zijn ongewogen." in text) == (weighted == "unweighted")
    assert "Er zijn geen verschillen getoetst, en er worden er geen genoemd." in text


def test_waves_that_were_raked_are_said_to_be():
    text = method(growing().book())
    assert (
        "De antwoorden zijn gewogen naar geslacht en op dat kenmerk representatief voor volwassen Nederlanders." in text
    )
    assert "(raking, 7 ronden; Deming & Stephan 1940; Deville, Särndal & Sautory 1993)" in text
    assert "waarbij de gewichten als vast gelden" in text
    assert "geslacht: CBS (peildatum 1 januari 2021)" in text


def test_bounds_base_weights_and_a_calibrated_variance_are_told():
    book = with_sample(
        growing().book(), weighted="bounded", bounds=(0.3, 3.0), has_base_weights=True, variance="calibrated"
    )
    text = method(book)
    assert "uitgaande van de gewichten van het veldwerkbureau, met begrensde gewichten" in text
    assert "minstens 0,3 en hoogstens 3" in text
    assert "de weging zelf de cijfers nauwkeuriger maakt" in text
    assert "raking" not in text


def test_only_corrections_that_were_made_are_named():
    text = method(growing().book())
    assert "volgens Holm (1979) voor het kerncijfer tussen edities" in text
    assert "Benjamini" not in text
    assert "Rao" not in text


def test_persons_in_both_waves_are_told():
    book = growing().book()
    paired = replace(book, comparisons=tuple(replace(one, is_paired=True) for one in book.comparisons))
    assert "telt bij het vergelijken daarvan als één persoon" in method(paired)
    assert "onafhankelijke steekproeven" not in method(paired)
    assert "onafhankelijke steekproeven" in method(book)


def test_what_the_checks_found_is_in_the_cleaning_paragraph():
    found = CheckResult("snel", "Niemand is veel sneller klaar dan de anderen.", "3 respondenten waren heel snel")
    clean = CheckResult("dubbel", "Niemand komt dubbel voor.", "")
    text = method(with_sample(growing().book(), checks=(found, clean), remarks=()))
    assert "3 respondenten waren heel snel." in text
    assert "Niemand is veel sneller klaar" not in text
    assert "Niemand komt dubbel voor." not in text
    assert "Alle regels staan in de technische bijlage." in text
    assert "niets opgemerkt" in method(with_sample(growing().book(), remarks=()))


def test_breaks_and_cited_waves_are_told():
    maker = growing().cited("positief", "2023", 0.1, "Rapport 2023").broken("2025", "houding", "andere vraagtekst")
    text = method(maker.book())
    assert "Van 2023 zijn alleen gepubliceerde cijfers bekend; die zijn overgenomen en niet getoetst." in text
    assert "Vanaf 2025, bij “chatbot”: andere vraagtekst." in text
    assert "niets veranderd dat de vergelijking raakt" in method(growing().book())


# --- the appendix


def test_the_appendix_weighs_every_wave_and_tells_the_precision_of_every_headline():
    text = appendix(growing().book())
    assert "De steekproef van 2024 voor en na weging" in text
    assert "De steekproef van 2025 voor en na weging" in text
    assert "2025 15% 13% – 17% 1.000 800 1,25" in text


def test_the_appendix_counts_the_tests_of_each_sort():
    text = appendix(growing().book())
    assert "Het kerncijfer tussen edities 1 1 Holm" in text
    assert "De overige uitkomsten tussen edities 1 0 Holm" in text


def test_the_appendix_shows_whether_questions_and_breakdowns_depend_on_each_other():
    tables = (
        TableTest("houding~leeftijd@2025", "houding", "2025", "leeftijd", 980, 4.2, 2.9, 2850.0, 0.0001, 0.0004, True),
        TableTest("gebruik~leeftijd@2025", "gebruik", "2025", "leeftijd", 980, 1.1, 2.9, 2850.0, 0.2, 0.4, False),
    )
    text = appendix(replace(growing().book(), tables=tables))
    assert "chatbot < 0,001*" in text
    assert "Gebruikt u een chatbot? 0,400" in text
    assert "Samenhang tussen vragen en kenmerken 2 1 Benjamini en Hochberg" in text


def test_the_appendix_lists_every_decision_with_its_reason():
    book = growing().broken("2025", "houding", "andere vraagtekst").broken("2025", None, "", "agency").book()
    first, second = book.decisions
    text = appendix(replace(book, decisions=(replace(first, comparable=True, reason="zelfde strekking"), second)))
    assert "2025, “chatbot” (andere vraagtekst). “Oud?” werd “Nieuw?”. Vergelijkbaar: zelfde strekking." in text
    assert "2025, hele editie (ander veldwerkbureau)." in text


def test_a_rule_that_only_some_waves_were_held_against_names_these():
    earlier, newest = growing().book().samples
    checked = replace(newest, checks=(CheckResult("snel", "Niemand is veel te snel.", ""),))
    text = appendix(replace(growing().book(), samples=(earlier, checked)))
    assert "Niemand is veel te snel. 2025: niets gevonden." in text


def test_the_appendix_lists_rules_suppression_and_software():
    checks = (CheckResult("snel", "Niemand is veel te snel.", ""),)
    maker = growing().share("positief", "2025", 0.2, "leeftijd=oud", n=12)
    text = appendix(with_sample(maker.book(), checks=checks), versions={"NumPy": "9.9"})
    assert "Niemand is veel te snel. Niets gevonden." in text
    assert "Weggelaten 0 1" in text
    assert "NumPy 9.9" in text
