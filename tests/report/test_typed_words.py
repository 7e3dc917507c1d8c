"""A word of direction stands behind a proof, a number in words comes from a function; all else is left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.new import STARTER
from reportgen.project.reading import read_project
from reportgen.project.schema import Text
from reportgen.report.claims.rules import FORMS, RULES
from reportgen.report.claims.typed_words import typed_words
from tests.report.examples import small_project

ROOT = Path(__file__).parent.parent.parent
CODEBOOK = small_project().codebook


def told(source: str) -> list[tuple[int | None, str]]:
    """The line and the words of each problem."""
    problems = typed_words(Text("tekst.md", source), CODEBOOK)
    return [
        (problem.place.line if problem.place else None, re.findall("“(.*?)”", problem.what)[0]) for problem in problems
    ]


def words(source: str) -> list[str]:
    return [word for _, word in told(source)]


@pytest.mark.parametrize("bound", ["ruim", "Bijna", "ongeveer", "meer dan", "zo’n", "minstens"])
def test_a_bound_does_not_stand_before_a_figure_that_is_rounded(bound: str) -> None:
    assert bound in words(f'{bound} {{{{ share("tevreden") }}}} is tevreden.')
    assert bound in words(f"Het gaat om {bound} {{{{ k[0].share }}}} van hen.")


def test_a_bound_before_anything_else_is_left_alone() -> None:
    assert words('Onder de {{ respondents() }} deelnemers is {{ share("tevreden") }} ruim tevreden.') == []
    assert words('Bijna {{ group("leeftijd=jong") }}: {{ share("tevreden") }}.') == []


DIRECTIONS = [
    ("Het vertrouwen is gestegen.", "gestegen"),
    ("Het aandeel steeg naar een nieuw peil.", "steeg"),
    ("De stijging zet door.", "stijging"),
    ("Het gebruik is toegenomen.", "toegenomen"),
    ("De ergernis neemt dit jaar opnieuw toe.", "neemt dit jaar opnieuw toe"),
    ("Het gebruik nam sterk toe.", "nam sterk toe"),
    ("De groep die tevreden is, groeit.", "groeit"),
    ("De weerstand neemt af.", "neemt af"),
    ("De afname is zichtbaar.", "afname"),
    ("Het aandeel daalt.", "daalt"),
    ("De daling is klein.", "daling"),
    ("Meer mensen zijn tevreden.", "Meer mensen"),
    ("Steeds meer Nederlanders bellen niet.", "meer Nederlanders"),
    ("Meer jonge consumenten chatten.", "Meer jonge consumenten"),
    ("Minder mensen ergeren zich.", "Minder mensen"),
    ("Chatbots winnen snel terrein.", "winnen snel terrein"),
    ("De telefoon verliest terrein.", "verliest terrein"),
    ("Het vertrouwen is gekelderd.", "gekelderd"),
    ("De waardering zakt.", "zakt"),
    ("Bijna iedereen belt.", "Bijna iedereen"),
    ("Vrijwel alle klanten bellen.", "Vrijwel alle klanten"),
    ("Bijna niemand chat.", "Bijna niemand"),
    ("Het overgrote deel is tevreden.", "overgrote deel"),
    ("Jongeren zijn vaker tevreden.", "vaker"),
    ("Ouderen zijn minder vaak tevreden.", "minder vaak"),
    ("Nederlanders worden positiever.", "positiever"),
    ("Men is negatiever dan eerst.", "negatiever"),
    ("Een meerderheid is tevreden.", "meerderheid"),
    ("Het merendeel belt liever.", "merendeel"),
    ("De meeste mensen bellen.", "De meeste mensen"),
    ("Telefoon wordt het vaakst gekozen.", "het vaakst"),
    ("Wachten is de grootste ergernis.", "grootste"),
    ("Wachten staat op nummer één.", "nummer één"),
    ("Telefoon staat bovenaan.", "bovenaan"),
    ("Voor het derde jaar op rij is het zo.", "jaar op rij"),
    ("Jongeren geven een hoger cijfer.", "hoger cijfer"),
    ("Het cijfer is lager dan eerst.", "lager dan"),
    ("Dat geldt meer dan bij mannen.", "meer dan bij mannen"),
    ("De houding is stabiel.", "stabiel"),
    ("De houding bleef bij jongeren gelijk.", "bleef bij jongeren gelijk"),
    ("Het beeld is vergelijkbaar met vorig jaar.", "vergelijkbaar met"),
    ("Er is geen significant verschil.", "geen significant verschil"),
    ("Het gebruik is niet gestegen.", "gestegen"),
]

NUMBERS = [
    ("Een kwart is tevreden.", "Een kwart"),
    ("Bijna een kwart is tevreden.", "Bijna een kwart"),
    ("Driekwart belt.", "Driekwart"),
    ("Twee op de drie bellen.", "Twee op de drie"),
    ("Een op de vijf chat.", "Een op de vijf"),
    ("Ruim de helft chat.", "Ruim de helft"),
    ("Een derde van de mensen chat.", "Een derde"),
    ("Tweederde chat.", "Tweederde"),
    ("Het aandeel is verdubbeld.", "verdubbeld"),
    ("Dat is drie keer zo veel.", "drie keer zo veel"),
    ("Jongeren chatten dubbel zo vaak.", "dubbel zo vaak"),
    ("Het is gehalveerd.", "gehalveerd"),
    ("Er zijn twee soorten.", "twee"),
    ("Het gaat om vijfenzeventig mensen.", "vijfenzeventig"),
    ("Ruim duizend mensen deden mee.", "duizend"),
    ("Een groot procent.", "procent"),
    ("Het gaat om miljoenen.", "miljoenen"),
    ("Wij vroegen het aan acht mensen.", "acht"),
    ("Wist u dat twee op de drie bellen?", "twee op de drie"),
]

NO_CLAIMS = [
    "Meer weten? Kijk op de website.",
    "Meer informatie staat in de bijlage.",
    "Dat is meermaals gevraagd.",
    "De Grootste Bank van Nederland deed mee.",
    "Daarna volgt een volgende editie.",
    "Zijn mensen vaker tevreden dan eerst?",
    "Werd de vraag opgelost?",
    "Het gaat niet om meer antwoorden.",
    "Wie hoger opgeleid is, telt mee.",
    "Wat is uw hoogst voltooide opleiding?",
    "Men chat wekelijks of vaker.",
    "Ook een dag of meer kon.",
    "Zo veel mogelijk mensen deden mee.",
    "Zij hadden het liefst contact per telefoon.",
    "De eerste vraag gaat over het idee, de tweede over het werk.",
    "Een derde jaar is nog niet gemeten.",
    "De eerste helft van het jaar is voorbij.",
    "Eén oplossing voor iedereen is er niet.",
    "Beide vragen zijn gesteld.",
    "Wie dat nodig acht, kan bellen.",
    "Elke deelnemer mocht een kanaal kiezen.",
    "Zet de antwoorden op een rij.",
    "De belangrijkste uitkomsten staan hier.",
    "Het minimum is de ondergrens.",
    "Om kwart over is er niemand.",
    "Zie [het rapport](https://example.nl/twee-meer-mensen).",
    "Dit is geen uitkomst van een peiling.",
    "De procedure staat beschreven.",
    "Het tweetal vragen is bekend.",
    "Nederland is een klein land.",
    "De vraag was: “Hoe vaak belt u?”",
    "Het aantal mensen staat erbij.",
    "De groep is te klein.",
    "Wie ouder wordt, mag blijven meedoen.",
    "Er is meer dan genoeg gevraagd.",
    "Minstens maandelijks contact telt mee.",
    "Dat is meer dan een formaliteit, ook voor grotere bedrijven.",
    "Een hogere opleiding telt apart, net als een hoog cijfer.",
    "Onder aan de lijst staat de bron.",
    "Wie meer wil, of minder, kan bellen.",
    "Het is de hoogste tijd, en het minst of geringste helpt.",
    "De zon staat laag en de trap gaat op.",
    "De achtergrond staat in de bijlage.",
    "Nooit, soms, vaak en altijd zijn de antwoorden.",
    "Iedereen mocht meedoen, en niemand hoefde alles te beantwoorden.",
]


@pytest.mark.parametrize(("source", "word"), DIRECTIONS)
def test_a_word_of_direction_without_a_proof_is_found(source: str, word: str) -> None:
    assert words(source) == [word]


@pytest.mark.parametrize(("source", "word"), NUMBERS)
def test_a_number_in_words_is_found(source: str, word: str) -> None:
    assert words(source) == [word]


@pytest.mark.parametrize("source", NO_CLAIMS)
def test_what_claims_nothing_is_left_alone(source: str) -> None:
    assert words(source) == []


@pytest.mark.parametrize(
    "source",
    [
        '{{ claim("Meer mensen zijn positief", rose("positief")) }}',
        '{{ claim("Jongeren zijn vaker positief", above_rest("positief", "leeftijd=jong")) }}',
        '{{ claim("De meeste mensen gebruiken er een", majority("gebruikt")) }}',
        '{{ claim("Meer dan de helft gebruikt er een", majority("gebruikt")) }}',
        '{% if majority("gebruikt") %}De meeste bellers zijn tevreden.{% endif %}',
        '{{ claim("Een op de vier is positief", fraction("positief", "een kwart")) }}',
        '{{ claim("Het aandeel verdubbelde", multiple("positief", "verdubbeld")) }}',
        '{{ claim("Voor het derde jaar op rij een stijging", rose_in_a_row("positief", "derde")) }}',
        '{{ claim("Wachten is de grootste ergernis", most("ergernissen", "wachten")) }}',
        '{% if rose("positief") %}Meer mensen zijn positief.{% else %}Het aandeel is niet gestegen.{% endif %}',
        '{% if rose("positief") %}Meer mensen.{% elif fell("positief") %}Minder mensen.{% else %}Stabiel.{% endif %}',
        '{% if not rose("positief") %}Het aandeel is niet gestegen.{% endif %}',
        '{% if rose("positief") and fell("negatief") %}Meer mensen zijn voor, minder mensen tegen.{% endif %}',
        '{% if stable("positief") %}Het is niet gestegen en niet gedaald: geen significant verschil.{% endif %}',
        '{% set omhoog = rose("positief") %}{% if omhoog %}Meer mensen zijn positief.{% endif %}',
        '{% set r = ranking("ergernissen") %}{{ "Het vaakst" if r[0].ahead else "Vaak" }} genoemd: {{ r[0].name }}',
        '{{ by_change("positief", rose="groeit", fell="krimpt", stable="blijft gelijk") }}',
        '{{ by_rest("positief", "leeftijd=jong", more="vaker", less="minder vaak", same="niet vaker") }}',
        '{{ cited("Een kwart van de bedrijven groeit", source="CBS") }}',
        '{{ counted("Twee") }} soorten contact',
        '{{ no_claim("groter", why="het gaat om de letters") }}',
        '{{ share("twee") }} {{ group("leeftijd=meer") }} {# meer mensen #}',
    ],
)
def test_behind_its_proof_or_declared_it_may_stand(source: str) -> None:
    assert words(source) == []


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ('{{ claim("Minder mensen zijn positief", rose("positief")) }}', "Minder mensen"),
        ('{{ claim("Meer mensen zijn positief", majority("positief")) }}', "Meer mensen"),
        ('{{ claim("Bijna een kwart is positief", fraction("positief", "een kwart")) }}', "Bijna een kwart"),
        ('{{ claim("Het is verdrievoudigd", multiple("positief", "verdubbeld")) }}', "verdrievoudigd"),
        ('{{ claim("Twee soorten contact nemen toe", rose("positief")) }}', "Twee"),
        ('{{ claim("Het neemt met een kwart toe", rose("positief")) }}', "een kwart"),
        ('{% if rose("positief") %}Minder mensen.{% endif %}', "Minder mensen"),
        ('{% if rose("positief") %}Ja.{% else %}Meer mensen.{% endif %}', "Meer mensen"),
        ('{% if rose("positief") %}Ja.{% else %}Het is stabiel.{% endif %}', "stabiel"),
        ('{% if rose("positief") %}Ja.{% else %}Niet iedereen, maar meer mensen.{% endif %}', "meer mensen"),
        ('{% if rose("positief") or rose("negatief") %}Een daling.{% endif %}', "daling"),
        ('{% if rose("positief") or fell("positief") %}Een daling.{% endif %}', "daling"),
        ("{% if is_first_wave() %}Een daling.{% endif %}", "daling"),
        ('{{ by_change("positief", rose="krimpt", fell="krimpt", stable="geen") }}', "krimpt"),
        ('{{ by_change("positief", rose="groeit", fell="krimpt", stable="verdubbelt") }}', "verdubbelt"),
        ('{% set woord = "gestegen" %}{{ woord }}', "gestegen"),
        ('{{ crosstab("positief", breakdowns="leeftijd", caption="De twee groepen", name="g") }}', "twee"),
        ('{{ method(sample="Meer mensen dan ooit deden mee.") }}', "Meer mensen"),
        ('{{ method(limitations="De steekproef telt duizend mensen.") }}', "duizend"),
        ('{{ capital("vaker") }}', "vaker"),
    ],
)
def test_a_proof_of_something_else_is_none(source: str, word: str) -> None:
    assert words(source) == [word]


def test_each_has_its_own_line_also_within_a_paragraph() -> None:
    source = "# Kop\n\nMeer mensen\nen {{ share('a') }} twee.\n{% if is_first_wave() %}\nEen daling.\n{% endif %}\n"
    assert told(source) == [(3, "Meer mensen"), (4, "twee"), (6, "daling")]


def test_the_problem_says_how_to_mend_it() -> None:
    direction, number = typed_words(Text("tekst.md", "Meer mensen bellen, een kwart chat."), CODEBOOK)
    assert str(direction) == (
        "tekst.md, regel 1: “Meer mensen” zegt iets over de uitkomsten, zonder bewijs.\n"
        '  → Bewijs het: {{ claim("…", rose("…")) }}, of zet het achter {% if rose("…") %}. Gaat het niet over een '
        'uitkomst: {{ no_claim("Meer mensen", why="…") }}.'
    )
    assert str(number) == (
        "tekst.md, regel 1: een getypt getal: “een kwart”.\n"
        '  → Laat het bewijzen: {{ fraction("…", "een kwart") }}. Komt het van elders: '
        '{{ cited("een kwart", source="…") }}.'
    )


def test_the_wording_of_a_question_an_answer_or_a_group_is_no_claim() -> None:
    assert words("Van wie 18 t/m 49 jaar is, en wie antwoordde: geen van deze.") == []


@pytest.mark.parametrize("name", RULES)
def test_every_claim_has_a_wording_in_each_form(name: str) -> None:
    assert all(RULES[name].forms[form] for form in FORMS)


@pytest.mark.parametrize("folder", [ROOT, STARTER], ids=["the national monitor", "the starter"])
def test_our_own_texts_claim_nothing_without_a_proof(folder: Path) -> None:
    project = read_project(folder)
    figures = [Text(name, spec.title) for name, spec in project.figures.items()]
    texts = [*project.report, *project.press_release, *figures]
    assert len(texts) > 10
    assert [problem for text in texts for problem in typed_words(text, project.codebook)] == []
