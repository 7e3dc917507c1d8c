"""A claim is printed when the data carry it, and refused when they don't, each at its boundary."""

from __future__ import annotations

import pytest

from reportgen.errors import UserError
from reportgen.report.claims.parts import fits, part_for, read_multiple, read_part
from reportgen.report.compose import compose
from tests.report.examples import BookMaker, everything, growing, small_project
from tests.report.speaking import refused, said, spoken

SUBJECT = "Het aandeel “positief over een chatbot”"
JONG, OUD = "leeftijd=jong", "leeftijd=oud"


def two_waves(before: float, after: float, significant: bool) -> BookMaker:
    maker = BookMaker().share("positief", "2024", before).share("positief", "2025", after)
    return maker.change("positief", significant)


def three_waves(*, first: bool = True, second: bool = True) -> BookMaker:
    """10%, 15%, 20%, each step significant or not."""
    maker = BookMaker()
    for wave, share in {"2023": 0.10, "2024": 0.15, "2025": 0.20}.items():
        maker.share("positief", wave, share)
    return maker.change("positief", first, "2023", "2024").change("positief", second)


def groups(young: float, old: float, significant: bool) -> BookMaker:
    maker = growing().share("positief", "2025", young, JONG).share("positief", "2025", old, OUD)
    maker.against_rest("positief", JONG, significant, rest=old)
    return maker.paired("positief", "leeftijd", "jong", "oud", significant)


def ranked(first: float, second: float, significant: bool) -> BookMaker:
    maker = BookMaker().share("herhalen", "2025", first).share("wachten", "2025", second)
    return maker.ranked("herhalen", "wachten", significant)


