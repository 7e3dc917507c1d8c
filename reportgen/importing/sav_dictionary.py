"""What an SPSS file says of its columns, beside the labels and missing values that reading it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from reportgen.importing.description import ResponseSet


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The variable labels and measures by column, value labels of texts, and multiple-response sets."""

    labels: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    text_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sets: tuple[ResponseSet, ...] = ()


def read_dictionary(path: Path) -> Dictionary:
    """Read the dictionary of a file that has been read before, so that it is known to be sound."""
    from pyreadstat import read_sav

    _, meta = read_sav(path, metadataonly=True)
    return Dictionary(
        labels={name: label for name, label in meta.column_names_to_labels.items() if label},
        measures=dict(meta.variable_measure),
        text_labels={
            name: {value: label for value, label in labels.items() if isinstance(value, str)}
            for name, labels in cast("Mapping[str, Mapping[object, str]]", meta.variable_value_labels).items()
        },
        sets=tuple(_sets(meta.mr_sets, meta.column_names)),
    )


def _sets(found: Mapping[str, Mapping[str, object]], columns: list[str]) -> list[ResponseSet]:
    # SPSS may name the variables of a set without their capitals.
    known = {column.casefold(): column for column in columns}
    sets = []
    for name, one in found.items():
        variables = one["variable_list"]
        assert isinstance(variables, list)
        members = tuple(known[variable.casefold()] for variable in variables if variable.casefold() in known)
        counted = one["counted_value"] if one["is_dichotomy"] else None
        if len(members) > 1:
            sets.append(ResponseSet(name, str(one["label"]), members, counted if isinstance(counted, int) else None))
    return sets
