#!/bin/bash
# Every hostile plugin at once, beside the thirty of the vendor: see bar.py.
set -u
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
export PYTHONDONTWRITEBYTECODE=1 PYTHONIOENCODING=utf-8
exec python3 "$top_srcdir/tests/hostile/bar.py" "$top_srcdir" "$top_builddir"
