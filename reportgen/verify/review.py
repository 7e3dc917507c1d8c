"""What was found, as a web page to send back to the author: each sentence with its numbers marked and explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from reportgen.verify.examination import Examination, Sentence
from reportgen.verify.listing import summary
from reportgen.verify.verdicts import ALARMS, Verdict

_CLASSES = {
    Verdict.CONFIRMED: "good",
    Verdict.WRONG: "wrong",
    Verdict.NOT_SIGNIFICANT: "wrong",
    Verdict.POINTS: "wrong",
    Verdict.AMBIGUOUS: "doubt",
    Verdict.UNTRACEABLE: "unknown",
}
_STYLE = """
:root { --paper: #fff; --ink: #1a1a1a; --soft: #595959; --line: #767676; --plain: #eee; --good: #e3f3e6;
  --good-line: #1b6e2d; --wrong: #fde5e3; --wrong-line: #a3140a; --doubt: #fff3d6; --doubt-line: #7a5200; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181b; --ink: #eceef0; --soft: #b3b8bd; --line: #7d838a; --plain: #33373c; --good: #18391f;
    --good-line: #8fd49d; --wrong: #4a1f1c; --wrong-line: #ff9b90; --doubt: #43340f; --doubt-line: #f0c66b; }
}
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem;
  background: var(--paper); color: var(--ink); overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.25rem; }
h3 { font-size: 1rem; }
section { border-top: 1px solid var(--line); padding: .5rem 0; }
.place { color: var(--soft); margin: 0; font-size: .875rem; }
ul { padding-left: 1.25rem; }
mark { background: var(--plain); color: inherit; padding: 0 .15em; border-bottom: 3px solid var(--soft); }
mark.good { background: var(--good); border-bottom-color: var(--good-line); }
mark.wrong { background: var(--wrong); border-bottom-color: var(--wrong-line); border-bottom-style: double; }
mark.doubt { background: var(--doubt); border-bottom-color: var(--doubt-line); border-bottom-style: dashed; }
@media print { section { break-inside: avoid; } h2, h3 { break-after: avoid; } }
"""


def render_page(examinations: Sequence[Examination], title: str) -> str:
    """Make one page of all documents; what is wrong comes first in each, then the rest in order."""
    body = "\n".join(_document(one) for one in examinations)
    heading = f"Cijfercontrole – {escape(title)}"
    return (
        f'<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{heading}</title>\n<style>{_STYLE}</style>\n'
        f"</head>\n<body>\n<main>\n<h1>{heading}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _document(examination: Examination) -> str:
    wrong = [s for s in examination.sentences if any(f.verdict in ALARMS for f in s.findings)]
    parts = [f"<h2>{escape(examination.name)}</h2>", f"<p>{escape(summary(examination))}</p>"]
    if wrong:
        parts.append("<h3>Wat er niet klopt</h3>")
        parts += [_sentence(sentence) for sentence in wrong]
    rest = [sentence for sentence in examination.sentences if sentence not in wrong]
    if rest:
        parts.append("<h3>De andere cijfers</h3>")
        parts += [_sentence(sentence) for sentence in rest]
    return "\n".join(parts)


def _sentence(sentence: Sentence) -> str:
    items = "".join(
        f"<li><strong>{escape(f.verdict.value)}</strong>: "
        f"“{escape(sentence.text[f.start : f.end])}”. {escape(f.reason)}</li>"
        for f in sentence.findings
    )
    place = f'<p class="place">{escape(sentence.place)}</p>'
    return f"<section>{place}<p>{''.join(_marked(sentence))}</p><ul>{items}</ul></section>"


def _marked(sentence: Sentence) -> Iterator[str]:
    end = 0
    for finding in sentence.findings:
        if finding.start < end:
            continue
        yield escape(sentence.text[end : finding.start])
        yield f'<mark class="{_CLASSES[finding.verdict]}">{escape(sentence.text[finding.start : finding.end])}</mark>'
        end = finding.end
    yield escape(sentence.text[end:])
