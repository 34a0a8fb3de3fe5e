#!/bin/bash
# Trying conditions: alone, with a context, on a registration, and suites of cases.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99

check "an expression" gives 0 feel '1 + 2 * 3'
check "has its value" same "$(cat "$tmp/out")" "7"
check "nothing else is said" test ! -s "$tmp/err"
check "what is no expression" gives 1 feel '1 +'
check "has its place" err_has "expression:1:4: error"
check "an unknown name" gives 1 feel 'nobody = 1'
check "is named" err_has "nobody"
check "a second line has its own count" gives 1 feel $'1 +\nnobody'
check "as it should" err_has "expression:2:1:"
printf '%s' '{"a": {"b": [1, 2.50, "x"]}, "two words": true, "n": null}' >"$tmp/context.json"
check "a context" gives 0 feel --context "$tmp/context.json" 'a.b[2] + 1'
check "gives numbers" same "$(cat "$tmp/out")" "3.50"
check "names may have spaces" gives 0 feel --context "$tmp/context.json" 'two words and n = null and a.b[3] = "x"'
check "and words and null" same "$(cat "$tmp/out")" "true"
echo '[1]' >"$tmp/list.json"
printf '%s' '{"a": 1, "a": 2}' >"$tmp/twice.json"
check "a name stands once in a context" gives 1 feel --context "$tmp/twice.json" 'a'
check "a context is an object" gives 1 feel --context "$tmp/list.json" '1'
check "a context that is not there" gives 1 feel --context "$tmp/none.json" '1'
check "on a registration" gives 0 "${rules[@]}" feel --registration "$here/one.json" 'count(problems[level <= 2]) >= 1'
check "the value, then the facts it rests on" same "$(head -n 1 "$tmp/out")" "true"
check "as pointers" out_has "  /problems/0/level"
check "and of nothing else" test ! -s "$tmp/err"
check "an item" gives 0 "${rules[@]}" feel --registration "$here/one.json" 'problems[1].level = 2'
check "is named by its index" grep -qx '  /problems/0' "$tmp/out"
check "a list as a whole" gives 0 "${rules[@]}" feel --registration "$here/one.json" 'count(problems) >= 1'
check "is not its first item" same "$(tail -n +2 "$tmp/out")" "  /problems"
check "what nobody gave is unknown" gives 0 "${rules[@]}" feel --registration "$here/one.json" 'person.age >= 18'
check "not no" same "$(head -n 1 "$tmp/out")" "unknown"
check "and named" out_has "  /person/age"
check "today is the day it was received" gives 0 "${rules[@]}" feel -r "$here/one.json" 'today() = date("2026-11-20")'
check "so that is true" same "$(head -n 1 "$tmp/out")" "true"
real=(--rules-dir="$top_srcdir/rules.d" --no-plugins feel -r "$top_srcdir/doc/examples/pad-jongere.json")
check "beside rules with defines" gives 0 "${real[@]}" 'some p in problems satisfies p.level > 3'
check "each fact is told once" same "$(grep -c '^  /problems$' "$tmp/out")" "1"
check "and what is noted of defines is not" test ! -s "$tmp/err"
check "what is refused" gives 1 "${real[@]}" 'some p in problem satisfies p.level > 3'
check "rests on no facts" test ! -s "$tmp/out"
check "unary tests" gives 0 feel --unary-tests '[1..3], > 8' '1 + 1'
check "that the value passes" same "$(cat "$tmp/out")" "true"
check "or does not" gives 0 feel -c "$tmp/context.json" -u 'not("x", "y")' 'a.b[3]'
check "as these" same "$(cat "$tmp/out")" "false"
check "a note of the expression" gives 0 feel -c "$tmp/context.json" -u '> 8' 'number(a.b[3])'
check "stands under the expression" same "$(sed -n 2p "$tmp/err")" '  number(a.b[3])'
check "and nowhere else" same "$(grep -c note "$tmp/err")" 1
check "tests that are none" gives 1 feel -u '> ' '1'
check "unary tests beside a suite" gives 2 feel -u '1' --cases "$here/one.json"
check "on a registration, too" gives 0 "${rules[@]}" feel -r "$here/one.json" -u '>= 18' 'person.age'
check "unknown is not no" same "$(head -n 1 "$tmp/out")" "unknown"

# a Turkish i has a dot on its capital: conditions give the same answer in every locale. Where locales can be made, that is tried
if localedef -i tr_TR -f UTF-8 "$tmp/tr_TR.UTF-8" 2>"$tmp/locale.err"; then
  check "letters are the same" same '"Ii"' \
    "$(env LOCPATH="$tmp" LC_ALL=tr_TR.UTF-8 "$routectl" feel 'upper case("i") + lower case("I")')"
fi

cat >"$tmp/cases.jsonl" <<'END'
{"id": "one/a", "expression": "1 + 1", "expected": {"number": "2"}}
{"id": "one/b", "expression": "1 + 1", "expected": {"number": "3"}}
{"id": "two/a", "expression": "null", "expected": null}
END
check "a suite with a failure" gives 1 feel --cases "$tmp/cases.jsonl"
check "names what fails" out_has "one/b"
check "counts" same "$(tail -n 1 "$tmp/out")" "2 passed, 1 failed"
check "gives the share of cases that are not null" grep -qE '1 of 2' "$tmp/out"
sed -i 2d "$tmp/cases.jsonl"
check "a suite that passes" gives 0 feel --cases "$tmp/cases.jsonl"
check "counts too" same "$(tail -n 1 "$tmp/out")" "2 passed, 0 failed"
echo '{"id": "two/b", "expected": null}' >>"$tmp/cases.jsonl"
check "a case without an expression is none" gives 1 feel --cases "$tmp/cases.jsonl"
check "and its line is named" err_has 'cases.jsonl:3: the case has no "expression"'
check "a suite that is none" gives 1 feel --cases "$here/rules/10-test.rules"
finish
