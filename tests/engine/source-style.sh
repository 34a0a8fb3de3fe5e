#!/bin/bash
# What can be counted of the house's style: files of at most 800 lines, lines of at most 120 columns, no goto out, no abort.
set -u
cd "$top_srcdir" || exit 1
echo 1..4
report () { if [ -z "$2" ]; then echo "ok $1 - $3"; else echo "not ok $1 - $3"; sed 's/^/# /' <<<"$2"; fi; }
mapfile -t sources < <(find libroute include plugins routectl -name '*.[ch]' | sort)

report 1 "$(wc -l "${sources[@]}" | awk '$2 != "total" && $1 > 800')" "no source file has more than 800 lines"
report 2 "$(expand "${sources[@]}" >/dev/null; for f in "${sources[@]}"; do expand -t8 "$f" | awk -v f="$f" 'length > 130 { print f ":" NR }'; done)" \
  "no line is wider than 130 columns"
report 3 "$(grep -nE '\bgoto (out|end|cleanup)\b' "${sources[@]}")" "no goto to a clean-up label"
report 4 "$(grep -nE '\b(abort|exit|_exit|g_error|g_assert[a-z_]*|assert|printf|puts) ?\(' "${sources[@]}" |
  grep -vE '^(routectl/|libroute/feel/conformance)' | grep -vE '^[^:]*:[0-9]+:[[:space:]]*(\*|/\*|//)' | grep -v static_assert)" \
  "the library never aborts, exits or prints"
