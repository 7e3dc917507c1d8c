"""Results are kept by what they were made from; a store that fails only costs time."""

from __future__ import annotations

import json
import os

from reportgen.keeping import Store, code_digest, digest, is_current, read_digests


def test_what_was_kept_is_found_and_what_was_damaged_is_not(tmp_path):
    store = Store(tmp_path / "kept")
    assert store.get("charts", "a") is None
    store.put("charts", "a", b"drawing")
    assert store.get("charts", "a") == b"drawing"
    (tmp_path / "kept" / "charts" / "a").write_bytes(b"half a file")
    assert store.get("charts", "a") is None


def test_a_store_that_cannot_be_written_loses_nothing(tmp_path):
    (tmp_path / "kept").write_text("a file where a folder is wanted")
    assert Store(tmp_path / "kept").put("charts", "a", b"drawing") == b"drawing"


def test_only_the_newest_results_stay(tmp_path):
    store = Store(tmp_path)
    for age, key in enumerate("abc"):
        store.put("charts", key, b"drawing")
        os.utime(tmp_path / "charts" / key, (age, age))
    store.trim("charts", most=2)
    assert sorted(file.name for file in (tmp_path / "charts").iterdir()) == ["b", "c"]


def test_parts_of_a_hash_do_not_run_into_each_other():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest(b"a") != digest("a")


def test_the_hash_of_our_code_can_be_of_one_part():
    assert code_digest("survey") != code_digest("report/charts") != code_digest()
    assert len(code_digest("facts.py")) == 64


def test_an_edition_is_current_until_a_file_or_an_input_changes(tmp_path):
    (tmp_path / "rapport.pdf").write_bytes(b"pdf")
    manifest = {
        "editions": {"een": {"key": "k"}, "ander": {"key": "l"}},
        "files": read_digests(tmp_path, ["rapport.pdf"]),
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert is_current(tmp_path, {"een": "k"})
    assert not is_current(tmp_path, {"een": "another key"})
    (tmp_path / "rapport.pdf").write_bytes(b"changed")
    assert not is_current(tmp_path, {"een": "k"})
    (tmp_path / "rapport.pdf").unlink()
    assert not is_current(tmp_path, {"een": "k"})


def test_a_manifest_that_is_not_ours_is_not_current(tmp_path):
    for content in ("", "{}", "[]", '{"editions": {"een": {"key": "k"}}, "files": 3}', '{"editions": [], "files": {}}'):
        (tmp_path / "manifest.json").write_text(content)
        assert not is_current(tmp_path, {"een": "k"})


def test_the_rules_that_the_code_reads_count_as_code(tmp_path, monkeypatch):
    monkeypatch.setattr("reportgen.keeping.PACKAGE", tmp_path)
    (tmp_path / "code.py").write_text("read('rules.toml')")
    (tmp_path / "rules.toml").write_text("limit = 50")
    hashed = code_digest.__wrapped__  # the digest is taken once a process
    before = hashed()
    (tmp_path / "rules.toml").write_text("limit = 60")
    assert hashed() != before
