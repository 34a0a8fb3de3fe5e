#!/bin/bash
# doc/cookbook.md: every recipe loaded, checked and tested on top of the shipped rules.
set -u
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
export PYTHONDONTWRITEBYTECODE=1 PYTHONIOENCODING=utf-8
exec python3 "$top_srcdir/tests/routectl/cookbook.py" "$top_builddir/routectl/routectl" "$top_srcdir" "$top_srcdir/doc/cookbook.md"
