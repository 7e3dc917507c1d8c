"""What monitor.toml says of the wave that a file is of, as far as the file tells."""

from __future__ import annotations

import re

from reportgen.importing.draft import Draft
from reportgen.importing.writing import MARK, comment, quoted

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
UNKNOWN = "jaar"
"""The name of a wave of which nothing says when it was."""


def name_wave(draft: Draft) -> str:
    """Name a wave by the year in the name of its file, or else by that of its fieldwork."""
    found = _YEAR.search(draft.file.rpartition("/")[2])
    if found:
        return found[0]
    return draft.days.last[:4] if draft.days else UNKNOWN


def render_wave(draft: Draft, wave: str) -> str:
    """Write the wave's part of monitor.toml, with what the file does not tell as comments that begin with `MARK`."""
    lines = _ask("hoe heet deze editie? Zet dat in de kop en bij label, zoals 2026.") if wave == UNKNOWN else []
    lines += [f"[waves.{wave}]", f"label = {quoted(wave)}", f"file = {quoted(draft.file)}", *_fieldwork(draft)]
    lines += [*_ask("hoe is er gevraagd? Zoals: online vragenlijst (CAWI)"), 'mode = ""']
    lines += [*_ask("waar komen de deelnemers vandaan? Zoals: steekproef uit een online panel"), 'sample = ""']
    lines += [*_ask("voor wie gelden de uitkomsten? Zoals: Nederlanders van 18 jaar en ouder"), 'population = ""']
    lines += [
        *_ask("op welke dag wordt er gepubliceerd? Vul die in als jaar-maand-dag."),
        "# published = jaar-maand-dag",
    ]
    return "\n".join([*lines, *_weighting(draft), *_panel(draft)]) + "\n"


def _ask(text: str) -> list[str]:
    return comment(f"{MARK}: {text}")


def _fieldwork(draft: Draft) -> list[str]:
    if draft.days is None:
        ask = "wanneer was het veldwerk? Vul de eerste en laatste dag in als jaar-maand-dag."
        return [*_ask(ask), "# fieldwork = { start = jaar-maand-dag, end = jaar-maand-dag }"]
    ask = "klopt het veldwerk? Dit zijn de eerste en de laatste datum in het bestand."
    return [*_ask(ask), f"fieldwork = {{ start = {draft.days.first}, end = {draft.days.last} }}"]


def _weighting(draft: Draft) -> list[str]:
    if draft.weight is not None:
        return [*_ask("is dit de weegfactor van het veldwerkbureau?"), f"weight = {quoted(draft.weight)}"]
    margins = margins_of(draft)
    if not margins:
        ask = "waarop wordt gewogen? Beschrijf de randtotalen in data/population.toml, en noem ze hier."
        return [*_ask(ask), "margins = []"]
    ask = "wilt u hierop wegen? Vul dan de aandelen in de bevolking in, in data/population.toml."
    return [*_ask(ask), f"margins = [{', '.join(map(quoted, margins))}]"]


def _panel(draft: Draft) -> list[str]:
    if draft.panel is None:
        return []
    return [
        *_ask("houdt deze kolom dezelfde mensen over de edities heen uit elkaar?"),
        f"panel = {quoted(draft.panel)}",
    ]


def margins_of(draft: Draft) -> tuple[str, ...]:
    """Name the breakdowns that could be weighted to: by a question that everybody got, in groups of different names."""
    return tuple(
        name
        for name, breakdown in draft.codebook.breakdowns.items()
        if not any(line.startswith("asked_of") for line in draft.notes["questions", breakdown.question].suggestions)
        and len({group.label for group in breakdown.groups.values()}) == len(breakdown.groups)
    )


def render_population(draft: Draft) -> str:
    """Write the margins to weight to, with the shares left out that only a source can tell."""
    parts = [
        "\n".join(
            comment("De bevolking waarop gewogen wordt: van elke groep het percentage, uit een bron als het CBS.")
        )
    ]
    for name in margins_of(draft):
        breakdown = draft.codebook.breakdowns[name]
        question = quoted(breakdown.question)
        lines = [f"[margins.{name}]", f"label = {quoted(breakdown.label)}", f"variables = [{question}]"]
        lines += [
            *_ask("uit welke bron komen de percentages, en van wanneer zijn ze?"),
            'source = ""',
            'reference_date = ""',
        ]
        lines += _ask(
            "welk percentage van de bevolking hoort tot elke groep? Vul achter share een getal in, zoals 48.5"
        )
        for group in breakdown.groups.values():
            codes = list(group.range) if group.range is not None else list(group.answers)
            lines.append(
                f"classes.{quoted(group.label)} = {{ share = 0, where = {{ {breakdown.question} = {codes} }} }}"
            )
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
