"""The promises of an advice, judged from outside: generated registrations through the command, and the JSON that comes back.

usage: outside.py ROUTECTL SOURCE-TREE COUNT; prints TAP. Numbers in the names are those of the properties every advice has."""
import copy
import json
import random
import subprocess
import sys
from pathlib import Path

ROUTECTL, SOURCE, COUNT = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
SCHEMA = json.loads((SOURCE / "doc/schema/registration-1.schema.json").read_text())
PARTIES = sorted(line[7:-1] for line in (SOURCE / "rules.d/05-parties.rules").read_text().split("\n") if line.startswith("[party "))
CARE = {block.split("]")[0] for block in (SOURCE / "rules.d/05-parties.rules").read_text().split("[party ")[1:]
        if any(line.startswith("chains =") and "care" in line for line in block.split("\n"))}
WEIGHT = {"not-eligible": 0, "other-municipality": 0, "consider-closing": 0, "more-information": 1, "weighing": 2,
          "process-meeting": 3, "pad-core-team": 3, "pad-and-process-meeting": 4, "consider-escalation": 5}
EXAMPLES = [json.loads(path.read_text()) for path in sorted((SOURCE / "doc/examples").glob("*.json"))]
LANDLORDS = ["woonbron", "vestia", "vidomes", "duwo"]


# ---- registrations ----

