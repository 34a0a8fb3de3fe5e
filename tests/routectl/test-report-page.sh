#!/bin/bash
# The report in a real browser: what it shows is what the JSON says, and it can be clicked.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
if ! type chromium chromedriver python3 >/dev/null 2>&1; then
  echo "1..0 # SKIP chromium and chromedriver are not installed: the page is not looked at"
  exit 0
fi
mkdir "$tmp/shadow"
cat >"$tmp/shadow/95-shadow.rules" <<'EOF'
[criterion pad/P9]
title = Three <incidents> & more
title[nl] = Drie <incidenten> & meer
when = count(incidents) >= 3
points = 10
mode = shadow
basis = test

[criterion pad/P0]
title = Never met
title[nl] = Nooit voldaan
when = count(incidents) >= 1000
points = 0
basis = test
EOF
"$routectl" generate 60 --seed=7 >"$tmp/cases.ndjson"
for language in en nl; do
  report=("$routectl" --rules-dir "$top_srcdir/rules.d" --rules-dir "$tmp/shadow" report --lang=$language "$tmp/cases.ndjson")
  "${report[@]}" --format=json -o "$tmp/report.json" && "${report[@]}" -o "$tmp/report.html" || exit 99
  python3 -B "$top_srcdir/tests/routectl/report-page.py" "$tmp/report.html" "$tmp/report.json" $language >"$tmp/page" 2>&1
  while read -r line; do check "$language: ${line#ok [0-9]* - }" test "${line%% *}" = ok; done < <(grep -E '^(not )?ok ' "$tmp/page")
  check "$language: every check was made" grep -qE '^1\.\.[0-9]+$' "$tmp/page"
  # what a failure says, and of a browser that does not start
  grep -vE '^ok |^1\.\.' "$tmp/page" | sed 's/^/# /'
done
finish