# --- what is carried is printed --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "maker", "sentence"),
    [
        ('{{ rose("positief") }}', growing(), f"{SUBJECT} is gestegen van 10% naar 15%."),
        (
            '{{ rose("positief", wording="steeg") }}',
            growing(),
            f"{SUBJECT} steeg van 10% in 2024 naar 15% in 2025.",
        ),
        ('{{ rose("positief", form="title") }}', growing(), f"{SUBJECT} stijgt"),
        (
            '{{ rose("positief", form="title", wording="groeit") }}',
            growing(),
            f"{SUBJECT} groeit",
        ),
        (
            'Er was {{ rose("positief", form="fact", wording="toename") }}.',
            growing(),
            "Er was een toename van 5 procentpunt ten opzichte van 2024.",
        ),
        (
            '{{ fell("positief") }}',
            two_waves(0.15, 0.10, True),
            f"{SUBJECT} is gedaald van 15% naar 10%.",
        ),
        (
            '{{ stable("positief") }}',
            two_waves(0.14, 0.15, False),
            f"{SUBJECT} is niet significant veranderd: 14% in 2024, 15% in 2025.",
        ),
        (
            '{{ rose("positief") }}',
            two_waves(0.10, 0.12, True),
            f"{SUBJECT} is met een klein maar significant verschil gestegen van 10% naar 12%.",
        ),
        (
            '{{ rose_in_a_row("positief", "tweede") }}',
            three_waves(),
            f"{SUBJECT} is voor het tweede jaar op rij gestegen: van 10% in 2023 naar 20% in 2025.",
        ),
        (
            '{{ multiple("positief", "verdubbeld") }}',
            two_waves(0.10, 0.20, True),
            f"{SUBJECT} is verdubbeld: van 10% in 2024 naar 20% in 2025.",
        ),
        (
            '{{ above_rest("positief", "leeftijd=jong") }}',
            groups(0.25, 0.10, True),
            f"{SUBJECT} in de groep “18 t/m 49 jaar” is 25%, en dat is hoger dan onder alle anderen.",
        ),
        (
            '{{ like_rest("positief", "leeftijd=jong") }}',
            groups(0.25, 0.24, False),
            SUBJECT
            + " in de groep “18 t/m 49 jaar” is 25%, en dat verschilt niet significant van dat onder alle anderen.",
        ),
        (
            '{{ more_than("positief", "leeftijd=jong", "leeftijd=oud") }}',
            groups(0.25, 0.10, True),
            "“18 t/m 49 jaar” zit met 25% significant boven “50+” (10%).",
        ),
        (
            '{{ more_than("herhalen", "wachten") }}',
            ranked(0.6, 0.4, True),
            "“Herhalen” zit met 60% significant boven “wachten” (40%).",
        ),
        (
            'Ja, {{ majority("gebruikt", form="fact") }}.',
            BookMaker().share("gebruikt", "2025", 0.6),
            "Ja, een meerderheid van 60%.",
        ),
        (
            '{{ minority("gebruikt") }}',
            BookMaker().share("gebruikt", "2025", 0.4),
            "Het aandeel “gebruikt een chatbot” is een minderheid: 40%.",
        ),
        (
            '{{ capital(fraction("gebruikt", "een kwart")) }} chat.',
            BookMaker().share("gebruikt", "2025", 0.25),
            "Een kwart chat.",
        ),
        ('{{ most("ergernissen") }}', ranked(0.6, 0.4, True), "“Herhalen” (60%) staat bovenaan."),
        ('{{ least("ergernissen", "wachten") }}', ranked(0.6, 0.4, True), "“Wachten” (40%) staat onderaan."),
        (
            '{{ ranks("ergernissen", "wachten", "tweede") }}',
            ranked(0.6, 0.4, True),
            "“Wachten” staat met 40% op de tweede plaats.",
        ),
        ('{{ rose("cijfer") }}', None, "Het rapportcijfer is gestegen van 6,0 naar 6,9."),
        (
            '{{ claim("Nederland wordt positiever", rose("positief")) }}',
            growing(),
            "Nederland wordt positiever",
        ),
    ],
)
def test_what_is_carried_is_printed(source: str, maker: BookMaker | None, sentence: str) -> None:
    graded = BookMaker().mean("cijfer", "2024", 6.0).mean("cijfer", "2025", 6.9).change("cijfer", True)
    assert said(source, maker or graded) == sentence


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        ('{{ rose("positief") }}', [("10%", "positief@2024"), ("15%", "positief@2025")]),
        (
            '{{ rose("positief", form="title") }}',
            [(f"{SUBJECT} stijgt", "positief@2024..2025")],
        ),
        (
            '{{ rose("positief", since="2023", form="title") }}',
            [(f"{SUBJECT} stijgt sinds ", "positief@2023..2025")],
        ),
        ('{{ claim("Het groeit", rose("positief")) }}', [("Het groeit", "positief@2024..2025")]),
        (
            '{{ claim("Het groeit", rose("positief"), minority("positief")) }}',
            [("Het groeit", "positief@2024..2025;positief@2025")],
        ),
        ('{{ fraction("positief", "een op de zeven") }}', [("een op de zeven", "positief@2025")]),
    ],
)
def test_a_printed_claim_is_tied_to_what_proves_it(source: str, runs: list[tuple[str, str]]) -> None:
    maker = growing().share("positief", "2023", 0.05).change("positief", True, "2023", "2025")
    printed, problems = spoken(source, maker)
    assert not problems.found
    assert [(run.text, run.fact) for run in printed if run.fact] == runs


def test_a_claim_is_true_or_false_in_a_condition() -> None:
    source = '{% if rose("positief") and not fell("positief") %}ja{% endif %}{% if stable("positief") %}nee{% endif %}'
    assert said(source, growing()) == "ja"


