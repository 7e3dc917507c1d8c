"""What was found in documents, as text for a terminal and as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from reportgen.verify.examination import Examination, Sentence
from reportgen.verify.verdicts import ALARMS, Finding, Verdict

SCHEMA = 1
Style = Callable[[str, bool | None], str]
"""Words, and whether what they are about is right, wrong, or in doubt."""

_SIGNS = {
    Verdict.CONFIRMED: "✓",
    Verdict.WRONG: "✗",
    Verdict.NOT_SIGNIFICANT: "✗",
    Verdict.POINTS: "✗",
    Verdict.AMBIGUOUS: "?",
    Verdict.UNTRACEABLE: "–",
}


def render_text(examinations: Sequence[Examination], *, everything: bool = False, style: Style | None = None) -> str:
    """Show each sentence with its numbers marked, and below it what is said of them.

    Without `everything`, only what is wrong or doubtful is shown. `style` colours the words of a verdict.
    """
    return "".join(f"{line}\n" for one in examinations for line in _lines(one, everything, style or _plain))


def _plain(text: str, _: bool | None) -> str:
    return text


def _good(verdict: Verdict) -> bool | None:
    return True if verdict is Verdict.CONFIRMED else False if verdict in ALARMS else None


def _lines(examination: Examination, everything: bool, style: Style) -> Iterator[str]:
    yield examination.name
    for sentence in examination.sentences:
        shown = [f for f in sentence.findings if everything or f.verdict in ALARMS or f.verdict is Verdict.AMBIGUOUS]
        if shown:
            yield ""
            yield f"  {sentence.place}: {marked(sentence, shown, style)}"
            for finding in shown:
                number = sentence.text[finding.start : finding.end]
                verdict = style(f"{_SIGNS[finding.verdict]} {finding.verdict.value}", _good(finding.verdict))
                yield f"    {verdict}: “{number}”. {finding.reason}"
    yield ""
    yield f"  {summary(examination)}"
    yield ""


def marked(sentence: Sentence, findings: Sequence[Finding], style: Style) -> str:
    """A sentence with each number in square brackets."""
    parts, end = [], 0
    for finding in findings:
        if finding.start < end:
            continue
        number = sentence.text[finding.start : finding.end]
        parts += [sentence.text[end : finding.start], style(f"[{number}]", _good(finding.verdict))]
        end = finding.end
    return "".join(parts) + sentence.text[end:]


def summary(examination: Examination) -> str:
    """Count the verdicts in a sentence."""
    total = sum(examination.counts.values())
    if not total:
        return "Geen cijfers gevonden die over de monitor gaan."
    counted = ", ".join(f"{count} {verdict.value}" for verdict, count in examination.counts.items() if count)
    noun = "bewering" if total == 1 else "beweringen"
    return f"{total} {noun}: {counted}."


def render_json(examinations: Sequence[Examination]) -> str:
    """Write everything that was found, one finding a line."""
    files = []
    for one in examinations:
        rows = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in _rows(one))
        body = f"[\n{rows}\n  ]" if rows else "[]"
        counts = {verdict.value: count for verdict, count in one.counts.items()}
        head = f'"file": {json.dumps(one.name, ensure_ascii=False)}, "counts": {json.dumps(counts, ensure_ascii=False)}'
        files.append(f'  {{{head}, "findings": {body}}}')
    joined = ",\n".join(files)
    return f'{{"schema": {SCHEMA}, "files": [\n{joined}\n]}}\n'


def _rows(examination: Examination) -> Iterator[dict[str, object]]:
    for sentence in examination.sentences:
        for finding in sentence.findings:
            yield {
                "place": sentence.place,
                "sentence": sentence.text,
                "start": finding.start,
                "end": finding.end,
                "text": sentence.text[finding.start : finding.end],
                "verdict": finding.verdict.value,
                "reason": finding.reason,
                "facts": list(finding.facts),
            }
