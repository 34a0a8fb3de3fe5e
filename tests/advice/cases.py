"""The cases beside the shipped rules: all pass, and nothing that the rules can say is left without one.

usage: cases.py ROUTECTL RULES-DIR PLUGIN-DIR; prints TAP. What there is to cover comes from the rules and plugins themselves."""
import json
import subprocess
import sys
from pathlib import Path

ROUTECTL, RULES, PLUGINS = sys.argv[1:4]
# the chamber knows itself whom it gave priority, so that this is never unknown
NEVER_UNKNOWN = {"pad/P6"}
# no registration makes a plugin fail
NOT_BY_FACTS = {"degraded"}


def call(*arguments):
    done = subprocess.run([ROUTECTL, "--rules-dir", RULES, "--plugin-dir", PLUGINS, *arguments], capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise SystemExit(f"Bail out! {done.stderr}")
    return done.stdout


def show(group, ident, key):
    shown = json.loads(call("rules", "show", f"{group} {ident}", "--format=json"))
    return next((k["value"] for g in shown for k in g["keys"] if k["key"] == key and k["language"] is None), None)


def ids(group):
    return [g["id"] for g in json.loads(call("rules", "list", "--format=json"))["groups"] if g["group"] == group]


def members(expected, key):
    found = expected.get(key)
    return found.items() if isinstance(found, dict) else []


cases = [c for path in sorted(Path(RULES, "tests").glob("*.json")) for c in json.loads(path.read_text()) if "expect" in c]
expected = [c["expect"] for c in cases]
criteria = {(f"{approach}/{criterion}", state if isinstance(state, str) else state.get("state")) for e in expected for approach, wanted in members(e, "approaches")
            for criterion, state in members(wanted, "criteria")}
suggestions = {e["routing"]["suggestion"] for e in expected if "suggestion" in e.get("routing", {})}
proposed = {party for e in expected for party, how in members(e, "participants") if how}
left_out = {party for e in expected for party, why in members(e, "not_invited") if why}
raised = {flag for e in expected for flag, on in members(e, "flags") if on}
not_raised = {flag for e in expected for flag, on in members(e, "flags") if not on}
parties = [p["party"] for p in json.loads(call("plugins", "list", "--format=json")) if p["party"] in ids("party")]
number = 0


def check(name, missing):
    global number
    number += 1
    print(f"{'ok' if not missing else 'not ok'} {number} - {name}", *[f"# {m}" for m in sorted(missing)], sep="\n")


check("every case comes out as expected", {line for line in call("test", "--format=tap").split("\n") if line.startswith("not ok")})
check("there are sixty cases or more", set() if len(cases) >= 60 else {f"{len(cases)} cases"})
check("every case says what it is about, and its name is its own",
      {c["name"] for c in cases if not c.get("about") or sum(c["name"] == d["name"] for d in cases) > 1})
check("every criterion is met, not met and unknown in some case",
      {f"{i} {s}" for i in ids("criterion") for s in ("met", "not-met", "unknown") if (i, s) not in criteria and not (s == "unknown" and i in NEVER_UNKNOWN)})
check("every routing is expected in some case", {show("route", i, "suggestion") or i for i in ids("route")} - suggestions)
check("every party is proposed in some case", set(parties) - proposed)
check("every party is rightly left out in some case", set(parties) - left_out)
check("every flag is raised in some case, and not raised in another", (set(ids("flag")) - NOT_BY_FACTS) - (raised & not_raised))
print(f"1..{number}")
