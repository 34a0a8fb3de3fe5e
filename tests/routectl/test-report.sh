#!/bin/bash
# One page that counts what the rules did, the same figures as JSON, and nothing of a registration but its id.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99

words () { sed -e "/<style>/,/<\/style>/d" -e "/<script>/,/<\/script>/d" -e "s/<wbr>//g" -e "s/<[^>]*>/ /g" "$1" | tr -s " " >"$tmp/words"; }
has () { grep -qE "$1" "$tmp/words" || { echo "lacks: $1"; cat "$tmp/words"; return 1; }; }
# json FILE EXPRESSION: prints what Python makes of the report `r`
json () { python3 -c 'import json, sys; r = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$1" "$2"; }
json_is () { same "$(json "$1" "$2")" "$3"; }

check "a report" gives 1 "${rules[@]}" report --lang=en --output="$tmp/report.html" "$here/cases.ndjson" "$here/one.json"
check "tells what is refused" same "$(wc -l <"$tmp/err")" 3
words "$tmp/report.html"
check "counts registrations" has "^ ?Cases "
check "counts suggestions" has "^ process-meeting Process meeting 2 50.0 %"
check "of every kind" has "^ more-information More information 1 25.0 %"
check "counts criteria" has "^ complex-0-100/K1 A problem is known 2 1 1 "
check "and unknown facts, whatever their place in a list" has "^ /problems 1 25.0 %"
check "needs nothing beside itself" test -z "$(grep -oiE 'https?:|//|<link|<img|<iframe|@import|url\(|src=' "$tmp/report.html" | grep -vE '^//$')"
check "forbids itself everything else" grep -q "default-src 'none'" "$tmp/report.html"
if type xmllint >/dev/null 2>&1; then
  # it knows no element of HTML 5
  check "is HTML" test -z "$(xmllint --html --noout "$tmp/report.html" 2>&1 | grep ' error : ' | grep -v 'Tag [a-z]* invalid')"
fi

check "the same as JSON" gives 1 "${rules[@]}" report --lang=en --format=json -o "$tmp/report.json" "$here/cases.ndjson" "$here/one.json"
check "with how many there were" json_is "$tmp/report.json" '(r["schema"], r["cases"], r["refused"], r["unstable"])' "('route.report/1', 4, 3, 1)"
check "and each suggestion" json_is "$tmp/report.json" '[(s["suggestion"], s["cases"], s["share"]) for s in r["suggestions"]]' \
  "[('process-meeting', 2, 50.0), ('more-information', 1, 25.0), ('not-eligible', 1, 25.0)]"
check "and each criterion" json_is "$tmp/report.json" '[(c["met"], c["unknown"], c["not_met"], c["decided"]) for c in r["criteria"]]' "[(2, 1, 1, 4)]"
check "and scores against eligibility" json_is "$tmp/report.json" \
  '[(s["band"], s["certain_eligible"], s["certain_unknown"], s["certain_not_eligible"], s["possible_unknown"]) for s in r["scores"] if s["band"] in ("0-9", "100")]' \
  "[('0-9', 0, 1, 1, 0), ('100', 2, 0, 0, 1)]"
check "and what an unknown blocks" json_is "$tmp/report.json" '[(b["fact"], b["kind"], b["blocked"], b["cases"]) for b in r["blocks"]]' \
  "[('/problems', 'suggestion', 'process-meeting', 1), ('/problems', 'suggestion', 'not-eligible', 1), ('/problems', 'criterion', 'complex-0-100/K1', 1)]"
check "and what each rule cost" json_is "$tmp/report.json" 'sorted((c["kind"], c["id"]) for c in r["costs"] if c["kind"] != "route")' \
  "[('approach', 'complex-0-100'), ('criterion', 'complex-0-100/K1'), ('weighing', 'all')]"
check "no rule is in shadow" json_is "$tmp/report.json" 'r["shadow"] + r["shadow_pairs"] + r["shadow_changes"]' "[]"

# nothing of a registration but its id
cat >"$tmp/odd.json" <<'EOF'
{"id":"odd.1_x","received":"2026-11-20","registered_by":"politie","narrative":"GEHEIM over buurman","question":"GEHEIM?",
 "person":{"age":41},"problems":[{"domain":"finances","level":1,"source":"politie"}]}
EOF
check "of one case" gives 0 "${rules[@]}" report -o "$tmp/odd.html" "$tmp/odd.json"
check "its id is there" grep -qF '<code>odd.1_x</code>' "$tmp/odd.html"
check "and nothing else of it" test -z "$(grep -oE 'GEHEIM|buurman|2026-11-20|finances' "$tmp/odd.html")"

env LC_ALL= LC_MESSAGES=nl_NL.UTF-8 "$routectl" "${rules[@]}" report "$here/one.json" >"$tmp/report.html"
words "$tmp/report.html"
check "in Dutch on standard output" has "Wat de regels doen"
check "marks what never differs" has "altijd voldaan"
check "with a decimal comma" has "100,0 %"
check "cases are needed" gives 2 "${rules[@]}" report
check "and a format that exists" gives 2 "${rules[@]}" report --format=pdf "$here/one.json"
check "and one language" gives 2 "${rules[@]}" report --lang=en,nl "$here/one.json"
check "a full disk is told" gives 1 "${rules[@]}" report -o /dev/full "$here/one.json"

# ---- rules in shadow, beside the live ones ----
mkdir "$tmp/shadow"
cat >"$tmp/shadow/95-shadow.rules" <<'EOF'
[criterion complex-0-100/K9]
title = Two problems
title[nl] = Twee problemen
when = count(problems) >= 2
points = 10
mode = shadow
basis = test

[route early]
suggestion = weighing
title = Early
title[nl] = Vroeg
order = 5
when = count(problems) >= 2
mode = shadow
basis = test

[theme housing]
title = Housing
title[nl] = Wonen
when = suggestion = "weighing"

[theme debts]
title = Debts
title[nl] = Schulden
when = count(problems) >= 2
mode = shadow

[pattern knife]
title = Knife
title[nl] = Mes
match = \bmes\b
mode = shadow
EOF
shadow=("${rules[@]}" --rules-dir "$tmp/shadow")
problem='{"domain":"finances","level":1,"source":"politie"}'
for id in one two none; do
  case $id in one) list=$problem ;; two) list=$problem,$problem ;; none) list= ;; esac
  printf '{"id":"%s","received":"2026-11-20","registered_by":"politie","narrative":"een mes %s","problems":[%s]}\n' $id $id "$list"