class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        # how much is left unknown differs from case to case
        self.gap = self.random.choice([0.0, 0.1, 0.3, 0.6])

    def known(self):
        return self.random.random() >= self.gap

    def some(self, **pairs):
        return {key: make() for key, make in pairs.items() if self.known()}

    def word(self, *words):
        return lambda: self.random.choice(words)

    def flag(self):
        return self.random.random() < 0.5

    def day(self):
        return f"20{self.random.choice([24, 25, 26, 26, 26])}-{self.random.randint(1, 10):02d}-{self.random.randint(1, 28):02d}"

    def recent(self):
        return "2026-11-%02d" % self.random.randint(1, 20) if self.random.random() < 0.4 else self.day()

    def status(self):
        return self.random.choice(["established"] * 4 + ["suspected", "disputed"])

    def party(self):
        return self.random.choice(PARTIES + ["third:school", "third:gp"])

    def items(self, make, most):
        return [make() for _ in range(self.random.randint(0, most))]

    def problem(self):
        domains = ["finances", "work-education", "time-use", "housing", "domestic-relations", "mental-health", "substance-use",
                   "social-network", "justice", "parenting"]
        return {"domain": self.random.choice(domains), **self.some(level=lambda: self.random.randint(1, 5), status=self.status, source=self.party)}

    def incident(self):
        kinds = ["nuisance", "violence", "threat", "weapon", "theft", "drugs", "confused-behaviour", "domestic-violence", "child-abuse",
                 "trafficking", "radicalisation", "suicidal", "other"]
        return {"kind": self.random.choice(kinds), "date": self.recent(),
                **self.some(role=self.word("suspect", "victim", "witness", "self"), group=self.flag,
                            severity=self.word("light", "serious", "high-impact"), place=self.word("home", "public-space", "school", "other"),
                            status=self.status, source=self.party)}

    def condition(self):
        return {"kind": self.random.choice(["psychiatric", "addiction", "mild-intellectual-disability", "autism"]),
                **self.some(status=self.status, source=self.party)}

    def measure(self):
        return {"kind": self.random.choice(["supervision-order", "youth-probation", "probation", "care-authorisation", "tbs"]), **self.some(by=self.party)}

    def person(self):
        return self.some(age=lambda: self.random.choice([5, 11, 12, 15, 16, 17, 18, 23, 24, 27, 28, 40, 80]),
                         municipality=self.word("Delft", "Delft", "Delft", "Rijswijk"),
                         housing=lambda: self.some(kind=self.word("social-rent", "with-family", "owner", "none"),
                                                   landlord=self.word(*LANDLORDS), eviction=self.word("none", "threatened", "ordered")),
                         detention=lambda: self.some(status=self.word("none", "none", "detained", "released"), release=self.recent),
                         measures=lambda: self.items(self.measure, 2), conditions=lambda: self.items(self.condition, 2),
                         criminal_law=self.word("juvenile", "adult"), custody=self.word("parents", "guardian"),
                         protective=lambda: self.random.sample(["school", "work", "sport", "coach"], 2))

    def forget(self, value):
        """The same with parts left out, at random."""
        if isinstance(value, dict):
            required = {"id", "received", "registered_by", "domain", "kind", "date", "party", "status", "by", "outcome", "relation", "source", "with", "fields"}
            return {k: v if k == "children" else self.forget(v) for k, v in value.items() if k in required or self.known()}
        return [self.forget(v) for v in value] if isinstance(value, list) else value

    def near_an_example(self, number):
        given = self.forget(self.random.choice(EXAMPLES))
        person = given.setdefault("person", {})
        if self.random.random() < 0.5:
            person.pop("birth_date", None)
            person["age"] = self.random.choice([11, 12, 17, 23, 24, 28, 46])
        if self.random.random() < 0.3:
            given.setdefault("impact", {})["area"] = True
        if self.random.random() < 0.2:
            given["stage"], given["plan"] = "running", {"goals_reached": self.flag(), "carried_by": "kwadraad", "stuck": self.flag(), "local_means_exhausted": self.flag()}
            given["incidents"] = []
        if self.random.random() < 0.3:
            given["problems"] = given.get("problems", []) + [self.problem()]
        if self.random.random() < 0.3:
            violence = {"kind": "domestic-violence"} if self.flag() else {}
            given["incidents"] = given.get("incidents", []) + [{**self.incident(), **violence}]
        return {**given, "id": f"r{number}"}

    def registration(self, number):
        return self.near_an_example(number) if number % 2 else self.anything(number)

    def anything(self, number):
        given = {"id": f"r{number}", "received": "2026-11-20", "registered_by": self.random.choice(PARTIES)}
        if self.random.random() < 0.2:
            given["stage"] = "running"
            given["plan"] = self.some(stuck=self.flag, local_means_exhausted=self.flag, goals_reached=self.flag, threats_to_officials=self.flag,
                                      risk=self.word("low", "medium", "high"), carried_by=self.word("kwadraad", "third:gp"),
                                      municipalities=lambda: ["Delft"])
        given.update(self.some(
            person=self.person, problems=lambda: self.items(self.problem, 4), incidents=lambda: self.items(self.incident, 5),
            household=lambda: self.some(children=lambda: [{"age": self.random.randint(0, 17)} for _ in range(self.random.randint(0, 2))],
                                        members=lambda: [{"relation": "parent", **self.some(conditions=lambda: self.items(self.condition, 1))}]),
            involved=lambda: [{"party": self.party(), "status": self.random.choice(["active", "stalled", "refused", "ended"]),
                               **self.some(role=self.word("treatment", "supervision", "support", "tenancy"))} for _ in range(self.random.randint(0, 3))],
            efforts=lambda: [{"by": self.party(), "outcome": self.random.choice(["succeeded", "partial", "failed", "refused"])}
                             for _ in range(self.random.randint(0, 2))],
            impact=lambda: self.some(system=self.flag, surroundings=self.flag, area=self.flag, decline=self.flag),
            informed=lambda: self.some(person=self.flag)))
        return given


def advise(registrations, *options):
    text = "".join(json.dumps(r) + "\n" for r in registrations)
    done = subprocess.run([ROUTECTL, "advise", "--format=json", "--lang=en", *options], input=text, capture_output=True, text=True, check=False)
    advices = [json.loads(line) for line in done.stdout.splitlines()]
    refused = [a["error"] for a in advices if "error" in a]
    if len(advices) != len(registrations) or refused:
        raise SystemExit(f"Bail out! {refused[:1]} {len(registrations)} registrations, {len(advices)} advices: {done.stderr[:500]}")
    return advices


# ---- judging ----

