"""What `check` says of the language of a whole monitor: where it was written, and never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.checking import check
from reportgen.cli import run
from reportgen.new import make_monitor
from reportgen.progress import Silent
from reportgen.proofreading.proofreader import Proof
from reportgen.proofreading.readability import HARD_BELOW
from tests.monitors import Change, small_monitor

pytestmark = pytest.mark.usefixtures("measured_here")

ROOT = Path(__file__).parent.parent.parent
MISTAKE = 4
"""The weight from which a remark is about a mistake, and not about style."""

REPORT = """\
# Houding

{% if majority("positief") %}
De meeste maensen zijn positief, en {{ by_rest("positief", "geslacht=man", more="manen vaker", less="zij", same="–") }}.
{% else %}
Van alle menssen is {{ share("positief") }} positief,
en dat is is weinig.
{% endif %}

{{ figure("houding") }}

Dat zegt {{ ref("houding") }}: “This really needs care”.
Wachten is geen kunst, maar het duurt lang. Wachten is geen kunst, maar het duurt lang.
"""
WAITING = (" positief over wachten.", ' positief over wachten ({{ ref("houding") }}).')


def proof_of(folder: Path, **changes: Change) -> Proof:
    found = check(small_monitor(folder / "monitor", **({"report": WAITING} | changes)), Silent()).proof
    assert found is not None
    return found


def told(proof: Proof) -> list[tuple[str, str]]:
    return [(str(remark.place), remark.what) for remark in proof.remarks if remark.place]


def test_a_remark_names_the_line_that_was_written_and_is_about_what_is_printed(tmp_path):
    here, few = "templates/report/01-houding.md, regel", "35% (indicatief, n = 40)"
    sentence = "“Wachten is geen kunst, maar het duurt lang.”"
    assert sorted(told(proof_of(tmp_path, report=REPORT))) == [
        (f"{here} 13", f"deze zin staat al eerder in dezelfde publicatie (regel 13): {sentence}."),
        (f"{here} 4", "onbekend woord “maensen”, in een zin die met deze cijfers niet gedrukt wordt."),
        (f"{here} 6", f"onbekend woord “menssen” in “Van alle menssen is {few} positief, en dat is is …”."),
        (f"{here} 7", f"twee keer “is” na elkaar: “… alle menssen is {few} positief, en dat is is weinig.”."),
    ]


def test_labels_titles_and_the_monitor_s_own_sentences_are_read_too(tmp_path):
    found = told(
        proof_of(
            tmp_path,
            codebook=('label = "positief over wachten"\nshort = "positief"', 'label = "pozitief"\nshort = "pozitief"'),
            figures=('title = "De houding tegenover wachten"', 'title = "De hauding tegenover wachten"'),
            monitor=[("De respondenten zijn", "De respondentten zijn"), ("van wachten vinden", "van wagten vinden")],
        )
    )
    places = {
        word: place
        for place, what in found
        for word in ("pozitief", "hauding", "respondentten", "wagten")
        if word in what
    }
    assert places["pozitief"].startswith("data/codebook.toml, regel")
    assert places["hauding"] == "templates/figures.toml, regel 4"
    assert places["respondentten"] == "monitor.toml, regel 7"
    assert places["wagten"] == "monitor.toml, regel 2"


def test_findings_forewords_and_closing_texts_are_read_too(tmp_path):
    own = 'brand = "klein"\nforeword = "voorwoord.md"\nclosing = "slot.md"\n'
    folder = small_monitor(tmp_path / "monitor", report=WAITING, monitor=('brand = "klein"\n', own))
    texts = {
        "editions/landelijk/voorwoord.md": "# Vooraf\n\nKlantcontact is mensenwerck, ook als het druk is.\n",
        "editions/landelijk/slot.md": "# Tot slot\n\nTot  ziens in de volgende editie.\n",
        "social/wachten.md": "# {{ respondents() }}\n\nmensen wagten, en dat allemaal.\n\nWachten is een straff.\n",
    }
    for name, text in texts.items():
        (folder / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "templates" / name).write_text(text, "utf-8")
    found = check(folder, Silent()).proof
    assert found is not None
    assert sorted((place, what.partition(" in “")[0]) for place, what in told(found)) == [
        ("templates/editions/landelijk/slot.md, regel 3", "meer dan één spatie na elkaar"),
        ("templates/editions/landelijk/voorwoord.md, regel 3", "onbekend woord “mensenwerck”"),
        ("templates/social/wachten.md, regel 3", "onbekend woord “wagten”"),
        ("templates/social/wachten.md, regel 5", "onbekend woord “straff”"),
    ]


def test_questions_and_names_are_printed_as_they_are(tmp_path):
    changes = {
        "codebook": [("Wat vindt u van wachten?", "Wat vindt u van wagten?"), ('2 = "negatief"', '2 = "neggatief"')],
        "monitor": ('name = "Bureau Vraag"', 'name = "Buro Vraagg"'),
        "report": (" positief over wachten.", ' positief over wagten, zegt het buro in {{ ref("houding") }}.'),
    }
    assert told(proof_of(tmp_path, **changes)) == []


def test_the_words_of_the_monitor_s_own_list_are_right(tmp_path):
    told_of = ' positief over voicebots en hold-musicjes ({{ ref("houding") }}).'
    changes = {"report": (" positief over wachten.", told_of)}
    assert len(told(proof_of(tmp_path, **changes))) == 2
    folder = tmp_path / "monitor"
    (folder / "data/woorden.txt").write_text("voicebot  # een vakwoord\n\nhold-musicje\n", "utf-8")
    found = check(folder, Silent()).proof
    assert found is not None
    assert told(found) == []


def test_a_list_that_is_no_utf_8_costs_only_its_accents(tmp_path):
    folder = small_monitor(tmp_path / "monitor", report=WAITING)
    (folder / "data/woorden.txt").write_bytes("belcafé\nvoicebot\n".encode("cp1252"))
    found = check(folder, Silent()).proof
    assert found is not None
    assert told(found) == [("data/woorden.txt, regel 1", "hier staat een letter die niet te lezen is.")]


def test_remarks_come_after_what_was_measured_and_stop_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(small_monitor(tmp_path / "monitor", report=REPORT))
    assert run(["check"]) == 0
    shown = capsys.readouterr()
    assert "menssen" not in shown.err
    measured, _, found = shown.out.partition("Taal en leesbaarheid")
    assert measured.startswith("2024 (data/2024.csv)")
    assert "    regel 7: twee keer “is” na elkaar: “… alle menssen" in found
    assert found.endswith("\n\nGeen problemen gevonden.\n")


@pytest.fixture(scope="module")
def ours() -> Proof:
    found = check(ROOT, Silent()).proof
    assert found is not None
    return found


@pytest.fixture(scope="module")
def starter(tmp_path_factory) -> Proof:
    folder = tmp_path_factory.mktemp("starter") / "monitor"
    make_monitor(folder)
    found = check(folder, Silent()).proof
    assert found is not None
    return found


@pytest.mark.parametrize("monitor", ["ours", "starter"])
def test_our_own_texts_have_no_mistakes_also_what_the_program_writes(monitor, request):
    proof = request.getfixturevalue(monitor)
    assert [(str(remark.place), remark.what) for remark in proof.remarks if remark.weight >= MISTAKE] == []


@pytest.mark.parametrize("monitor", ["ours", "starter"])
def test_our_own_texts_are_not_hard_to_read(monitor, request):
    for reading in request.getfixturevalue(monitor).readings:
        assert reading.whole.is_measured
        hard = [(title, ease) for title, ease in reading.chapters if ease.is_measured and ease.score < HARD_BELOW]
        assert hard == []


@pytest.mark.parametrize("monitor", ["ours", "starter"])
def test_few_remarks_on_our_own_texts_are_about_style(monitor, request):
    assert len(told(request.getfixturevalue(monitor))) <= 6
