"""What is put together of two sides: what could not be compared is told, and waves are held against each other."""

from __future__ import annotations

from dataclasses import replace

from reportgen.comparing.claims import Review, are_uncarried, narrow_claims
from reportgen.comparing.difference import DecisionChange, Difference, Side, compare
from reportgen.comparing.extract import render_json
from reportgen.comparing.listing import render_text
from reportgen.comparing.naming import Naming
from reportgen.comparing.pages import Page, read_page
from reportgen.comparing.sheet import render_page
from reportgen.errors import Place, Problem
from reportgen.facts import Decision, FactBook
from tests.comparing.examples import book, comparison, fact, html, number

DECISION = Decision("2025", "2024", "houding", "text", "Wat vindt u?", "Wat vond u?", True, "dezelfde betekenis")
UNCARRIED = Problem(
    "de cijfers dragen dit niet: “De acceptatie groeit”. Het verschil is niet significant.",
    "Wat wel kan: {{ stable(…) }}.",
    Place("templates/report/01-houding.md", 1),
)


def side(one: FactBook, *pages: Page, name: str = "output/2025") -> Side:
    return Side(name, "definitief", one, {(page.edition, page.name): page for page in pages})


def shown(difference: Difference) -> tuple[str, str, str]:
    naming = Naming()
    return render_text(difference, naming), render_page(difference, naming), render_json(difference)


def page(text: str, edition: str = "landelijk", name: str = "rapport") -> Page:
    return read_page(edition, name, html(f"<p>{text}</p>"))


def test_what_only_one_side_has_is_told_and_not_compared() -> None:
    difference = compare(side(book(), page("Zo.")), side(book(), page("Zo."), page("Zo.", "partner")))
    assert difference.remarks == ("Alleen in output/2025 en dus niet vergeleken: partner/rapport.",)
    assert difference.is_empty


def test_another_decision_on_comparability_is_told_as_it_was_and_is() -> None:
    broken = replace(DECISION, comparable=False, reason="een andere vraag")
    difference = compare(side(replace(book(), decisions=(DECISION,))), side(replace(book(), decisions=(broken,))))
    assert difference.decisions == (DecisionChange(DECISION, broken),)
    text, web, data = shown(difference)
    assert "2024–2025, de vraag “houding”: de vraagtekst\n  was “Wat vindt u?”, werd “Wat vond u?”\n" in text
    assert "  eerst: vergelijkbaar, omdat: dezelfde betekenis\n  nu: trendbreuk, omdat: een andere vraag\n" in text
    assert "trendbreuk, omdat: een andere vraag" in web
    assert '"old": true, "new": false, "reason": "een andere vraag"' in data


def test_decisions_of_the_new_wave_are_told_between_waves() -> None:
    old, new = book(wave="2024"), replace(book(), decisions=(DECISION,))
    assert compare(side(old), side(new)).decisions == (DecisionChange(None, DECISION),)


def test_between_waves_a_sentence_whose_number_changed_is_counted_and_no_table_is_told() -> None:
    old, new = (
        read_page("landelijk", "rapport", html(f"<p>Het is {number(label, f'positief@{wave}')}.</p>"))
        for label, wave in (("10%", "2024"), ("15%", "2025"))
    )
    text, _, _ = shown(compare(side(book(wave="2024"), old, name="2024"), side(book(), new, name="2025")))
    assert "1 zin heeft alleen een ander cijfer; met --html of --format json staan ze er allemaal." in text


def test_a_claim_that_the_figures_do_not_carry_stands_first_with_what_would_hold() -> None:
    assert are_uncarried([UNCARRIED])
    mistake = Problem("indicator “weg” bestaat niet.", "Kies een andere.")
    review = Review((UNCARRIED, mistake))
    text, web, data = shown(compare(side(book()), side(book()), review=review))
    assert "\n1 bewering die de cijfers niet dragen.\n" in text
    first, second = text.index("WAT DE TEKSTEN BEWEREN EN DE CIJFERS NIET DRAGEN"), text.index("WAT VERDER NIET KLOPT")
    assert first < text.index("De acceptatie groeit") < second < text.index("indicator “weg”".capitalize())
    assert "Wat wel kan: {{ stable(…) }}." in web
    assert '"file": "templates/report/01-houding.md", "line": 1' in data


def test_a_claim_that_only_just_holds_is_told_with_the_sentences_that_lean_on_it() -> None:
    facts = fact(0.10, "10%", wave="2024"), fact(0.15, "15%")
    told = f"Het is gestegen van {number('10%', 'positief@2024')} naar {number('15%', 'positief@2025')}."
    printed = f"Dat is een stijging van {number('5 procentpunt', 'positief@2024..2025')}."
    pages = [page(f"{told} {printed} Dit leunt nergens op.")]
    (narrow,) = narrow_claims(pages, book(*facts, comparisons=(comparison(0.05, "5 procentpunt", p=0.03),)))
    assert [sentence.text for _, sentence in narrow.sentences] == [
        "Het is gestegen van 10% naar 15%.",
        "Dat is een stijging van 5 procentpunt.",
    ]
    assert narrow_claims(pages, book(*facts, comparisons=(comparison(0.05, "5 procentpunt", p=0.001),))) == ()


def test_whatever_a_text_holds_is_escaped_on_the_page() -> None:
    old, new = (page(f"Het is &lt;b&gt;{word}&lt;/b&gt;.") for word in ("zo", "anders"))
    _, web, _ = shown(compare(side(book(), old), side(book(), new)))
    assert "<b>" not in web
    assert "&lt;b&gt;" in web
