#!/bin/bash
# Parties that join, give notice, leave, are excluded or go on under another name; see membership.py.
set -u
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
exec python3 "$top_srcdir/tests/advice/membership.py" "$top_builddir/routectl/routectl" "$top_srcdir/rules.d" "$top_builddir/plugins/.libs" \
	"$top_builddir/tests/advice/.libs/buurtcoach.so" "$top_srcdir/tests/advice/buurtcoach.rules"
