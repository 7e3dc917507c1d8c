"""The synthetic respondents of the reference cases as a monitor of their own, so that a whole fact book can be held
against R.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from reportgen.facts import FactBook
from reportgen.project.reading import read_project
from reportgen.survey.measure import measure
from tests.monitors import MONITOR, small_monitor
from tests.survey.reference import read_case, read_rows

ITEMS = ("wachttijd", "keuzemenu", "slechte_chatbot", "slechte_spraak", "niet_bereikbaar", "onvriendelijk", "geen")
AGES = ("18-30", "31-40", "41-55", "56-65", "66+")
REGIONS = ("Drie grote steden", "West", "Noord", "Oost", "Zuid")
LEVELS = ("laag", "middelbaar", "hoog")

MARGINS = 'margins = ["geslacht", "leeftijd"]'
HEADLINES = 'headlines = ["positief", "cijfer"]'


def reference_book(folder: Path, *, wave: str = "", monitor: str = "") -> FactBook:
    """Measure both waves, weighted on three margins; `wave` is added to each wave, `monitor` to the whole."""
    return measure(read_project(reference_monitor(folder, wave=wave, monitor=monitor)), "2025")


def reference_monitor(folder: Path, *, wave: str = "", monitor: str = "", editions: str = "") -> Path:
    """Write the monitor into a folder, with more editions if asked for, and return that folder."""
    changes = [
        (HEADLINES, f'headlines = ["positief"]\n{monitor}'),
        *[(MARGINS, f'margins = ["geslacht_leeftijd", "regio", "opleiding"]\n{wave}')] * 2,
    ]
    text = MONITOR
    for old, new in changes:
        text = text.replace(old, new, 1)
    small_monitor(
        folder,
        monitor=text + editions,
        codebook=_codebook(),
        population=_population(),
        figures='[figures.een]\nkind = "trend"\nindicators = ["positief"]\ntitle = "Positief"\n',
        earlier_data=_file("2024"),
        data=_file("2025"),
    )
    return folder


def key(name: str) -> str:
    """Write a class as the name of a group: "66+" → "66", "Drie grote steden" → "drie-grote-steden"."""
    return name.lower().replace(" ", "-").rstrip("+")


def _file(wave: str) -> str:
    """Write one wave with panel ids and base weights, as the cases from 20 on define them."""
    target = io.StringIO()
    rows = read_rows(f"syn_nvm_{wave}.csv")
    for number, row in enumerate(rows, 1):
        is_again = wave == "2025" and number <= 400
        person = f"p{2 * number}" if is_again else f"q{number}" if wave == "2025" else f"p{number}"
        renamed = {
            f"q7_{ITEMS.index(name.removeprefix('q7_')) + 1}" if name[:3] == "q7_" else name: value
            for name, value in row.items()
        }
        rows[number - 1] = renamed | {"persoon": person, "basis": str(0.5 + number % 7 / 4).replace(".", ",")}
    writer = csv.DictWriter(target, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def _answers(*names: str) -> str:
    return "\n".join(f'answers.{code} = "{name}"' for code, name in enumerate(names, 1))


def _single(name: str, *answers: str) -> str:
    return f'[questions.{name}]\ntext = "{name}?"\ntype = "single"\n{_answers(*answers)}\n'


def _groups(name: str, *answers: str) -> str:
    groups = "\n".join(
        f'groups.{key(answer)} = {{ label = "{answer}", answers = [{code}] }}' for code, answer in enumerate(answers, 1)
    )
    return f'[breakdowns.{name}]\nlabel = "{name}"\nquestion = "{name}"\n{groups}\n'


def _attitude(name: str) -> str:
    attitude = _single(name, "zeer negatief", "negatief", "neutraal", "positief", "zeer positief")
    return f'{attitude}answers.9 = "weet niet"\ndont_know = [9]\n'


def _indicator(name: str, question: str, rest: str) -> str:
    return f'[indicators.{name}]\nlabel = "{name}"\nshort = "{name}"\nquestion = "{question}"\n{rest}\n'


def _grade(name: str, lowest: int, rest: str) -> str:
    return f'[questions.{name}]\ntext = "{name}?"\ntype = "grade"\nminimum = {lowest}\nmaximum = 10\n{rest}\n'


_DIGI3 = """\
[breakdowns.digi3]
label = "digivaardig"
question = "digivaardig"
groups.laag = { label = "laag", answers = [1, 2] }
groups.midden = { label = "midden", answers = [3] }
groups.hoog = { label = "hoog", answers = [4, 5] }
"""


def _codebook() -> str:
    contact = 'asked_of = { question = "q5_contact12m", answers = [1] }'
    items = ", ".join(f'"q7_{item}"' for item in ITEMS)
    parts = [
        'id = "resp_id"\nignored_columns = ["wave", "persoon", "basis"]\n',
        _single("geslacht", "Man", "Vrouw"),
        '[questions.leeftijd]\ntext = "Leeftijd?"\ntype = "number"\nminimum = 18\nmaximum = 99\n',
        _single("leeftijd5", *AGES),
        _single("regio", *REGIONS),
        _single("opleiding", *LEVELS),
        _single("digivaardig", "1", "2", "3", "4", "5"),
        '[questions.q1_ervaring_chatbot]\ntext = "q1?"\ntype = "single"\nanswers.0 = "nee"\nanswers.1 = "ja"\n',
        _attitude("q2_houding_chatbot"),
        _attitude("q3_houding_spraak"),
        _single("q4_voorkeurskanaal", *(f"kanaal {number}" for number in range(1, 8))),
        '[questions.q5_contact12m]\ntext = "q5?"\ntype = "single"\nanswers.0 = "nee"\nanswers.1 = "ja"\n',
        _grade("q5_tevreden_tel", 1, f'answers.99 = "weet niet"\ndont_know = [99]\n{contact}'),
        _grade("q6_nps", 0, contact),
        f'[questions.q7]\ntext = "q7?"\ntype = "multiple"\n{_answers(*ITEMS)}\nexclusive = [7]\n{contact}\n',
        _groups("geslacht", "Man", "Vrouw"),
        _groups("leeftijd5", *AGES),
        _groups("regio", *REGIONS),
        _groups("opleiding", *LEVELS),
        _DIGI3,
        '[breakdowns.leeftijd5_geslacht]\nlabel = "kruising"\ncross = ["leeftijd5", "geslacht"]\n',
        '[breakdowns.digi3_opleiding]\nlabel = "kruising"\ncross = ["digi3", "opleiding"]\n',
        _indicator("positief", "q2_houding_chatbot", "answers = [4, 5]"),
        _indicator("chatbot_positief_excl", "q2_houding_chatbot", 'answers = [4, 5]\nbase = "answered"'),
        _indicator("spraak_positief_excl", "q3_houding_spraak", 'answers = [4, 5]\nbase = "answered"'),
        _indicator("kan_tel", "q4_voorkeurskanaal", "answers = [1]"),
        _indicator("kan_mail", "q4_voorkeurskanaal", "answers = [2]"),
        _indicator("tel", "q5_tevreden_tel", ""),
        _indicator("nps", "q6_nps", 'statistic = "nps"'),
        *(_indicator(f"q7_{name}", "q7", f"answers = [{code}]") for code, name in enumerate(ITEMS, 1)),
        f'[sets.ergernissen]\nlabel = "ergernissen"\nindicators = [{items}]\n',
        '[sets.kanalen]\nlabel = "kanalen"\nindicators = ["kan_tel", "kan_mail"]\n',
    ]
    return "\n".join(parts)


def _population() -> str:
    targets = read_case("case02_rake_3margins.json")["targets"]
    codes = {
        name: dict(zip(names, range(1, 9), strict=False))
        for name, names in {
            "geslacht": ("Man", "Vrouw"),
            "leeftijd5": AGES,
            "regio": REGIONS,
            "opleiding": LEVELS,
        }.items()
    }
    lines = []
    for margin, classes in targets.items():
        variables = ["geslacht", "leeftijd5"] if margin == "geslacht_leeftijd" else [margin]
        lines.append(
            f'[margins.{margin}]\nlabel = "{margin}"\nvariables = {variables}\nsource = "CBS"\nreference_date = "2021"'
        )
        for name, share in classes.items():
            parts = name.split(" ", 1) if len(variables) > 1 else [name]
            where = ", ".join(f"{v} = [{codes[v][part]}]" for v, part in zip(variables, parts, strict=True))
            lines.append(f'classes."{name}" = {{ share = {share * 100:.10g}, where = {{ {where} }} }}')
    return "\n".join(lines).replace("'", '"') + "\n"
