"""What respondents add in their own words: about one in seven does, in the mood of their answers."""

from __future__ import annotations

import numpy as np

from tools.simulate.allocation import Flags
from tools.simulate.answering import Interviews
from tools.simulate.traits import chance

SHARE = 0.15
CANARY_WAVE = "2025"
CANARY = "Een webwinkel antwoordde alleen “zomerbriesje-kanarie”. Geen idee wat de chatbot daarmee bedoelde."
"""A phrase that nobody else uses: wherever it turns up, an open answer got out."""

NEGATIVE = (
    "Ik wil gewoon een mens aan de lijn.",
    "De chatbot begreep mijn vraag niet, ook niet na drie keer anders formuleren.",
    "Je wordt van het kastje naar de muur gestuurd.",
    "Ik hang op zodra ik een computerstem hoor.",
    "Altijd maar keuzemenu's; mijn vraag zit er nooit tussen.",
    "Bezuiniging op de klant, zo voelt het.",
    "Na tien minuten chatten moest ik alsnog bellen.",
    "De spraakassistent verstaat mijn dialect niet.",
    "Het lijkt wel of ze je zo lang mogelijk bij een medewerker weg willen houden.",
    "Ik kreeg een antwoord dat niet klopte en moest daarna alles opnieuw uitleggen.",
    "Voor oudere mensen is dit niet te doen.",
    "Nergens een telefoonnummer te vinden.",
    "Mijn klacht werd afgedaan met een linkje naar de veelgestelde vragen.",
    "Ik vertrouw mijn gegevens niet toe aan een computer.",
    "Een automatisch antwoord voelt onpersoonlijk.",
    "Als het ingewikkeld wordt, loopt zo'n ding vast.",
    "Steeds maar “dat begrijp ik niet helemaal”. Ik ook niet.",
    "Bij de zorg wil ik beslist een mens spreken.",
)
NEUTRAL = (
    "Het hangt er helemaal van af wat je vraag is.",
    "Voor een simpele vraag prima, voor de rest liever een medewerker.",
    "Als het werkt vind ik het best, als het niet werkt wil ik kunnen bellen.",
    "Per bedrijf is het verschil groot.",
    "Ik heb er nog niet zo veel ervaring mee.",
    "Zolang je maar kunt doorschakelen naar een mens.",
    "Ik mail het liefst, dan heb ik alles zwart op wit.",
    "Overdag bel ik, 's avonds is een chat wel handig.",
    "Het wordt langzaam beter, maar het is er nog niet.",
    "Graag een bevestiging per mail van wat er is afgesproken.",
    "Zeg er wel eerlijk bij dat het een computer is.",
    "Soms weet ik niet of ik met een mens of een computer chat.",
    "Maakt mij niet zo uit, als mijn vraag maar wordt beantwoord.",
    "De ene keer gaat het vlot, de andere keer ben je een halfuur bezig.",
    "Een pakketje volgen kan prima met een chatbot.",
)
POSITIVE = (
    "Binnen een minuut antwoord, daar kan geen wachtrij tegenop.",
    "Handig dat je ook 's avonds terechtkunt.",
    "Mijn retour was zo geregeld via de chatbot.",
    "Het gaat steeds beter, laatst kreeg ik een heel duidelijk antwoord.",
    "Ik chat liever dan dat ik bel.",
    "Fijn dat je niet meer in de wacht staat.",
    "Adreswijziging doorgegeven zonder gedoe, top.",
    "De spraakassistent begreep me in één keer, dat viel erg mee.",
    "Makkelijk als je op je werk zit en niet kunt bellen.",
    "Goed doorverbonden toen de chatbot er niet uitkwam.",
)


def write_remarks(interviews: Interviews) -> list[str]:
    """Give some respondents a remark, most often those with an opinion; the rest has an empty one."""
    panel = interviews.panel
    opinion = interviews.given("houding_automatisch", 1, 2, 4, 5)
    keen = chance(panel, "remark") + np.where(opinion, 0.3, 0.0)
    talkative = keen > np.sort(keen)[-round(SHARE * panel.count)]
    remarks = [""] * panel.count
    moods: tuple[tuple[tuple[str, ...], Flags], ...] = (
        (NEGATIVE, interviews.given("houding_automatisch", 1, 2)),
        (NEUTRAL, interviews.given("houding_automatisch", 3, 9)),
        (POSITIVE, interviews.given("houding_automatisch", 4, 5)),
    )
    for sentences, mood in moods:
        for turn, person in enumerate(np.flatnonzero(talkative & mood)):
            remarks[person] = _remark(sentences, turn)
    if panel.wave == CANARY_WAVE:
        remarks[int(np.argmax(talkative))] = CANARY
    return remarks


def _remark(sentences: tuple[str, ...], turn: int) -> str:
    """Take the sentences one by one, and when they have all been used, two at a time at a growing distance."""
    rounds, first = divmod(turn, len(sentences))
    if rounds == 0:
        return sentences[first]
    return f"{sentences[first]} {sentences[(first + 2 * rounds + 1) % len(sentences)]}"
