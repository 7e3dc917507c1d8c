"""A monitor that strains every page: long words and labels, twelve sectors, sixty answers, shares of 0% and 100%."""

from __future__ import annotations

from pathlib import Path

from tests.monitors import POPULATION, small_monitor

RESPONDENTS = 240
SECTORS = tuple(
    f"{name:.40}"
    for name in (
        "arbeidsongeschiktheidsverzekeraars, pensioenen",
        "woningcorporaties en vastgoedbeheerders nl",
        "drinkwaterbedrijven en waterschappen samen",
        "kinderdagverblijven en gastouderbureaus nu",
        "ziekenhuizen en zelfstandige behandelcentra",
        "telecommunicatie- en internetaanbieders nl",
        "energieleveranciers en netwerkbeheerders nl",
        "hypotheekverstrekkers en spaarbanken in nl",
        "openbaarvervoerbedrijven en taxicentrales nl",
        "onderwijsinstellingen en kennisinstituten",
        "belastingdienst en uitvoeringsorganisaties",
        "webwinkels en postorderbedrijven in europa",
    )
)
ANSWERS = tuple(f"gebruikersondersteuningsmogelijkheid {number} van allemaal" for number in range(1, 61))
LONG = "meervoudigepersoonlijkheidsstoornisbehandelingsovereenkomstvoorwaarden"


def strained_monitor(folder: Path) -> Path:
    """Write the monitor into a folder."""
    return small_monitor(
        folder,
        monitor=('headlines = ["positief", "cijfer"]', 'headlines = ["niemand", "iedereen"]'),
        codebook=_codebook(),
        population=POPULATION,
        figures=_figures(),
        report=REPORT,
        ending=ENDING,
        press_release=PRESS_RELEASE,
        earlier_data=_answers(3),
        data=_answers(5),
    )


def _codebook() -> str:
    sectors = "".join(
        f"""
[questions.sector_{i}]
text = "Hoe staat u tegenover {name}, als het gaat om een {LONG}?"
short = "{name}"
type = "single"
scale = "houding"
theme = "Sectoren"

[indicators.positief_{i}]
label = "positief over {name}"
short = "{name}"
question = "sector_{i}"
answers = [4, 5]
"""
        for i, name in enumerate(SECTORS, 1)
    )
    answers = "".join(f'answers.{i} = "{label}"\n' for i, label in enumerate(ANSWERS, 1))
    chosen = "".join(
        f'\n[indicators.keuze_{i}]\nlabel = "{label}"\nshort = "{label}"\nquestion = "keuze"\nanswers = [{i}]\n'
        for i, label in enumerate(ANSWERS, 1)
    )
    listed = ", ".join(f'"positief_{i}"' for i in range(1, len(SECTORS) + 1))
    all_chosen = ", ".join(f'"keuze_{i}"' for i in range(1, len(ANSWERS) + 1))
    return f"""\
id = "nummer"

[scales.houding]
1 = "zeer negatief"
2 = "negatief"
3 = "neutraal"
4 = "positief"
5 = "zeer positief"

[questions.geslacht]
text = "Wat is uw geslacht?"
type = "single"
theme = "Achtergrond"
answers.1 = "man"
answers.2 = "vrouw"

[questions.leeftijd]
text = "Wat is uw leeftijd?"
type = "number"
theme = "Achtergrond"
minimum = 18
maximum = 99

[questions.alles]
text = "Gebruikt u weleens een telefoon?"
type = "single"
short = "telefoon"
theme = "Achtergrond"
answers.1 = "ja"
answers.2 = "nee"

[questions.keuze]
text = "Welke mogelijkheid gebruikt u het meest?"
type = "single"
short = "mogelijkheid"
theme = "Keuzes"
{answers}
{sectors}
{chosen}

[indicators.iedereen]
label = "gebruikt weleens een telefoon"
short = "telefoon"
question = "alles"
answers = [1]

[indicators.niemand]
label = "gebruikt nooit een telefoon"
short = "geen telefoon"
question = "alles"
answers = [2]

[breakdowns.geslacht]
label = "geslacht"
question = "geslacht"
groups.man = {{ label = "mannen", answers = [1] }}
groups.vrouw = {{ label = "vrouwen", answers = [2] }}

[breakdowns.leeftijd]
label = "leeftijd"
question = "leeftijd"
groups.18-49 = {{ label = "18 t/m 49 jaar", range = [18, 49] }}
groups.50-99 = {{ label = "50 jaar en ouder", range = [50, 99] }}

[sets.sectoren]
label = "sectoren"
indicators = [{listed}]

[sets.keuzes]
label = "mogelijkheden"
indicators = [{all_chosen}]

[sets.uitersten]
label = "uitersten"
indicators = ["niemand", "iedereen"]
"""


