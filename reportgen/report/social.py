"""The findings that go out one by one: a large number, a sentence with it, and a message to post with the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.errors import Place, Problem
from reportgen.facts import FactBook
from reportgen.ledger import parts_of
from reportgen.project.names import chapter_name
from reportgen.project.schema import Project, Text
from reportgen.report.about import About
from reportgen.report.claims.functions import claiming
from reportgen.report.markdown import blocks_of
from reportgen.report.model import Block, Finding, Heading, Inline, Paragraph, Report, Run, plain
from reportgen.report.notes import about_facts, source
from reportgen.report.points import Shown
from reportgen.report.problems import Problems
from reportgen.report.texts import functions_of, render_text
from reportgen.report.tokens import Tokens
from reportgen.report.wording import Wording
from reportgen.rounding import half_up

LONGEST_NUMBER, LONGEST_SENTENCE, LONGEST_POST = 10, 160, 280
"""How many characters the number, the sentence and the message may have; of the last most networks take no more."""
SIMULATED = " De respondenten zijn gesimuleerd."
"""What every message ends with where that is so: it is read without the picture too."""
_SHAPE = (
    "Schrijf achter # alleen het cijfer, daaronder een alinea die het afmaakt tot een zin, en dan een alinea met het "
    "bericht."
)


def findings_of(texts: Sequence[Text], book: FactBook, project: Project, found: list[Problem]) -> tuple[Finding, ...]:
    """Make a finding of each text; what is wrong in one is added to `found`, and it is left out."""
    tokens, problems = Tokens(), Problems(found)
    said = Wording(book, project, tokens, problems), About(book, project, tokens, problems)
    words = functions_of(*said, *claiming(book, project, tokens, problems))
    shown = Shown(book, project.codebook, project.monitor)
    findings = []
    for text in texts:
        known = len(found)
        markdown = render_text(text, words, problems)
        blocks = blocks_of(markdown, tokens, problems, text) if len(found) == known else ()
        if len(found) == known and (finding := _finding(text, blocks, shown, found)) is not None:
            findings.append(finding)
    found.extend(_of_one_name(texts))
    return tuple(findings)


def _finding(text: Text, blocks: Sequence[Block], shown: Shown, found: list[Problem]) -> Finding | None:
    match blocks:
        case [Heading(number, level=1), Paragraph(sentence), Paragraph(post)] if any(run.fact for run in number):
            pass
        case _:
            found.append(Problem("deze tekst is geen cijfer met een zin en een bericht.", _SHAPE, Place(text.path, 1)))
            return None
    simulated = (Run(SIMULATED),) if shown.monitor.waves[shown.book.wave].simulated else ()
    post = (*post, *simulated)
    found.extend(_too_long(text, number, sentence, post))
    ids = dict.fromkeys(id_ for run in (*number, *sentence) if run.fact for id_, _ in parts_of(run.fact))
    facts = [shown.book.by_id[id_] for id_ in ids if id_ in shown.book.by_id]
    waves = [wave for wave in shown.waves if any(fact.wave == wave for fact in facts)]
    about = about_facts(facts, waves, shown) if facts else ()
    return Finding(chapter_name(text.path), number, sentence, post, (*about, source(shown)), _part(number, shown))


def _part(number: Inline, shown: Shown) -> int | None:
    """How many of a hundred the number says that there are, if it is a share."""
    fact = shown.book.by_id.get(next((run.fact for run in number if run.fact), None) or "")
    if fact is None or fact.unit != "share" or fact.estimate is None:
        return None
    return int(half_up(fact.estimate * 100))


def _too_long(text: Text, number: Inline, sentence: Inline, post: Inline) -> Iterator[Problem]:
    measured = (
        ("het cijfer", number, LONGEST_NUMBER),
        ("de zin", sentence, LONGEST_SENTENCE),
        ("het bericht", post, LONGEST_POST),
    )
    for what, line, most in measured:
        if (length := len(plain(line))) > most:
            told = f"{what} is {length} tekens lang; er passen er {most}."
            yield Problem(told, "Schrijf het korter.", Place(text.path, detail=f"“{plain(line)[:40]}…”"))


def _of_one_name(texts: Sequence[Text]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for text in texts:
        name = chapter_name(text.path).casefold()
        if name in seen:
            what = f"deze tekst heet zonder nummer net zo als {seen[name]}."
            yield Problem(what, "Geef een van beide een andere naam.", Place(text.path))
        seen.setdefault(name, text.path)


def told_by(finding: Finding, report: Report) -> Inline:
    """What a picture of a finding says, in the order in which it is read."""
    return (*finding.number, Run(" "), *finding.sentence, Run(" "), *source_of(finding, report))


def source_of(finding: Finding, report: Report) -> Inline:
    """Where a finding comes from, with what this copy of it carries."""
    return (*finding.source, Run(" "), *report.stamp, Run(".")) if report.stamp else finding.source