number = 0


def check(name, bad):
    global number
    number += 1
    bad = [b for b in bad if b]
    print(f"{'not ok' if bad else 'ok'} {number} - {name}")
    for line in bad[:5]:
        print(f"# {line}")


def route(advice):
    return advice["routing"]["suggestion"]


def approach(advice, which):
    return next(a for a in advice["approaches"] if a["id"] == which)


def at_work(registration):
    """Who is involved, carries out a measure, or registered the case."""
    involved = {i["party"] for i in registration.get("involved", []) if i["status"] in ("active", "stalled")}
    measures = {m["by"] for m in registration.get("person", {}).get("measures", []) if "by" in m}
    return involved | measures | {registration["registered_by"]}


def without_pointers(advice):
    """What must stay when facts are put in another order: everything but the indexes in pointers."""
    def clean(value):
        if isinstance(value, dict):
            return {k: clean(v) for k, v in value.items() if k not in ("path", "question", "needs", "evidence", "missing", "doubted", "facts", "contradicts")}
        return [clean(v) for v in value] if isinstance(value, list) else value
    advice = clean(advice)
    # questions about several items of one kind may trade places among themselves
    advice["ask_next"] = sorted(json.dumps(a, sort_keys=True) for a in advice["ask_next"])
    return advice


def is_right_agenda(advice):
    invited = {p["party"]: p for p in advice["participants"] if p["attendance"] == "invite"}
    first, second = (set(part["parties"]) for part in advice["meeting"]["agenda"])
    chairs = {party for party, p in invited.items() if p["role"] == "chair"}
    limited = {party for party, p in invited.items() if p["part"] != "whole"}
    return (first | second == set(invited) and first & second == chairs and not limited & first
            and len(first) <= 8 and len(second) < len(invited))


def judge_alone(cases, advices):
    check("1: what decides and is unknown never makes it not eligible", [
        f"{r['id']}: {[a['eligible'] for a in d['approaches']]}" for r, d in zip(cases, advices)
        if route(d) == "not-eligible" and any(a["eligible"] == "unknown" for a in d["approaches"])])
    check("3: points add up to scores", [
        f"{r['id']} {a['id']}" for r, d in zip(cases, advices) for a in d["approaches"] for end in ("low", "high")
        if sum(c["points"][end] for c in a["criteria"]) != a["score"][end]])
    check("8: under twelve never PAD", [
        f"{r['id']}: {route(d)}" for r, d in zip(cases, advices)
        if r.get("person", {}).get("age", 99) < 12 and route(d) in ("pad-core-team", "pad-and-process-meeting")])
    check("8: only own behaviour counts towards PAD", [
        f"{r['id']}" for r, d in zip(cases, advices)
        if "incidents" in r and all(i.get("role") in ("victim", "witness") for i in r["incidents"])
        and next(c for c in approach(d, "pad")["criteria"] if c["id"] == "pad/P2")["state"] != "not-met"])
    check("9: every proposed party has a ground", [f"{r['id']}: {p['party']}" for r, d in zip(cases, advices) for p in d["participants"] if not p["basis"]])
    check("nobody is to agree to what it would read itself", [
        f"{r['id']}: {d['party']} {f['path']}" for r, a in zip(cases, advices) for d in a["disclosure"] for f in d["facts"] if f["ask"] == d["party"]])
    check("every party is told once", [
        r["id"] for r, d in zip(cases, advices)
        if sorted(p["party"] for p in d["participants"] + d["not_invited"]) != PARTIES])
    check("a large meeting has two parts of at most eight: all that are invited sit in one, and who leads in both", [
        r["id"] for r, d in zip(cases, advices)
        if ("agenda" in d["meeting"]) != ("large-meeting" in d["flags"]) or "agenda" in d["meeting"] and not is_right_agenda(d)])
    check("who is needed and no Party is told with the flag, and only then", [
        r["id"] for r, d in zip(cases, advices) if ("third_parties" in d) != ("third-party-needed" in d["flags"])])
    check("a care partner is invited only where it is at work already, or registered the case", [
        f"{r['id']}: {p['party']}" for r, d in zip(cases, advices) for p in d["participants"]
        if p["attendance"] == "invite" and p["party"] in CARE and p["party"] not in at_work(r)])
    silent = ("more-information", "not-eligible")
    check("nobody is proposed where nothing can be planned", [r["id"] for r, d in zip(cases, advices) if route(d) in silent and d["participants"]])
    only_ask = ("weighing", "other-municipality", "consider-closing")
    check("where parties may only be asked, nobody is invited", [
        r["id"] for r, d in zip(cases, advices) if route(d) in only_ask and any(p["attendance"] == "invite" for p in d["participants"])])
    check("alternatives are other suggestions, each once", [
        r["id"] for r, d in zip(cases, advices)
        if len({a["suggestion"] for a in d["routing"]["alternatives"]} | {route(d)}) != len(d["routing"]["alternatives"]) + 1])
    check("a stable advice has no alternatives, and an unstable one has some or says why not", [
        r["id"] for r, d in zip(cases, advices)
        if d["routing"]["stable"] == bool(d["routing"]["alternatives"]) and not any(x["what"] == "search" for x in d["degraded"])])
    # so few cases as a sanitizer has time for cannot hold every routing
    if COUNT >= 100:
        check("nearly every routing occurs among the cases", [] if len({route(d) for d in advices}) >= 8 else [sorted({route(d) for d in advices})])


