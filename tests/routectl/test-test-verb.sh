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
check "no cases" gives 1 "${rules[@]}" test
check "are told" err_has "no test cases"
finish
