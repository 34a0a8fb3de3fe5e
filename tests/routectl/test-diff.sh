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
check "edited rules" gives 0 --no-plugins diff --from "$here/rules" --to "$tmp/new" "$here/one.json"
check "change the routing" grep -qE '^  routing +process-meeting -> not-eligible$' "$tmp/out"
check "a criterion" grep -qE '^  criterion complex-0-100/K1 +met -> not-met$' "$tmp/out"
check "a criterion that was not there" grep -qE '^  criterion complex-0-100/K2 +- -> unknown$' "$tmp/out"
check "two edits are named" same "$(grep -c 'because of \[' "$tmp/out")" 2
check "with their place" out_has "because of [criterion complex-0-100/K1] $tmp/new/10-test.rules:23"
check "one without effect is not" test -z "$(grep 'party politie' "$tmp/out")"
check "and all are counted" same "$(tail -n 1 "$tmp/out")" "1 of 1 cases change"
check "refused cases are told" gives 1 --no-plugins diff --from "$here/rules" --to "$tmp/new" --format=json "$here/cases.ndjson"
check "where they stand" err_has "cases.ndjson:4: /received"
check "the rest is compared" same "$(wc -l <"$tmp/out")" 3
check "as JSON" out_has '{"what":"routing","from":"process-meeting","to":"not-eligible"}'

cp "$here/rules/10-test.rules" "$tmp/new"
sed -i 's/^when = count(problems.*/when = enough/' "$tmp/new/10-test.rules"
printf '\n[define enough]\nwhen = count(problems) > 5\n' >>"$tmp/new/10-test.rules"
check "edits that need each other" gives 0 --no-plugins diff --from "$here/rules" --to "$tmp/new" "$here/one.json"
check "are named as such" out_has "because of several edits together"
check "rules that do not load" gives 3 --no-plugins diff --from "$here/rules" --to "$tmp/none" "$here/one.json"
check "two directories are needed" gives 2 diff --from "$here/rules" "$here/one.json"
check "and cases" gives 2 diff --from "$here/rules" --to "$tmp/new"
finish
