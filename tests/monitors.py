"""A small but complete monitor on disk: two waves of forty respondents, four indicators, a report of two chapters."""

from __future__ import annotations

import shutil
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent

Change = str | tuple[str, str] | list[tuple[str, str]] | None
"""What happens to a file: another content, one or more replacements in it, or None to leave it out."""

FILES = {
    "monitor": "monitor.toml",
    "codebook": "data/codebook.toml",
    "population": "data/population.toml",
    "figures": "templates/figures.toml",
    "report": "templates/report/01-houding.md",
    "ending": "templates/report/02-slot.md",
    "press_release": "templates/press-release/persbericht.md",
    "earlier_data": "data/2024.csv",
    "data": "data/2025.csv",
}

MONITOR = """\
title = "Kleine Monitor"
subtitle = "Wat mensen van wachten vinden"
subject = "Wachten aan de telefoon"
place = "Utrecht"
publisher = "De Kleine Monitor"
licence = "CC BY 4.0"
simulation_notice = "De respondenten zijn verzonnen."
headlines = ["positief", "cijfer"]

[[conductors]]
name = "Bureau Vraag"
role = "onderzoek en veldwerk"

[[partners]]
name = "Vereniging Antwoord"
role = "partner"

[contact]
name = "Redactie Kleine Monitor"
email = "redactie@monitor.example"
images = "op aanvraag"
accessibility = "toegankelijk@monitor.example"

[waves.2024]
label = "2024"
file = "data/2024.csv"
fieldwork = { start = 2023-11-06, end = 2023-11-19 }
mode = "online vragenlijst"
sample = "steekproef uit een panel"
population = "Nederlanders van 18 jaar en ouder"
published = 2024-01-15
simulated = true
margins = ["geslacht", "leeftijd"]

[waves.2025]
label = "2025"
file = "data/2025.csv"
fieldwork = { start = 2024-11-04, end = 2024-11-17 }
mode = "online vragenlijst"
sample = "steekproef uit een panel"
population = "Nederlanders van 18 jaar en ouder"
published = 2025-01-13
simulated = true
margins = ["geslacht", "leeftijd"]

[[editions]]
slug = "landelijk"
label = "Landelijke editie"
brand = "klein"
"""

CODEBOOK = """\
id = "nummer"
ignored_columns = ["datum"]

[scales.houding]
1 = "zeer negatief"
2 = "negatief"
3 = "neutraal"
4 = "positief"
5 = "zeer positief"
9 = "weet niet"

[questions.geslacht]
text = "Wat is uw geslacht?"
type = "single"
answers.1 = "man"
answers.2 = "vrouw"

[questions.leeftijd]
text = "Wat is uw leeftijd?"
type = "number"
minimum = 18
maximum = 99

[questions.houding]
text = "Wat vindt u van wachten?"
type = "single"
short = "wachten"
scale = "houding"
dont_know = [9]

[questions.ergernissen]
text = "Waaraan ergert u zich?"
type = "multiple"
short = "ergernissen"
exclusive = [8]
asked_of = { question = "houding", answers = [1, 2, 3], base = "wie niet positief is over wachten" }
answers.1 = "de muziek"
answers.2 = "de duur"
answers.8 = "geen van deze"

[questions.cijfer]
text = "Welk rapportcijfer geeft u het wachten?"
type = "grade"
minimum = 1
maximum = 10
dont_know = [99]
answers.99 = "weet niet"

[questions.toelichting]
text = "Wilt u dat toelichten?"
type = "open"

[breakdowns.geslacht]
label = "geslacht"
question = "geslacht"
groups.man = { label = "mannen", answers = [1] }
groups.vrouw = { label = "vrouwen", answers = [2] }

[breakdowns.leeftijd]
label = "leeftijd"
question = "leeftijd"
groups.18-49 = { label = "18 t/m 49 jaar", range = [18, 49] }
groups.50-99 = { label = "50 jaar en ouder", range = [50, 99] }

[indicators.positief]
label = "positief over wachten"
short = "positief"
question = "houding"
answers = [4, 5]

[indicators.negatief]
label = "negatief over wachten"
short = "negatief"
question = "houding"
answers = [1, 2]

[indicators.muziek]
label = "ergernis: de muziek"
short = "de muziek"
question = "ergernissen"
answers = [1]

[indicators.cijfer]
label = "rapportcijfer voor het wachten"
short = "cijfer"
question = "cijfer"

[sets.houdingen]
label = "houdingen"
indicators = ["positief", "negatief"]
"""

