#!/bin/bash
# Two rule sets side by side: which cases change, in what, and by which edit.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99

cp -r "$here/rules" "$tmp/new"
check "equal rules" gives 0 --no-plugins diff --from "$here/rules" --to "$tmp/new" "$here/one.json"
check "change nothing" same "$(cat "$tmp/out")" "0 of 1 cases change"
sed -i 's/level <= 2/level <= 0/; s/^title = Police/title = Constabulary/' "$tmp/new/10-test.rules"
cat >>"$tmp/new/10-test.rules" <<'END'

[criterion complex-0-100/K2]
title = Incidents
title[nl] = Incidenten
when = count(incidents) >= 1
points = 5
basis = test
END
check "edited rules" gives 1 --no-plugins diff --from "$here/rules" --to "$tmp/new" "$here/one.json"
check "are told by kind" out_has "Routing: 1"
check "change the routing" grep -qE '^  routing +process-meeting -> not-eligible$' "$tmp/out"
check "a criterion" grep -qE '^  criterion complex-0-100/K1 +met -> not-met$' "$tmp/out"
check "a criterion that was not there" grep -qE '^  criterion complex-0-100/K2 +- -> unknown$' "$tmp/out"
check "the smallest set of edits is named" out_has "  because of [criterion complex-0-100/K1] when, changed ($tmp/new/10-test.rules:25)"
check "with all that is needed" out_has "  and of [criterion complex-0-100/K2], added ($tmp/new/10-test.rules:"
check "one without effect is not" test -z "$(grep 'party politie' "$tmp/out")"
check "but counted" out_has "1 edit of a text, an owner, a pattern or a question changes none of this"
check "suggestions are counted" grep -qE '^process-meeting -> not-eligible +1$' "$tmp/out"
check "and the edit that is enough" grep -qE '^ +1 +0 +0 +0 +0 \[criterion complex-0-100/K1\] when, changed' "$tmp/out"
check "not one that only comes with it" grep -qE '^ +0 +0 +0 +0 +0 \[criterion complex-0-100/K2\], added' "$tmp/out"
check "and all cases" same "$(tail -n 1 "$tmp/out")" "1 of 1 cases change"
check "refused cases are told" gives 1 --no-plugins diff --from "$here/rules" --to "$tmp/new" --format=json "$here/cases.ndjson"
check "where they stand" err_has "cases.ndjson:4: /received"
check "the rest is compared" same "$(wc -l <"$tmp/out")" 4
check "as JSON" out_has '{"what":"routing","from":"process-meeting","to":"not-eligible"}'
check "with edits" out_has '"edits":[[{"group":"criterion complex-0-100/K1","key":"when","change":"changed","file":"'
check "proven smallest" out_has '"smallest":true'
check "and sums" grep -q '^{"summary":{"cases":[0-9]*,"refused":[1-9]' "$tmp/out"
run --no-plugins diff --jobs=1 --from "$here/rules" --to "$tmp/new" --format=json "$here/cases.ndjson"
cp "$tmp/out" "$tmp/one"
run --no-plugins diff --jobs=3 --from "$here/rules" --to "$tmp/new" --format=json "$here/cases.ndjson"
check "several at once say the same" cmp "$tmp/one" "$tmp/out"

cp "$here/rules/10-test.rules" "$tmp/new"
sed -i 's/^when = count(problems.*/when = enough/' "$tmp/new/10-test.rules"
printf '\n[define enough]\nwhen = count(problems) > 5\n' >>"$tmp/new/10-test.rules"
check "edits that need each other" gives 1 --no-plugins diff --from "$here/rules" --to "$tmp/new" "$here/one.json"
check "are named together" same "$(grep -cE '^  (because|and) of \[(criterion complex-0-100/K1\] when|define enough\]), ' "$tmp/out")" 2
check "the other way round too" gives 1 --no-plugins diff --from "$tmp/new" --to "$here/rules" "$here/one.json"
check "one edit suffices there" same "$(grep -cE '^  (because|and|or because) of ' "$tmp/out")" 1
cp "$here/rules/10-test.rules" "$tmp/new"
sed -i 's/^points = 30/points = 20/' "$tmp/new/10-test.rules"
check "other points" gives 1 --no-plugins diff --from "$here/rules" --to "$tmp/new" "$here/one.json"
check "are a kind of their own" out_has "Only points and criteria: 1"
# two edits that both show, of which one makes the routing
sed -i 's/^when = count(problems.*/when = count(problems) > 5/' "$tmp/new/10-test.rules"
check "a condition and points" gives 1 --no-plugins diff --from "$here/rules" --to "$tmp/new" "$here/one.json"
check "what makes the routing says so" grep -qE '^  (because|and) of \[criterion complex-0-100/K1\] when, .*: enough for the first line$' "$tmp/out"
check "and nothing else" same "$(grep -c 'enough for the first line' "$tmp/out")" 1
check "it alone counts for the routing" grep -qE '^ +1 +0 +0 +0 +0 \[criterion complex-0-100/K1\] when' "$tmp/out"
check "as the others do not" grep -qE '^ +0 +0 +0 +0 +0 \[criterion complex-0-100/K[0-9]\] points' "$tmp/out"
check "and in the JSON" gives 1 --no-plugins diff --format=json --from "$here/rules" --to "$tmp/new" "$here/one.json"
check "too" same "$(grep -o '"alone":true' "$tmp/out" | wc -l)" 1
check "rules that do not load" gives 3 --no-plugins diff --from "$here/rules" --to "$tmp/none" "$here/one.json"
check "two directories are needed" gives 2 diff --from "$here/rules" "$here/one.json"
check "and cases" gives 2 diff --from "$here/rules" --to "$tmp/new"
check "and a number of jobs" gives 2 diff --jobs=0 --from "$here/rules" --to "$tmp/new" "$here/one.json"

# with the shipped rules: every set of edits is tried by brute force, and none smaller gives what a case became
run generate 40 --output="$tmp/some.ndjson"
check "no smaller set of edits explains a case" python3 "$here/smallest.py" "$routectl" "$top_srcdir/rules.d" "$tmp" "$tmp/some.ndjson"
finish
