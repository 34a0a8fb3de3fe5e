#!/bin/bash
# ROUTE_CASES registrations (fewer when a sanitizer makes everything slow); see outside.py.
set -u
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
count=120
grep -q '^SAN_CFLAGS = *-' "$top_builddir/Makefile" && count=24
exec python3 "$top_srcdir/tests/advice/outside.py" "$top_builddir/routectl/routectl" "$top_srcdir" "${ROUTE_CASES:-$count}"