# --- what is not carried is refused, at the boundary -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "carried", "refuted"),
    [
        ('rose("positief")', two_waves(0.10, 0.15, True), two_waves(0.10, 0.15, False)),
        ('fell("positief")', two_waves(0.15, 0.10, True), two_waves(0.15, 0.10, False)),
        ('stable("positief")', two_waves(0.10, 0.15, False), two_waves(0.10, 0.15, True)),
        ('rose_in_a_row("positief", "tweede")', three_waves(), three_waves(first=False)),
        ('rose_in_a_row("positief", "2")', three_waves(), three_waves(second=False)),
        ('multiple("positief", "verdubbeld")', two_waves(0.10, 0.18, True), two_waves(0.10, 0.179, True)),
        ('multiple("positief", "verdubbeld")', two_waves(0.10, 0.22, True), two_waves(0.10, 0.221, True)),
        ('multiple("positief", "verdubbeld")', two_waves(0.10, 0.20, True), two_waves(0.10, 0.20, False)),
        ('multiple("positief", "bijna verdubbeld")', two_waves(0.10, 0.199, True), two_waves(0.10, 0.20, True)),
        ('multiple("positief", "gehalveerd")', two_waves(0.20, 0.11, True), two_waves(0.20, 0.111, True)),
        ('above_rest("positief", "leeftijd=jong")', groups(0.25, 0.10, True), groups(0.25, 0.10, False)),
        ('below_rest("positief", "leeftijd=jong")', groups(0.10, 0.25, True), groups(0.25, 0.10, True)),
        ('more_than("positief", "leeftijd=jong", "leeftijd=oud")', groups(0.3, 0.1, True), groups(0.3, 0.1, False)),
        ('more_than("positief", "leeftijd=oud", "leeftijd=jong")', groups(0.1, 0.3, True), groups(0.3, 0.1, True)),
        ('more_than("herhalen", "wachten")', ranked(0.6, 0.4, True), ranked(0.6, 0.4, False)),
        ('most("ergernissen")', ranked(0.6, 0.4, True), ranked(0.6, 0.4, False)),
        ('ranks("ergernissen", "herhalen", "eerste")', ranked(0.6, 0.4, True), ranked(0.6, 0.4, False)),
        ('least("ergernissen", "wachten")', ranked(0.6, 0.4, True), ranked(0.6, 0.4, False)),
    ],
)
def test_a_claim_holds_up_to_its_boundary(claim: str, carried: BookMaker, refuted: BookMaker) -> None:
    assert spoken(f"{{{{ {claim} }}}}", carried)[1].found == []
    message = refused(f"{{{{ {claim} }}}}", refuted)
    assert "tekst.md, regel 1: de cijfers dragen dit niet:" in message
    assert claim in message


@pytest.mark.parametrize(("estimate", "holds"), [(0.52, False), (0.5201, True)])
def test_a_majority_has_its_lower_limit_above_one_half(estimate: float, holds: bool) -> None:
    """The limits lie two points from the estimate: at 52% the lower one is 50% exactly."""
    found = spoken('{{ majority("gebruikt") }}', BookMaker().share("gebruikt", "2025", estimate))[1].found
    assert (found == []) is holds


@pytest.mark.parametrize(("estimate", "holds"), [(0.48, False), (0.4799, True)])
def test_a_minority_has_its_upper_limit_below_one_half(estimate: float, holds: bool) -> None:
    found = spoken('{{ minority("gebruikt") }}', BookMaker().share("gebruikt", "2025", estimate))[1].found
    assert (found == []) is holds


@pytest.mark.parametrize(
    ("words", "fitting", "failing"),
    [
        ("een kwart", (0.235, 0.25, 0.265), (0.2349, 0.2651, 0.266)),
        ("bijna een kwart", (0.235, 0.2499), (0.2349, 0.25, 0.265)),
        ("ruim een kwart", (0.2501, 0.265), (0.2499, 0.25, 0.266)),
        ("de helft", (0.485, 0.515), (0.4849, 0.5151)),
        ("iets meer dan de helft", (0.5001, 0.515), (0.5, 0.5151)),
        ("een op de drie", (0.33, 0.34), (0.318, 0.349)),
        ("twee op de drie", (0.66, 0.68), (0.65, 0.69)),
        ("driekwart", (0.735, 0.765), (0.734, 0.766)),
        ("drie van de tien", (0.3,), (0.28,)),
        ("tweederde", (0.6667,), (0.69,)),
        ("vier vijfde", (0.8,), (0.82,)),
    ],
)
def test_a_part_in_words_lies_within_one_and_a_half_points(words: str, fitting: tuple, failing: tuple) -> None:
    part = read_part(words)
    assert part is not None
    assert all(fits(part, share) for share in fitting)
    assert not any(fits(part, share) for share in failing)


@pytest.mark.parametrize(
    "words", ["veel", "een", "twee", "de derde", "een op de een", "tien op de drie", "kwartaal", ""]
)
def test_what_is_no_part_is_none(words: str) -> None:
    assert read_part(words) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("verdubbeld", 2),
        ("een verdubbeling", None),
        ("verdrievoudigd", 3),
        ("drie keer zo groot", 3),
        ("half zo vaak", 0.5),
    ],
)
def test_a_multiple_is_read(words: str, value: float | None) -> None:
    read = read_multiple(words)
    assert (None if read is None else float(read.value)) == value


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.25, "een kwart"), (0.47, None), (0.49, "de helft"), (0.33, "een derde"), (0.7, None), (0.101, "een tiende")],
)
def test_the_part_that_is_proposed_holds(share: float, words: str | None) -> None:
    assert part_for(share) == words


