#!/bin/sh
# Installs from Debian what is missing on this machine: `browser` for the journeys, `all` for everything tests can use.
# Never fails a run: what could not be provided is said loudly, and the tests that need it are skipped with a reason.
set -u

# Debian has the engine by itself too: the journeys prefer it, it does the same with half of the labour.
has_engine() { command -v chromium-headless-shell >/dev/null 2>&1; }
has_browser() { has_engine || command -v chromium >/dev/null 2>&1; }
has_fonts() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list ':lang=zh' 2>/dev/null)" ]; }

missing=""
if [ "${1:-browser}" = all ]; then has_engine; else has_browser; fi || missing="$missing chromium-headless-shell"
has_fonts || missing="$missing fonts-noto-cjk fontconfig"
if [ "${1:-browser}" = all ]; then
    [ -x /usr/lib/postgresql/15/bin/postgres ] || missing="$missing postgresql-15"
    command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-calc-nogui"
    [ -e /usr/lib/libreoffice/program/libswlo.so ] || missing="$missing libreoffice-writer-nogui"
    command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
    python3 -c 'import venv, ensurepip' >/dev/null 2>&1 || missing="$missing python3-venv"
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    for package in $missing; do
        apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 || echo "  not available here: $package"
    done
    has_browser || apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1
fi

has_browser || {
    echo "************************************************************************"
    echo "NOT RUN: the journeys in a browser. Chromium is missing and could not be"
    echo "installed (that takes root and apt). Install chromium and run again."
    echo "************************************************************************"
}
has_fonts || {
    echo "************************************************************************"
    echo "WARNING: no Chinese font (fonts-noto-cjk); pictures of pages show boxes."
    echo "************************************************************************"
}
exit 0
