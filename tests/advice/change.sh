#!/bin/bash
# What --explain says would change the suggestion, against trying everything (needs python3).
set -u
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
rules=$(mktemp -d)
trap 'rm -rf "$rules"' EXIT
cp "$top_srcdir/tests/advice/change.rules" "$rules/10-change.rules"
PYTHONDONTWRITEBYTECODE=1 PYTHONIOENCODING=utf-8 python3 "$top_srcdir/tests/advice/change.py" "$top_builddir/routectl/routectl" "$rules" \
  "$top_srcdir/rules.d" "$top_builddir/plugins/.libs" "$top_srcdir"/doc/examples/*.json
