#!/bin/bash
# Mixed load for SOAK_SECONDS (4) and until SOAK_RELOADS (50) reloads are done; see soak.c. `make soak SOAK_SECONDS=3600` is the long form.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/site" "$work/crashing"
chmod go-w "$work" "$work/site" "$work/crashing"
# a build tree's plugins are not the vendor's: without this they would be kept apart, and started anew after every reload
printf '[plugin all]\nisolation = none\n' >"$work/site/65-in-process.rules"
cp "$top_builddir/tests/hostile/made/crash-in-assess.so" "$work/crashing/"
"$top_builddir/routectl/routectl" generate "${SOAK_CASES:-60}" --seed=5 --output="$work/cases.ndjson" || exit 1
exec_program=$top_builddir/tests/soak/soak
[ -x "$exec_program" ] || { echo "1..0 # SKIP the program is not built"; exit 0; }
"$exec_program" "$top_srcdir/rules.d" "$work/site" "$top_builddir/plugins/.libs" "$work/cases.ndjson" \
  "${SOAK_SECONDS:-4}" "${SOAK_RELOADS:-50}" "$work/crashing"
