#!/bin/bash
# What rules and plugins cost: that it is counted where it belongs, and sorted. Times themselves are never judged.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
json () { python3 -c 'import json, sys; r = json.load(open(sys.argv[1])); c = {(x["kind"], x["id"]): x for x in r["costs"]}; print(eval(sys.argv[2]))' "$1" "$2"; }
json_is () { same "$(json "$1" "$2")" "$3"; }

mkdir "$tmp/more"
cat >"$tmp/more/95-more.rules" <<'EOF'
[pattern weapon]
title = Weapon
title[nl] = Wapen
match = \bmes\b
basis = test

[criterion complex-0-100/K5]
title = Read from the text
title[nl] = Uit de tekst
when = matches(narrative, "z[0-9]+k")
reads-text = yes
basis = test

[criterion complex-0-100/K6]
title = Much work
title[nl] = Veel werk
when = count(for i in 1..200 return i) > 1
basis = test
EOF
more=("${rules[@]}" --rules-dir "$tmp/more")
# a word that a pattern begins with twice; none; a letter that only the machine for patterns can judge
for text in "een mes en nog een mes" "niets" "z12k"; do
  printf '{"id":"x","received":"2026-11-20","registered_by":"politie","problems":[],"narrative":"%s"}\n' "$text"
done >"$tmp/texts.ndjson"

check "costs are measured" gives 0 "${more[@]}" top --format=json --limit=0 "$tmp/texts.ndjson"
cp "$tmp/out" "$tmp/top.json"
check "over all cases" json_is "$tmp/top.json" '(r["schema"], r["cases"], r["refused"], c["weighing", "all"]["calls"])' "('route.top/1', 3, 0, 1.0)"
check "a pattern is held only against texts that may have it" json_is "$tmp/top.json" 'c["pattern", "weapon"]["matches"]' "0.67"
check "so is one in a condition" json_is "$tmp/top.json" '0 < c["criterion", "complex-0-100/K5"]["matches"] <= 1' "True"
check "steps are counted with their condition" json_is "$tmp/top.json" \
  'c["criterion", "complex-0-100/K6"]["steps"] > 200 > c["criterion", "complex-0-100/K1"]["steps"] > 0' "True"
check "and where a rule stands" json_is "$tmp/top.json" 'c["criterion", "complex-0-100/K6"]["origin"]' "more/95-more.rules:14"
check "the whole is the sum of steps and matches" json_is "$tmp/top.json" \
  'all(abs(c["weighing", "all"][k] - sum(x[k] for x in r["costs"] if x["kind"] != "weighing")) < 0.1 for k in ("steps", "matches"))' "True"
check "no part takes longer than the whole" json_is "$tmp/top.json" 'all(x["microseconds"] <= c["weighing", "all"]["microseconds"] for x in r["costs"])' "True"
for by in time:microseconds steps:steps matches:matches calls:calls; do
  "$routectl" "${more[@]}" top --format=json --by=${by%:*} --limit=0 "$tmp/texts.ndjson" >"$tmp/sorted.json"
  check "sorted by ${by%:*}" json_is "$tmp/sorted.json" "[x['${by#*:}'] for x in r['costs']] == sorted([x['${by#*:}'] for x in r['costs']], reverse=True)" True
done
check "as a table, the first rows" gives 0 "${more[@]}" top --by=steps --limit=2 "$tmp/texts.ndjson"
check "with heads" out_has "steps a case"
check "the dearest first" same "$(sed -n 3p "$tmp/out" | cut -d' ' -f1-3)" "criterion  complex-0-100/K6"
check "and no more than asked for" same "$(wc -l <"$tmp/out")" 3
check "a refused registration is told" gives 1 "${rules[@]}" top "$here/cases.ndjson"
check "what it is sorted by is one of four" gives 2 "${rules[@]}" top --by=name "$here/one.json"
check "cases are needed" gives 2 "${rules[@]}" top

# with plugins, and what measuring must not change
"$routectl" generate 20 --seed=5 >"$tmp/many.ndjson"
for jobs in 1 2; do "$routectl" top --format=json --limit=0 --jobs=$jobs "$tmp/many.ndjson" >"$tmp/jobs$jobs.json"; done
counts='sorted((k, x["calls"], x["steps"], x["matches"]) for k, x in c.items())'
check "two threads count what one counts" same "$(json "$tmp/jobs2.json" "$counts")" "$(json "$tmp/jobs1.json" "$counts")"
check "each plugin is asked at least once a case" json_is "$tmp/jobs1.json" \
  '(len([k for k in c if k[0] == "plugin"]) > 20, all(x["calls"] >= 1 for k, x in c.items() if k[0] == "plugin"))' "(True, True)"
finish
