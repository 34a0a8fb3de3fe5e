"""What would change the suggestion, against trying everything: no smaller set of facts does, none of that size is missing,
and each that is told does.

usage: change.py ROUTECTL RULES EXAMPLES-RULES PLUGINS EXAMPLE...; prints TAP."""
import copy
import itertools
import json
import random
import subprocess
import sys

ROUTECTL, RULES, SHIPPED, PLUGINS, *EXAMPLES = sys.argv[1:]
number = 0


def check(name, wrong):
    global number
    number += 1
    print("not ok" if wrong else "ok", number, "-", name, flush=True)
    for line in wrong[:10]:
        print("#", line)


def advise(registrations, *options):
    # a single value would be told over several lines
    text = "\n".join(json.dumps(r) for r in registrations * (2 if len(registrations) == 1 else 1)) + "\n"
    done = subprocess.run([ROUTECTL, "advise", "--format=json", "--lang=en", *options], input=text, capture_output=True, text=True, check=False)
    advices = [json.loads(line) for line in done.stdout.splitlines()][:len(registrations)]
    assert len(advices) == len(registrations), done.stderr[:2000]
    assert not [a for a in advices if "error" in a], [a for a in advices if "error" in a][:2]
    return advices


def small(*options):
    return ["--rules-dir", RULES, "--no-plugins", *options]


# ---- changes of a registration ----

ABSENT = object()
FIRST = {"/problems": {"domain": "finances"}, "/incidents": {"kind": "nuisance", "date": "2026-01-01"},
         "/efforts": {"by": "third:gp", "outcome": "succeeded"}, "/involved": {"party": "third:gp", "status": "ended"},
         "/person/measures": {"kind": "isd"}, "/person/conditions": {"kind": "physical"}, "/household/children": {"age": 30},
         "/household/members": {"relation": "other"}}


def step(node, key, make):
    if isinstance(node, list):
        return node[int(key)]
    return node.setdefault(key, {}) if make else node[key]


def changed(registration, changes):
    """a copy with every (path, value) done; items that go, go last and from behind"""
    other = copy.deepcopy(registration)
    for path, value in sorted(changes, key=lambda c: (c[1] is ABSENT, [-int(p) if p.isdigit() else 0 for p in c[0].split("/")])):
        *way, last = path.strip("/").split("/")
        node = other
        for key in way:
            node = step(node, key, True)
        if value is ABSENT and isinstance(node, list):
            del node[int(last)]
        elif value is ABSENT:
            node.pop(last, None)
        elif last == "-":
            node.append(value)
        elif isinstance(node, list):
            node[int(last)] = value
        else:
            node[last] = value
    return other


def told_changes(told, registration):
    """the (path, value) that a set of the advice means"""
    for fact in told:
        path, kind, value = fact["path"], fact["change"], fact["value"]
        if kind == "gone":
            yield path, ABSENT
        elif kind == "established":
            yield path + "/status", "established"
        elif kind == "added":
            yield path, {**FIRST.get(path[:-2], {}), **value}
        elif path == "/person/age" and "birth_date" in registration["person"]:
            yield "/person/birth_date", ABSENT
            yield path, value
        else:
            yield path, ABSENT if value is None else value


# ---- everything that could be other, in the small house ----

def alternatives(registration):
    """path: values; what the rules do not read is left as it is"""
    found = {"/person/age": [5, 11, 12, 23, 24, 60], "/person/municipality": ["Delft", "elsewhere"], "/stage": ["new", "running"],
             "/plan/goals_reached": [True, False],
             "/plan/stuck": [True, False], "/impact/area": [True, False], "/impact/system": [True, False], "/impact/decline": [True, False]}
    for name, item in (("problems", {"domain": "finances"}), ("incidents", {"kind": "nuisance", "date": "2026-01-01"})):
        items = registration.get(name)
        if items is None:
            found["/" + name] = [[], [{**item, "level": 1}], [{**item, "level": 1}] * 3] if name == "problems" else [[], [{**item, "role": "suspect"}]]
            continue
        for i, one in enumerate(items):
            found[f"/{name}/{i}"] = [ABSENT]
            if one.get("status") == "suspected":
                found[f"/{name}/{i}"].append({**one, "status": "established"})
            if name == "problems":
                found[f"/{name}/{i}/level"] = [1, 2, 3, 4, 5]
            else:
                found[f"/{name}/{i}/role"] = ["suspect", "victim", "witness", "self"]
        found[f"/{name}/-"] = [{**item, "level": n} for n in range(1, 6)] if name == "problems" else [{**item, "role": r} for r in ("suspect", "victim")]
    return found