POPULATION = """\
[margins.geslacht]
label = "geslacht"
variables = ["geslacht"]
source = "verzonnen"
reference_date = "2024"
classes.man = { share = 49.5, where = { geslacht = [1] } }
classes.vrouw = { share = 50.5, where = { geslacht = [2] } }

[margins.leeftijd]
label = "leeftijd"
variables = ["leeftijd"]
source = "verzonnen"
reference_date = "2024"
classes."18-49" = { count = 6000000, where = { leeftijd = [18, 49] } }
classes."50+" = { count = 8000000, where = { leeftijd = [50, 99] } }
"""

FIGURES = """\
[figures.houding]
kind = "trend"
indicators = ["positief", "negatief"]
title = "De houding tegenover wachten"

[figures.verdeling]
kind = "likert"
questions = ["houding"]
groups = { "negatief" = [1, 2], "neutraal" = [3], "positief" = [4, 5], "weet niet" = [9] }
title = \"\"\"
{% if rose("positief") %}Meer mensen zijn positief
{% else %}De houding, per editie{% endif %}\"\"\"
"""

REPORT = """\
# Houding

Van alle mensen is {{ share("positief") }} positief over wachten.

{{ figure("houding") }}
"""

ENDING = """\
# Slot

Het wachten krijgt een {{ mean("cijfer") }}.
"""

PRESS_RELEASE = """\
# Wachten valt mee

Van alle mensen is {{ share("positief") }} positief over wachten.
"""

HEADER = "nummer;datum;geslacht;leeftijd;houding;ergernissen_1;ergernissen_2;ergernissen_8;cijfer;toelichting"


def small_monitor(folder: Path, **changes: Change) -> Path:
    """Write the monitor into `folder`, changed where `changes` names one of `FILES`, and return that folder."""
    contents = {
        "monitor": MONITOR,
        "codebook": CODEBOOK,
        "population": POPULATION,
        "figures": FIGURES,
        "report": REPORT,
        "ending": ENDING,
        "press_release": PRESS_RELEASE,
        "earlier_data": respondents((2, 3, 1, 4, 3, 9)),
        "data": respondents((2, 3, 1, 4, 3, 9, 5, 4)),
    }
    for name in changes.keys() - contents.keys():
        raise KeyError(f"the monitor has no {name}; choose from {', '.join(contents)}")
    for name, content in contents.items():
        changed = _changed(content, changes[name]) if name in changes else content
        if changed is not None:
            path = folder / FILES[name]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(changed, encoding="utf-8", newline="")
    shutil.copytree(REPOSITORY / "assets/brands/voice-monitor", folder / "assets/brands/klein")
    (folder / "assets/fonts").symlink_to(REPOSITORY / "assets/fonts")
    return folder


def _changed(content: str, change: Change) -> str | None:
    if change is None or isinstance(change, str):
        return change
    for old, new in [change] if isinstance(change, tuple) else change:
        assert content.count(old) >= 1, f"{old!r} is not in the file"
        content = content.replace(old, new, 1)
    return content


def respondents(attitudes: tuple[int, ...]) -> str:
    """Forty respondents, as many men as women of every age, who go through these attitudes in turn."""
    lines = [HEADER]
    for i in range(40):
        attitude = attitudes[i // 2 % len(attitudes)]
        music, length = int(i % 3 == 0), int(i % 4 < 2)
        ticked = (music, length, int(not (music or length))) if attitude <= 3 else ("", "", "")
        grade = 99 if i == 7 else 4 + i % 6
        fields = (i + 1, "2024-11-05", 1 + i % 2, 18 + i * 2, attitude, *ticked, grade, "")
        lines.append(";".join(str(field) for field in fields))
    return "\r\n".join(lines) + "\r\n"