def compare(name, cases, advices, change, same):
    changed = [change(copy.deepcopy(r)) for r in cases]
    kept = [(r, d, c) for r, d, c in zip(cases, advices, changed) if c is not None]
    check(name, [f"{r['id']}: {why}" for (r, d, _), e in zip(kept, advise([c for _, _, c in kept])) if (why := same(d, e))])


def shuffled(registration):
    mixed = random.Random(7)
    for key in ("problems", "incidents", "involved", "efforts"):
        mixed.shuffle(registration.get(key, []))
    return dict(sorted(registration.items(), reverse=True))


def with_text(text):
    def change(registration):
        registration["narrative"] = text
        return registration
    return change


def other_landlord(registration):
    housing = registration.get("person", {}).get("housing", {})
    if "landlord" not in housing or any(i["party"] in LANDLORDS for i in registration.get("involved", [])):
        return None
    if any(e["by"] in LANDLORDS for e in registration.get("efforts", [])) or registration["registered_by"] in LANDLORDS:
        return None
    housing["landlord"] = LANDLORDS[(LANDLORDS.index(housing["landlord"]) + 1) % len(LANDLORDS)]
    return registration


def more_protective(registration):
    if "protective" not in registration.get("person", {}):
        return None
    registration["person"]["protective"] = sorted({*registration["person"]["protective"], "family", "network", "treatment-accepted"})
    return registration


def not_acute(registration):
    # the same incidents, long enough ago to be acute no more, and recent enough to count all the same
    touched = False
    for incident in registration.get("incidents", []):
        if incident["date"] >= "2026-11-06":
            incident["date"], touched = "2026-10-30", True
    return registration if touched else None


def with_another_table(registration):
    """One incident that another table and another law deal with, of each kind and in the roles that weigh most."""
    if not registration.get("incidents"):
        return None
    registration["incidents"] += [{"kind": kind, "date": "2026-10-01", "role": role, "group": True, "severity": severity, "place": "home"}
                                  for kind, role, severity in (("trafficking", "victim", "serious"), ("radicalisation", "suspect", "high-impact"),
                                                               ("trafficking", "suspect", "light"), ("radicalisation", "self", "serious"))]
    return registration


def counted(advice):
    """All that an incident could weigh on: but not the facts it rests on, nor the flag."""
    return [route(advice), advice["meeting"], advice["coordinator"],
            [(a["eligible"], a["score"], [(c["id"], c["state"]) for c in a["criteria"]]) for a in advice["approaches"]],
            [(p["party"], p["attendance"], p["because"]) for p in advice["participants"]],
            [(n["party"], n["because"]) for n in advice["not_invited"]]]


