"""Who is a Party changes over time (covenant 21 to 24): joining, notice of six months, leaving, exclusion, succession.

usage: membership.py ROUTECTL RULES-DIR PLUGIN-DIR NEWCOMER.so NEWCOMER.rules; prints TAP."""
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROUTECTL, RULES, PLUGINS, NEWCOMER, ITS_RULES = sys.argv[1:6]
CASES = {c["name"]: c for c in json.loads(Path(RULES, "tests/parties.json").read_text())}
number = 0


def check(name, good, *found):
    global number
    number += 1
    print(f"{'ok' if good else 'not ok'} {number} - {name}", *[f"# {f}" for f in found if not good], sep="\n")


def advise(rules, plugins, **changes):
    registration = {**CASES["meeting"]["registration"], "id": "case", **changes}
    done = subprocess.run([ROUTECTL, "advise", "--format=json", "--rules-dir", str(rules), "--plugin-dir", str(plugins)],
                          input=json.dumps(registration), capture_output=True, text=True, check=False)
    if not done.stdout:
        raise SystemExit(f"Bail out! {done.stderr}")
    return json.loads(done.stdout)


def attendance(advice, party):
    return next((p["attendance"] for p in advice["participants"] if p["party"] == party), None)


def why_not(advice, party):
    return next((n["because"] for n in advice["not_invited"] if n["party"] == party), None)


def sums(*directories):
    return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() for d in directories for p in sorted(d.iterdir()) if p.is_file()}


def joining(rules, plugins):
    works = {"involved": [{"party": "buurtcoach", "role": "support", "status": "active"}]}
    refused = advise(rules, plugins, **works)
    check("who is no Party is refused by name", refused.get("error", {}).get("path") == "/involved/0/party", refused)
    before, files = advise(rules, plugins), sums(rules, plugins)
    shutil.copy(NEWCOMER, plugins / "buurtcoach.so")
    shutil.copy(ITS_RULES, rules / "90-buurtcoach.rules")
    check("nothing else was touched", {k: v for k, v in sums(rules, plugins).items() if k in files} == files)
    joined = advise(rules, plugins, **works)
    check("one shared object and one rules file bring the 31st Party to the table", attendance(joined, "buurtcoach") == "invite", joined["participants"])
    seat = next(p for p in joined["participants"] if p["party"] == "buurtcoach")
    check("with its reason, its ground and what it brings", seat["because"] == ["buurtcoach/involved"] and seat["basis"] and seat["contribution"], seat)
    alone = advise(rules, plugins, problems=[{"domain": "social-network", "level": 2}, {"domain": "domestic-relations", "level": 2}])
    check("without being at work it is asked, with its own question", attendance(alone, "buurtcoach") == "ask"
          and any(w["party"] == "buurtcoach" and "visit" in w["question"] for w in alone["weighing"]), alone["weighing"])
    check("it may register a case", "routing" in advise(rules, plugins, registered_by="buurtcoach"))
    after = advise(rules, plugins)
    check("where it has no reason it is left out", why_not(after, "buurtcoach") == "not-relevant", why_not(after, "buurtcoach"))
    after["not_invited"] = [n for n in after["not_invited"] if n["party"] != "buurtcoach"]
    check("and nothing else in the advice changes", {k: v for k, v in after.items() if k != "made_with"} == {k: v for k, v in before.items() if k != "made_with"})
    early = advise(rules, plugins, received="2026-05-31", incidents=[], **works)
    check("before its accession it is no Party", attendance(early, "buurtcoach") is None and why_not(early, "buurtcoach") == "not-a-party-now", why_not(early, "buurtcoach"))


def leaving(rules, plugins):
    violence = {"incidents": [{"kind": "violence", "date": "2026-01-10", "role": "suspect", "severity": "serious", "status": "established"}]}

    def police(key, day, received):
        (rules / "91-police.rules").write_text(f"[party politie]\n{key} = {day}\n")
        return advise(rules, plugins, received=received, **violence)

    check("within its notice of six months a Party is invited", attendance(police("notice-given", "2026-03-15", "2026-09-14"), "politie") == "invite")
    left = police("notice-given", "2026-03-15", "2026-09-15")
    check("when notice has run out it is no Party", attendance(left, "politie") is None and why_not(left, "politie") == "not-a-party-now", why_not(left, "politie"))
    check("on its last day it is a Party", attendance(police("member-until", "2026-09-14", "2026-09-14"), "politie") == "invite")
    check("and on the day after it is not", why_not(police("member-until", "2026-09-14", "2026-09-15"), "politie") == "not-a-party-now")
    check("the day before it is excluded it is a Party", attendance(police("excluded-on", "2026-09-15", "2026-09-14"), "politie") == "invite")
    check("exclusion counts at once", why_not(police("excluded-on", "2026-09-15", "2026-09-15"), "politie") == "not-a-party-now")
    refused = advise(rules, plugins, received="2026-09-15", registered_by="politie", **violence)
    check("who left registers no case", refused.get("error", {}).get("path") == "/registered_by", refused)
    seat = advise(rules, plugins, received="2026-09-15", person={**CASES["meeting"]["registration"]["person"], "age": 16, "prioritised": {"by": "kernteam"}}, **violence)
    check("its fixed seat at the PAD core team is empty as well", seat["routing"]["suggestion"] == "pad-core-team" and attendance(seat, "politie") is None, seat["routing"])
    (rules / "91-police.rules").unlink()


def succession(rules, plugins):
    def tenant(landlord):
        return advise(rules, plugins, person={**CASES["meeting"]["registration"]["person"], "housing": {"kind": "social-rent", "landlord": landlord, "eviction": "threatened"}})

    old, new = tenant("vestia"), tenant("stedelink")
    check("a successor is the same Party under the covenant's name", attendance(new, "vestia") == "invite", new["participants"])
    check("and both names give the same advice", {k: v for k, v in old.items() if k != "made_with"} == {k: v for k, v in new.items() if k != "made_with"})


with tempfile.TemporaryDirectory() as work:
    own_rules, own_plugins = Path(work, "rules.d"), Path(work, "plugins")
    own_rules.mkdir()
    own_plugins.mkdir()
    for source, suffix, target in ((RULES, "*.rules", own_rules), (PLUGINS, "*.so", own_plugins)):
        for path in Path(source).glob(suffix):
            shutil.copy(path, target)
    joining(own_rules, own_plugins)
    leaving(own_rules, own_plugins)
    succession(own_rules, own_plugins)
print(f"1..{number}")
