"""What a text may claim, as `claims.toml` lays it down: what it needs, the words that carry it, and how it sounds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

FORMS = ("title", "fact", "sentence")


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of claim. `words` are the phrases that make it; `forms` are its wordings, by form and by name."""

    name: str
    needs: str
    says: str
    words: frozenset[str]
    forms: Mapping[str, Mapping[str, str]]

    def wording(self, form: str, name: str) -> str | None:
        """The wording of a name, or the first one without a name; None when there is none."""
        wordings = self.forms.get(form, {})
        return wordings.get(name) if name else next(iter(wordings.values()), None)


def _read() -> tuple[Mapping[str, Rule], Mapping[str, frozenset[str]]]:
    tables = tomllib.loads(Path(__file__).with_name("claims.toml").read_text(encoding="utf-8"))
    lexicon = {name: frozenset(words) for name, words in tables.pop("lexicon").items()}
    words = {name: frozenset(table["words"]) for name, table in tables.items()}
    rules = {
        name: Rule(
            name,
            table["needs"],
            table["says"],
            words[name].union(*(words[other] for other in table.get("also", ()))),
            {form: table[form] for form in FORMS},
        )
        for name, table in tables.items()
    }
    return MappingProxyType(rules), lexicon


RULES, _LEXICON = _read()
"""Every kind of claim, by the name of its function."""
PEOPLE, IDIOMS, NEGATIONS, BOUNDS = (_LEXICON[name] for name in ("people", "idioms", "negations", "bounds"))
