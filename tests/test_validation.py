"""What has to hold between the project files: each way in which it does not, with its file, its line and a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.project.reading import read_project
from tests.monitors import FIGURES as FIGURES_FILE
from tests.monitors import FILES, Change, small_monitor
from tests.test_project import line_with, only_problem_in, problems_in

Damage = tuple[str, Change, str, str, str]
"""The file, what is done to it, a piece of the line that is at fault, what is said, and a piece of the remedy."""


def assert_named(folder: Path, damage: Damage) -> None:
    file, change, on, said, remedy = damage
    root = small_monitor(folder, **{file: change})
    problem = only_problem_in(root)
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == (FILES[file], line_with(root / FILES[file], on))
    assert said in problem.what
    assert remedy in problem.remedy


QUESTIONS: dict[str, Damage] = {
    "an unknown scale": (
        "codebook", ('scale = "houding"', 'scale = "houdign"'), "houdign",
        "de schaal “houdign” bestaat niet.", "Bedoelde u “houding”?",
    ),
    "a scale and answers": (
        "codebook", ('scale = "houding"', 'scale = "houding"\nanswers.1 = "ja"'), 'scale = "houding"',
        "de vraag “houding” heeft een schaal én eigen antwoorden.", "“scale” of “answers”",
    ),
    "no answers": (
        "codebook", ('text = "Wilt u dat toelichten?"\ntype = "open"', 'text = "Wilt u dat?"\ntype = "single"'),
        "[questions.toelichting]", "de vraag “toelichting” heeft geen antwoorden.", "answers.1",
    ),
    "an open question with answers": (
        "codebook", ('type = "open"', 'type = "open"\nanswers.1 = "ja"'), 'answers.1 = "ja"',
        "antwoord 1 kan niet", "kies een ander type",
    ),
    "a grade with an answer that is a grade": (
        "codebook", ('answers.99 = "weet niet"', 'answers.99 = "weet niet"\nanswers.10 = "uitstekend"'), "uitstekend",
        "antwoord 10 kan niet: bij “grade” staan alleen antwoorden die “weet niet” betekenen.", "dont_know",
    ),
    "weet niet is no answer": (
        "codebook", ("dont_know = [9]", "dont_know = [8]"), "dont_know = [8]",
        "antwoord 8 bestaat niet bij de vraag “houding”.", "9 (weet niet)",
    ),
    "weet niet twice": (
        "codebook", ("dont_know = [9]", "dont_know = [9, 9]"), "dont_know = [9, 9]",
        "antwoord 9 staat hier twee keer.", "Haal er één weg.",
    ),
    "weet niet within the grades": (
        "codebook", ("maximum = 10", "maximum = 99"), "dont_know = [99]",
        "99 betekent “weet niet”, maar ligt tussen het minimum en het maximum.", "andere code",
    ),
    "an exclusive answer that is not there": (
        "codebook", ("exclusive = [8]", "exclusive = [7]"), "exclusive = [7]",
        "antwoord 7 bestaat niet bij de vraag “ergernissen”.", "8 (geen van deze)",
    ),
    "an exclusive answer where there is only one": (
        "codebook", ("dont_know = [9]", "exclusive = [9]"), "exclusive = [9]",
        "“exclusive” hoort bij een vraag met meer antwoorden.", "multiple",
    ),
    "limits to a choice": (
        "codebook", ('answers.2 = "vrouw"', 'answers.2 = "vrouw"\nminimum = 1'), "minimum = 1",
        "“minimum” hoort bij een vraag naar een getal of rapportcijfer.", "number",
    ),
    "a grade without its limits": (
        "codebook", ("maximum = 10\n", ""), "[questions.cijfer]",
        "het rapportcijfer “cijfer” heeft geen “maximum”.", "maximum = 10",
    ),
    "limits the wrong way round": (
        "codebook", ("maximum = 99", "maximum = 9"), "maximum = 9",
        "het maximum (9) ligt niet boven het minimum (18).", "Verbeter",
    ),
    "asked of an unknown question": (
        "codebook", ('asked_of = { question = "houding"', 'asked_of = { question = "houdin"'), '"houdin"',
        "de vraag “houdin” bestaat niet.", "Bedoelde u “houding”?",
    ),
    "asked of an unknown answer": (
        "codebook", ("answers = [1, 2, 3], base", "answers = [1, 2, 6], base"), "asked_of",
        "antwoord 6 bestaat niet bij de vraag “houding”.", "1 (zeer negatief), 2 (negatief)",
    ),
    "asked of nobody": (
        "codebook", ("answers = [1, 2, 3], base", "answers = [], base"), "asked_of",
        "hier staat geen antwoord.", "Noem",
    ),
    "asked of those it was asked of": (
        "codebook", ('{ question = "houding", answers = [1, 2, 3]', '{ question = "ergernissen", answers = [1]'),
        "asked_of", "de vraag “ergernissen” hangt langs een omweg van zichzelf af.", "eerder gesteld",
    ),
    "asked where its filter was not": (
        "codebook", ("dont_know = [9]", 'dont_know = [9]\nwaves = ["2025"]'), "asked_of",
        "de vraag “houding” is in 2024 niet gesteld, en “ergernissen” wel.", "“waves”",
    ),
    "an unknown wave": (
        "codebook", ('type = "open"', 'type = "open"\nwaves = ["2024", "2026"]'), '"2026"',
        "de editie “2026” bestaat niet.", "Bedoelde u “2025”?",
    ),
    "a break in an unknown wave": (
        "codebook", ('type = "open"', 'type = "open"\nbreaks = { 2023 = "andere vraag" }'), "breaks",
        "de editie “2023” bestaat niet.", "Bedoelde u “2025”?",
    ),
    "two questions in one column": (
        "codebook", ('type = "open"', 'type = "open"\ncolumn = "cijfer"'), 'column = "cijfer"',
        "de kolom “cijfer” van deze vraag is ook de kolom van de vraag “cijfer”.", "“column”",
    ),
    "a question in a column of ticks": (
        "codebook", ('type = "open"', 'type = "open"\ncolumn = "ergernissen_2"'), 'column = "ergernissen_2"',
        "ook de kolom van de vraag “ergernissen”", "“column”",
    ),
    "a question in the column of the numbers": (
        "codebook", ('id = "nummer"', 'id = "cijfer"'), "[questions.cijfer]",
        "is de kolom met het nummer van de respondent", "“column”",
    ),
    "a question in a column that is not read": (
        "codebook", ('ignored_columns = ["datum"]', 'ignored_columns = ["leeftijd"]'), "[questions.leeftijd]",
        "is een kolom die niet gelezen wordt", "“column”",
    ),
    "an empty text": (
        "codebook", ('text = "Wat is uw leeftijd?"', 'text = " "'), 'text = " "',
        "“text” is leeg.", "Vul een tekst in.",
    ),
    "a name with capitals": (
        "codebook", ("[questions.toelichting]", "[questions.Toelichting]"), "[questions.Toelichting]",
        "“Toelichting” kan hier geen naam zijn.", "kleine letters",
    ),
    "a variable with a dash": (
        "codebook", ("[indicators.muziek]", "[indicators.de-muziek]"), "[indicators.de-muziek]",
        "“de-muziek” kan hier geen naam zijn.", "cijfers en _",
    ),
}  # fmt: skip

WEET_NIET = """\
[indicators.weet_niet]
label = "weet het niet"
short = "weet niet"
question = "houding"
answers = [9]
base = "answered"
"""
GRADED = """\
[breakdowns.cijfer]
label = "cijfer"
question = "cijfer"
groups = {}
"""

COMPUTED: dict[str, Damage] = {
    "an indicator of an unknown question": (
        "codebook", ('question = "ergernissen"', 'question = "ergernis"'), 'question = "ergernis"',
        "de vraag “ergernis” bestaat niet.", "Bedoelde u “ergernissen”?",
    ),
    "an indicator of an unknown answer": (
        "codebook", ('"ergernissen"\nanswers = [1]', '"ergernissen"\nanswers = [\n  1,\n  6,\n]'), "  6,",
        "antwoord 6 bestaat niet bij de vraag “ergernissen”.", "2 (de duur), 8 (geen van deze)",
    ),
    "an indicator of a grade that is not given": (
        "codebook", ('question = "cijfer"', 'question = "cijfer"\nanswers = [10, 11]'), "[10, 11]",
        "antwoord 11 bestaat niet bij de vraag “cijfer”.", "1 tot en met 10, 99 (weet niet)",
    ),
    "the mean of a choice": (
        "codebook", ('question = "ergernissen"\nanswers = [1]', 'question = "geslacht"'), "[indicators.muziek]",
        "de vraag “geslacht” heeft antwoorden en geen gemiddelde.", "“answers”",
    ),
    "an indicator of an open question": (
        "codebook", ('question = "ergernissen"\nanswers = [1]', 'question = "toelichting"'), 'question = "toelichting"',
        "van de open vraag “toelichting” valt niets te berekenen.", "vaste antwoorden",
    ),
    "weet niet counted and left out": (
        "codebook", ("[indicators.cijfer]", WEET_NIET + "[indicators.cijfer]"), 'base = "answered"',
        "“weet niet” telt mee in het aandeel, maar niet in de basis.", 'base = "all"',
    ),
    "an unknown breakdown": (
        "codebook", ("answers = [4, 5]", 'answers = [4, 5]\nbreakdowns = ["leeftijt"]'), "leeftijt",
        "de uitsplitsing “leeftijt” bestaat niet.", "Bedoelde u “leeftijd”?",
    ),
    "a breakdown by an unknown question": (
        "codebook", ('question = "leeftijd"', 'question = "leeftyd"'), "leeftyd",
        "de vraag “leeftyd” bestaat niet.", "Bedoelde u “leeftijd”?",
    ),
    "a breakdown that does not divide": (
        "codebook", ('question = "geslacht"\ngroups.man = { label = "mannen", answers = [1] }',
                     'question = "ergernissen"\ngroups.man = { label = "mannen", answers = [1] }'),
        'question = "ergernissen"', "de vraag “ergernissen” deelt de respondenten niet op", "één antwoord",
    ),
    "a group with an unknown answer": (
        "codebook", ('{ label = "vrouwen", answers = [2] }', '{ label = "vrouwen", answers = [3] }'), "groups.vrouw",
        "antwoord 3 bestaat niet bij de vraag “geslacht”.", "1 (man), 2 (vrouw)",
    ),
    "a group of nobody": (
        "codebook", ('{ label = "vrouwen", answers = [2] }', '{ label = "vrouwen" }'), "groups.vrouw",
        "de groep “vrouw” heeft óf “answers” óf “range” nodig.", "range = [18, 30]",
    ),
    "groups that overlap": (
        "codebook", ("range = [50, 99]", "range = [49, 99]"), "groups.50-99",
        "de groepen “18-49” en “50-99” overlappen.", "in één groep",
    ),
    "groups that share an answer": (
        "codebook", ('{ label = "vrouwen", answers = [2] }', '{ label = "vrouwen", answers = [1, 2] }'), "groups.vrouw",
        "de groepen “man” en “vrouw” overlappen.", "in één groep",
    ),
    "a range over a choice": (
        "codebook", ('{ label = "vrouwen", answers = [2] }', '{ label = "vrouwen", range = [2, 2] }'), "groups.vrouw",
        "de vraag “geslacht” is geen getal", "“answers”",
    ),
    "a range the wrong way round": (
        "codebook", ("range = [50, 99]", "range = [99, 50]"), "groups.50-99",
        "de grenzen 99 en 50 zijn omgekeerd.", "laagste",
    ),
    "a group whose name cannot be an id": (
        "codebook", ("groups.50-99", 'groups."50+"'), 'groups."50+"', "“50+” kan hier geen naam zijn.", "_ en -",
    ),
    "a breakdown without groups": (
        "codebook", ("[indicators.positief]", GRADED + "[indicators.positief]"), "[breakdowns.cijfer]",
        "de uitsplitsing “cijfer” heeft geen groepen.", "Noem de groepen",
    ),
    "a set with an unknown indicator": (
        "codebook", ('["positief", "negatief"]', '[\n  "positief",\n  "negatif",\n]'), "negatif",
        "de indicator “negatif” bestaat niet.", "Bedoelde u “negatief”?",
    ),
    "a set with an indicator twice": (
        "codebook", ('["positief", "negatief"]', '["positief", "positief"]'), "indicators = [",
        "de indicator “positief” staat hier twee keer.", "Haal er één weg.",
    ),
    "a set of shares and means": (
        "codebook", ('indicators = ["positief", "negatief"]', 'indicators = ["positief", "cijfer"]'), "indicators = [",
        "de reeks “houdingen” mengt aandelen en gemiddelden.", "eigen reeks",
    ),
    "an empty set": (
        "codebook", ('indicators = ["positief", "negatief"]', "indicators = []"), "indicators = []",
        "de reeks “houdingen” is leeg.", "Noem",
    ),
}  # fmt: skip

MONITOR: dict[str, Damage] = {
    "an unknown headline": (
        "monitor", ('["positief", "cijfer"]', '[\n  "positief",\n  "cijver",\n]'), "cijver",
        "de indicator “cijver” bestaat niet.", "Bedoelde u “cijfer”?",
    ),
    "an unknown brand": (
        "monitor", ('brand = "klein"', 'brand = "kleyn"'), "kleyn",
        "de huisstijl “kleyn” bestaat niet.", "Bedoelde u “klein”?",
    ),
    "an unknown margin": (
        "monitor", ('"leeftijd"]', '"leeftyd"]'), "leeftyd", "het randtotaal “leeftyd” bestaat niet.", "“leeftijd”",
    ),
    "margins and a weight": (
        "monitor", ('margins = ["geslacht", "leeftijd"]', 'margins = ["geslacht"]\nweight = "gewicht"'), "[waves.2024]",
        "de editie “2024” heeft óf “margins” óf “weight” nodig.", "kolom met gewichten",
    ),
    "no margins and no weight": (
        "monitor", ('margins = ["geslacht", "leeftijd"]\n', ""), "[waves.2024]",
        "de editie “2024” heeft óf “margins” óf “weight” nodig.", "randtotalen",
    ),
    "fieldwork that ends before it starts": (
        "monitor", ("end = 2023-11-19", "end = 2023-11-05"), "2023-11-05",
        "het veldwerk eindigt (2023-11-05) voordat het begint (2023-11-06).", "datums",
    ),
    "published before the fieldwork ended": (
        "monitor", ("published = 2024-01-15", "published = 2023-11-18"), "published = 2023-11-18",
        "de publicatie (2023-11-18) is vóór het einde van het veldwerk (2023-11-19).", "datums",
    ),
    "waves in another order than their names": (
        "monitor", ("[waves.2024]", "[waves.2026]"), "[waves.2025]",
        "de editie “2025” staat na “2026”, maar komt naar naam of veldwerk niet daarna.", "volgorde",
    ),
    "waves in another order than their fieldwork": (
        "monitor", [("start = 2023-11-06, end = 2023-11-19", "start = 2024-11-06, end = 2024-11-19"),
                    ("published = 2024-01-15", "published = 2025-01-15")],
        "[waves.2025]", "de editie “2025” staat na “2024”, maar komt naar naam of veldwerk niet daarna.", "volgorde",
    ),
    "two waves in one file": (
        "monitor", ('file = "data/2025.csv"', 'file = "data/2024.csv"  # weer'), "# weer",
        "de edities “2024” en “2025” hebben hetzelfde bestand.", "eigen bestand",
    ),
    "no editions": (
        "monitor", [('[[editions]]\nslug = "landelijk"\nlabel = "Landelijke editie"\nbrand = "klein"\n', ""),
                    ("headlines =", "editions = []\nheadlines =")],
        "editions = []", "“editions” is leeg.", "[[editions]]",
    ),
}  # fmt: skip

POPULATION: dict[str, Damage] = {
    "an unknown variable": (
        "population", [('variables = ["geslacht"]', 'variables = ["gesl"]'), ("geslacht = [1]", "gesl = [1]"),
                       ("geslacht = [2]", "gesl = [2]")],
        "variables", "de vraag “gesl” bestaat niet.", "Bedoelde u “geslacht”?",
    ),
    "a variable that not everyone was asked": (
        "population", [('variables = ["geslacht"]', 'variables = ["cijfer"]'), ("geslacht = [1]", "cijfer = [1]"),
                       ("geslacht = [2]", "cijfer = [2]")],
        "variables", "op de vraag “cijfer” kan niet worden gewogen.", "aan iedereen",
    ),
    "a class of another variable": (
        "population", ("where = { geslacht = [1] }", "where = { geslacht = [1], regio = [2] }"), "classes.man",
        "de variabele “regio” bestaat niet.", "geslacht",
    ),
    "a class that says nothing of a variable": (
        "population", ("where = { geslacht = [1] }", "where = { }"), "classes.man",
        "de klasse “man” zegt niets over “geslacht”.", "geslacht = [ … ]",
    ),
    "a class with an unknown answer": (
        "population", ("where = { geslacht = [2] }", "where = { geslacht = [3] }"), "classes.vrouw",
        "antwoord 3 bestaat niet bij de vraag “geslacht”.", "2 (vrouw)",
    ),
    "a class of no answers": (
        "population", ("where = { geslacht = [2] }", "where = { geslacht = [] }"), "classes.vrouw",
        "hier staat geen antwoord op “geslacht”.", "minstens één",
    ),
    "a number without two limits": (
        "population", ("leeftijd = [50, 99]", "leeftijd = [50]"), 'classes."50+"',
        "voor het getal “leeftijd” staan hier geen twee grenzen.", "[18, 30]",
    ),
    "a number with limits the wrong way round": (
        "population", ("leeftijd = [50, 99]", "leeftijd = [99, 50]"), 'classes."50+"',
        "voor het getal “leeftijd” staan hier geen twee grenzen.", "de laagste en de hoogste",
    ),
    "classes that overlap": (
        "population", ("leeftijd = [50, 99]", "leeftijd = [49, 99]"), 'classes."50+"',
        "de klassen “18-49” en “50+” overlappen.", "in één klasse",
    ),
    "a count and a share": (
        "population", ("count = 8000000", "count = 8000000, share = 50"), 'classes."50+"',
        "de klasse “50+” heeft óf “count” óf “share” nodig.", "percentage",
    ),
    "a count of nobody": (
        "population", ("count = 8000000", "count = 0"), 'classes."50+"', "“count” moet groter dan nul zijn.", "bron",
    ),
    "counts and shares": (
        "population", ("count = 8000000", "share = 60"), "[margins.leeftijd]",
        "het randtotaal “leeftijd” mengt aantallen en percentages.", "alle een “share”",
    ),
    "shares that miss a hundred": (
        "population", ("share = 49.5", "share = 49.2"), "[margins.geslacht]",
        "de percentages van het randtotaal “geslacht” tellen op tot 99,7.", "100",
    ),
    "a margin of nothing": (
        "population", ('variables = ["geslacht"]', "variables = []"), "variables = []",
        "“variables” van het randtotaal “geslacht” is leeg.", "minstens één",
    ),
}  # fmt: skip

TREND = 'indicators = ["positief", "negatief"]'
LIKERT = 'groups = { "negatief" = [1, 2], "neutraal" = [3], "positief" = [4, 5], "weet niet" = [9] }'
DUMBBELL = """
[figures.paren]
kind = "dumbbell"
series = ["goed", "slecht"]
rows = { "wachten" = ["positief", "negatief"], "muziek" = ["muziek", "houding.3"] }
title = "Goed en slecht"
"""


def regions(layout: str) -> str:
    return f'kind = "regions"\nindicators = ["positief"]\nbreakdown = "geslacht"\nlayout = [{layout}]'


FIGURES: dict[str, Damage] = {
    "an unknown indicator": (
        "figures", (TREND, 'indicators = [\n  "positief",\n  "negatiev",\n]'), "negatiev",
        "de indicator “negatiev” bestaat niet.", "Bedoelde u “negatief”?",
    ),
    "an answer of an unknown question": (
        "figures", (TREND, 'indicators = ["houdign.4"]'), "houdign", "de vraag “houdign” bestaat niet.", "“houding”",
    ),
    "an unknown answer": (
        "figures", (TREND, 'indicators = ["houding.7"]'), "houding.7",
        "antwoord 7 bestaat niet bij de vraag “houding”.", "Kies uit: 1, 2, 3, 4, 5, 9.",
    ),
    "an unknown set": (
        "figures", (TREND, 'set = "houdinge"'), "houdinge",
        "de reeks “houdinge” bestaat niet.", "Bedoelde u “houdingen”?",
    ),
    "an unknown question": (
        "figures", ('questions = ["houding"]', 'questions = ["houdnig"]'), "houdnig",
        "de vraag “houdnig” bestaat niet.", "Bedoelde u “houding”?",
    ),
    "an unknown breakdown": (
        "figures", [('kind = "trend"', 'kind = "dots"\nbreakdown = "leeftyd"')], "leeftyd",
        "de uitsplitsing “leeftyd” bestaat niet.", "Bedoelde u “leeftijd”?",
    ),
    "one unknown breakdown of several": (
        "figures", [('kind = "trend"', 'kind = "dots"\nbreakdowns = ["geslacht", "regio"]')], "regio",
        "de uitsplitsing “regio” bestaat niet.", "Kies uit: geslacht, leeftijd.",
    ),
    "an unknown wave": (
        "figures", (TREND, TREND + '\nwaves = ["2023", "2025"]'), '"2023"', "de editie “2023” bestaat niet.", "“2025”",
    ),
    "an indicator in a row": (
        "figures", FIGURES_FILE + DUMBBELL.replace('"muziek", "houding.3"', '"musiek", "houding.3"'), "rows",
        "de indicator “musiek” bestaat niet.", "Bedoelde u “muziek”?",
    ),
    "a row of the wrong length": (
        "figures", FIGURES_FILE + DUMBBELL.replace('"muziek", "houding.3"', '"muziek"'), "rows",
        "de rij “muziek” heeft niet voor elk van de 2 reeksen één indicator.", "volgorde",
    ),
    "pairs of three": (
        "figures", FIGURES_FILE + DUMBBELL.replace('["goed", "slecht"]', '["goed", "slecht", "weg"]')
        .replace('"negatief"]', '"negatief", "muziek"]').replace('"houding.3"]', '"houding.3", "muziek"]'),
        "series", "hier horen precies 2 namen te staan.", "vergeleken",
    ),
    "a group with an unknown answer": (
        "figures", ('"neutraal" = [3]', '"neutraal" = [6]'), "groups",
        "antwoord 6 bestaat niet bij de vraag “houding”.", "3 (neutraal)",
    ),
    "a group without answers": (
        "figures", ('"neutraal" = [3]', '"neutraal" = []'), "groups",
        "de groep “neutraal” heeft geen antwoorden.", "Noem",
    ),
    "groups that overlap": (
        "figures", ('"neutraal" = [3]', '"neutraal" = [9]'), "groups",
        "de groepen “neutraal” en “weet niet” overlappen.", "in één groep",
    ),
    "answers together that are no indicator": (
        "figures", [('"neutraal" = [3]', '"neutraal" = [3, 9]'), (', "weet niet" = [9]', "")], "groups",
        "voor de antwoorden 3, 9 samen heeft de vraag “houding” geen indicator.", "data/codebook.toml",
    ),
    "panels of groups of several indicators": (
        "figures", [('kind = "trend"', 'kind = "multiples"\nbreakdown = "geslacht"')], "[figures.houding]",
        "kleine grafieken per groep laten één indicator zien, en hier staan er meer.", "breakdown",
    ),
    "regions without a breakdown": (
        "figures", [('kind = "trend"\n' + TREND, 'kind = "regions"\nindicators = ["positief"]')], "[figures.houding]",
        "een figuur van de soort “regions” heeft één van deze nodig: breakdown.", "breakdown = …",
    ),
    "regions of several indicators": (
        "figures", [('kind = "trend"', 'kind = "regions"\nbreakdown = "geslacht"')], "[figures.houding]",
        "laat er ten hoogste 1 zien, en hier zijn het er 2.", "meer figuren",
    ),
    "a layout of lines that differ in length": (
        "figures", [('kind = "trend"\n' + TREND, regions('". man", "vrouw"'))], "layout",
        "deze regels hebben niet evenveel plaatsen.", "“.”",
    ),
    "a layout with an unknown group": (
        "figures", [('kind = "trend"\n' + TREND, regions('"man vrouw", ". vrou"'))], '". vrou"',
        "de groep “vrou” bestaat niet.", "“vrouw”",
    ),
    "a layout without one of the groups": (
        "figures", [('kind = "trend"\n' + TREND, regions('"man ."'))], "layout",
        "“vrouw” heeft hier geen plaats.", "één",
    ),
    "a layout with a group in two places": (
        "figures", [('kind = "trend"\n' + TREND, regions('"man vrouw man"'))], "layout",
        "“man” heeft hier meer dan één plaats.", "één",
    ),
    "a layout for another kind": (
        "figures", [(TREND, TREND + '\nlayout = ["man vrouw"]')], "layout",
        "een figuur van de soort “trend” doet niets met “layout”.", "Haal",
    ),
    "a scale of one": (
        "figures", (LIKERT, 'groups = { "positief" = [4, 5], "weet niet" = [9] }'), "groups",
        "een schaal van 2 groepen kan niet worden getekend.", "2 tot en met 5",
    ),
    "nothing to show": (
        "figures", (TREND + "\n", ""), "[figures.houding]",
        "een figuur van de soort “trend” heeft één van deze nodig: indicators, set.", "indicators = …",
    ),
    "two things to show": (
        "figures", (TREND, TREND + '\nset = "houdingen"'), "[figures.houding]",
        "heeft één van deze nodig: indicators, set.", "Haal er een weg.",
    ),
    "something its kind does not show": (
        "figures", (TREND, TREND + '\nbreakdown = "leeftijd"'), "breakdown",
        "een figuur van de soort “trend” doet niets met “breakdown”.", "andere soort",
    ),
    "too many lines": (
        "figures", (TREND, 'indicators = ["positief", "negatief", "muziek", "houding.3", "houding.9"]'),
        "[figures.houding]", "laat er ten hoogste 4 zien, en hier zijn het er 5.", "meer figuren",
    ),
    "shares and means": (
        "figures", (TREND, 'indicators = ["positief", "cijfer"]'), "[figures.houding]",
        "deze figuur mengt aandelen en gemiddelden.", "twee figuren",
    ),
    "a question without a short name": (
        "figures", [('kind = "trend"\n' + TREND, 'kind = "columns"\nquestions = ["geslacht"]')], '"geslacht"',
        "de vraag “geslacht” heeft geen korte naam om in de figuur te zetten.", "short",
    ),
    "questions with different answers": (
        "figures", [('kind = "trend"\n' + TREND, 'kind = "columns"\nquestions = ["houding", "ergernissen"]')],
        '"ergernissen"', "deze vragen hebben niet dezelfde antwoorden.", "dezelfde schaal",
    ),
    "an empty title": (
        "figures", ('title = "De houding tegenover wachten"', 'title = ""'), 'title = ""',
        "“title” is leeg.", "tekst in",
    ),
    "a name that cannot be a file": (
        "figures", ("[figures.houding]", "[figures.Houding]"), "[figures.Houding]",
        "“Houding” kan hier geen naam zijn.", "kleine letters",
    ),
    "a digit in a title": (
        "figures", ("Meer mensen zijn positief", "Meer dan 15% is positief"), "15%",
        "een getypt cijfer: “15%”.", "{{ share(\"…\") }}",
    ),
    "a digit in a note": (
        "figures", ('title = "De houding tegenover wachten"', 'title = "De houding"\nnote = "Sinds 2024."'), "Sinds",
        "een getypt cijfer: “2024”.", "cited(\"2024\", source=\"…\")",
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_mistake_in_a_question_is_named(tmp_path: Path, damage: Damage) -> None:
    assert_named(tmp_path, damage)


@pytest.mark.parametrize("damage", COMPUTED.values(), ids=COMPUTED.keys())
def test_a_mistake_in_what_is_computed_is_named(tmp_path: Path, damage: Damage) -> None:
    assert_named(tmp_path, damage)


@pytest.mark.parametrize("damage", MONITOR.values(), ids=MONITOR.keys())
def test_a_mistake_in_the_monitor_is_named(tmp_path: Path, damage: Damage) -> None:
    assert_named(tmp_path, damage)


@pytest.mark.parametrize("damage", POPULATION.values(), ids=POPULATION.keys())
def test_a_mistake_in_the_population_is_named(tmp_path: Path, damage: Damage) -> None:
    assert_named(tmp_path, damage)


@pytest.mark.parametrize("damage", FIGURES.values(), ids=FIGURES.keys())
def test_a_mistake_in_a_figure_is_named(tmp_path: Path, damage: Damage) -> None:
    assert_named(tmp_path, damage)


def test_a_figure_may_show_pairs_of_indicators_and_single_answers(tmp_path: Path) -> None:
    figures = read_project(small_monitor(tmp_path, figures=FIGURES_FILE + DUMBBELL)).figures
    assert figures["paren"].rows["muziek"] == ("muziek", "houding.3")


def test_a_figure_by_group_shows_only_what_is_measured_by_group(tmp_path: Path) -> None:
    root = small_monitor(
        tmp_path,
        codebook=("answers = [4, 5]", 'answers = [4, 5]\nbreakdowns = ["leeftijd"]'),
        figures=(
            f'kind = "trend"\n{TREND}',
            'kind = "dots"\nindicators = ["positief", "negatief", "houding.3"]\nbreakdown = "geslacht"',
        ),
    )
    assert [problem.what for problem in problems_in(root)] == [
        "“positief” wordt niet uitgesplitst naar “geslacht”.",
        "“houding.3” wordt niet uitgesplitst naar “geslacht”.",
    ]


def test_respondents_that_are_simulated_must_be_called_so(tmp_path: Path) -> None:
    problem = only_problem_in(
        small_monitor(tmp_path, monitor=('simulation_notice = "De respondenten zijn verzonnen."\n', ""))
    )
    assert str(problem).startswith("monitor.toml: er zijn gesimuleerde respondenten, en geen tekst die dat zegt.")


@pytest.mark.parametrize(
    "url",
    ["http://monitor.example", "monitor.example", "https://monitor", "https://m.example/#x", "javascript:x()"],
)
def test_an_address_that_is_no_page_is_refused(tmp_path: Path, url: str) -> None:
    problem = only_problem_in(small_monitor(tmp_path, monitor=("licence =", f'url = "{url}"\nlicence =')))
    assert problem.what == f"“{url}” is geen adres van een webpagina."


@pytest.mark.parametrize("shares", [(49.4, 50.5), (49.6, 50.5), (49.0, 51.0)])
def test_shares_may_miss_a_hundred_by_their_rounding(tmp_path: Path, shares: tuple[float, float]) -> None:
    changes = [("share = 49.5", f"share = {shares[0]}"), ("share = 50.5", f"share = {shares[1]}")]
    read_project(small_monitor(tmp_path, population=changes))


@pytest.mark.parametrize("number", ["nan", "inf", "-1"])
def test_a_share_that_is_no_amount_is_refused(tmp_path: Path, number: str) -> None:
    problems = problems_in(small_monitor(tmp_path, population=("share = 49.5", f"share = {number}")))
    assert "“share” moet groter dan nul zijn." in [problem.what for problem in problems]


def test_a_margin_needs_its_question_in_every_wave_it_weighs(tmp_path: Path) -> None:
    problem = only_problem_in(
        small_monitor(tmp_path, codebook=('answers.2 = "vrouw"', 'answers.2 = "vrouw"\nwaves = ["2025"]'))
    )
    assert problem.what == "het randtotaal “geslacht” gebruikt de vraag “geslacht”, die in 2024 niet gesteld is."


def test_one_column_may_serve_two_questions_in_different_waves(tmp_path: Path) -> None:
    later = 'type = "open"\nwaves = ["2025"]\n[questions.anders]\ntext = "En?"\ntype = "open"\nwaves = ["2024"]\n'
    read_project(small_monitor(tmp_path, codebook=('type = "open"\n', later + 'column = "toelichting"\n')))


def test_filters_that_go_round_are_each_named(tmp_path: Path) -> None:
    asked = 'asked_of = { question = "ergernissen", answers = [1], base = "wie de muziek noemt" }'
    first, second = problems_in(small_monitor(tmp_path, codebook=("dont_know = [9]", f"dont_know = [9]\n{asked}")))
    assert "“houding” hangt langs een omweg van zichzelf af" in first.what
    assert "“ergernissen” hangt langs een omweg van zichzelf af" in second.what


@pytest.mark.parametrize(
    "file",
    ["/etc/passwd", "../2025.csv", "data/../../2025.csv", "C:/data/2025.csv", "c:2025.csv", "data\\\\2025.csv",
     "//server/2025.csv", "data/2025.csv\\u0000"],
)  # fmt: skip
def test_a_file_outside_the_project_is_refused(tmp_path: Path, file: str) -> None:
    problem = only_problem_in(small_monitor(tmp_path, monitor=('file = "data/2025.csv"', f'file = "{file}"')))
    assert "ligt niet in het project" in problem.what
    assert "data/2025.csv" in problem.remedy


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "CON", "con", "lpt1", ".", "", "x" * 300, "ä", "ﬁ", "x\\u0000", "-x", "x_y", "Landelijk"]
)
@pytest.mark.parametrize(("place", "new"), [('slug = "landelijk"', 'slug = "{}"'), ("[waves.2025]", '[waves."{}"]')])
def test_a_name_that_cannot_be_a_folder_everywhere_is_refused(tmp_path: Path, place: str, new: str, name: str) -> None:
    found = problems_in(small_monitor(tmp_path, monitor=(place, new.format(name))))
    whats = [problem.what for problem in found]
    assert any("kan hier geen naam zijn." in what for what in whats)


def test_a_brand_is_a_folder_among_the_brands(tmp_path: Path) -> None:
    problem = only_problem_in(small_monitor(tmp_path, monitor=('brand = "klein"', 'brand = "../brands/klein"')))
    assert problem.what == "de huisstijl “../brands/klein” bestaat niet."