def differences(*keys):
    return lambda d, e: next((key for key in keys if d[key] != e[key]), None)


def judge_changed(cases, advices):
    compare("4: the order of facts and keys changes only indexes", cases, advices, shuffled,
            lambda d, e: None if without_pointers(d) == without_pointers(e) else "differs")
    quiet = advise([with_text("Er is niets bijzonders.")(copy.deepcopy(r)) for r in cases])
    compare("5: words of origin, religion or nationality change nothing at all", cases, quiet,
            with_text("Er is niets bijzonders. Marokkaans, moslim, asielzoeker, Pools, katholiek."), lambda d, e: None if d == e else "differs")
    compare("11: free text changes no suggestion, criterion, score or participant", cases, advices,
            with_text("Hij heeft een mes, drinkt, is psychotisch en dreigt met geweld. Er is huiselijk geweld en suïcidaliteit."),
            differences("routing", "approaches", "participants", "not_invited", "flags", "meeting", "coordinator"))
    compare("6: a protective fact never raises the weight of the route nor a score", cases, advices, more_protective,
            lambda d, e: "heavier" if WEIGHT[route(e)] > WEIGHT[route(d)] or any(
                b["score"]["high"] > a["score"]["high"] for a, b in zip(d["approaches"], e["approaches"])) else None)
    compare("7: another landlord changes only the landlord among the participants", cases, advices, other_landlord,
            lambda d, e: None if [p["party"] for p in d["participants"] if p["party"] not in LANDLORDS]
            == [p["party"] for p in e["participants"] if p["party"] not in LANDLORDS] else "others change")
    compare("what another table and law deal with counts nowhere", cases, advices, with_another_table,
            lambda d, e: next((str(b) for a, b in zip(counted(d), counted(e)) if a != b), None))
    compare("10: acute changes no routing", cases, advices, not_acute, lambda d, e: None if route(d) == route(e) else f"{route(d)} {route(e)}")


# ---- completions: 2, by brute force ----

COMPLETE = {
    "/person/age": [5, 12, 17, 23, 24, 27, 28, 60], "/person/municipality": ["Delft", "Rijswijk"],
    "/impact/system": [True, False], "/impact/surroundings": [True, False], "/impact/area": [True, False], "/impact/decline": [True, False],
    "/problems": [[], [{"domain": "finances", "level": 1}], [{"domain": "finances", "level": 1}, {"domain": "parenting", "level": 2}]],
    "/incidents": [[], [{"kind": "nuisance", "date": "2026-11-01", "role": "suspect", "group": True, "severity": "serious"}],
                   [{"kind": "domestic-violence", "date": "2026-11-01", "role": "victim"}]],
    "/efforts": [[], [{"by": "halt", "outcome": "failed"}]],
    "/involved": [[], [{"party": "ggz-delfland", "role": "treatment", "status": "stalled"}]],
    "/person/housing/eviction": ["none", "ordered"], "/person/conditions": [[], [{"kind": "psychiatric"}]],
}


def with_fact(registration, pointer, value):
    changed, *inner = copy.deepcopy(registration), *pointer[1:].split("/")
    at = changed
    for key in inner[:-1]:
        at = at.setdefault(key, {})
    if inner[-1] in at or (inner[-1] == "age" and "birth_date" in at):
        return None
    at[inner[-1]] = value
    return changed


