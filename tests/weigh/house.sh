#!/bin/bash
# A small house of what the shipped rules do not use: the cases beside its rules, and what is told of why.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99

house=(--rules-dir "$top_srcdir/tests/weigh/house" --no-plugins)
check "its cases come out as expected" gives 0 "${house[@]}" test "$top_srcdir/tests/weigh/house/tests"
check "and work past its budget" gives 0 --rules-dir "$top_srcdir/tests/weigh/slow" --no-plugins test "$top_srcdir/tests/weigh/slow/tests"
check "and what is open where items are not sure" gives 0 --rules-dir "$top_srcdir/tests/weigh/doubts" --no-plugins test "$top_srcdir/tests/weigh/doubts/tests"
cat >"$tmp/case.json" <<'END'
{"id": "case", "received": "2026-11-20", "registered_by": "politie", "impact": {"decline": true},
 "person": {"protective": ["work", "school"]}, "incidents": [{"kind": "theft", "date": "2026-11-02", "role": "victim"}]}
END
# because GROUP ID: why something is not met
because () {
  python3 -c 'import json, sys
print(next(r["because"] for r in json.load(open(sys.argv[1]))["explanation"][sys.argv[2]] if r["id"] == sys.argv[3]))' "$tmp/out" "$1" "$2"
}
check "an explanation" gives 0 "${house[@]}" advise --format=json --lang=en --explain "$tmp/case.json"
check "says of a criterion that it ended" same "$(because criteria pad/A2)" not-valid
check "of a reason of the rules what its clauses say" same "$(because reasons om/knows)" clauses
check "of one that is disabled that it is" same "$(because reasons woonbron/knows)" disabled
check "of a party that left that it is none" same "$(because reasons halt/knows)" not-a-party-now
check "of many clauses the first" same "$(python3 -c 'import json, sys
print(next(len(c["clauses"]) for c in json.load(open(sys.argv[1]))["explanation"]["criteria"] if c["id"] == "pad/A6"))' "$tmp/out")" 64
check "what it costs is told of rules alone, not of what chooses among parties" gives 0 "${house[@]}" top "$tmp/case.json"
check "of a criterion" out_has "pad/A1"

# involvement that is supposed may be of a party that is not known
echo '{"id": "nobody", "received": "2026-11-20", "registered_by": "dji", "involved": [], "impact": {"decline": false}}' >"$tmp/nobody.json"
check "that nobody is involved is explained" gives 0 "${house[@]}" advise --format=json --lang=en --explain "$tmp/nobody.json"

# of one fact that decides there are no sets of two to look at
cat >"$tmp/one.rules" <<'END'
[route not-eligible]
title = Never
title[nl] = Nooit
text = Never.
text[nl] = Nooit.
order = 5
when = (if plan.stuck then 1 else 2) = (if plan.stuck then 2 else 1)
propose = nobody
basis = test
[route process-meeting]
title = Meeting
title[nl] = Overleg
text = Meeting.
text[nl] = Overleg.
order = 10
when = plan.stuck
propose = nobody
basis = test
[route weighing]
title = Weighing
title[nl] = Weeg
text = Weighing.
text[nl] = Weeg.
order = 20
open = other
propose = nobody
basis = test
[party politie]
title = Police
title[nl] = Politie
chains = justice
basis = test
END
mkdir "$tmp/one" && mv "$tmp/one.rules" "$tmp/one/10-one.rules"
# what would change the suggestion: each other one and how many facts that takes
change () {
  python3 -c 'import json, sys
change = json.load(open(sys.argv[1]))["explanation"]["change"]
print(*("%s %d" % (t["suggestion"], t["size"]) for t in change["towards"]))' "$tmp/out"
}
echo '{"id": "one", "received": "2026-11-20", "registered_by": "politie", "plan": {"stuck": true}}' >"$tmp/one.json"
check "of one fact that decides" gives 0 --rules-dir "$tmp/one" --no-plugins advise --format=json --lang=en --explain "$tmp/one.json"
check "its other value is tried, and what it cannot lead to is told" same "$(change)" "weighing 1 not-eligible 0"
# what no fact leads to: the search ends where nothing is left to be supposed
sed -i 's/^when = (if.*/when = received < date("2020-01-01")/' "$tmp/one/10-one.rules"
check "a route of another time" gives 0 --rules-dir "$tmp/one" --no-plugins advise --format=json --lang=en --explain "$tmp/one.json"
check "is ruled out" same "$(change)" "weighing 1 not-eligible 0"
echo '{"id": "doubted", "received": "2026-11-20", "registered_by": "politie", "impact": {"area": true}, "problems": [{"domain": "finances", "status": "suspected"}]}' >"$tmp/doubted.json"
run --rules-dir "$top_srcdir/tests/weigh/doubts" --no-plugins advise --format=json --lang=en --explain "$tmp/doubted.json"
check "a suspected problem that is confirmed would change it" same "$(change | grep -o "pad-core-team 1")" "pad-core-team 1"
cat >"$tmp/member.json" <<'END'
{"id": "member", "received": "2026-11-20", "registered_by": "politie", "impact": {"area": true},
 "household": {"members": [{"relation": "parent", "conditions": [{"kind": "psychiatric", "status": "suspected"}]}]}}
