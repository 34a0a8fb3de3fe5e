#!/bin/bash
# Cases beside the rules: passed, failed, refused, on a base; as TAP and JUnit; what they cover.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99

mkdir "$tmp/tests"
cat >"$tmp/tests/housing.json" <<'END'
{"about": "A problem is known",
 "registration": {"received": "2026-11-20", "registered_by": "politie", "problems": [{"domain": "housing", "level": 1}]},
 "expect": {"registration": "housing", "routing": {"suggestion": "process-meeting", "stable": true},
            "approaches": {"complex-0-100": {"eligible": "yes", "criteria": {"K1": "met"}}}}}
END
cat >"$tmp/tests/more.json" <<'END'
[{"name": "none", "base": "housing", "registration": {"problems": []},
  "expect": {"routing": {"suggestion": "not-eligible"}, "participants": []}},
 {"name": "unknown", "base": "none", "registration": {"problems": null},
  "expect": {"routing": {"suggestion": "more-information", "stable": false},
             "approaches": {"complex-0-100": {"criteria": {"K1": {"state": "unknown", "missing": ["/problems"]}}}}}},
 {"name": "refused", "base": "none", "registration": {"received": "yesterday"}, "expect": {"error": {"path": "/received"}}}]
END
check "cases that are as expected" gives 0 "${rules[@]}" test "$tmp/tests"
check "as TAP" same "$(cut -d- -f1 "$tmp/out" | tr -d ' ' | tr '\n' '|')" "1..4|ok1|ok2|ok3|ok4|"
check "with what they are about" out_has "ok 1 - housing: A problem is known"
check "what they cover" gives 0 "${rules[@]}" test --coverage "$tmp/tests"
check "is counted" grep -qE '^# complex-0-100/K1 +met +1  not met +1  unknown +1$' "$tmp/out"
check "in all" out_has "# 1 of 1 criteria were met, not met and unknown"
check "and each clause" grep -qE '^#   true +1  false +1  unknown +1  count\(problems\[level <= 2\]\) >= 1$' "$tmp/out"
check "of each condition" out_has "# [route process-meeting] when, rules/10-test.rules:33"
check "as JSON" gives 0 "${rules[@]}" test --coverage --format=json "$tmp/tests"
check "a line each" same "$(head -n 1 "$tmp/out")" \
  '{"case":"housing","about":"A problem is known","file":"'"$tmp"'/tests/housing.json","passed":true,"failures":[]}'
check "the sum" out_has '{"summary":{"cases":4,"failed":0}}'
check "and what is covered" out_has '{"coverage":[{"group":"criterion complex-0-100/K1","key":"when","file":"rules/10-test.rules","line":25,"true":1,"false":1,"unknown":1,"clauses":[{"text":"count(problems[level <= 2]) >= 1","start":0,"end":32,"line":25,"true":1,"false":1,"unknown":1}]}'
check "as JUnit" gives 0 "${rules[@]}" test --format=junit "$tmp/tests"
check "with counts" out_has '<testsuite name="rules" tests="4" failures="0">'

sed -i 's/"not-eligible"/"weighing"/; s/"yesterday"/"2026-11-20"/' "$tmp/tests/more.json"
check "cases that are not" gives 1 "${rules[@]}" test --coverage "$tmp/tests/housing.json" "$tmp/tests/more.json"
check "fail" out_has "not ok 2 - none"
check "saying what was expected" out_has '# /routing/suggestion: expected "weighing", found "not-eligible"'
check "a refusal that does not come" out_has "not ok 4 - refused"
check "as JUnit too" gives 1 "${rules[@]}" test --format=junit "$tmp/tests"
check "as failures" out_has 'failures="2"'
check "with text that XML can hold" out_has "expected &quot;weighing&quot;"
sed -i 's/"politie"/"nobody"/' "$tmp/tests/housing.json"
check "a refusal nobody expected" gives 1 "${rules[@]}" test "$tmp/tests"
check "is told" out_has "# the registration is refused: /registered_by: "
echo '{"registration": {}, "expects": {}}' >"$tmp/tests/typo.json"
check "a misspelled key is no case" gives 1 "${rules[@]}" test "$tmp/tests"
check "and named" err_has "expects"
rm "$tmp/tests/typo.json"

# clauses of and, or and not, each for itself, whatever decided
mkdir "$tmp/clauses"
cp "$here/rules/10-test.rules" "$tmp/clauses"
sed -i 's/^when = count(problems.*/when = count(problems) >= 1\n  and not(impact.area or\n    (impact.system and count(problems) >= 2))/' "$tmp/clauses/10-test.rules"
echo '[{"name": "c1", "registration": {"received": "2026-11-20", "registered_by": "politie", "problems": [], "impact": {"area": true}}, "expect": {}},
  {"name": "c2", "base": "c1", "registration": {"problems": [{"domain": "housing"}], "impact": {"area": false}}, "expect": {}}]' >"$tmp/clauses.json"
check "clauses" gives 0 --no-plugins --rules-dir "$tmp/clauses" test --coverage --format=json "$tmp/clauses.json"
clause () { out_has '{"text":"'"$1"'","start":'"$2"',"line":'"$3"',"true":'"$4"',"false":'"$5"',"unknown":'"$6"'}'; }
check "the first of and" clause 'count(problems) >= 1' '0,"end":20' 25 1 1 0
check "within not and or" clause impact.area '29,"end":40' 26 1 1 0
check "within brackets" clause impact.system '45,"end":58' 27 0 0 2
check "the last" clause 'count(problems) >= 2' '63,"end":83' 27 0 2 0