def _figures() -> str:
    questions = ", ".join(f'"sector_{i}"' for i in range(1, len(SECTORS) + 1))
    answers = ("zeer negatief", "negatief", "neutraal", "positief", "zeer positief")
    groups = ", ".join(f'"{answer}" = [{code}]' for code, answer in enumerate(answers, 1))
    scale = f"groups = {{ {groups} }}"
    declared = {
        "verloop": 'kind = "trend"\nset = "uitersten"',
        "sectoren": 'kind = "bars"\nset = "sectoren"\nwaves = ["2024", "2025"]',
        "keuzes": 'kind = "bars"\nset = "keuzes"',
        "verdeling": f'kind = "likert"\nquestions = [{questions}]\n{scale}',
        "vlakken": f'kind = "heat"\nquestions = [{questions}]\n{scale}',
        "groepen": 'kind = "dots"\nindicators = ["niemand", "iedereen"]\nbreakdowns = ["leeftijd", "geslacht"]',
        "helling": 'kind = "slope"\nset = "sectoren"',
        "klein": 'kind = "multiples"\nset = "sectoren"',
        "allen": 'kind = "waffle"\nindicators = ["iedereen"]',
    }
    return "\n".join(
        f'[figures.{name}]\n{about}\ntitle = "Over {LONG} en alles wat erbij hoort, in een lange titel"\n'
        for name, about in declared.items()
    )


def _answers(seed: int) -> str:
    """Respondents of every age and sex, who use every answer."""
    heads = ["nummer", "geslacht", "leeftijd", "alles", "keuze", *(f"sector_{i}" for i in range(1, len(SECTORS) + 1))]
    lines = [";".join(heads)]
    for i in range(RESPONDENTS):
        sectors = ((i * (seed + 2 * j) + j * i // 7) % 5 + 1 for j in range(len(SECTORS)))
        fields = (i + 1, 1 + i % 2, 18 + i // 2 % 70, 1, i * seed % 60 + 1, *sectors)
        lines.append(";".join(map(str, fields)))
    return "\r\n".join(lines) + "\r\n"


_PLACED = "\n\n".join(
    f'Zie {{{{ ref("{name}") }}}}.\n\n{{{{ figure("{name}") }}}}'
    for name in ("verloop", "sectoren", "keuzes", "verdeling", "vlakken", "groepen", "helling", "klein", "allen")
)
_LISTED = ", ".join(f'"positief_{i}"' for i in range(1, 7))
REPORT = f"""\
# Over {LONG}, in de woorden van wie ermee werkt en ervan leeft

Een {LONG} is lang, en {{{{ share("iedereen") }}}} heeft ermee te maken.[^lang]

## Een kopje over {LONG} dat niet op een regel past

- Een {LONG} in een lijst, en {{{{ share("niemand") }}}} die er niets van weet.
- {{{{ english("customer service") }}}} heet klantenservice.

> Een {LONG} in een citaat.

{{{{ key_figures("niemand", "iedereen", "positief_1", "keuze_1") }}}}

{_PLACED}

{{{{ capital(ref("per-groep")) }}}} splitst uit.

{{{{ crosstab({_LISTED}, breakdowns=("leeftijd", "geslacht"), caption="Over {LONG}", name="per-groep") }}}}

[^lang]: Een {LONG} in een noot, met {{{{ share("niemand") }}}} erbij.
"""
ENDING = "# Slot {-}\n\nEinde.\n"
PRESS_RELEASE = f"""\
# Over {LONG}

Van alle mensen gebruikt {{{{ share("iedereen") }}}} weleens een telefoon.[^noot] Een {LONG} is lang.

[^noot]: Dat is {{{{ english("customer service") }}}}.
"""