END
run --rules-dir "$top_srcdir/tests/weigh/doubts" --no-plugins advise --format=json --lang=en "$tmp/member.json"
# asked PATH: the suggestions that a question can lead to
asked () {
  python3 -c 'import json, sys
print(*(s for q in json.load(open(sys.argv[1]))["ask_next"] if q["path"] == sys.argv[2] for s in q["effect"]["suggestions"]))' "$tmp/out" "$1"
}
check "whether a member of the household has what is suspected is asked" same "$(asked /household/members/0/conditions/0/status)" other-municipality

# what a clause found and what it wanted, for every kind of it, in both languages
why=$top_srcdir/tests/weigh/why
told () {
  "$routectl" --rules-dir "$why/rules" --no-plugins advise --format=text --lang="$1" --explain "$why/why.json" |
    sed -n '/W1: /,/^$/p' | diff "$why/$1.txt" -
}
for language in nl en; do check "clauses say what they found and wanted, in $language" told $language; done

mkdir "$tmp/plugins"
cp "$top_builddir/tests/weigh/.libs/adds.so" "$tmp/plugins"
adds=(--rules-dir "$top_srcdir/tests/weigh/house" --plugin-dir "$tmp/plugins")
# criterion AREA: what comes of the criterion that a plugin adds
criterion () {
  sed "s/\"decline\": true/\"area\": $1/" "$tmp/case.json" >"$tmp/area.json"
  run "${adds[@]}" advise --format=json --lang=en "$tmp/area.json"
  python3 -c 'import json, sys
print(*next((c["state"], c["points"]["low"], c["points"]["high"], c["origin"]) for c in json.load(open(sys.argv[1]))["approaches"][0]["criteria"] if c["id"] == "adds/area"))' "$tmp/out"
}
check "a reason of a plugin stands among the criteria" same "$(criterion true)" "met 7 7 plugin:adds"
check "not met as well" same "$(criterion false)" "not-met 0 0 plugin:adds"
check "and unknown" same "$(criterion null)" "unknown 0 7 plugin:adds"
run "${adds[@]}" advise --format=text --lang=nl --explain "$tmp/area.json"
check "in words too" out_has "De omgeving is onveilig"

# who is asked on a suspicion: only whose own reason is suspected, and who may be there if that is confirmed
cp "$top_builddir/tests/weigh/.libs/suspects.so" "$tmp/plugins"
mkdir "$tmp/suspicion"
sed '/^.route process-meeting/,/^basis/s/^propose = nobody/propose = all\ntable = process-meeting/' "$tmp/one/10-one.rules" |
  cat - /dev/fd/3 >"$tmp/suspicion/10-suspicion.rules" 3<<'END'