# lists of a base, changed in part
echo '[{"name": "base", "registration": {"received": "2026-11-20", "registered_by": "politie", "problems": [{"domain": "housing", "level": 4}, {"domain": "finances", "level": 4}]}},
  {"name": "worse", "base": "base", "registration": {"problems": {"1": {"level": 1}}}, "expect": {"approaches": {"complex-0-100": {"criteria": {"K1": "met"}}}}},
  {"name": "more", "base": "base", "registration": {"problems": {"+": [{"domain": "mental-health", "level": 1}]}}, "expect": {"approaches": {"complex-0-100": {"criteria": {"K1": "met"}}}}},
  {"name": "less", "base": "worse", "registration": {"problems": {"1": null}}, "expect": {"approaches": {"complex-0-100": {"criteria": {"K1": "not-met"}}}}}]' >"$tmp/lists.json"
check "one item of a list can be changed, added or taken out" gives 0 "${rules[@]}" test "$tmp/lists.json"

# a name that nothing has is absent for ever
echo '{"name": "slip", "registration": {"received": "2026-11-20", "registered_by": "politie"}, "expect": {"participants": {"politi": null}}}' >"$tmp/slip.json"
check "a misspelled name whose absence is expected" gives 1 "${rules[@]}" test "$tmp/slip.json"
check "is told" out_has '/participants/politi: nothing is called "politi"'
sed -i 's/politi"/politie"/2' "$tmp/slip.json"

# what formats cannot hold
printf '{"name": "a#b", "about": "two\\nlines \\u0001", "registration": {"received": "2026-11-20", "registered_by": "politie"}, "expect": {}}' >"$tmp/odd.json"
check "odd names" gives 0 "${rules[@]}" test "$tmp/odd.json"
check "stay one line of TAP" same "$(tail -n 1 "$tmp/out")" 'ok 1 - a\#b: two lines  '
check "and XML" gives 0 "${rules[@]}" test --format=junit "$tmp/odd.json"
check "that can be read" python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' "$tmp/out"

# what an analyst writes: a name with blanks, a base alone, a slip
echo '[{"name": "Young, and at night", "registration": {"received": "2026-11-20", "registered_by": "politie", "problems": []}, "expect": {"registration": "Young--and-at-night"}},
  {"name": "The same", "base": "Young, and at night", "expect": {"routing": {"sugestion": "not-eligible"}}}]' >"$tmp/plain.json"
check "a slip in what is expected" gives 1 "${rules[@]}" test "$tmp/plain.json"
check "any name, and a base alone" out_has "ok 1 - Young, and at night"
check "what was meant" out_has '/routing/sugestion: expected "not-eligible", found nothing; did you mean suggestion'
echo '[{"name": "a", "registration": {}}, {"registratoin": {}}]' >"$tmp/slip.json"
check "a slip in a case" gives 1 "${rules[@]}" test "$tmp/slip.json"
check "which case" err_has 'slip.json: case 2: a case has no "registratoin"; did you mean registration'
echo '[{"name": "a", "expect": {}}]' >"$tmp/slip.json"
check "a case about nothing" gives 1 "${rules[@]}" test "$tmp/slip.json"
check "by its name" err_has 'slip.json: case "a": a case has a "registration", a "base", or both'
rm "$tmp/plain.json" "$tmp/slip.json"
# --update
cat >"$tmp/wrong.json" <<'END'
[ {"name": "one",   "registration": {"received": "2026-11-20", "registered_by": "politie", "problems": []},
   "expect": {"routing": {"suggestion": "weighing",   "stable": true},
              "approaches": {"complex-0-100": {"eligible": "yes"}},
              "participants": {"politie": "invite"}, "flags": ["minor"] }},
  {"name": "right", "base": "one", "registration": {}, "expect": {"routing": {"suggestion": "not-eligible"}}},
  {"name": "two",   "base": "one", "registration": {"problems": null},
   "expect": {"routing": {"suggestion": "more-information", "stable": true}}} ]
END
cp "$tmp/wrong.json" "$tmp/before.json"
check "an update nobody allowed" gives 1 "${rules[@]}" test --update "$tmp/wrong.json" </dev/null
check "says so" err_has "nothing is written"
check "and writes nothing" cmp "$tmp/before.json" "$tmp/wrong.json"
check "but shows what it would" out_has '+   "expect": {"routing": {"suggestion": "not-eligible",   "stable": true},'
if command -v patch >/dev/null; then
  check "as patch reads it" same "$(cp "$tmp/before.json" "$tmp/patched.json" && patch -s "$tmp/patched.json" "$tmp/out" && grep -c not-eligible "$tmp/patched.json")" 2
fi
check "one that is allowed" gives 0 "${rules[@]}" test --update --yes "$tmp/wrong.json"
if command -v patch >/dev/null; then check "writes what it showed" cmp "$tmp/patched.json" "$tmp/wrong.json"; fi
check "leaving nothing beside it" same "$(ls "$tmp" | grep -c wrong)" 1
check "then cases are as expected" gives 0 "${rules[@]}" test "$tmp/wrong.json"
check "and nothing is left to update" gives 0 "${rules[@]}" test --update "$tmp/wrong.json"
check "nor said" silent
check "a refused registration is not put right" gives 1 "${rules[@]}" test --update --yes "$tmp/tests/housing.json"
check "--yes alone is no use" gives 2 "${rules[@]}" test --yes
check "nor --update with a format" gives 2 "${rules[@]}" test --update --format=tap
check "no cases" gives 1 "${rules[@]}" test
check "are told" err_has "no test cases"
finish
