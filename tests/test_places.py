"""The line of every key in a TOML file, whichever of TOML's ways of writing it was used."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.project.places import Mistake, line_of, problem_of

SOURCE = '''\
# een kop
title = "x [geen.tabel] # geen opmerking"   # regel 2
a.b.c = 1
a.b."d e" = 2
a.'f.g' = 3

[tabel]  # regel 7
kort = { x = 1, y.z = "}", w = [ { v = 1 } ] }
lijst = [
    "een",  # ] geen einde
    "twee",
    [ 3,
      4 ],
]
lang = """
[nep]
sleutel = "\\""" still"""
rauw = \'\'\'
[[nep]]
\'\'\'
na = 2024-01-01 10:00:00

[ "met punt.erin" . onder ]
k = true

[[rij]]
n = 1

[[rij]]
n = 2
[rij.sub]
m = 3
[[rij.kind]]
o = 4
[[rij.kind]]
o = 5

[tabel.later]
p = +1.5e3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (["title"], 2),
        (["a"], 3),
        (["a", "b", "c"], 3),
        (["a", "b", "d e"], 4),
        (["a", "f.g"], 5),
        (["tabel"], 7),
        (["tabel", "kort", "y", "z"], 8),
        (["tabel", "kort", "w", 0, "v"], 8),
        (["tabel", "lijst", 1], 11),
        (["tabel", "lijst", 2, 1], 13),
        (["tabel", "lang"], 15),
        (["tabel", "rauw"], 18),
        (["tabel", "na"], 21),
        (["met punt.erin"], 23),
        (["met punt.erin", "onder", "k"], 24),
        (["rij"], 26),
        (["rij", 0, "n"], 27),
        (["rij", 1], 29),
        (["rij", 1, "n"], 30),
        (["rij", 1, "sub", "m"], 32),
        (["rij", 1, "kind", 1, "o"], 36),
        (["tabel", "later", "p"], 39),
    ],
)
def test_a_key_has_the_line_it_stands_on(path: list[str | int], line: int) -> None:
    tomllib.loads(SOURCE)
    assert line_of(SOURCE, path) == line


def test_a_key_that_is_not_there_has_the_line_of_the_table_around_it() -> None:
    assert line_of(SOURCE, ["tabel", "later", "q", "r"]) == 38


def test_a_path_of_which_nothing_is_there_has_no_line() -> None:
    assert line_of(SOURCE, ["elders"]) is None
    assert line_of(SOURCE, []) is None


def test_a_code_is_found_by_its_number() -> None:
    assert line_of('[answers]\n1 = "ja"\n2 = "nee"\n', ["answers", 2]) == 3


def test_a_table_whose_part_comes_first_has_the_line_of_its_own_header() -> None:
    assert line_of("[a.b]\nx = 1\n[a]\ny = 2\n", ["a"]) == 3


def test_a_mistake_in_a_long_text_is_placed_at_the_quoted_line() -> None:
    source = 'alt = "12"\ntitle = """\neen\n  en 12%"""\n'
    mistake = Mistake("f.toml", ("title",), "een getypt cijfer.", "Laat het uitrekenen.", quote="12%")
    assert str(problem_of(mistake, source)).startswith("f.toml, regel 4: een getypt cijfer.")


@pytest.mark.parametrize("file", ["monitor.toml", "data/codebook.toml", "data/population.toml", "pyproject.toml"])
def test_every_key_of_our_own_files_is_found(file: str) -> None:
    source = (Path(__file__).parent.parent / file).read_text(encoding="utf-8")
    lines = source.split("\n")
    for path in paths(tomllib.loads(source)):
        line = line_of(source, path)
        assert line is not None
        if isinstance(path[-1], str):
            assert path[-1] in lines[line - 1]


def paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from paths(item, (*path, key))


KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6)
STRINGS = st.text(st.sampled_from("ab\"'\\[]{}#=,.\n é"), max_size=12)


@given(st.dictionaries(KEYS, st.one_of(STRINGS, st.integers(), st.lists(STRINGS, max_size=3)), min_size=1, max_size=5))
def test_whatever_a_value_holds_it_does_not_hide_the_keys_after_it(table: dict[str, object]) -> None:
    source = "".join(f"{quoted(key)} = {quoted(value)}\n" for key, value in table.items())
    assert tomllib.loads(source) == table
    assert [line_of(source, [key]) for key in table] == list(range(1, len(table) + 1))


def quoted(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(quoted(item) for item in value)}]"
    if not isinstance(value, str):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\x7f", "\\u007f")
    return f'"{escaped}"'
