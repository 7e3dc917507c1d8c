"""A finding that goes out as a picture: a number, a sentence with it and a message, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.copies import Copy
from reportgen.errors import UserError
from reportgen.project.schema import Text
from reportgen.report.compose import compose
from reportgen.report.model import Finding, Run, plain
from reportgen.report.social import told_by
from tests.report.examples import everything, small_project

PATH = "templates/social/01-positief.md"
WHOLE = '# {{ share("positief") }}\n\nis positief, {{ change("positief") }}.\n\nHet is {{ share("positief") }}.\n'


def composed(*texts: str, names: tuple[str, ...] = (PATH,), simulated: bool = False) -> tuple[Finding, ...]:
    project = small_project("# T\n\nTekst.\n")
    named = tuple(Text(name, text) for name, text in zip(names, texts, strict=True))
    waves = {name: replace(wave, simulated=simulated) for name, wave in project.monitor.waves.items()}
    monitor = replace(project.monitor, waves=waves, simulation_notice="De antwoorden zijn gesimuleerd.")
    return compose(everything().book(), replace(project, monitor=monitor, social=named), "landelijk").findings


def refusal(*texts: str, names: tuple[str, ...] = (PATH,)) -> list[tuple[str, str, int | None]]:
    with pytest.raises(UserError) as caught:
        composed(*texts, names=names)
    return [(p.what, p.place.file, p.place.line) for p in caught.value.problems]


def test_a_text_becomes_a_number_a_sentence_and_a_message_with_their_facts():
    (finding,) = composed(WHOLE)
    assert finding.name == "positief"
    assert finding.number == (Run("15%", fact="positief@2025"),)
    assert plain(finding.sentence) == "is positief, een stijging van 5 procentpunt."
    assert [run.fact for run in finding.sentence if run.fact] == ["positief@2024..2025"]
    assert plain(finding.post) == "Het is 15%."
    assert finding.part == 15


def test_it_says_what_was_asked_of_whom_and_where_it_comes_from():
    (finding,) = composed(WHOLE)
    told = [plain(note) for note in finding.notes]
    assert told[0].startswith("Vraag: “Wat vindt u van een chatbot?”")
    assert told[1].startswith("Basis: wie een chatbot gebruikt")
    assert plain(finding.source) == told[-1] == "Bron: Proefmonitor 2025."
    free = compose(everything().book(), small_project("# T\n\nTekst.\n"), "landelijk")
    assert plain(told_by(finding, free)) == "15% is positief, een stijging van 5 procentpunt. Bron: Proefmonitor 2025."


def test_a_message_says_that_the_respondents_are_simulated_where_they_are():
    (finding,) = composed(WHOLE, simulated=True)
    assert plain(finding.post) == "Het is 15%. De respondenten zijn gesimuleerd."
    assert plain(finding.source) == "Bron: Proefmonitor 2025, gesimuleerde respondenten."


def test_a_number_that_is_no_share_is_no_part_of_a_hundred():
    (finding,) = composed('# {{ mean("cijfer") }}\n\nis het cijfer.\n\nBericht.\n')
    assert finding.part is None


@pytest.mark.parametrize(
    "text",
    [
        "# Titel\n\nEen zin.\n\nBericht.\n",
        '# {{ share("positief") }}\n\nEen zin.\n',
        '# {{ share("positief") }}\n\nEen zin.\n\nBericht.\n\nNog iets.\n',
        '{{ share("positief") }} is positief.\n\nEen zin.\n\nBericht.\n',
        '# {{ share("positief") }}\n\n- Een zin.\n\nBericht.\n',
        "",
    ],
)
def test_anything_else_is_refused(text):
    assert refusal(text) == [("deze tekst is geen cijfer met een zin en een bericht.", PATH, 1)]


def test_what_is_too_long_is_told_with_its_length():
    text = f'# {{{{ share("positief") }}}}\n\n{"woord " * 40}\n\n{"bericht " * 40}\n'
    assert refusal(text) == [
        ("de zin is 239 tekens lang; er passen er 160.", PATH, None),
        ("het bericht is 319 tekens lang; er passen er 280.", PATH, None),
    ]


def test_the_words_of_a_finding_need_their_proof_as_all_others_do():
    told = refusal('# {{ share("positief") }}\n\nis gestegen tot een kwart.\n\nBericht.\n')
    assert {file for _, file, _ in told} == {PATH}
    assert any("zonder bewijs" in what for what, _, _ in told)
    assert any("een kwart" in what for what, _, _ in told)


def test_a_mistake_is_told_at_its_line_and_once():
    assert refusal('# {{ share("positeef") }}\n\nis positief.\n\nBericht.\n') == [
        ("indicator “positeef” bestaat niet.", PATH, 1)
    ]


def test_two_texts_may_not_make_files_of_one_name():
    names = (PATH, "templates/social/2-Positief.md")
    what = f"deze tekst heet zonder nummer net zo als {PATH}."
    assert refusal(WHOLE, WHOLE, names=names) == [(what, names[1], None)]


def test_a_copy_under_embargo_says_so_in_the_picture():
    (finding,) = composed(WHOLE)
    free = compose(everything().book(), small_project("# T\n\nTekst.\n"), "landelijk")
    held = replace(free, embargo="Onder embargo tot woensdag 19 maart 2025, 06.00 uur", recipient="Exemplaar voor A")
    told = "Bron: Proefmonitor 2025. Onder embargo tot woensdag 19 maart 2025, 06.00 uur · Exemplaar voor A."
    assert plain(told_by(finding, held)).endswith(told)


def test_a_picture_says_once_for_whom_it_is():
    project = replace(small_project("# T\n\nTekst.\n"), social=(Text(PATH, WHOLE),))
    report = compose(everything().book(), project, "landelijk", copy=Copy(recipient="Anna"))
    assert plain(told_by(report.findings[0], report)).count("Exemplaar voor Anna") == 1
