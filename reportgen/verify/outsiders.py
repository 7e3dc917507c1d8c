"""Whether a sentence may speak of other people or things than the monitor asked after: then nothing is called wrong."""

from __future__ import annotations

from reportgen.number_words import cardinal, ordinal
from reportgen.verify import lexicon
from reportgen.verify.scene import Scene

_MOST_UNKNOWN = 1
"""How many words that the monitor does not know a clause may have before it is doubtful what it is about."""
_KNOWN = (
    lexicon.STOP_WORDS | lexicon.POPULATION | lexicon.VERBS | lexicon.PAST | lexicon.UP | lexicon.DOWN | lexicon.STABLE
    | lexicon.ASKED | lexicon.PEOPLE | lexicon.SURVEY | lexicon.DIFFERENCE | lexicon.HIGHEST | lexicon.LOWEST
    | lexicon.LIGHT
)  # fmt: skip
_OURS = frozenset({"onze", "ons", "mijn"})
_AMOUNTS = frozenset({"aantal", "hoeveelheid", "volume"})
_MEASURES = frozenset({"seconden", "minuten", "uur", "uren", "dagen", "euro", "miljoen", "miljard"})
_MANY = frozenset({"zijn", "hebben", "staan", "vinden", "bellen", "kiezen", "geven", "willen", "gebruiken", "waren"})


def unknown_to_us(scene: Scene, at: int) -> tuple[str, ...]:
    """The words by which a place may be about something else; none when there is no such doubt."""
    clause = scene.clause(at)
    words = _unknown(scene, _statement(scene, clause, at))
    if len(words) > _MOST_UNKNOWN:
        return tuple(words)
    rules = (_ours, _amount, _base, _abroad, _doers, _measured)
    return _subject(scene) or next((found for rule in rules if (found := rule(scene, clause))), ())


def counted(scene: Scene) -> tuple[str, ...]:
    """Whom or what a sentence counts that the monitor does not know: "twintig managers"."""
    ends = [n.last for n in scene.numbers.numerals if n.kind == "number" and n.last < len(scene.tokens)]
    return tuple(scene.tokens[i].text for i in ends if i not in scene.explained and _is_content(scene, i))


def _statement(scene: Scene, clause: range, at: int) -> range:
    """What a clause states, without who says it or what it is an example of: "de wethouder wijst erop dat", "kijk:"."""
    breaks = [i for i in clause if scene.tokens[i].text in ":–—" or scene.tokens[i].word == "dat"]
    begin = max((i + 1 for i in breaks if i < at), default=clause.start)
    return range(begin, next((i for i in breaks if i > at), clause.stop))


def _unknown(scene: Scene, clause: range) -> list[str]:
    """The words of a clause that neither the questionnaire nor the language at large explains."""
    return [scene.tokens[i].text for i in clause if i not in scene.explained and _is_content(scene, i)]


def _is_content(scene: Scene, at: int) -> bool:
    token = scene.tokens[at]
    counts = cardinal(token.word) is not None or ordinal(token.word) is not None
    return token.is_word and token.word not in _KNOWN and not counts


def _subject(scene: Scene) -> tuple[str, ...]:
    """Read an unknown plural with its verb at the start: "Ondernemers zijn"."""
    if len(scene.tokens) < 2 or not scene.tokens[0].word.endswith(("en", "s")):
        return ()
    is_plural = scene.tokens[1].word in _MANY
    return (scene.tokens[0].text,) if is_plural and 0 not in scene.explained and _is_content(scene, 0) else ()


def _ours(scene: Scene, clause: range) -> tuple[str, ...]:
    """Read "onze klanten", "ons callcenter" and "bij ons"; but "van ons" is everybody."""
    for i in clause:
        before = scene.tokens[i - 1].word if i else ""
        if scene.tokens[i].word in _OURS and before not in {"van", "onder", "wat"}:
            return (scene.tokens[i].text,)
    return ()


def _amount(scene: Scene, clause: range) -> tuple[str, ...]:
    """Read "het aantal gesprekken": a count of things, and no share of people."""
    for i in range(clause.stop - 1):  # what is counted may be said once for two numbers
        if scene.tokens[i].word in _AMOUNTS and scene.tokens[i + 1].word not in _KNOWN:
            return (scene.tokens[i + 1].text,)
    return ()


def _base(scene: Scene, clause: range) -> tuple[str, ...]:
    """Read "wie een hoog inkomen heeft": people of whom the monitor knows nothing apart."""
    for start, end in scene.bases:
        words = _unknown(scene, range(start, end))
        named = any(start <= mention.first < end for mention in (*scene.subjects, *scene.groups))
        if words and not named and (end in clause or end + 1 in clause or start in clause):
            return tuple(words)
    return ()


def _abroad(scene: Scene, clause: range) -> tuple[str, ...]:
    """Read "in België" and "in Rotterdam": a place that the monitor does not tell apart."""
    for i in clause:
        token, before = scene.tokens[i], scene.tokens[i - 1].word if i else ""
        if before == "in" and token.text[0].isupper() and i not in scene.explained and _is_content(scene, i):
            return (token.text,)
    return ()


def _doers(scene: Scene, clause: range) -> tuple[str, ...]:
    """Read "acht van de tien gemeenten experimenteren": a share of things that do what the monitor knows nothing of."""
    ends = {numeral.last for numeral in scene.levels if numeral.kind == "share"}
    for mention in scene.subjects:
        at = mention.last
        is_plural = scene.tokens[at - 1].word.endswith(("en", "s")) and at in clause
        if mention.first in ends and is_plural and at not in scene.explained and _is_content(scene, at):
            return (scene.tokens[mention.first].text, scene.tokens[at].text)
    return ()


def _measured(scene: Scene, clause: range) -> tuple[str, ...]:
    """Read "tot 9 minuten, een stijging van 28 procent": a change of what is measured in something else."""
    if any(mention.first in clause for mention in scene.subjects):
        return ()
    before = scene.clause(max(clause.start - 2, 0))
    measures = (scene.tokens[i].text for i in before if scene.tokens[i].word in _MEASURES)
    return tuple(measures)[:1]
