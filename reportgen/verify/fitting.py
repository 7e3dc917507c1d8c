"""Whether a figure may be printed the way it was written: the rounding of digits, and the room that words leave."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from reportgen.facts import Fact, Unit
from reportgen.verify.quantities import Bound, Numeral

ROUGH = Decimal("1.5")
"""How far, in points, a part in words ("een kwart") may be from the figure (house rule)."""
LOOSE = Decimal(3)
"""How far it may be from the figure before it is called wrong."""
JUST = Decimal(5)
"""How far "bijna" and "ruim" may reach, in points for a share."""
ABOUT = Decimal("2.5")
_FACTOR = Decimal("0.125")
"""By which part a factor in words ("verdubbeld") may be off."""
_SCALE: dict[Unit, int] = {"share": 100, "mean": 1, "score": 1}
_DECIMALS: dict[Unit, int] = {"share": 0, "mean": 1, "score": 0}


def shown(value: float, unit: Unit = "share") -> Decimal:
    """A figure in the unit that it is printed in, without binary noise: 0.125 → 12.5 percent."""
    return Decimal(f"{value:.12g}") * _SCALE[unit]


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half away from zero: 12.5 → 13."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def printed(value: Decimal, unit: Unit) -> str:
    """A level as the house rules print it, in Dutch."""
    if unit == "share":
        if 0 < value < Decimal("0.5"):
            return "<1%"
        if Decimal("99.5") <= value < 100:
            return ">99%"
        return f"{rounded(value, 0)}%"
    text = str(rounded(value, _DECIMALS[unit])).replace(".", ",").replace("-", "−")
    return f"+{text}" if unit == "score" and value > 0 else text


def fits_fact(numeral: Numeral, fact: Fact) -> bool:
    """Whether a level is that of a fact."""
    if fact.estimate is None:
        return False
    value = shown(fact.estimate, fact.unit)
    if numeral.kind == "majority":
        return fact.low is None or fact.low > 0.5
    if numeral.kind == "minority":
        return fact.high is None or fact.high < 0.5
    if numeral.upper is not None:
        return fits_range(numeral, fact)
    return fits(numeral, value, fact.unit)


def fits_range(numeral: Numeral, fact: Fact) -> bool:
    """Whether a range is the interval of a fact, or holds its value."""
    assert numeral.upper is not None
    assert fact.estimate is not None
    if fact.low is not None and fact.high is not None:
        limits = [rounded(shown(limit, fact.unit), numeral.decimals) for limit in (fact.low, fact.high)]
        if limits == [numeral.value, numeral.upper]:
            return True
    return numeral.value <= rounded(shown(fact.estimate, fact.unit), numeral.decimals) <= numeral.upper


def fits(numeral: Numeral, value: Decimal, unit: Unit = "share") -> bool:
    """Whether a value, in the unit that it is printed in, may be written this way."""
    said, narrow = numeral.value, unit == "mean"
    just = Decimal("0.5") if narrow else JUST
    as_printed = rounded(value, numeral.decimals)
    bounded: dict[Bound, bool] = {
        "about": abs(value - said) <= (Decimal("0.3") if narrow else ABOUT) or as_printed == said,
        "almost": said - just <= value < said,
        "over": said <= value <= said + just,
        "more": value > said,
        "less": value < said,
        "at_least": as_printed >= said,
        "at_most": as_printed <= said,
    }
    if numeral.bound in bounded:
        return bounded[numeral.bound]
    if numeral.rough:
        return abs(value - said) <= ROUGH
    if unit == "share" and said == 1 and numeral.decimals == 0:
        return Decimal("0.5") <= value < Decimal("1.5")
    return as_printed == said


def is_loosely_rounded(numeral: Numeral, value: Decimal) -> bool:
    """Whether a part in words is too far from a figure for the house rule, and yet no mistake: 32% as "een derde"."""
    return numeral.rough and numeral.bound == "exact" and abs(value - numeral.value) <= LOOSE


def fits_count(numeral: Numeral, count: int) -> bool:
    """Whether a base may be written this way: "1.061", "ruim duizend", "meer dan 1.000"."""
    said, value = numeral.value, Decimal(count)
    if numeral.upper is not None:
        return said <= value <= numeral.upper
    bounded: dict[Bound, bool] = {
        "about": abs(value - said) <= said / 10,
        "almost": said * Decimal("0.9") <= value < said,
        "over": said <= value <= said * Decimal("1.1"),
        "more": said < value < said * 2,
        "less": said / 2 < value < said,
        "at_least": said <= value < said * 2,
        "at_most": said / 2 < value <= said,
    }
    if numeral.bound in bounded:
        return bounded[numeral.bound]
    if numeral.in_words and said % 100 == 0:
        return abs(value - said) <= said / 20
    return value == said


def fits_factor(numeral: Numeral, ratio: Decimal) -> bool:
    """Whether one level is so many times another: "verdubbeld", "ruim drie keer zo veel"."""
    said = numeral.value
    if said < 1 and ratio and numeral.bound != "exact":  # "bijna gehalveerd" is less of a fall than to a half
        said, ratio = 1 / said, 1 / ratio
    room = said * _FACTOR
    bounded: dict[Bound, bool] = {
        "almost": said - 2 * room <= ratio < said,
        "over": said <= ratio <= said + 2 * room,
        "more": ratio >= said,
        "at_least": ratio >= said,
        "less": ratio <= said,
        "at_most": ratio <= said,
    }
    if numeral.bound in bounded:
        return bounded[numeral.bound]
    return abs(ratio - said) <= room
