#!/bin/bash
# The getters of an advice say what its JSON says; see getters.py.
set -u
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
grep -q '^SAN_CFLAGS = .*-fsanitize' "$top_builddir/Makefile" && { echo '1..0 # SKIP a sanitizer must be linked to the program'; exit 0; }
export PYTHONDONTWRITEBYTECODE=1 PYTHONIOENCODING=utf-8
exec python3 "$top_srcdir/tests/engine/getters.py" "$top_srcdir" "$top_builddir"
