#!/usr/bin/env bash
# Set up everything that is needed to build (and with "dev" to test) in .venv, as requirements*.txt pin it.
# Done before? Then nothing happens.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-runtime}

stamp_of() { { pwd; .venv/bin/python -VV; cat tools/setup.sh "$1"; } | cksum; }
is_done() { [[ -x .venv/bin/python && -f .venv/$1.stamp && $(stamp_of "$2") == "$(cat ".venv/$1.stamp")" ]]; }

has_pango() {
    "$1" - <<'PY'
import ctypes.util, sys
names = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
sys.exit(not all(map(ctypes.util.find_library, names)))
PY
}

find_python() {
    local candidate
    for candidate in python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

# The system's packages: installed where that is allowed, named where it isn't.
require_system_packages() {
    local packages=() as_root=()
    find_python >/dev/null || packages+=(python3 python3-venv)
    has_pango "$(find_python || echo false)" || packages+=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
    ((${#packages[@]})) || return 0
    if ! command -v apt-get >/dev/null; then
        echo "Please install Python 3.11 or newer and Pango with harfbuzz-subset (macOS: brew install python pango)." >&2
        exit 1
    fi
    if ((EUID != 0)); then
        if ! sudo -n true 2>/dev/null; then
            echo "Please run once: sudo apt-get install ${packages[*]}" >&2
            exit 1
        fi
        as_root=(sudo -n)
    fi
    echo "Installing ${packages[*]} …" >&2
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends "${packages[@]}" >/dev/null
    if ! find_python >/dev/null; then
        echo "This system's Python is older than 3.11: please install a newer one." >&2
        exit 1
    fi
}

# The web pages are tried in a browser: installed where that is allowed; where it isn't, the tests say that it is missing.
want_browser() {
    local name as_root=()
    [[ -z ${CHROMIUM:-} ]] || return 0
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        ! command -v "$name" >/dev/null || return 0
    done
    if ((EUID != 0)); then as_root=(sudo -n); fi
    if command -v apt-get >/dev/null && { ((EUID == 0)) || sudo -n true 2>/dev/null; }; then
        echo "Installing chromium …" >&2
        "${as_root[@]}" apt-get update -qq &&
            "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends chromium >/dev/null &&
            return 0
    fi
    echo "Without Chromium the web pages are not tested; please install it, or name it in CHROMIUM." >&2
}

# An environment without a valid stamp was left half-made or belongs to another lock: it is made anew.
make_environment() {
    echo "Setting up .venv; this takes a minute, once …" >&2
    rm -rf .venv
    "$(find_python)" -m venv .venv
    install_locked requirements.txt
    .venv/bin/python - <<'PY'
import pathlib, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "reportgen.pth").write_text(f"{pathlib.Path.cwd()}\n")
PY
    printf '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -m reportgen "$@"\n' >.venv/bin/reportgen
    chmod +x .venv/bin/reportgen
    stamp_of requirements.txt >.venv/runtime.stamp
}

install_locked() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r "$1"
}

if ! is_done runtime requirements.txt; then
    require_system_packages
    make_environment
fi
if [[ $kind == dev ]] && ! is_done dev requirements-dev.txt; then
    echo "Adding what the tests need …" >&2
    want_browser
    install_locked requirements-dev.txt
    stamp_of requirements-dev.txt >.venv/dev.stamp
fi
