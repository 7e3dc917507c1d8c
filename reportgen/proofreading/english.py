"""English for which Dutch has a common word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from reportgen.proofreading.remarks import Remark, shortened
from reportgen.proofreading.sentences import Sentence

DUTCH = {
    "approach": "aanpak",
    "awareness": "bekendheid",
    "best practice": "goed voorbeeld",
    "best practices": "goede voorbeelden",
    "bottleneck": "knelpunt",
    "bottlenecks": "knelpunten",
    "challenge": "uitdaging",
    "challenges": "uitdagingen",
    "checken": "nagaan",
    "commitment": "inzet",
    "compliance": "naleving",
    "consumer": "consument",
    "consumers": "consumenten",
    "content": "inhoud",
    "conversational ai": "gesprekstechnologie",
    "customer": "klant",
    "customers": "klanten",
    "customer care": "klantenservice",
    "customer contact": "klantcontact",
    "customer experience": "klantbeleving",
    "customer journey": "klantreis",
    "customer satisfaction": "klanttevredenheid",
    "customer service": "klantenservice",
    "data-driven": "op cijfers gebaseerd",
    "deep dive": "nadere blik",
    "downside": "nadeel",
    "employee": "medewerker",
    "employees": "medewerkers",
    "engagement": "betrokkenheid",
    "feedback": "reactie",
    "findings": "bevindingen",
    "gap": "kloof",
    "handover": "overdracht",
    "highlights": "hoogtepunten",
    "human touch": "menselijk contact",
    "insight": "inzicht",
    "insights": "inzichten",
    "issue": "kwestie",
    "issues": "kwesties",
    "key findings": "belangrijkste bevindingen",
    "key figures": "kerncijfers",
    "key takeaways": "belangrijkste punten",
    "kick-off": "start",
    "learnings": "lessen",
    "mindset": "houding",
    "outcome": "uitkomst",
    "outcomes": "uitkomsten",
    "overall": "al met al",
    "performance": "prestatie",
    "pitfall": "valkuil",
    "pitfalls": "valkuilen",
    "quick win": "snelle winst",
    "quick wins": "snelle winst",
    "respondent base": "basis",
    "response rate": "respons",
    "roadmap": "plan",
    "sample": "steekproef",
    "scope": "reikwijdte",
    "self service": "zelf regelen",
    "self-service": "zelf regelen",
    "shift": "verschuiving",
    "skills": "vaardigheden",
    "stakeholder": "betrokkene",
    "stakeholders": "betrokkenen",
    "statement": "stelling",
    "statements": "stellingen",
    "support": "ondersteuning",
    "survey": "enquête",
    "surveys": "enquêtes",
    "takeaway": "belangrijkste punt",
    "takeaways": "belangrijkste punten",
    "target group": "doelgroep",
    "tool": "hulpmiddel",
    "tools": "hulpmiddelen",
    "use case": "toepassing",
    "use cases": "toepassingen",
    "user": "gebruiker",
    "users": "gebruikers",
    "user experience": "gebruiksgemak",
    "user-friendly": "gebruiksvriendelijk",
}
"""Only words that a Dutch editor would change; what has become Dutch (online, chat, app, trend, score) isn't there."""

_LONGEST_FIRST = sorted(DUTCH, key=len, reverse=True)
_ENGLISH = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, _LONGEST_FIRST))})(?![\w-])", re.IGNORECASE)


def english_in(text: str) -> list[tuple[int, int]]:
    """Where in a text such English stands, from and up to."""
    return [found.span() for found in _ENGLISH.finditer(text)]


def english_remarks(sentences: Sequence[Sentence], known: Collection[str]) -> Iterator[Remark]:
    """Tell where a common Dutch word could stand; `known` are the words that the monitor takes for its own."""
    for one in sentences:
        starts = {at for at, _ in one.words}
        for found in _ENGLISH.finditer(one.text):
            word = found[0].casefold()
            # A capital within a sentence makes it part of a name, and a quotation mark somebody else's word.
            is_name = found.start() > 0 and (found[0][0].isupper() or one.text[found.start() - 1] in "“‘")
            if found.start() in starts and not is_name and not all(part in known for part in word.split()):
                what = f"Engels: “{found[0]}” in {shortened(one.text, found[0])}."
                yield Remark(what, f"Kan hier “{DUTCH[word]}” staan?", 3, one.place, found[0])
