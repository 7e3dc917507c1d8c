"""Which words of a sentence belong to which of its numbers, and whether it is about people that no fact is about."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from reportgen.verify.clauses import is_follower
from reportgen.verify.lexicon import PAST, POPULATION, STOP_WORDS
from reportgen.verify.moments import WaveMention
from reportgen.verify.phrases import Group, Mention
from reportgen.verify.quantities import Numeral
from reportgen.verify.scene import Scene, distance

TOTAL_WORDS = frozenset({"totaal", "gemiddeld", "gemiddelde", "landelijk", "iedereen", "allen"})

_LIST_WORDS = frozenset(
    [",", "en", "of", "de", "het", "een", "bij", "voor", "met", "over", "van", "aan", "per", "door", "in", "dan"]
)

_RUN_WORDS = frozenset(
    [",", "en", "respectievelijk", "resp", ".", "tegen", "tegenover", "vs", "versus", "om", "procent", "(", "een"]
)


def aligned(scene: Scene, first: int) -> tuple[frozenset[Mention], frozenset[Mention]]:
    """The mentions of a list that are a number's own, and those of the others: "bij A en B is het 26% en 25%"."""
    numerals = [n for n in scene.levels if n.pair is None]
    at = next((i for i, n in enumerate(numerals) if n.first == first), None)
    if at is None:
        return frozenset(), frozenset()
    followers = frozenset(m for m in scene.subjects if m.first > first and is_follower(scene.tokens, m.first))
    begin = end = at
    while begin and _only(scene, numerals[begin - 1].last, numerals[begin].first, _RUN_WORDS):
        begin -= 1
    while end + 1 < len(numerals) and _only(scene, numerals[end].last, numerals[end + 1].first, _RUN_WORDS):
        end += 1
    count = end - begin + 1
    if count < 2:
        return frozenset(), followers
    mine: set[Mention] = set()
    others = set(followers)
    for mentions in (scene.subjects, scene.groups):
        before = [m for m in mentions if m.last <= numerals[begin].first]
        for i in range(len(before) - count, -1, -1):
            listed = before[i : i + count]
            if all(is_listed(scene, a, b) for a, b in pairwise(listed)):
                mine.add(listed[at - begin])
                others |= set(listed) - mine
                break
    return frozenset(mine), frozenset(others)


def is_listed(scene: Scene, one: Mention, two: Mention) -> bool:
    """Whether two mentions stand in one list: "webwinkels en pakketbezorgers", "jongeren vaker dan ouderen"."""
    if one.group is not None and two.group is not None:
        return one.group != two.group and one.group[0] == two.group[0]
    between = scene.tokens[one.last : two.first]
    opened = next((i for i, token in enumerate(between) if token.text == "("), len(between))
    closed = next((i for i, token in enumerate(between) if token.text == ")"), opened - 1)
    joint = {token.word for token in (*between[:opened], *between[closed + 1 :])}
    return bool(joint & {",", "en", "dan"}) and joint <= _LIST_WORDS


def _only(scene: Scene, first: int, last: int, words: frozenset[str]) -> bool:
    """Whether nothing but these words stands between two places, and something does."""
    between = scene.tokens[first:last]
    return bool(between) and all(token.word in words for token in between)


def by_cost(option: tuple[int, object]) -> int:
    """The first of the two, to sort by."""
    return option[0]


def is_past(scene: Scene, first: int, last: int) -> bool:
    """Whether a number has a verb in the past beside it: "9% was positief, nu 17%"."""
    return any(token.word in PAST for token in scene.tokens[max(first - 2, 0) : last + 2])


def is_nearest(scene: Scene, first: int, last: int, mention: Mention | WaveMention) -> bool:
    """Whether no other number is nearer to a mention: of those in its own clause, where that has any."""
    own = distance(scene, first, last, mention)
    clause = scene.clause(mention.first)
    levels = [n for n in scene.levels if not _tells_more(scene, mention, n)]
    within = [n for n in levels if n.first in clause]
    mine = range(first, max(last, first + 1))
    if within and not any(i in clause for i in mine):
        return False
    others: Iterable[Numeral] = (n for n in within or levels if n.first not in mine)
    return all(distance(scene, n.first, n.last, mention) >= own for n in others)


def _tells_more(scene: Scene, mention: Mention | WaveMention, numeral: Numeral) -> bool:
    """Whether a difference behind a colon only tells more of what was said: "15% is positief: 5 procentpunt meer"."""
    between = scene.tokens[mention.last : numeral.first]
    return numeral.kind == "points" and any(token.text == ":" for token in between)


def is_beside_everybody(scene: Scene) -> bool:
    """Whether a group is compared with all: "dan gemiddeld", "dan de rest"."""
    words = [token.word for token in scene.tokens]
    return any(word == "dan" and TOTAL_WORDS & set(words[i + 1 : i + 3]) for i, word in enumerate(words))


_OF = frozenset({"van", "onder", "bij"})


def of_whom(scene: Scene, first: int, last: int, mention: Mention) -> int:
    """How far a group is from a share; next to it when it is said to be of the group: "63 procent van de jongeren"."""
    named = scene.tokens[last].word in _OF if last < len(scene.tokens) else False
    if named and last < mention.first <= last + 2:
        return -1
    return distance(scene, first, last, mention)