def test_a_doubling_over_a_trend_break_is_refused_and_so_is_a_row_of_years() -> None:
    maker = BookMaker().share("positief", "2023", 0.1).share("positief", "2024", 0.15).share("positief", "2025", 0.2)
    maker.change("positief", True, "2023", "2024").broken("2025", "houding", "andere vraagtekst")
    assert "er is een trendbreuk vanaf 2025" in refused('{{ multiple("positief", "verdubbeld") }}', maker)
    assert "er is een trendbreuk vanaf 2025" in refused('{{ rose_in_a_row("positief", "tweede") }}', maker)


def test_a_row_of_years_needs_that_many_waves() -> None:
    message = refused('{{ rose_in_a_row("positief", "derde") }}', three_waves())
    assert "er zijn maar 2 stappen van editie naar editie" in message
    assert 'Wat wel kan: {{ rose_in_a_row("positief", "tweede") }}.' in message


def test_what_is_not_significant_is_not_called_equal() -> None:
    assert "gelijk" not in said('{{ stable("positief") }}', two_waves(0.34, 0.38, False))


# --- how it is refused -----------------------------------------------------------------------------------------------


def test_a_refusal_quotes_the_sentence_and_says_what_the_data_say_and_what_would_hold() -> None:
    source = 'Eerste zin. En {{ rose("positief", form="fact") }}, dat is het. Derde zin.'
    message = refused(source, two_waves(0.10, 0.12, False))
    for told in (
        'tekst.md, regel 1: de cijfers dragen dit niet: “En {{ rose("positief", form="fact") }}, dat is het.”.',
        "Er staat dat het aandeel “positief over een chatbot” sinds 2024 is gestegen,",
        "maar het ging van 10,0% in 2024 (n = 1.000) naar 12,0% in 2025 (n = 1.000):",
        "een verschil van 2,0 procentpunt (95%-interval 0,0 tot 4,0; p = 0,400; niet significant).",
        "Nodig is een significante stijging.",
        '  → Wat wel kan: {{ stable("positief", form="fact") }}.',
        "Dat wordt: geen significant verschil: 10% in 2024, 12% in 2025",
    ):
        assert told in message


def test_each_proof_that_fails_is_told_with_the_authors_words() -> None:
    maker = two_waves(0.10, 0.15, False).share("gebruikt", "2025", 0.51)
    message = refused('{{ claim("Een meerderheid, en het groeit", rose("positief"), majority("gebruikt")) }}', maker)
    assert message.count("de cijfers dragen dit niet: “Een meerderheid, en het groeit”.") == 2
    assert "niet significant" in message
    assert "het is 51,0%, met een 95%-interval van 49,0% tot 53,0% (n = 1.000). Nodig is" in message


@pytest.mark.parametrize(
    ("source", "maker"),
    [
        ('{{ rose("positief") }}', two_waves(0.10, 0.12, False)),
        ('{{ rose("positief", form="title") }}', two_waves(0.15, 0.10, True)),
        ('{{ fell("positief", form="fact") }}', two_waves(0.10, 0.15, True)),
        ('{{ multiple("positief", "verdrievoudigd") }}', two_waves(0.10, 0.20, True)),
        ('{{ rose_in_a_row("positief", "tweede") }}', three_waves(first=False)),
        ('{{ above_rest("positief", "leeftijd=jong") }}', groups(0.25, 0.24, False)),
        ('{{ more_than("positief", "leeftijd=jong", "leeftijd=oud") }}', groups(0.25, 0.24, False)),
        ('{{ majority("positief") }}', growing()),
        ('{{ fraction("positief", "een kwart") }}', growing()),
        ('{{ most("ergernissen", "wachten") }}', ranked(0.6, 0.4, True)),
        ('{{ most("ergernissen") }}', ranked(0.6, 0.59, False)),
        ('{{ ranks("ergernissen", "wachten", "eerste") }}', ranked(0.6, 0.4, True)),
    ],
)
def test_what_is_proposed_does_hold(source: str, maker: BookMaker) -> None:
    message = refused(source, maker)
    proposed, _, becomes = message.partition("Wat wel kan: ")[2].partition(". Dat wordt: ")
    assert said(proposed, maker) == becomes


