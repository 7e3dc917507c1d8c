"""What has to hold of the editions in monitor.toml: each way in which it does not, with its line and a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.errors import UserError
from reportgen.project.cutting import own_cuts, with_all_cuts
from reportgen.project.editions import Cut, EditionContact, Quote
from reportgen.project.reading import read_project, read_sound
from tests.monitors import FILES, small_monitor
from tests.test_project import line_with, only_problem_in

OWN = '[[editions]]\nslug = "landelijk"\nlabel = "Landelijke editie"\nbrand = "klein"\n'
PARTNER = '\n[[editions]]\nslug = "vereniging"\nlabel = "Editie Vereniging"\npartner = "Vereniging Antwoord"\n'
COMPLETE = """\
brand = "klein"
address = "je"
foreword = "voorwoord.md"
closing = "slot.md"
quote = { text = "Wachten hoort erbij.", name = "A. de Groot", role = "voorzitter" }
contact = { name = "Bureau van de vereniging", email = "bureau@vereniging.example" }
without = ["houding"]
extra = ["01a-leden.md"]

[editions.cut]
where = { houding = [1, 2] }
label = "mensen die negatief zijn over wachten"
"""
TEXTS = ("voorwoord.md", "slot.md", "leden.md", "01a-leden.md")


def with_partner(folder: Path, keys: str) -> Path:
    """The small monitor with a second edition, for a partner, and three texts of its own."""
    root = small_monitor(folder / "monitor", monitor=(OWN, OWN + PARTNER + keys))
    texts = root / "templates/editions/vereniging"
    texts.mkdir(parents=True)
    for name in TEXTS:
        (texts / name).write_text("Een eigen tekst.\n", encoding="utf-8")
    return root


def test_an_edition_says_whose_it_is_and_what_it_has_of_its_own(tmp_path: Path) -> None:
    editions = read_project(with_partner(tmp_path, COMPLETE)).monitor.editions
    assert list(editions) == ["landelijk", "vereniging"]
    partner = editions["vereniging"]
    assert (partner.partner, partner.address, partner.without) == ("Vereniging Antwoord", "je", ("houding",))
    assert partner.quote == Quote("Wachten hoort erbij.", "A. de Groot", "voorzitter")
    assert partner.contact == EditionContact("Bureau van de vereniging", "bureau@vereniging.example")
    assert partner.cut == Cut(where={"houding": (1, 2)}, label="mensen die negatief zijn over wachten")


def test_the_monitors_own_edition_needs_no_more_than_a_name_and_a_brand(tmp_path: Path) -> None:
    edition = read_project(small_monitor(tmp_path)).monitor.editions["landelijk"]
    assert (edition.partner, edition.address, edition.quote, edition.contact, edition.cut) == (
        "",
        "u",
        None,
        None,
        None,
    )


def test_a_quote_may_still_be_open(tmp_path: Path) -> None:
    editions = read_project(with_partner(tmp_path, 'brand = "klein"\nquote = "open"\n')).monitor.editions
    assert editions["vereniging"].quote == "open"


def test_the_texts_of_editions_are_read_with_the_project(tmp_path: Path) -> None:
    project = read_project(with_partner(tmp_path, 'brand = "klein"\nforeword = "voorwoord.md"\n'))
    assert [text.path for text in project.edition_texts] == [
        f"templates/editions/vereniging/{name}" for name in sorted(TEXTS)
    ]


WRONG: dict[str, tuple[str, str, str, str]] = {
    "a name that is taken": (
        'brand = "klein"\n[[editions]]\nslug = "vereniging"  # weer\nlabel = "x"\nbrand = "klein"', "# weer",
        "in dezelfde map komen: “vereniging” en “vereniging”.", "(slug)",
    ),
    "a name that is taken, of an edition with texts": (
        'brand = "klein"\n[[editions]]\nslug = "landelijk"  # weer\nlabel = "x"\nbrand = "klein"\nclosing = "eind.md"',
        "# weer", "in dezelfde map komen: “landelijk” en “landelijk”.", "(slug)",
    ),
    "a device": ('brand = "klein"\n[[editions]]\nslug = "nul"\nlabel = "x"\nbrand = "klein"', '"nul"',
                 "“nul” kan hier geen naam zijn.", "Windows"),
    "the folder of what was published earlier": (
        'brand = "klein"\n[[editions]]\nslug = "eerder"\nlabel = "x"\nbrand = "klein"', '"eerder"',
        "“eerder” heet de map", "andere naam",
    ),
    "a name that leads out of the output, with a text": (
        'brand = "klein"\n[[editions]]\nslug = "../weg"\nlabel = "x"\nbrand = "klein"\nforeword = "voorwoord.md"',
        "../weg", "“../weg” kan hier geen naam zijn.", "kleine letter",
    ),
    "a brand without a folder": (
        'brand = "klien"', "klien", "de huisstijl “klien” bestaat niet.",
        "Bedoelde u “klein”? Of maak assets/brands/klien/brand.toml.",
    ),
    "a foreword that is not there": (
        'brand = "klein"\nforeword = "voorword.md"', "voorword", "de tekst “voorword.md” ligt niet in templ",
        "Bedoelde u “voorwoord.md”?",
    ),
    "a foreword from elsewhere": (
        'brand = "klein"\nforeword = "../../report/01-houding.md"', "foreword", "ligt niet in", "Kies uit",
    ),
    "one text in two places": (
        'brand = "klein"\nforeword = "slot.md"\nclosing = "slot.md"', "closing",
        "de tekst “slot.md” wordt al gebruikt.", "andere tekst",
    ),
    "a chapter of its own that is not there": (
        'brand = "klein"\nextra = ["02-klanten.md"]', "klanten", "de tekst “02-klanten.md” ligt niet in", "Kies uit",
    ),
    "a chapter of its own without a place": (
        'brand = "klein"\nextra = ["leden.md"]', "leden", "is niet te zien waar dit hoofdstuk komt.", "09-leden.md",
    ),
    "a chapter left out that is not there": (
        'brand = "klein"\nwithout = ["houdign"]', "houdign", "het hoofdstuk “houdign” bestaat niet.", "“houding”",
    ),
    "a quote of nobody": (
        'brand = "klein"\nquote = { text = "Mooi.", name = "", role = "lid" }', "Mooi", "“name” is leeg.", "Vul",
    ),
    "a quote that is just a text": (
        'brand = "klein"\nquote = "Mooi."', "Mooi", "“quote” moet een tabel", 'quote = "open"',
    ),
    "another address": ('brand = "klein"\naddress = "jij"', "jij", "“address” kan niet “jij” zijn.", "je, u"),
    "a cut of nothing": ('brand = "klein"\ncut = {}', "cut", "heeft óf “breakdown” óf “where” nodig.", "where"),
    "a cut in two ways": (
        'brand = "klein"\ncut = { breakdown = "leeftijd", where = { houding = [1] }, label = "x" }', "cut",
        "heeft óf “breakdown” óf “where” nodig.", "where",
    ),
    "a cut by an unknown breakdown": (
        'brand = "klein"\ncut = { breakdown = "leeftijden" }', "leeftijden",
        "de uitsplitsing “leeftijden” bestaat niet.", "“leeftijd”",
    ),
    "a cut by an unknown question": (
        'brand = "klein"\ncut = { where = { houdign = [1] }, label = "x" }', "houdign",
        "de vraag “houdign” bestaat niet.", "“houding”",
    ),
    "a cut by an unknown answer": (
        'brand = "klein"\ncut = { where = { houding = [7] }, label = "x" }', "houding = [7]",
        "antwoord 7 bestaat niet bij de vraag “houding”.", "1 (zeer negatief)",
    ),
    "a cut of people without a name": (
        'brand = "klein"\ncut = { where = { houding = [1] } }', "houding = [1]", "hoe deze mensen heten", "label",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_a_mistake_in_an_edition_is_named(tmp_path: Path, case: tuple[str, str, str, str]) -> None:
    keys, on, said, remedy = case
    root = with_partner(tmp_path, f"{keys}\n")
    problem = only_problem_in(root)
    assert problem.place is not None
    assert problem.place.line == line_with(root / FILES["monitor"], on)
    assert said in problem.what
    assert remedy in problem.remedy
    assert list(read_sound(root).faults.values()) == [(problem,)]  # the others can be made


def test_what_is_wrong_with_an_edition_goes_by_its_name(tmp_path: Path) -> None:
    project = read_sound(with_partner(tmp_path, 'brand = "klien"\naddress = "jij"\nforewrd = "voorwoord.md"\n'))
    assert {slug: len(problems) for slug, problems in project.faults.items()} == {"vereniging": 3}
    assert list(project.monitor.editions) == ["landelijk", "vereniging"]


def test_nothing_is_measured_for_a_cut_that_is_declared_wrongly(tmp_path: Path) -> None:
    cut = 'brand = "klein"\ncut = { where = { houding = [1], wachten = [2] }, label = "x" }\n'
    project = read_sound(with_partner(tmp_path, cut))
    assert own_cuts(project) == {}
    assert with_all_cuts(project) == project


OF_ALL = {
    "an edition without a name": ('slug = "vereniging"\n', ""),
    "an edition with an empty name": ('slug = "vereniging"', 'slug = ""'),
    "an edition of which the key for the name is mistyped": ('slug = "vereniging"', 'slgu = "vereniging"'),
    "the brand that all are set in": ('brand = "klein"', 'brand = "klien"'),
    "editions that are no tables": ("[[editions]]", "editions = [1]\n[[niets]]"),
}


@pytest.mark.parametrize("change", OF_ALL.values(), ids=OF_ALL)
def test_a_mistake_that_cannot_be_told_of_one_edition_concerns_all(tmp_path: Path, change: tuple[str, str]) -> None:
    root = with_partner(tmp_path, 'brand = "klein"\n')
    monitor = root / FILES["monitor"]
    monitor.write_text(monitor.read_text("utf-8").replace(*change, 1), "utf-8")
    with pytest.raises(UserError):
        read_sound(root)


def test_a_name_that_ends_in_a_space_is_wrong_as_it_stands(tmp_path: Path) -> None:
    root = with_partner(tmp_path, 'brand = "klein"\n')
    monitor = root / FILES["monitor"]
    monitor.write_text(monitor.read_text("utf-8").replace('slug = "vereniging"', 'slug = "vereniging "'), "utf-8")
    (problem,) = read_sound(root).faults["vereniging "]
    assert problem.what == "“vereniging ” kan hier geen naam zijn."


def test_a_cut_may_be_of_one_age(tmp_path: Path) -> None:
    cut = 'brand = "klein"\ncut = { where = { leeftijd = [18, 18] }, label = "mensen van die leeftijd" }\n'
    assert not read_sound(with_partner(tmp_path, cut)).faults


def test_editions_as_tables_by_name_are_told_how_they_are_written_now(tmp_path: Path) -> None:
    old = '[editions.landelijk]\nlabel = "Landelijke editie"\nbrand = "klein"\n'
    problem = only_problem_in(small_monitor(tmp_path, monitor=(OWN, old)))
    assert problem.place is not None
    assert problem.place.line == line_with(tmp_path / FILES["monitor"], "[editions.landelijk]")
    assert problem.what == "“editions” moet een lijst zijn: elke uitgave onder een eigen kop [[editions]]."
    assert '[[editions]] en slug = "landelijk"' in problem.remedy


def test_names_that_differ_in_capitals_alone_are_one_folder(tmp_path: Path) -> None:
    root = with_partner(tmp_path, 'brand = "klein"\n[[editions]]\nslug = "Vereniging"\nlabel = "x"\nbrand = "klein"\n')
    with pytest.raises(UserError) as refused:
        read_project(root)
    assert any("in dezelfde map komen" in problem.what for problem in refused.value.problems)