def judge_completions(cases, advices):
    tries = [(d, pointer, c) for r, d in zip(cases, advices) for pointer, values in COMPLETE.items() for value in values
             if (c := with_fact(r, pointer, value)) is not None]
    answers = advise([c for _, _, c in tries])
    check("2: no answer to an unknown changes a stable suggestion", [
        f"{d['registration']} {pointer}: {route(d)} becomes {route(e)}" for (d, pointer, _), e in zip(tries, answers)
        if d["routing"]["stable"] and route(e) != route(d)])
    check("2: what an answer leads to was an alternative", [
        f"{d['registration']} {pointer}: {route(d)} becomes {route(e)}" for (d, pointer, _), e in zip(tries, answers)
        if e["routing"]["stable"] and route(e) not in {route(d), *(a["suggestion"] for a in d["routing"]["alternatives"])}
        and not any(x["what"] == "search" for x in d["degraded"])])
    criteria = {(d["registration"], c["id"]): c["state"] for d in advices for a in d["approaches"] for c in a["criteria"]}
    check("unknown is not no: no answer changes a criterion that is met or not met", [
        f"{d['registration']} {pointer}: {c['id']} {criteria[d['registration'], c['id']]} becomes {c['state']}"
        for (d, pointer, _), e in zip(tries, answers) for a in e["approaches"] for c in a["criteria"]
        if criteria[d["registration"], c["id"]] != "unknown" and c["state"] != criteria[d["registration"], c["id"]]])


def filled(given, answers, rng):
    """What nobody said, answered at random; what was said stays, and a list that is given is complete."""
    said_otherwise = {"stage", "plan", "stays_in", "prioritised", "status", "birth_date", "criminal_law"}
    whole = {**given}
    for key, answer in answers.items():
        if key in said_otherwise or (key == "age" and "birth_date" in given):
            continue
        if given.get(key) is None:
            whole[key] = answer
        elif isinstance(answer, dict):
            whole[key] = filled(given[key], answer, rng)
    for incident in whole.get("incidents", []) if "incidents" in given else []:
        incident.setdefault("group", rng.random() < 0.5)
        incident.setdefault("role", rng.choice(["suspect", "victim", "self"]))
        incident.setdefault("severity", rng.choice(["light", "high-impact"]))
    for problem in whole.get("problems", []) if "problems" in given else []:
        problem.setdefault("level", rng.randint(1, 5))
    return whole


def answered(registration, seed):
    maker = Maker(seed)
    maker.gap = 0.0
    answers = {k: v for k, v in maker.anything(0).items() if k not in ("id", "received", "registered_by")}
    return filled(copy.deepcopy(registration), answers, maker.random)


def judge_answered(cases, advices, times):
    for turn in range(times):
        answers = advise([answered(r, 7919 * (turn + 1) + n) for n, r in enumerate(cases)])
        check(f"2: nothing that is unknown, answered all at once, changes a stable suggestion ({turn + 1})", [
            f"{d['registration']}: {route(d)} becomes {route(e)}" for d, e in zip(advices, answers)
            if d["routing"]["stable"] and route(e) != route(d)])
        check(f"2: what all answers lead to was an alternative ({turn + 1})", [
            f"{d['registration']}: {route(d)} becomes {route(e)}" for d, e in zip(advices, answers)
            if e["routing"]["stable"] and route(e) not in {route(d), *(a["suggestion"] for a in d["routing"]["alternatives"])}
            and not any(x["what"] == "search" for x in d["degraded"])])


def judge_schema(advices):
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        print("# no validator for JSON Schema draft 2020-12 (python3-jsonschema)")
        check("every advice is what its schema says # SKIP no validator", [])
        return
    validator = Draft202012Validator(json.loads((SOURCE / "doc/schema/advice-1.schema.json").read_text()))
    check("every advice is what its schema says", [
        f"{d['registration']} {'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for d in advices for e in [next(validator.iter_errors(d), None)] if e])


def main():
    cases = [Maker(seed).registration(seed) for seed in range(COUNT)]
    advices = advise(cases)
    check("the same bytes on another run and with two jobs", [] if advise(cases, "--jobs=2") == advices else ["differs"])
    judge_alone(cases, advices)
    judge_changed(cases, advices)
    # every answer to every unknown takes long: of all cases only where many are asked for
    some = COUNT // 4 if COUNT < 1000 else COUNT
    judge_completions(cases[:some], advices[:some])
    judge_answered(cases, advices, 2 if COUNT < 1000 else 20)
    judge_schema(advices)
    print(f"1..{number}")


main()
