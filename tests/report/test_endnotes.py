"""Notes in a text: numbered in order, at the end of their chapter, and refused when they don't fit."""

from __future__ import annotations

import pytest

from reportgen.errors import UserError
from reportgen.report.compose import compose
from reportgen.report.model import Chapter, Note, Notes, Run, plain
from tests.report.examples import everything, small_project


def chapters(report: str, press_release: str = "# B\n\nTekst.\n") -> tuple[Chapter, Chapter]:
    made = compose(everything().book(), small_project(report, press_release), "landelijk")
    return made.report.chapters[0], made.press_release.chapters[0]


def notes(chapter: Chapter) -> tuple[Note, ...]:
    return chapter.blocks[-1].items if isinstance(chapter.blocks[-1], Notes) else ()


def test_a_note_gets_a_number_where_it_is_referred_to_and_stands_at_the_end_of_the_chapter() -> None:
    chapter, _ = chapters("# A\n\nEen zin.[^bron] Nog een.\n\n[^bron]: Volgens de bron.\n\nSlot.\n")
    assert chapter.blocks[0].inline == (
        Run("Een zin."),
        Run("1", link="#noot-1", origin="reference"),
        Run(" Nog een."),
    )
    assert plain(chapter.blocks[1].inline) == "Slot."
    assert notes(chapter) == (Note(1, (Run("Volgens de bron."),)),)


def test_notes_are_numbered_in_the_order_of_the_text_and_not_in_that_of_what_they_say() -> None:
    chapter, _ = chapters(
        "# A\n\nEen[^b] zin[^a] hier[^2].\n\n[^a]: Van a.\n[^b]: Van b,\n  op deze regel.\n[^2]: Meer.\n"
    )
    assert plain(chapter.blocks[0].inline) == "Een1 zin2 hier3."
    assert [plain(note.inline) for note in notes(chapter)] == ["Van b, op deze regel.", "Van a.", "Meer."]


def test_the_numbers_in_a_note_keep_their_facts_and_their_origins() -> None:
    source = '# A\n\nEen zin.[^n]\n\n[^n]: Het is **{{ share("positief") }}**.\n'
    made = compose(everything().book(), small_project(source), "landelijk")
    (note,) = notes(made.report.chapters[0])
    assert Run("15%", strong=True, fact="positief@2025") in note.inline
    assert [origin.fact for origin in made.report.origins][:1] == ["positief@2025"]


def test_a_press_release_has_notes_of_its_own() -> None:
    _, message = chapters("# A\n\nZin.[^x]\n\n[^x]: Noot.\n", "# B\n\nZin.[^y]\n\n[^y]: Andere noot.\n")
    assert [(note.number, plain(note.inline)) for note in notes(message)] == [(1, "Andere noot.")]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("# A\n\nZin.[^weg]\n", "regel 3: de noot “weg” is er niet"),
        ("# A\n\nZin.\n\n[^los]: Noot.\n", "regel 5: naar de noot “los” wordt niet verwezen"),
        ("# A\n\nZin.[^a]\n\n[^a]: Noot.\n\n[^a]: Nog een.\n", "twee noten heten hetzelfde"),
        ("# A\n\nZin.[^a]\n\n[^a]: Noot.[^a]\n", "in een noot staat een verwijzing naar een noot"),
        ("# A\n\nZin.[^a]\n\n[^a]:\n", "regel 5: de noot “a” is leeg"),
        ("# A\n\n## Kop[^a]\n\nZin.\n\n[^a]: Noot.\n", "regel 3: een noot kan niet bij een kopje"),
        ('# A\n\nZin.[^a]\n\n[^a]: {{ key_figures("positief") }}\n', "staat midden in een zin"),
        ("# A\n\nZin.[^a]\n\n[^a]: Het is gestegen.\n", "regel 5: “gestegen” zegt iets over de uitkomsten"),
    ],
)
def test_a_note_that_does_not_fit_is_refused_with_its_line(source: str, message: str) -> None:
    with pytest.raises(UserError) as caught:
        chapters(source)
    assert message in str(caught.value)


def test_english_words_are_marked_as_such() -> None:
    chapter, _ = chapters('# A\n\nHet heet {{ english("customer service") }}.\n')
    assert chapter.blocks[0].inline[1] == Run("customer service", lang="en")
