#!/bin/bash
# Rates of suggestions by group: what the numbers are, what must not be asked, and that nothing of a case comes out.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99

rules=(--no-plugins --rules-dir "$top_srcdir/rules.d")
"$routectl" generate 120 --seed=5 >"$tmp/cases.ndjson"
fair () { gives "$1" "${rules[@]}" fairness --group "${@:2}"; }
check "by a word" fair 0 /person/custody "$tmp/cases.ndjson"
check "that nobody gave is a group" out_has "/person/custody = (unknown): "
check "it judges nobody" out_has "This counts cases and judges no person."
check "no case is named" test -z "$(grep invented "$tmp/out")"
check "by a number in bands" fair 0 /person/age --bands=18,40 "$tmp/cases.ndjson"
check "in their order" same "$(grep -o 'age = [^:]*' "$tmp/out" | tr '\n' ' ')" "age = 0-17 age = 18-39 age = 40+ age = (unknown) "
check "an age from the birth date" same "$(echo '{"id":"b","received":"2026-11-20","registered_by":"politie","person":{"birth_date":"2000-11-21"}}' |
  "$routectl" "${rules[@]}" fairness --group=/person/age - | grep -o 'age = .*')" "age = 25: 1 case (small: fewer than 10, so no rates)"
check "by the items of a list" fair 0 '/problems/*/domain' "$tmp/cases.ndjson"
check "a word that stands for what is absent" fair 0 /stage "$tmp/cases.ndjson"
check "has its cases" out_has "/stage = new: "

# the numbers, counted another way
"$routectl" "${rules[@]}" advise --format=json "$tmp/cases.ndjson" >"$tmp/advices"
parents=$(grep -c '"custody":"parents"' "$tmp/cases.ndjson")
eligible=$(paste -d ' ' "$tmp/cases.ndjson" "$tmp/advices" | grep '"custody":"parents"' | grep -c '"routing":{"suggestion":"more-information"')
elsewhere=$(paste -d ' ' "$tmp/cases.ndjson" "$tmp/advices" | grep -v '"custody":"parents"' | grep -c '"routing":{"suggestion":"more-information"')
check "JSON" fair 0 /person/custody --format=json "$tmp/cases.ndjson"
tr -d ' \n' <"$tmp/out" | sed 's/{"value"/\n&/g' >"$tmp/groups"
check "counts the cases" grep -q "\"value\":\"parents\",\"cases\":$parents," "$tmp/groups"
check "and suggestions, here and elsewhere" test -n "$(grep '"value":"parents"' "$tmp/groups" |
  grep "\"suggestion\":\"more-information\",\"cases\":$eligible,\"elsewhere_cases\":$elsewhere,\"rate\":$(awk "BEGIN { printf \"%.1f\", 100*$eligible/$parents }"),")"
check "several jobs count the same" same "$("$routectl" "${rules[@]}" fairness -g /person/custody -f json -j 3 "$tmp/cases.ndjson" | sha256sum)" "$(sha256sum <"$tmp/out")"
check "small groups get no rates" fair 0 /registered_by --small=1000 "$tmp/cases.ndjson"
check "none at all" test -z "$(grep '%' "$tmp/out")"
check "a refused case is counted apart" gives 1 --no-plugins --rules-dir "$here/rules" fairness -g /stage "$here/cases.ndjson"
check "and said" out_has "3 cases, 3 refused"

for pointer in /person/nationality /extra/geloof /extra/client/postcode /person/name /extra/taal /extra/land-van-herkomst; do
  check "$pointer is refused" fair 2 "$pointer" "$tmp/cases.ndjson"
  check "as never allowed" err_has "never allowed"
done
for pointer in /narrative /question /id /received /person/birth_date /person /person/housing/landlord /problems /person/protective \
  /person/age/x /nothing age '/extra' '/stage/*' '/efforts/*/what'; do
  check "$pointer is refused" fair 2 "$pointer" "$tmp/cases.ndjson"
done
printf '{"id":"x","received":"2026-11-20","registered_by":"politie","extra":{"note":"a text about somebody","team":"east"}}\n' >"$tmp/extra.ndjson"
check "what a site adds may be a group" fair 0 /extra/team "$tmp/extra.ndjson"
check "by its word" out_has "/extra/team = east: 1 case"
check "a text of a site" fair 0 /extra/note "$tmp/extra.ndjson"
check "never comes out" same "$(grep -c somebody "$tmp/out") $(grep -c '(other)' "$tmp/out")" "0 1"
check "a group is needed" gives 2 "${rules[@]}" fairness "$tmp/cases.ndjson"
check "cases are needed" fair 2 /stage
for bands in x 5,3 "" 1,,2; do check "bands '$bands' are wrong" fair 2 /person/age --bands="$bands" "$tmp/cases.ndjson"; done
finish
