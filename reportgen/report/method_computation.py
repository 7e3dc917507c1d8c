"""How figures were computed and tested, in words: written from the figures and tests that were made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reportgen.facts import FEWEST_PERSONS, INDICATIVE_BELOW, SUPPRESSED_BELOW, Comparison, FactBook
from reportgen.report import dutch, methods
from reportgen.report.points import Shown
from reportgen.report.tokens import CONFIDENCE, tied

UNITS = {"share": "percentages", "mean": "gemiddelden", "score": "scores"}


def paragraphs(shown: Shown) -> list[str]:
    """Say how figures were estimated, tested, left out and rounded, a paragraph each, with its numbers tied."""
    units = [unit for unit in UNITS if any(fact.unit == unit for fact in shown.book.facts)]
    return [_estimates(units, shown), *_tests(shown), _publication_rules(), _rounding(units)]


def _estimates(units: Sequence[str], shown: Shown) -> str:
    sample = shown.book.sample_by_wave[shown.book.wave]
    weighted = "gewogen"
    fixed = "waarbij de gewichten als vast gelden"
    if sample.weighted == "unweighted":
        weighted, fixed = "ongewogen", "met een gelijk gewicht voor iedereen"
    elif sample.variance == "calibrated":
        fixed = "waarbij is meegerekend dat de weging zelf de cijfers nauwkeuriger maakt"
    told = [
        f"{dutch.capitalised(_named(units))} zijn {weighted}.",
        f"De standaardfouten zijn berekend met Taylor-linearisatie ({methods.LINEARISATION}), {fixed}.",
    ]
    if "share" in units:
        told.append(
            "De intervallen van percentages zijn die van de logit-methode; onder 5% en boven 95% zijn het die van Korn "
            "en Graubard (1998), en bij precies 0% en 100% die van Clopper en Pearson (1934) op de effectieve basis."
        )
    if others := [unit for unit in units if unit != "share"]:
        told.append(f"De intervallen van {_named(others)} volgen uit de t-verdeling.")
    if "score" in units:
        told.append(
            "Een score (NPS) is het gemiddelde van +100 voor een 9 of 10, 0 voor een 7 of 8 en −100 voor een 0 t/m 6."
        )
    return " ".join(told)


def _named(units: Sequence[str]) -> str:
    return dutch.enumeration([UNITS[unit] for unit in units])


def _publication_rules() -> str:
    limits = {"published": SUPPRESSED_BELOW, "normal": INDICATIVE_BELOW, "cell": FEWEST_PERSONS}
    published, normal, cell = (tied(str(limit), f"threshold:{name}") for name, limit in limits.items())
    return (
        f"Uitkomsten op basis van minder dan {published} waarnemingen zijn weggelaten; met minder dan "
        f"{normal} zijn zij als indicatief gemerkt. Bepalend is het kleinste van het aantal respondenten en "
        f"de effectieve steekproef. Antwoorden van minder dan {cell} personen worden nooit gepubliceerd, en "
        "ook niet de uitkomsten waaruit zij af te leiden zouden zijn."
    )


def _rounding(units: Sequence[str]) -> str:
    whole = [unit for unit in units if unit != "mean"]
    told = [f"{dutch.capitalised(_named(whole))} zijn afgerond op hele getallen"] if whole else []
    if "mean" in units:
        told.append("gemiddelden op één decimaal" if whole else "Gemiddelden zijn afgerond op één decimaal")
    return f"{', '.join(told)}. Verschillen zijn berekend uit onafgeronde cijfers."


def _tests(shown: Shown) -> list[str]:
    """Say when a difference is called one, what was compared how, and what was done about many tests at once."""
    book = shown.book
    if not book.comparisons and not book.tables:
        return ["Er zijn geen verschillen getoetst, en er worden er geen genoemd."]
    kinds = {comparison.kind for comparison in book.comparisons}
    when = "een stijging, daling of verschil" if "wave" in kinds else "een verschil"
    told = [f"Iets heet alleen {when} als een tweezijdige toets met {CONFIDENCE} betrouwbaarheid dat draagt."]
    told += [sentence for kind, sentence in _comparisons(book).items() if kind in kinds]
    if book.tables:
        told.append(
            "Of het antwoord op een vraag samenhangt met een kenmerk, is getoetst met de gecorrigeerde "
            "chi-kwadraattoets van Rao en Scott (1984, tweede orde)."
        )
    return [" ".join(told), *_many(shown)]


def _comparisons(book: FactBook) -> Mapping[str, str]:
    waves = "Edities worden vergeleken als onafhankelijke steekproeven."
    if is_overlapping(book):
        waves = f"Wie aan twee edities meedeed, telt bij het vergelijken daarvan als één persoon ({methods.PAIRED})."
    return {
        "wave": waves,
        "rest": "Een groep wordt vergeleken met alle andere respondenten, nooit met het totaal.",
        "rank": "Twee uitkomsten van dezelfde respondenten worden vergeleken per respondent.",
        "pair": "Groepen van één kenmerk zijn ook twee aan twee vergeleken.",
    }


def is_overlapping(book: FactBook) -> bool:
    """Whether some of the same persons took part in waves that were compared."""
    return any(comparison.kind == "wave" and comparison.is_paired for comparison in book.comparisons)


def _many(shown: Shown) -> list[str]:
    """Name which corrections were made for which tests."""
    by_method: dict[str, dict[str, None]] = defaultdict(dict)
    for comparison in shown.book.comparisons:
        by_method[comparison.adjustment][subject(comparison, shown)] = None
    if shown.book.tables:
        by_method["bh"]["de samenhang tussen vragen en kenmerken"] = None
    parts = [
        f"volgens {who} ({methods.ADJUSTMENT_LITERATURE[name][-4:]}) voor {dutch.enumeration(list(by_method[name]))}"
        for name, who in methods.ADJUSTMENTS.items()
        if name in by_method
    ]
    if not parts:
        return []
    alone = f" Niet gecorrigeerd: {dutch.enumeration(list(by_method['none']))}." if "none" in by_method else ""
    why = "Wie veel toetst, vindt ook toevallige verschillen. Daarom zijn toetsen die bij elkaar horen, samen"
    return [f"{why} gecorrigeerd: {'; '.join(parts)}.{alone}"]


def subject(comparison: Comparison, shown: Shown) -> str:
    """Name the sort of tests that a comparison belongs to, its number tied."""
    match comparison.kind:
        case "rest":
            return "groepen tegen de rest"
        case "rank":
            return "de rangorde binnen een reeks"
        case "pair":
            return "groepen twee aan twee"
        case _:
            fact = shown.book.by_id[comparison.to]
            if fact.group:
                return "groepen tussen edities"
            headlines = shown.monitor.headlines
            if comparison.indicator in headlines:
                several = f"de {tied(str(len(headlines)), 'headlines')} kerncijfers"
                return f"{'het kerncijfer' if len(headlines) == 1 else several} tussen edities"
            return "de overige uitkomsten tussen edities"