done >"$tmp/shadow.ndjson"
check "rules in shadow are compared" gives 0 "${shadow[@]}" report --format=json -o "$tmp/shadow.json" "$tmp/shadow.ndjson"
check "they have no effect" json_is "$tmp/shadow.json" '{s["suggestion"]: s["cases"] for s in r["suggestions"]}' "{'process-meeting': 2, 'not-eligible': 1}"
check "are counted apart" json_is "$tmp/shadow.json" '[(c["criterion"], c["met"], c["not_met"]) for c in r["shadow"]] + [c["criterion"] for c in r["criteria"]]' \
  "[('complex-0-100/K9', 1, 2), 'complex-0-100/K1']"
check "held against those that are live" json_is "$tmp/shadow.json" \
  '[(p["live"], p["both"], p["only_shadow"], p["only_live"], p["agree"]) for p in r["shadow_pairs"]]' "[('complex-0-100/K1', 1, 0, 1, 66.7)]"
check "and what would change is told, with the case" json_is "$tmp/shadow.json" \
  '[(c["what"], c["from"], c["to"], c["cases"], c["examples"]) for c in r["shadow_changes"] if c["what"] != "participant politie"]' \
  "[('pattern knife', 'no', 'yes', 3, ['one', 'two', 'none']), ('points complex-0-100', '+0..+0', '+10..+10', 1, ['two']), ('suggestion', 'process-meeting', 'weighing', 1, ['two']), ('theme debts', 'no', 'yes', 1, ['two']), ('theme housing', 'no', 'yes', 1, ['two'])]"

check "routes in shadow are counted where they would be taken" json_is "$tmp/shadow.json" \
  '[(c["route"], c["suggestion"], c["met"], c["unknown"], c["taken"], c["different"], c["examples"]) for c in r["shadow_routes"]]' \
  "[('early', 'weighing', 1, 0, 1, 1, ['two'])]"
printf '[route late]\nsuggestion = weighing\norder = 99\nwhen = count(problems) >= 2\nmode = shadow\nbasis = test\n[route early]\nwhen = true\n' >"$tmp/shadow/96-all.rules"
check "also one behind another, and one that would leave others without a case" gives 0 "${shadow[@]}" report --format=json -o "$tmp/shadow.json" "$tmp/shadow.ndjson"
check "each where it would be the first" json_is "$tmp/shadow.json" '[(c["route"], c["met"], c["taken"], c["different"]) for c in r["shadow_routes"]]' \
  "[('early', 3, 3, 3), ('late', 1, 0, 0)]"
check "on the page too" gives 0 "${shadow[@]}" report -o "$tmp/shadow.html" "$tmp/shadow.ndjson"
check "with a heading" grep -q "Routes in shadow, and where they would be taken" "$tmp/shadow.html"

# ---- more threads, more cases ----
cases 150 >"$tmp/many.ndjson"
times='{k: v for k, v in r.items() if k != "costs"}'
for jobs in 1 3; do "$routectl" "${rules[@]}" report --format=json --jobs=$jobs -o "$tmp/jobs$jobs.json" "$tmp/many.ndjson"; done
check "three threads count what one counts" same "$(json "$tmp/jobs3.json" "$times")" "$(json "$tmp/jobs1.json" "$times")"

# peak FILE: the most memory it takes, in kB
peak () {
  ASAN_OPTIONS=quarantine_size_mb=1:${ASAN_OPTIONS-} python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)' "$routectl" "${rules[@]}" report -o "$tmp/peak.html" "$1"
}
cases 20000 >"$tmp/20000.ndjson"
small=$(peak "$tmp/many.ndjson") large=$(peak "$tmp/20000.ndjson")
check "20,000 cases need no more memory than 150 ($small kB, $large kB)" test -n "$small" -a "$large" -lt $((small + 6000))
finish
