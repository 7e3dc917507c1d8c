"""A claim: true or false in a condition, and asserted when it is printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reportgen.report.problems import Problems
from reportgen.report.tokens import Tokens

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^a-z])")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the data don't carry a claim: what it says, what they say, and what would hold, written and read."""

    says: str
    needs: str
    data: str
    source: str
    reading: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says of the data.

    `source` is how it was asked for: 'rose("chatbot_positief")'. `proof` is the id of the comparison or fact that it
    leans on. It is not known when what it asks for was refused already. `is_small` tells of a significant change that
    has to be called small, `is_indicative` of a base too small for a headline. `refuse` is given the form in which
    another wording is proposed, "" for its own.
    """

    source: str
    holds: bool
    proof: str
    write: Callable[[], str]
    refuse: Callable[[str], Refusal]
    is_known: bool = True
    is_small: bool = False
    is_indicative: bool = False

    def __bool__(self) -> bool:
        return self.holds


def unknown(source: str) -> Claim:
    """A claim about something that was refused: it holds nothing, and nothing more is said of it."""
    nothing = Refusal("", "", "", "", "")
    return Claim(source, False, "", lambda: "–", lambda _: nothing, is_known=False)


def assert_claim(claim: Claim, problems: Problems) -> str:
    """Print a claim, or record why the data don't carry it."""
    if not claim.is_known:
        return "–"
    if not claim.holds:
        return refuse(claim, _sentence_around(claim.source, problems), problems)
    if claim.is_indicative and problems.is_in_title():
        return refuse_indicative(claim, problems)
    return claim.write()


def assert_words(words: str, proofs: tuple[Claim, ...], tokens: Tokens, problems: Problems) -> str:
    """Print an author's own words when all their proofs are carried, tied to them; or record which are not."""
    if not all(proof.is_known for proof in proofs):
        return "–"
    failing = [proof for proof in proofs if not proof.holds]
    for proof in failing:
        refuse(proof, words, problems, "title" if problems.is_in_title() else "sentence")
    if failing:
        return "–"
    if problems.is_in_title() and (indicative := next((one for one in proofs if one.is_indicative), None)):
        return refuse_indicative(indicative, problems)
    if any(proof.is_small for proof in proofs) and "klein" not in words.casefold():
        what = f"het verschil achter “{words}” is significant maar klein, minder dan 3 procentpunt."
        return problems.add(what, "Zeg dat erbij, zoals: “een klein maar significant verschil”.")
    return tokens.number(words, ";".join(dict.fromkeys(proof.proof for proof in proofs)))


def refuse(claim: Claim, sentence: str, problems: Problems, form: str = "") -> str:
    """Record that the data don't carry a claim, and propose another wording, in its own form or the one given."""
    refusal = claim.refuse(form)
    found = f"Er staat dat {refusal.says}, maar {refusal.data}. Nodig is {refusal.needs}."
    what = f"de cijfers dragen dit niet: “{sentence}”. {found}"
    return problems.add(what, f"Wat wel kan: {refusal.source}. Dat wordt: {refusal.reading}")


def refuse_indicative(claim: Claim, problems: Problems) -> str:
    """Record that there are too few respondents behind a claim to make a headline of it."""
    what = f"achter {claim.source} zitten minder dan 100 waarnemingen, en zo’n indicatief cijfer komt niet in een kop."
    return problems.add(what, "Zet het in de tekst, of kies een andere kop.")


def _sentence_around(source: str, problems: Problems) -> str:
    """Quote the sentence of the text in which a claim is printed."""
    line = problems.line_of_source()
    name, _, rest = source.partition("(")
    first = rest.partition('"')[2].partition('"')[0]
    sentences = [sentence.strip() for sentence in _SENTENCE_END.split(line.strip().lstrip("#>- "))]
    return next((one for one in sentences if name in one and first in one), line.strip()) or source
