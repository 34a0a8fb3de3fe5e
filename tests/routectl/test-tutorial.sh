#!/bin/bash
# doc/writing-rules.md, as an analyst follows it: every file and command of it, and every output held against the text.
set -u
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
export PYTHONDONTWRITEBYTECODE=1 PYTHONIOENCODING=utf-8
exec python3 "$top_srcdir/tests/routectl/tutorial.py" check "$top_builddir/routectl/routectl" "$top_srcdir" "$top_srcdir/doc/writing-rules.md"