def test_a_small_change_is_called_small() -> None:
    small = two_waves(0.10, 0.12, True)
    assert "significant maar klein" in refused('{{ claim("Het groeit", rose("positief")) }}', small)
    assert said('{{ claim("Het groeit, een klein maar significant verschil", rose("positief")) }}', small)


def test_an_indicative_figure_makes_no_headline_but_may_stand_in_a_text() -> None:
    maker = growing().share("positief", "2025", 0.25, JONG, n=45).against_rest("positief", JONG, True, rest=0.1)
    claim = '{{ claim("Jongeren zijn vaker positief", above_rest("positief", "leeftijd=jong")) }}'
    assert said(claim, maker) == "Jongeren zijn vaker positief"
    assert "komt niet in een kop" in refused(f"# {claim}", maker)
    assert "komt niet in een kop" in refused('## {{ above_rest("positief", "leeftijd=jong", form="title") }}', maker)


@pytest.mark.parametrize(
    ("source", "what", "remedy"),
    [
        ('{{ rose("positief", form="kop") }}', "vorm “kop” bestaat niet", "fact, sentence, title"),
        ('{{ rose("positief", wording="daalt") }}', "geen wording “daalt”", "gestegen, steeg, toegenomen"),
        ('{{ claim("Meer mensen") }}', "achter “Meer mensen” staat geen bewijs", 'claim("Meer mensen", rose("…"))'),
        ('{{ claim("**Meer** mensen", rose("positief")) }}', "opmaak (“**”) kan niet binnen claim", "**{{ claim("),
        ('{{ claim("[Meer](https://x.nl)", rose("positief")) }}', "opmaak (“](”) kan niet", "Zet haar om claim heen"),
        ('{{ claim("Meer", not rose("positief")) }}', "iets anders dan een bewijs", "zonder not ervoor"),
        ('{{ claim("Meer", "positief") }}', "iets anders dan een bewijs", 'rose("…")'),
        (
            '{{ no_claim("groter") }}',
            "wat tussen de haakjes van no_claim staat, klopt niet",
            'no_claim("words", "why")',
        ),
        ('{{ no_claim("groter", why=" ") }}', "staat niet waarom", 'why="…"'),
        ('{{ fraction("positief", "veel") }}', "“veel” is geen deel van een geheel", "een kwart"),
        ('{{ multiple("positief", "veel meer") }}', "“veel meer” is geen veelvoud", "verdubbeld"),
        ('{{ rose_in_a_row("positief", "vaak") }}', "zegt niet voor de hoeveelste keer", "derde"),
        ('{{ ranks("ergernissen", "wachten", "vijfde") }}', "geen plaats in de reeks", "laatste"),
        ('{{ most("ergernissen", "positief") }}', "“positief” hoort niet bij de reeks “ergernissen”", "uit die reeks"),
        ('{{ most("ergernis") }}', "reeks “ergernis” bestaat niet", "ergernissen"),
        ('{{ more_than("positief", "cijfer") }}', "zijn niet tegen elkaar getoetst", "Noem de cijfers zelf"),
        ('{{ majority("cijfer") }}', "is een gemiddelde", "mean("),
        ('{{ multiple("cijfer", "verdubbeld") }}', "is een gemiddelde", "mean("),
        ('{{ above_rest("positief", "leeftijd=jong") }}', "te weinig waarnemingen", "Haal het cijfer uit de zin"),
    ],
)
def test_a_claim_that_is_no_good_is_told_once_with_how_to_mend_it(source: str, what: str, remedy: str) -> None:
    maker = growing().share("positief", "2025", 0.25, JONG, n=29).share("wachten", "2025", 0.4)
    (problem,) = spoken(source, maker.share("herhalen", "2025", 0.6))[1].found
    assert what in problem.what
    assert remedy in problem.remedy


def test_all_claims_that_are_not_carried_are_told_at_once_and_nothing_is_made() -> None:
    text = '# Titel\n\n{{ fell("positief") }}\n\nVerder: {{ majority("positief", form="fact") }}.\n'
    with pytest.raises(UserError) as caught:
        compose(everything().book(), small_project(text, press_release=text), "landelijk")
    places = [str(problem.place) for problem in caught.value.problems]
    files = ["templates/report/01.md", "templates/press-release/01.md"]
    assert places == [f"{file}, regel {line}" for file in files for line in (3, 5)]
