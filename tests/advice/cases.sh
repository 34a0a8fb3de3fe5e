#!/bin/bash
# The cases of rules.d/tests, and what they cover; see cases.py.
set -u
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
exec python3 "$top_srcdir/tests/advice/cases.py" "$top_builddir/routectl/routectl" "$top_srcdir/rules.d" "$top_builddir/plugins/.libs"
