"""Which Dutch words are past participles, as far as their form tells."""

from __future__ import annotations

import re

_SEPARABLE = (
    "aan|achter|af|bij|binnen|door|heen|in|mee|na|neer|om|onder|op|over|samen|tegen|terug|toe|uit|vast|voor|weg|weer"
)
_FORM = re.compile(rf"(?:{_SEPARABLE})?ge\w{{2,}}(?:d|t|en)|(?:{_SEPARABLE})?(?:be|ver|ont|her|er|mis)\w{{2,}}[dt]")
_WITHOUT_GE = {
    "bedorven", "begonnen", "begrepen", "bekeken", "beschreven", "besloten", "besproken", "betrokken",
    "bevolen", "bewezen", "herzien", "onderscheiden", "onderzocht", "ontnomen", "ontvangen", "ontworpen",
    "overwogen", "verboden", "verbonden", "verdreven", "vergeleken", "vergeten", "verkozen", "verkregen",
    "verloren", "vermeden", "verschoven", "verstaan", "vertrokken", "vervangen", "verworpen", "voorzien",
}  # fmt: skip
"""The strong ones that have another prefix than ge-."""
_OTHERS = {
    "bedient", "beeld", "begint", "begrijpt", "behoeft", "behoort", "behoud", "bekend", "beleid", "bent",
    "benut", "bereid", "bereikt", "beslist", "besluit", "best", "bestaat", "bestand", "betekent", "betreft",
    "bevat", "bewust", "gaat", "gebeuren", "gebeurt", "gebied", "gebruiken", "gebruikt", "gedrag", "geduld",
    "geeft", "geen", "gegevens", "geheel", "geld", "gelden", "geldt", "gelooft", "geluid", "gemeenten",
    "geniet", "genoeg", "gesprekken", "getallen", "gevoelens", "gevolgen", "gewichten", "gewoonten",
    "gezichten", "gezond", "herhaalt", "herkent", "ontbreekt", "ontstaat", "verandert", "verbaast", "verband",
    "verbiedt", "verdient", "vereist", "vergoedt", "verhoudt", "verkeert", "verklaart", "vermeldt", "verschilt",
    "verschuift", "verstand", "vertelt", "vertrekt", "verwacht", "verwijst", "verwondert",
}  # fmt: skip
"""What only has the form of one."""


def is_participle(word: str) -> bool:
    """Whether a word in lower case looks like a past participle: gevraagd, opgelost, verkozen, toegezegd."""
    return word in _WITHOUT_GE or (word not in _OTHERS and _FORM.fullmatch(word) is not None)
