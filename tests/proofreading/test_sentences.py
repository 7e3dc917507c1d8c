"""Sentences, right and wrong, and what an editor says of each: the table by which false alarms are counted."""

from __future__ import annotations

import pytest

from tests.proofreading.reading import TEXT, proof

KNOWN = ("chatbot", "cawi")

RIGHT = """
In 2025 staat 15% van de Nederlandse consumenten positief tegenover contact met een chatbot van een klantenservice.
Voor de chatbot is dat een stijging van 5 procentpunt ten opzichte van 2024.
De klantenservicemedewerker nam het gesprek over van de spraakassistent.
Eén op de vijf mensen belt liever; dat zijn er vóór de zomer méér geweest.
Wie zegt dat dat nodig is, heeft gelijk.
Mensen die die vraag kregen, antwoordden vaker.
’s Ochtends bellen ouderen vaker dan jongeren.
De Klantenservice Federatie en Markteffect deden het veldwerk via CAWI.
“We think customers deserve better”, zegt Jan Pietersma van Y.digital.
Het gemiddelde rapportcijfer is gestegen van 6,3 naar 6,9 (95%-interval: 6,7–7,1).
E-mail en WhatsApp blijven populair onder 65-plussers.
De respondenten zijn online ondervraagd en daarna gewogen.
Wordt een vraag niet opgelost, dan belt de klant alsnog.
De antwoorden worden gewogen naar leeftijd, regio en opleiding.
Wat er gebeurt als de chatbot het niet weet, verschilt per organisatie.
Hij is gevraagd of het verandert.
Er wordt gebeld en het antwoord verandert niet.
Wie wordt gebeld, bepaalt het veldwerkbureau.
De onzekerheidsmarge is het grootst bij de kleinste groepen.
Steeds meer webwinkels en pakketbezorgers gebruiken een chatbot.
De weegefficiëntie bedraagt 84%, en dat is ruim voldoende.
Zeven van de tien consumenten willen kunnen overstappen naar een medewerker van vlees en bloed.
Klantvriendelijkheid, bereikbaarheid en deskundigheid zijn de belangrijkste kernwaarden.
Contactcentra automatiseren eenvoudige vragen, zoals adreswijzigingen en afspraken.
Het verschil tussen jongeren en ouderen is kleiner geworden.
Het vertrouwen van de consument en het oordelen van de redactie staan los van elkaar.
Dat word ik niet, zei hij.
Of zij van mening veranderen, is uit één meting niet af te leiden.
Het onderzoek is uitgevoerd door Markteffect, in opdracht van Y.digital.
Zo’n driekwart van de ondervraagden vindt een schriftelijke bevestiging belangrijk.
De app, de chat en de online omgeving krijgen hogere scores; de trend is duidelijk.
Zij zijn verbaasd, want het beeld verandert.
De kennismaking met een spraakgestuurd keuzemenu valt vaak tegen.
Vrouwen noemen privacy vaker dan mannen: 47% tegenover 39%.
De redactie is bereikbaar via pers@voicemonitor.example.
Meer informatie staat op https://www.voicemonitor.example/onderzoek.
Het is bekend dat hij betaalt.
Of het is gelukt, betwijfelt de helft.
Thuiswerkers zijn tevredener dan forenzen.
In de horeca en de detailhandel werken de meeste deeltijders.
De overheid digitaliseert haar dienstverlening in een hoog tempo.
Zelfstandigen zonder personeel beoordelen hun werk-privébalans met een 7,4.
De helft van hen heeft weleens een gesprek met een computer gevoerd.
Aan wie contact had, is gevraagd hoe het afliep.
Daarna is gevraagd naar het oordeel.
"""

WRONG = {
    # spelling
    "De interesante uitkomst volgt.": "onbekend woord “interesante”",
    "Dat gebeurde onmiddelijk na het gesprek.": "onbekend woord “onmiddelijk”",
    "De enquete telde veertig vragen.": "onbekend woord “enquete”",
    "Zij belden de klantenservise.": "onbekend woord “klantenservise”",
    "De spraakasistent luistert.": "onbekend woord “spraakasistent”",
    "Het voorkuer gaat uit naar bellen.": "onbekend woord “voorkuer”",
    "Alle respondeten vulden de vragen in.": "onbekend woord “respondeten”",
    "De tevredenheit nam toe.": "onbekend woord “tevredenheit”",
    "Dat is een stijging van vijf procentpnt.": "onbekend woord “procentpnt”",
    "Een schrifttelijke bevestiging volstaat.": "onbekend woord “schrifttelijke”",
    "De publikatie verschijnt in maart.": "onbekend woord “publikatie”",
    "Het effekt was klein.": "onbekend woord “effekt”",
    "De ideeen kwamen van klanten.": "onbekend woord “ideeen”",
    "Makkelijjk overstappen blijft belangrijk.": "onbekend woord “Makkelijjk”",
    "De weegfaktor liep op tot vier.": "onbekend woord “weegfaktor”",
    # verbs
    "De vraag wordt behandelt door een medewerker.": "“behandelt”",
    "De antwoorden zijn in december verzamelt.": "“verzamelt”",
    "De klant heeft iets anders bedoelt.": "“bedoelt”",
    "Het gesprek werd beëindigt door de klant.": "“beëindigt”",
    "Het word steeds drukker.": "“Het word”",
    "Hij zegt dat er word gebeld.": "“er word”",
    # twice
    "Bied de de overstap aan.": "twee keer “de” na elkaar",
    "Het aandeel is is gestegen.": "twee keer “is” na elkaar",
    "Van van alle mensen belt de helft.": "twee keer “van” na elkaar",
    # English
    "De customer service is bereikbaar.": "Engels: “customer service”",
    "Klanten geven feedback op het gesprek.": "Engels: “feedback”",
    "De content van de website is verouderd.": "Engels: “content”",
    "Dat vergt een andere mindset van medewerkers.": "Engels: “mindset”",
    "De belangrijkste insights staan hieronder.": "Engels: “insights”",
    "Het onderzoek laat overall een daling zien.": "Engels: “overall”",
    "De customer journey begint bij de website.": "Engels: “customer journey”",
    # hard to read
    "Als een chatbot of spraakassistent helpt, vinden de meeste mensen het belangrijk om makkelijk te kunnen "
    "overstappen naar een medewerker, en ook om zwart op wit te krijgen wat er is afgesproken.": "een lange zin",
    "De vragen worden gesteld door een bureau en de antwoorden worden daarna gewogen.": "meer dan één lijdende vorm",
    "Er werd gezegd dat er niet werd geluisterd.": "meer dan één lijdende vorm",
    "Het verbeteren van de website en het meten van de uitkomst kosten tijd.": "veel werkwoorden als naamwoord",
    "De klant wordt geholpen. Het gesprek wordt opgenomen. De opname wordt bewaard.": "3 zinnen na elkaar",
}


@pytest.mark.parametrize("sentence", RIGHT.strip().splitlines())
def test_good_dutch_gets_no_remark(sentence):
    assert [remark.what for remark in proof(sentence, known=KNOWN)] == []


@pytest.mark.parametrize(("sentence", "what"), WRONG.items(), ids=list(WRONG.values()))
def test_a_mistake_gets_one_remark_that_names_it(sentence, what):
    (remark,) = proof(sentence, known=KNOWN)
    assert remark.what.startswith(what)
    assert remark.advice.endswith((".", "?"))
    assert str(remark.place) == f"{TEXT}, regel 1"


def test_the_table_is_large_enough_to_go_by():
    assert len(RIGHT.strip().splitlines()) >= 40
    assert len(WRONG) >= 35