[party suspects]
title = Suspects
title[nl] = Vermoedt
chains = welfare
basis = test
[party adds]
title = Adds
title[nl] = Telt op
chains = welfare
basis = test
[party woonbron]
title = Landlord
title[nl] = Verhuurder
chains = housing
attend = invite
contribution = How it is lived in
lawful = Its own law
basis = test
[reason woonbron/area]
title = The area is unsafe
title[nl] = De omgeving is onveilig
when = impact.area
points = 1
basis = test
END
# suspicion IMPACT: who is asked and with what it is to bring, when debts are suspected
suspicion () {
  echo '{"id": "debts", "received": "2026-11-20", "registered_by": "politie", "plan": {"stuck": true}, "impact": {'"$1"'},
    "problems": [{"domain": "finances", "status": "suspected"}]}' >"$tmp/debts.json"
  run --rules-dir "$tmp/suspicion" --plugin-dir "$tmp/plugins" advise --format=json --lang=en "$tmp/debts.json"
  python3 -c 'import json, sys
print(*((p["party"], p["attendance"], p["contribution"]) for p in json.load(open(sys.argv[1]))["participants"] if p["party"] != "politie"))' "$tmp/out"
}
check "a party whose reason is suspected is asked, though it brings nothing" same "$(suspicion '"area": false, "decline": true')" \
  "('suspects', 'ask', '')"
check "not one that may not be there if it is confirmed" same "$(suspicion '"area": false, "decline": false')" ""
check "nor one of which that is not known" same "$(suspicion '"area": false')" ""
check "nor one that does not say why it cannot tell" same "$(suspicion '"area": false, "decline": true, "surroundings": true')" ""

check "and whose ground has words in one language only comes on it" same "$(suspicion '"area": true, "decline": false')" \
  "('woonbron', 'invite', 'How it is lived in')"

# a plugin that could not answer leaves unknown what the rules say of its reasons, never no
mkdir "$tmp/silent" "$tmp/fails"
cp "$top_builddir/tests/mocks/.libs/fails.so" "$tmp/fails"
cat "$tmp/one/10-one.rules" - >"$tmp/silent/10-silent.rules" <<'END'
[party fails]
title = Fails
title[nl] = Faalt
chains = care
basis = test
[reason fails/adult]
points = 7
END
echo '{"id": "grown", "received": "2026-11-20", "registered_by": "politie", "plan": {"stuck": true}, "person": {"age": 40}}' >"$tmp/grown.json"
run --rules-dir "$tmp/silent" --plugin-dir "$tmp/fails" advise --format=json --lang=en --explain "$tmp/grown.json"
reason () {
  python3 -c 'import json, sys
print(*((r["state"], r["because"]) for r in json.load(open(sys.argv[1]))["explanation"]["reasons"] if r["id"] == sys.argv[2]))' "$tmp/out" "$1"
}
check "of a plugin that fails, what it would have said is not known" same "$(reason fails/adult)" "('unknown', 'no-answer')"
# what is supposed costs as much as there is to look at: of a long list little is tried, and that is told
awk 'BEGIN { printf "{\"id\": \"long\", \"received\": \"2026-11-20\", \"registered_by\": \"politie\", \"incidents\": ["
  for (i = 0; i < 2500; i++) printf "%s{\"kind\": \"theft\", \"date\": \"2026-01-01\"}", i ? "," : ""; print "]}" }' >"$tmp/long.json"
few_calls () {
  python3 -c 'import json, sys
row = next(r for r in json.load(open(sys.argv[1]))["costs"] if r["id"] == "centre-elsewhere")
sys.exit("%g calls" % row["calls"] if row["calls"] > 200 else 0)' "$tmp/out"
}
check "2,500 incidents of which no role is known are weighed" gives 0 --rules-dir "$top_srcdir/rules.d" --no-plugins top --limit=0 --format=json "$tmp/long.json"
check "in few suppositions" few_calls
finish
