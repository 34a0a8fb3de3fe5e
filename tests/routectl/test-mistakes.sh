#!/bin/bash
# Mistakes in rules, each found where it stands and nothing else; and the page of every finding.
exec python3 "$top_srcdir/tests/routectl/mistakes.py" "$top_builddir/routectl/routectl" "$(cd "$top_srcdir" && pwd)"
