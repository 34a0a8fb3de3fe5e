#!/bin/bash
# Colours for editors: doc/editors knows every group and key there is.
set -u
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
export PYTHONDONTWRITEBYTECODE=1 PYTHONIOENCODING=utf-8
exec python3 "$top_srcdir/tests/routectl/highlight.py" "$(realpath "$top_srcdir")"