def without_overlap(paths):
    return not any(a != b and b.startswith(a + "/") for a in paths for b in paths)


def brute(registration, most):
    """by suggestion: every set of paths, up to so many, with which it follows"""
    values, tries = alternatives(registration), []
    for size in range(1, most + 1):
        for paths in itertools.combinations(sorted(values), size):
            if without_overlap(paths):
                tries += [(paths, combination) for combination in itertools.product(*(values[p] for p in paths))]
    suggestions = [a["routing"]["suggestion"] for a in advise([changed(registration, list(zip(p, v))) for p, v in tries], *small())]
    reached = {}
    for (paths, _), suggestion in zip(tries, suggestions):
        reached.setdefault(suggestion, {}).setdefault(len(paths), set()).add(paths)
    return reached


def invent(dice):
    def some(*values):
        return dice.choice(values)
    registration = {"schema": "route.registration/1", "id": "R", "received": "2026-06-01", "registered_by": "small",
                    "person": {"municipality": "Delft"}}
    if dice.random() < .8:
        registration["person"]["age"] = some(10, 15, 30)
    if dice.random() < .3:
        registration["stage"] = "running"
    for section, names in (("plan", ("stuck", "goals_reached")), ("impact", ("area", "system", "decline"))):
        given = {name: some(True, False, False) for name in names if dice.random() < .6}
        if given:
            registration[section] = given
    if dice.random() < .85:
        registration["problems"] = [{"domain": some("finances", "housing"), "level": some(1, 3, 4), **some({}, {}, {"status": "suspected"})}
                                    for _ in range(some(0, 1, 2))]
    if dice.random() < .85:
        registration["incidents"] = [{"kind": "theft", "date": "2026-05-01", "role": some("suspect", "victim")} for _ in range(some(0, 0, 1))]
    return registration


def paths_of(told):
    return tuple(sorted(fact["path"] for fact in told))


def judge_one(registration, told, most):
    wrong, reached = [], brute(registration, most)
    for towards in told["towards"]:
        name, sizes = towards["suggestion"], reached.get(towards["suggestion"], {})
        smallest = min(sizes, default=0)
        if smallest and towards["ruled_out"] >= smallest:
            wrong.append(f"{name} was ruled out up to {towards['ruled_out']}, and {sorted(sizes[smallest])[0]} leads there")
        if 0 < towards["size"] <= most and (not smallest or smallest < towards["size"]):
            wrong.append(f"{name} is said to need {towards['size']}, and needs {smallest}")
        if towards["searched"] and smallest and towards["size"] != smallest:
            wrong.append(f"{name} needs {smallest}, told was {towards['size']}")
        if towards["searched"] and smallest and towards["found"] <= 20:
            sets = {paths_of(s) for s in towards["sets"]}
            if sets != sizes[smallest]:
                wrong.append(f"{name}: told {sorted(sets)}, tried {sorted(sizes[smallest])}")
    return wrong


def judge_small(count, most):
    dice, wrong, unfinished = random.Random(20261128), [], 0
    registrations = [invent(dice) for _ in range(count)]
    for registration, advice in zip(registrations, advise(registrations, *small("--explain"))):
        told = advice["explanation"]["change"]
        wrong += [f"{line} of {json.dumps(registration)}" for line in judge_one(registration, told, most)]
        unfinished += not told["searched"]
    check(f"of {count} small registrations all changes of up to {most} facts were tried, and agree", wrong)
    check("the search for the smallest is finished almost always", [f"{unfinished} of {count}"] if unfinished > count / 3 else [])
    judge_told("small", registrations, small())


def judge_told(name, registrations, options):
    cases, wanted = [], []
    for registration, advice in zip(registrations, advise(registrations, *options, "--explain")):
        for towards in advice["explanation"]["change"]["towards"]:
            for told in towards["sets"]:
                cases.append(changed(registration, list(told_changes(told, registration))))
                wanted.append((towards["suggestion"], told))
    got = [a["routing"]["suggestion"] for a in advise(cases, *options)]
    check(f"{name}: each of {len(cases)} sets that are told leads where it is said to", [
        f"{s}, not {w} by {t}" for s, (w, t) in zip(got, wanted) if s != w] + ([] if cases else ["no sets"]))


def judge_examples():
    for example in EXAMPLES:
        with open(example, encoding="utf-8") as file:
            registration = json.load(file)
        judge_told(example.rsplit("/", 1)[-1], [registration], ["--rules-dir", SHIPPED, "--plugin-dir", PLUGINS])


judge_small(12, 2)
judge_examples()
print(f"1..{number}")
