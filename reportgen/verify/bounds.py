"""What stands around a number ("bijna de helft") and what two of them are together ("van 9% naar 17%")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.verify.lexicon import DIFFERENCE, MOVED, SEPARABLE
from reportgen.verify.quantities import Bound, Numeral, word_at
from reportgen.verify.tokens import Token

_BOUNDS: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("iets", "meer", "dan"), "over"),
    (("net", "iets", "meer", "dan"), "over"),
    (("net", "meer", "dan"), "over"),
    (("net", "boven"), "over"),
    (("iets", "minder", "dan"), "almost"),
    (("net", "iets", "minder", "dan"), "almost"),
    (("net", "minder", "dan"), "almost"),
    (("net", "onder"), "almost"),
    (("net", "geen"), "almost"),
    (("nog", "geen"), "almost"),
    (("niet", "meer", "dan"), "at_most"),
    (("niet", "minder", "dan"), "at_least"),
    (("meer", "dan"), "more"),
    (("groter", "dan"), "more"),
    (("boven",), "more"),
    (("minder", "dan"), "less"),
    (("kleiner", "dan"), "less"),
    (("onder",), "less"),
    (("om", "en", "nabij"), "about"),
    (("naar", "schatting"), "about"),
    (("in", "de", "buurt", "van"), "about"),
    (("ten", "minste"), "at_least"),
    (("op", "zijn", "minst"), "at_least"),
    (("op", "z'n", "minst"), "at_least"),
    (("ten", "hoogste"), "at_most"),
    *(
        ((word,), "about")
        for word in [
            "ongeveer",
            "circa",
            "ca",
            "zo'n",
            "zon",
            "rond",
            "pakweg",
            "grofweg",
            "plusminus",
            "plm",
            "zowat",
            "±",
            "~",
        ]
    ),
    *(((word,), "almost") for word in ["bijna", "krap", "nagenoeg", "haast", "tegen", "vrijwel"]),
    *(((word,), "over") for word in ["ruim", "goed", "dik"]),
    *(((word,), "at_least") for word in ["minstens", "minimaal", "tenminste", "zeker"]),
    *(((word,), "at_most") for word in ["hooguit", "maximaal", "hoogstens"]),
    *(((sign,), "more") for sign in (">",)),
    *(((sign,), "less") for sign in ("<",)),
)

_ADJECTIVES: Mapping[str, Bound] = {
    "kleine": "almost", "krappe": "almost", "dikke": "over", "ruime": "over", "magere": "about", "mager": "about",
}  # fmt: skip
"""What stands between "een" and a number: "een kleine 40%", "een dikke 7"."""

_BETWEEN = frozenset({"de", "het", "een", "n"})

_NEEDS_ARTICLE = {"boven": True, "onder": True, "tegen": True}

_FILLERS = frozenset({"liefst", "slechts", "maar", "al"})


def bounded(numeral: Numeral, tokens: Sequence[Token]) -> Numeral:
    """Take in what bounds a number: "bijna de helft", "meer dan 1.000", "zo'n 20%", "een kleine 40%"."""
    at = numeral.first
    if numeral.kind == "year":
        return numeral
    if word_at(tokens, at - 2) == "een" and (bound := _ADJECTIVES.get(word_at(tokens, at - 1))):
        bound = "exact" if numeral.decimals else bound
        return replace(numeral, bound=bound, first=at - 2, start=tokens[at - 2].start)
    before = at
    while before and word_at(tokens, before - 1) in _FILLERS:
        before -= 1
    article = bool(before) and word_at(tokens, before - 1) in _BETWEEN
    before -= article
    for words, bound in sorted(_BOUNDS, key=lambda row: -len(row[0])):
        begin = before - len(words)
        if begin < 0 or tuple(token.word for token in tokens[begin:before]) != words:
            continue
        if len(words) == 1 and _NEEDS_ARTICLE.get(words[0]) and (not article or numeral.in_words is numeral.rough):
            continue
        if words == ("goed",) and not numeral.rough:
            continue
        if words[-1:] == ("dan",) and article and not numeral.rough:  # "minder dan de 64% van 2023"
            continue
        return replace(numeral, bound=bound, first=begin, start=tokens[begin].start)
    begin = before if article and numeral.rough else at
    filled = at
    while filled and word_at(tokens, filled - 1) in _FILLERS:
        filled -= 1
    return replace(numeral, first=min(begin, filled), start=tokens[begin].start)


def joined(found: Sequence[Numeral], tokens: Sequence[Token]) -> Iterator[Numeral]:
    """Join what belongs together: "van 9% naar 17%", "9% → 17%", "12% tot 17%", "10 tot 15 procent"."""
    numerals = list(found)
    levels = [numeral for numeral in numerals if numeral.kind != "year"]
    made: dict[int, Numeral | None] = {}
    at = 0
    while at + 1 < len(levels):
        one, two = levels[at], levels[at + 1]
        between = [token.word for token in tokens[one.last : two.first]]
        at += 1
        if not _alike(one, two):
            continue
        if _is_change(between, tokens, one):
            made |= {one.first: replace(one, kind=two.kind, pair="from"), two.first: replace(two, pair="to")}
        elif _is_range(between, tokens, one) and two.value > one.value:
            range_ = replace(one, end=two.end, last=two.last, kind=two.kind, upper=two.value, decimals=two.decimals)
            made |= {one.first: range_, two.first: None}
        elif one.kind == "number" and between in _SIDE_BY_SIDE:
            made[one.first] = replace(one, kind=two.kind)
            continue
        else:
            continue
        at += 1
    for numeral in numerals:
        made_of = made.get(numeral.first, numeral)
        if made_of is not None:
            yield made_of


def shares(found: Sequence[Numeral], tokens: Sequence[Token]) -> Iterator[Numeral]:
    """Give bare numbers the unit that their sentence has: "het aandeel klom van 38 naar 53", "41 procent, toen 36"."""
    of_shares = any(numeral.kind == "share" and not numeral.rough for numeral in found)
    of_shares = of_shares or any(token.word in _OF_SHARES for token in tokens)
    for numeral in found:
        bare = numeral.kind == "number" and not numeral.decimals and not numeral.in_words and 0 <= numeral.value <= 100
        if of_shares and bare and (numeral.pair is not None or _stands_alone(tokens, numeral)):
            yield replace(numeral, kind="share")
        else:
            yield numeral


_OF_SHARES = frozenset({"percentage", "percentages", "aandeel", "aandelen", "procent"})

_ALONE = frozenset(
    [
        "en",
        "in",
        "bij",
        "onder",
        "van",
        "naar",
        "nu",
        "toen",
        "vorig",
        "een",
        "dit",
        "tegen",
        "om",
        "tegenover",
        "respectievelijk",
        "resp",
    ]
)


def _stands_alone(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Whether a number counts nothing: no noun stands behind it, and no verb of grading or counting before it."""
    following = tokens[numeral.last : numeral.last + 1]
    before = word_at(tokens, numeral.first - 1)
    if before in {"een", "de", "het", "alle", "deze"} or (
        numeral.first == 0 and following and following[0].text == "."
    ):
        return False
    if not following:
        return False
    return (not following[0].is_word and following[0].text not in "%/") or following[0].word in _ALONE