def is_of_everybody(scene: Scene, first: int, last: int) -> bool:
    """Whether a share is said to be of everybody: "53 procent van alle Nederlanders", "van alle Nederlanders 53"."""
    start = scene.clause(first).start
    for at in (last, start) if start < first else (last,):
        words = [token.word for token in scene.tokens[at : at + 3]]
        if words[:2] == ["van", "alle"] and POPULATION & set(words[2:]):
            return True
    return False


def is_contrasted(scene: Scene, first: int, mention: WaveMention) -> bool:
    """Whether a moment is that of another number, with "maar" behind it: "in 2024 was het 9%, maar 15% is positief"."""
    between = {token.word for token in scene.tokens[mention.last : first]}
    clause = scene.clause(mention.first)
    return bool(between & {"maar", "terwijl"}) and any(
        n.first in clause for n in scene.numbers.numerals if n.kind != "year"
    )


def is_comparand(scene: Scene, first: int, last: int, mention: Mention) -> bool:
    """Whether a group is only what another one before the number is compared with: "jongeren meer dan ouderen"."""
    before = [token.word for token in scene.tokens[max(mention.first - 2, 0) : mention.first]]
    return mention.first >= last and "dan" in before and any(m.last <= first for m in scene.groups)


_NO_OPINION = ({"weet", "niet"}, {"weten", "niet"}, {"geen", "mening"})


def is_group_itself(scene: Scene, numeral: Numeral) -> bool:
    """Whether a share is of a group's size ("49 procent man"), or of who has no opinion ("1% weet het niet")."""
    last = numeral.last
    behind_it = {token.word for token in scene.tokens[last : last + 4]}
    if any(signs <= behind_it for signs in _NO_OPINION):
        return True
    behind = [m for m in scene.groups if m.first >= last and m.first in scene.clause(last - 1)]
    if not behind or any(last <= m.first < behind[0].first for m in scene.subjects):
        return False
    between = [token.word for token in scene.tokens[last : behind[0].first]]
    own = [m for m in scene.subjects if m.first in scene.clause(last - 1)]
    if not between:
        return not numeral.rough  # "zes op de tien jongeren" are some of them
    if {"van", "onder", "bij"} & set(between):
        return False
    return ("zichzelf" in between or between[-1] in {"is", "zijn", "was", "waren"}) and not own


def is_crossed(scene: Scene, group: Group | None) -> bool:
    """Whether groups of two breakdowns stand side by side: "jonge vrouwen"."""
    if group is None:
        return False
    for one in scene.groups:
        for two in scene.groups:
            if one.group == group and two.group is not None and two.group[0] != group[0]:
                between = range(min(one.last, two.last), max(one.first, two.first))
                if len(between) == 0:
                    return True
    return False


def is_of_strangers(scene: Scene, first: int, last: int, *, of_users: bool = False) -> bool:
    """Whether a share is of people who are neither everybody nor a group: "30% van de huisartsen"."""
    tokens = scene.tokens
    whole: tuple[Mention | WaveMention, ...] = (*scene.groups, *scene.waves)
    people = {i for mention in whole for i in range(mention.first, mention.last)} | set(scene.sets)
    if of_users:
        people |= {i for i, token in enumerate(tokens) if token.word in _USERS}
    known = people | {i for mention in scene.subjects for i in range(mention.first, mention.last)}
    opens = {0, *(i + 1 for i, token in enumerate(tokens[:first]) if token.text in ":;,")}
    start = max(i for i in opens if i <= first)
    word = tokens[start].word if start < len(tokens) else ""
    if word == "bij" and _is_strange(scene, start + 1, known | set(scene.familiar)):
        return True
    if word in {"van", "onder"} and _is_strange(scene, start + 1, people):
        return True
    # A share of a thing that the monitor asks after is no share of people either: "15% van de telefoongesprekken".
    return last < len(tokens) and tokens[last].word == "van" and _is_strange(scene, last + 1, people)


_USERS = frozenset({"gebruikers", "bellers", "chatters"})
_BEFORE_NOUN = frozenset({"de", "het", "alle", "deze", "die", "onze", "al", "ruim", "zijn"})


def _is_strange(scene: Scene, place: int, known: set[int]) -> bool:
    """Whether the noun at a place is none that the survey knows, and none for everybody."""
    tokens, at = scene.tokens, place
    while at < len(tokens) and (tokens[at].word in _BEFORE_NOUN or tokens[at].value is not None):
        at += 1
    words = [i for i in range(at, min(at + 3, len(tokens))) if tokens[i].is_word]
    if not words or tokens[words[0]].word in STOP_WORDS - POPULATION:
        return False
    nouns = words[:1] if not tokens[words[0]].word.endswith("e") else words  # "van de minder vaardige mensen"
    named = any(i in known for i in (at, at + 1, *nouns) if i == at or i in nouns or tokens[at].value is not None)
    return not named and not any(tokens[i].word in POPULATION for i in nouns)
