#!/bin/bash
# Rules in the shadow: with them in the shipped set the rest of every advice keeps its bytes, and they are told apart.
. "$top_srcdir/tests/routectl/tap.sh" || exit 99
shipped=$top_srcdir/rules.d
mkdir "$tmp/shadow"
cat >"$tmp/shadow/75-shadow.rules" <<'END'
[criterion pad/P9]
title = On trial
title[nl] = Op proef
when = person.age < 31 and count(incidents[severity = "light"]) >= 7
points = 77
mode = shadow
valid-until = 2026-01-01
basis = test
[criterion complex-0-100/K9]
title = On trial
title[nl] = Op proef
when = some problem in problems satisfies problem.level <= 4 and problem.status != "disputed"
points = 50
mode = shadow
ask = What about it?
ask[nl] = Hoe zit dat?
basis = test
[route trial]
order = 1
suggestion = weighing
when = person.age >= 17
mode = shadow
basis = test
[route trial-open]
order = 2
suggestion = weighing
open = absent
mode = shadow
basis = test
[flag trial-flag]
title = Trial
title[nl] = Proef
when = person.age >= 17
mode = shadow
in-doubt = yes
basis = test
[theme trial-theme]
title = Trial
title[nl] = Proef
when = suggestion = "process-meeting"
mode = shadow
basis = test
[goal trial-goal]
title = Trial
title[nl] = Proef
kind = safety
order = 1
when = true
mode = shadow
basis = test
[decision trial-decision]
title = Trial
title[nl] = Proef
when = count(incidents) >= 1
mode = shadow
basis = test
[pattern trial-pattern]
title = Trial
title[nl] = Proef
match = \b(?:de|het|een)\b
hints = /incidents
mode = shadow
END
cat >"$tmp/compare.py" <<'END'
import json, sys
def bare(line):
    advice = json.loads(line)
    advice.pop("shadow", None)
    for approach in advice["approaches"]:
        approach["shadow"] = []
    advice["made_with"]["rules"] = ""
    return json.dumps(advice)
a, b = (open(name).read().splitlines() for name in sys.argv[1:3])
assert len(a) == len(b) >= 60, (len(a), len(b))
for x, y in zip(a, b):
    if bare(x) != bare(y):
        sys.exit("differs:\n%s\n%s" % (bare(x), bare(y)))
# the comparison itself sees a difference
assert bare(a[0]) != bare(a[0].replace('"stable":', '"stable":0,"was":', 1))
states = {}
for line in b:
    advice = json.loads(line)
    for rule in advice["shadow"]["rules"] + [c for p in advice["approaches"] for c in p["shadow"]]:
        states.setdefault(rule["id"], set()).add(rule["state"])
assert set(states) == {"trial", "trial-open", "trial-flag", "trial-theme", "trial-goal", "trial-decision", "trial-pattern",
                       "pad/P9", "complex-0-100/K9"}, states
for rule in ("trial", "trial-theme", "trial-decision", "complex-0-100/K9"):
    assert {"met", "not-met"} <= states[rule], (rule, states[rule])
assert any(json.loads(line)["shadow"]["suggestion"] == "weighing" != json.loads(line)["routing"]["suggestion"] for line in b)
END
run generate 60 --output="$tmp/cases.ndjson"
for example in "$top_srcdir"/doc/examples/*.json; do python3 -c 'import json,sys; print(json.dumps(json.load(open(sys.argv[1]))))' "$example"; done >>"$tmp/cases.ndjson"
check "advices of the shipped rules" gives 0 --rules-dir "$shipped" advise --format=json "$tmp/cases.ndjson"
cp "$tmp/out" "$tmp/without"
check "advices with rules in the shadow beside them" gives 0 --rules-dir "$shipped" --rules-dir "$tmp/shadow" advise --format=json "$tmp/cases.ndjson"
cp "$tmp/out" "$tmp/with"
check "differ in the shadow and the fingerprint alone" python3 "$tmp/compare.py" "$tmp/without" "$tmp/with"
example=$top_srcdir/doc/examples/psychose-woonoverlast.json
check "the page names them" gives 0 --rules-dir "$shipped" --rules-dir "$tmp/shadow" advise --format=text --lang=nl "$example"
check "apart" out_has "In de schaduw"
check "with what they say" grep -q "^ *+ trial$" "$tmp/out"
check "without them the page says nothing of a shadow" gives 0 --rules-dir "$shipped" advise --format=text --lang=nl "$example"
check "at all" eval '! grep -q "In de schaduw" "$tmp/out"'
cat >"$tmp/case.json" <<'END'
[{"name": "trial", "registration": {"received": "2026-11-20", "registered_by": "politie", "person": {"age": 40}},
  "expect": {"shadow": {"suggestion": "weighing", "rules": {"trial": "met"}}}}]
END
check "a case may expect them" gives 0 --rules-dir "$shipped" --rules-dir "$tmp/shadow" test "$tmp/case.json"
finish