def _alike(one: Numeral, two: Numeral) -> bool:
    if "times" in {one.kind, two.kind}:
        return False
    return one.kind == two.kind or (one.kind == "number" and two.kind in {"share", "points"} and not one.rough)


_SIDE_BY_SIDE = [["tegen"], ["tegenover"], ["versus"], ["en"], ["om"], ["respectievelijk"]]
"""What stands between two numbers of which only the second has its unit: "24 tegen 32 procent"."""

_GOAL = frozenset({"naar", "→", "->", "⇒"})

_AFTER_LEVEL = frozenset(
    ["in", "2", "0", "1", "(", ")", ",", "de", "het", "dat", "toen", "vorig", "jaar", "nu", "jaren", "editie", "dit"]
)


def _is_change(between: Sequence[str], tokens: Sequence[Token], one: Numeral) -> bool:
    """Whether two levels are a change: "van 9% naar 17%", also with a year between them."""
    between = [word for word in between if word not in _FILLERS]
    if not between or word_at(tokens, one.first - 1) == "met":  # "daalde met 20% naar 32%"
        return False
    if between == ["-", ">"] or (len(between) == 1 and between[0] in _GOAL):
        return True
    rest = [word for word in between[:-1] if word not in _AFTER_LEVEL and not re.fullmatch(r"20\d\d", word)]
    before = {token.word for token in tokens[max(one.first - 3, 0) : one.first]}
    return bool(
        ("naar" in between[-2:] and len(rest) <= 2 and ("van" in before or between[-1] == "naar"))
        or (between[-1] == "tot" and "van" in before and not rest and _rises(tokens, one))
    )


def _rises(tokens: Sequence[Token], one: Numeral) -> bool:
    """Whether a verb of change stands before: "gestegen van 10 tot 15%" is no range."""
    before = [token.word for token in tokens[max(one.first - 6, 0) : one.first]]
    return any(word in MOVED or word in DIFFERENCE or word in _SPLIT for word in before)


_SPLIT = frozenset(verb for verb, _ in SEPARABLE)


def _is_range(between: Sequence[str], tokens: Sequence[Token], one: Numeral) -> bool:
    joint = tuple(between)
    if word_at(tokens, one.first - 1) in {"met", "van"} and _rises(tokens, one):
        return False
    if joint in {("tot",), ("-",), ("–",), ("—",), ("à",), ("a",), ("tot", "en", "met"), ("t/m",)}:
        return True
    return joint == ("en",) and any(token.word == "tussen" for token in tokens[max(one.first - 2, 0) : one.first])
