"""Parts, ratios and factors in words: "driekwart", "een op de vijf", "een meerderheid", "verdubbeld"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from reportgen.number_words import cardinal, ordinal
from reportgen.verify.quantities import Numeral, is_attached, make, number_at, unit_at, word_at
from reportgen.verify.tokens import Token

_MANIFOLD = {"verdubbel": "2", "verdrievoudig": "3", "verviervoudig": "4", "vertienvoudig": "10", "halveer": "0.5"}

_SIGNS = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5)}
_FORMS = re.compile(
    r"(?:ge)?(ver(?:dubbel|drievoudig|viervoudig|tienvoudig)|halveer|halver)(?:de|den|t|d|en|ing|ingen)?"
)


def fraction(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "een kwart", "driekwart", "twee derde", "tweederde", "drie vijfde van"."""
    word, following = word_at(tokens, at), word_at(tokens, at + 1)
    if tokens[at].text in _SIGNS:
        many, parts = _SIGNS[tokens[at].text]
        return _part(tokens, at, at + 1, many, parts)
    quarters = {"kwart": 1, "eenkwart": 1, "driekwart": 3}.get(word)
    if quarters is not None:
        return _part(tokens, at, at + 1, quarters, 4)
    number = cardinal(word)
    if number is not None and number < 10:
        if following == "kwart":
            return _part(tokens, at, at + 2, number, 4)
        nth = ordinal(following) if following else None
        if nth is not None and nth > number and nth > 2 and not _is_rank(tokens, at, nth):
            return _part(tokens, at, at + 2, number, nth)
    return _in_one_word(tokens, at)


def _in_one_word(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "eenderde", "tweederde", "drievijfde"."""
    word = word_at(tokens, at)
    for count, prefix in ((1, "een"), (2, "twee"), (3, "drie"), (4, "vier")):
        nth = ordinal(word.removeprefix(prefix)) if word.startswith(prefix) and word != prefix else None
        if nth is not None and count < nth <= 10 and cardinal(word) is None:
            return _part(tokens, at, at + 1, count, nth)
    return None


def _is_rank(tokens: Sequence[Token], at: int, parts: int) -> bool:
    """Read "een derde jaar" and "een vijfde plaats" are places in an order, "een derde van" is a part."""
    following = word_at(tokens, at + 2)
    ranked = {
        "jaar",
        "keer",
        "plaats",
        "plek",
        "editie",
        "meting",
        "partij",
        "optie",
        "reden",
        "kanaal",
        "ronde",
        "golf",
    }
    return following in ranked or (parts > 10 and following not in {"van", "deel"})


def _part(tokens: Sequence[Token], at: int, last: int, many: int, parts: int) -> Numeral:
    if word_at(tokens, last) in {"deel", "gedeelte"}:
        last += 1
    if at > 0 and many == 1 and word_at(tokens, at) == "kwart" and word_at(tokens, at - 1) == "een":
        at -= 1
    return make(tokens, at, last, "share", Decimal(100) * many / parts, rough=True, in_words=True)


def half(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "de helft", but not "de eerste helft"."""
    if word_at(tokens, at) != "helft":
        return None
    if word_at(tokens, at - 1) in {"eerste", "tweede", "andere"}:
        return None
    return make(tokens, at, at + 1, "share", 50, rough=True, in_words=True)


def tenths(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "vier tienden lager" and "drie tiende punt": a difference between grades."""
    number = cardinal(word_at(tokens, at))
    if number is None or number > 9 or word_at(tokens, at + 1) not in {"tiende", "tienden"}:
        return None
    last = at + 2 + (word_at(tokens, at + 2) == "punt")
    if last == at + 2 and word_at(tokens, last) not in {"hoger", "lager", "meer", "minder", "gestegen", "gedaald"}:
        return None
    return make(tokens, at, last, "points", Decimal(number) / 10, decimals=1)


def ratio(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "een op de vijf", "1 op 3", "twee op elke drie", "vier van de tien"."""
    many = number_at(tokens, at)
    if many is None or is_attached(tokens, at):
        return None
    value, _, next_at, in_words = many
    joint = word_at(tokens, next_at)
    if joint not in {"op", "van", "uit"}:
        return None
    at_of = next_at + 1
    article = word_at(tokens, at_of) in {"de", "elke", "iedere", "elk", "alle"}
    of = number_at(tokens, at_of + article)
    if of is None or (joint != "op" and not article):
        return None
    whole, _, last, _ = of
    round_ = joint == "op" or whole in {2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100}
    if not (0 < value < whole <= 1000) or not round_ or unit_at(tokens, last)[0] != "number" or value % 1:
        return None
    return make(tokens, at, last, "share", 100 * value / whole, rough=True, in_words=in_words)


def majority(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "een meerderheid", "een minderheid", "de meeste consumenten"."""
    word = word_at(tokens, at)
    if word in {"meerderheid", "merendeel"}:
        return make(tokens, at, at + 1, "majority", 50, rough=True, in_words=True)
    if word == "minderheid":
        return make(tokens, at, at + 1, "minority", 50, rough=True, in_words=True)
    people = {"mensen", "consumenten", "nederlanders", "respondenten", "ondervraagden", "klanten", "deelnemers"}
    if word == "meeste" and word_at(tokens, at - 1) == "de" and word_at(tokens, at + 1) in people:
        return make(tokens, at, at + 1, "majority", 50, rough=True, in_words=True)
    return None


def manifold(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "verdubbeld", "een verdrievoudiging", "gehalveerd"."""
    found = _FORMS.fullmatch(word_at(tokens, at))
    if found is None:
        return None
    root = "halveer" if found[1].startswith("halv") else found[1]
    return make(tokens, at, at + 1, "times", Decimal(_MANIFOLD[root]), rough=True, in_words=True)


def as_many(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Read "drie keer zo veel", "2,5 maal zo hoog", "twee keer vaker", "half zo vaak", "dubbel zo veel"."""
    word = word_at(tokens, at)
    if word in {"half", "dubbel", "tweemaal", "driemaal"}:
        factor, last = Decimal({"half": "0.5", "dubbel": "2", "tweemaal": "2", "driemaal": "3"}[word]), at + 1
    else:
        read = number_at(tokens, at)
        if read is None or word_at(tokens, read[2]) not in {"keer", "maal"}:
            return None
        factor, last = read[0], read[2] + 1
    following = word_at(tokens, last)
    if following in {"zo", "even"}:
        factor = 1 / factor if word_at(tokens, last + 1) in {"klein", "laag", "weinig"} else factor
        last += 1 if last + 1 >= len(tokens) else 2
    elif following.startswith(("zoveel", "zovaak")) or (
        following in {"vaker", "meer", "hoger", "groter"} and word not in {"half", "dubbel"}
    ):
        last += 1
    else:
        return None
    return make(tokens, at, last, "times", factor, rough=True, in_words=True)
