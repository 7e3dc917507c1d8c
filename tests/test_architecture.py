"""Numbers flow one way: what each part of the package may import, and what must not be loaded to answer at once."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "reportgen"

# Part → what it may import of ours, and of other people's. A part is a module or a folder; the longest name that fits
# counts. The standard library and a part's own modules are free.
ARROWS: dict[str, set[str]] = {
    "": set(),
    "__main__": {"cli"},
    "audit": {"errors", "facts", "project.schema"},
    "books": {"errors", "facts"},
    "brand": {"carried", "errors", "project.toml"},
    "brand.drawing": {"brand.svg_reading", "brand.svg_styles", "PIL"},
    "brand.inked": {"brand.drawing", "brand.svg_reading", "fontTools"},
    "brand.plates": {"brand.model", "PIL"},
    "brand.raster": {"brand.colour", "errors", "PIL"},
    "brand.wordmark": {"brand.model", "errors", "fontTools", "uharfbuzz"},
    "build": {
        "", "books", "copies", "edition", "errors", "facts", "keeping", "keys", "makers", "measured", "pairs",
        "progress", "project", "publish.output", "releasing", "scratch", "standing", "succession", "unmeasured",
        "versions",
    },
    "carried": set(),
    "checking": {
        "copies", "edition", "errors", "facts", "measured", "progress", "project", "proofreading.desk",
        "proofreading.proofreader", "releasing", "report", "standing", "succession", "verify.examination",
        "verify.reading",
    },
    "cli": {
        "", "build", "checking", "comparing", "copies", "doctor", "dutch_click", "editions", "errors", "failures",
        "facts", "gallery.writing", "importing.importer", "measured", "new", "project.reading", "proofreading.overview",
        "report.explaining", "report.listing", "report.overview", "report.points", "reviewing", "terminal",
        "verify.listing", "verify.review", "click",
    },
    "cluster": {
        "carried", "edition", "errors", "keeping", "makers", "parallel", "progress", "project.reading", "scratch",
        "versions", "distributed",
    },
    "comparing": {
        "books", "errors", "facts", "project.schema", "report.dutch", "rounding", "standing", "verify.documents",
        "verify.lexicon", "verify.sentences",
    },
    "copies": set(),
    "doctor": {"brand", "errors", "project.reading"},
    "dutch_click": {"click"},
    "edition": {
        "books", "brand", "carried", "copies", "errors", "facts", "isolation.strangers", "keeping", "ledger",
        "ordering", "pairs", "parallel", "press_kit", "progress", "project.schema", "proving", "publish", "report",
        "verify.own",
    },
    "editions": {"errors", "pairs", "project.editions", "project.schema", "report.dutch", "standing"},
    "embargo": {"errors"},
    "errors": set(),
    "facts": set(),
    "failures": {"errors", "click"},
    "following": set(),
    "gallery": {
        "brand", "errors", "facts", "new", "project.editions", "project.reading", "project.schema", "publish.drawings",
        "publish.fonts", "report", "rounding", "markupsafe",
    },
    "importing": {"errors", "facts", "new", "progress", "project", "survey.process", "cattrs"},
    "importing.__main__": {
        "errors", "following", "importing.describing", "importing.description", "survey.__main__", "survey.process",
    },
    "importing.describing": {
        "importing.description", "importing.patterns", "importing.sav_dictionary", "importing.words", "survey",
    },
    "importing.patterns": {"importing.description", "survey.arrays", "survey.column", "numpy"},
    "importing.sav_dictionary": {"importing.description", "pyreadstat"},
    "keeping": {"turns"},
    "isolation": {
        "brand", "errors", "project.editions", "project.own", "project.schema", "PIL", "pikepdf", "pypdfium2",
    },
    "keys": {"carried", "keeping", "project", "versions"},
    "ledger": set(),
    "makers": {
        "books", "brand", "cluster", "copies", "edition", "errors", "keeping", "parallel", "progress",
        "project.cutting", "project.schema", "scratch", "workers",
    },
    "measured": {
        "audit", "books", "errors", "facts", "keeping", "progress", "project", "report", "survey.process", "versions",
    },
    "new": {"errors"},
    "number_words": set(),
    "ordering": {"brand", "carried", "facts", "keeping", "proving", "publish", "report"},
    "pairs": {"errors", "ledger", "project.editions", "report.model"},
    "parallel": {"following"},
    "press_kit": {
        "brand", "keeping", "proving", "publish", "report.model", "report.press_kit",
    },
    "progress": set(),
    "project": {"embargo", "errors", "facts", "cattrs"},
    "proofreading": {"errors", "project.schema", "report.model", "rounding", "verify.sentences"},
    "proofreading.desk": {
        "carried", "errors", "project.own", "project.schema", "proofreading.known", "proofreading.proofreader",
        "proofreading.remarks",
        "proofreading.spelling", "report.model",
    },
    "proofreading.spelling": {
        "proofreading.english", "proofreading.known", "proofreading.remarks", "proofreading.sentences",
        "proofreading.words", "hunspell",
    },
    "proving": {
        "brand", "errors", "facts", "ledger", "publish", "report.ledger", "report.ledger_kit", "report.ledger_office",
        "report.model", "report.press_kit", "verify.documents", "verify.formats", "verify.own", "verify.readback",
    },
    "publish": {
        "brand", "errors", "report.accounting", "report.licences", "report.model", "report.table_numbers",
        "report.taking", "PIL", "fontTools", "jinja2", "markupsafe", "pikepdf", "pydyf", "pypdfium2", "uharfbuzz",
        "weasyprint",
    },
    "publish.figures_kit": {"brand", "facts", "publish", "report.model", "markupsafe"},
    "publish.lists": {"facts", "report.model", "rounding"},
    "publish.lists_along": {"facts", "publish", "report.model"},
    "publish.output": {"errors", "keeping"},
    "publish.press_kit": {"brand", "publish", "report.model", "report.press_kit", "markupsafe"},
    "publish.sheet_numbers": {"rounding"},
    "publish.picture_notes": {"publish.packing", "report.model", "report.social", "markupsafe", "PIL"},
    "publish.slide_boxes": {
        "brand", "publish", "report.model", "report.slide_figures", "report.slides", "markupsafe",
    },
    "publish.slide_charts": {
        "brand", "publish", "report.model", "report.slide_figures", "xlsxwriter",
    },
    "publish.slide_runs": {"publish", "report.model", "markupsafe"},
    "publish.slide_tables": {
        "brand", "publish.slide_places", "report.model",
        "report.slide_figures",
    },
    "publish.slides": {"brand", "publish", "report.model", "report.slides", "jinja2", "markupsafe"},
    "publish.social": {
        "brand", "errors", "publish", "report.model", "report.social", "jinja2", "markupsafe", "pypdfium2", "PIL",
        "weasyprint",
    },
    "publish.spreadsheet": {"facts", "publish", "report.model", "report.tabulation", "xlsxwriter"},
    "releasing": {
        "copies", "embargo", "errors", "project.embargoes", "project.names", "project.places", "project.schema",
        "report.embargo", "standing",
    },
    "report": {
        "", "brand", "copies", "embargo", "errors", "facts", "ledger", "number_words", "project.cutting",
        "project.editions", "project.embargoes",
        "project.expansion", "project.names", "project.own", "project.schema", "project.typed_numbers",
        "project.variants", "rounding", "babel", "jinja2", "markdown_it",
    },
    "report.charts": {"brand", "errors", "report.model", "rounding", "matplotlib", "numpy", "pyphen"},
    "report.model": {"ledger"},
    "reviewing": {
        "brand", "carried", "comparing", "edition", "errors", "measured", "facts", "progress", "project", "publish",
        "report", "markupsafe",
    },
    "rounding": set(),
    "scratch": {"errors"},
    "standing": {"errors", "keeping", "ledger", "pairs"},
    "succession": {
        "comparing", "errors", "facts", "project.names", "project.places", "project.schema", "publish.output",
        "standing",
    },
    "survey": {
        "audit", "books", "errors", "facts", "following", "project", "rounding", "numpy", "pyarrow", "pyreadstat",
        "python_calamine", "scipy.special",
    },
    "survey.process": {"books", "errors"},
    "versions": {""},
    "workers": {"parallel"},
    "terminal": {"progress", "click", "rich"},
    "turns": set(),
    "unmeasured": {
        "books", "errors", "facts", "keeping", "project.names", "project.places", "project.schema", "standing",
    },
    "verify": {"errors", "facts", "ledger", "number_words", "project.schema"},
    "verify.formats": {"errors", "ledger", "verify.documents", "markdown_it", "pypdfium2"},
}  # fmt: skip

HEAVY = {
    "distributed", "hunspell", "pandas", "numpy", "scipy", "matplotlib", "weasyprint", "rich", "babel", "jinja2",
    "markdown_it", "pikepdf", "pyarrow", "pypdfium2", "pyreadstat", "xlsxwriter",
}  # fmt: skip


def name_of(path: Path) -> str:
    """A module's name within the package: "survey.process"; "" is the package itself."""
    name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix("__init__").removesuffix(".")


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports(path: Path) -> Iterator[str]:
    """What a file imports anywhere in it, inside functions too; ours without the package's name, as "facts" or ""."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            yield from (_target(node.module or "", alias.name) for alias in node.names)


def _target(module: str, name: str) -> str:
    """`from reportgen.report import listing` imports a module, `from reportgen.facts import Fact` a name in one."""
    within = PACKAGE.joinpath(*module.split(".")[1:], name)
    is_module = module.startswith("reportgen") and (within.is_dir() or within.with_suffix(".py").exists())
    return f"{module}.{name}" if is_module else module


def fits(name: str, part: str) -> bool:
    return name == part or (part != "" and name.startswith(f"{part}."))


def part_of(name: str) -> str:
    return max((part for part in ARROWS if fits(name, part)), key=len, default="?")


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_what_its_part_may(name: str) -> None:
    part = part_of(name)
    assert part in ARROWS, f"give reportgen.{name} its place in the table"
    for imported in imports(MODULES[name]):
        if imported.partition(".")[0] in sys.stdlib_module_names:
            continue
        target = imported.removeprefix("reportgen").removeprefix(".")
        own = imported.startswith("reportgen") and (target == part or (part != "" and fits(target, part)))
        allowed = any(fits(target, other) for other in ARROWS[part])
        assert own or allowed, f"reportgen.{name} may not import {imported}"


def test_only_the_survey_knows_respondents() -> None:
    readers = {"pyarrow", "pyreadstat", "python_calamine"}
    holders = {name for name, path in MODULES.items() if readers & {top.partition(".")[0] for top in imports(path)}}
    assert holders
    assert {part_of(name) for name in holders} == {"survey", "importing.sav_dictionary"}


def test_the_table_names_only_parts_that_exist() -> None:
    assert [part for part in ARROWS if not any(fits(name, part) for name in MODULES)] == []


ANSWER_AT_ONCE = {
    "help": "from reportgen.cli import run; run(['--help'])",
    "help of importing": "from reportgen.cli import run; run(['import', '--help'])",
    "help of a command": "from reportgen.cli import run; run(['build', '--help'])",
    "a mistyped command": "from reportgen.cli import run; run(['buidl'])",
    "reading the project": "from reportgen.project import reading; reading.read_project(reading.Path())",
    "the story of a build": "import reportgen.build",
}


@pytest.mark.parametrize("statement", ANSWER_AT_ONCE.values(), ids=ANSWER_AT_ONCE.keys())
def test_what_must_answer_at_once_loads_nothing_heavy(statement: str) -> None:
    program = f"{statement}\nimport sys; print(*sys.modules, file=sys.stderr)"
    child = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {module.partition(".")[0] for module in child.stderr.splitlines()[-1].split()}
    assert "reportgen" in loaded
    assert loaded & HEAVY == set()
