"""Holds the smallest sets of edits that routectl diff names against brute force: every set of these edits is made in the old rules,
and the cases it leaves unlike the new rules are asked of routectl diff itself."""
import itertools
import json
import os
import shutil
import subprocess
import sys

routectl, old, scratch, cases = sys.argv[1:]

# file, old text, new text; a file that is not there is made
EDITS = [
    ("08-settings.rules", "[setting problem-level-most]", "value = 2", "value = 3"),
    ("10-complex-0-100.rules", "[criterion complex-0-100/K3]", "impact.system or", "impact.system and"),
    ("10-complex-0-100.rules", "[criterion complex-0-100/K4]", "when = impact.area", "when = impact.area or impact.decline"),
    ("20-pad.rules", "[approach pad]", "(P4 or P5)", "P4 and P5"),
    ("75-more.rules", None, None, "[define upset]\nwhen = impact.surroundings\n"),
    ("20-pad.rules", "[criterion pad/P3]", "when = problems-on-several-domains", "when = problems-on-several-domains or upset"),
]


def make(chosen):
    directory = os.path.join(scratch, "rules-" + "".join(map(str, chosen)))
    shutil.copytree(old, directory, ignore=shutil.ignore_patterns("tests"))
    for file, group, before, after in (EDITS[i] for i in chosen):
        path = os.path.join(directory, file)
        if group is None:
            open(path, "w").write(after)
            continue
        text = open(path).read()
        at = text.index(before, text.index(group))
        open(path, "w").write(text[:at] + after + text[at + len(before):])
    return directory


def diff(old_rules, new_rules):
    """The cases that change, each with the sets of edits that are named; None when rules do not load."""
    run = subprocess.run([routectl, "diff", "--format=json", "--from", old_rules, "--to", new_rules, cases], capture_output=True, text=True)
    if run.returncode == 3:
        return None
    assert run.returncode in (0, 1), run.stderr
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == (1 if len(lines) > 1 else 0), "the exit status tells whether anything changed"
    return {line["registration"]: line for line in lines if "registration" in line}


def number(edit):
    """Which of EDITS a named edit is."""
    for i, (file, group, before, after) in enumerate(EDITS):
        if group is None and edit["group"] in after:
            return i
        if group == "[" + edit["group"] + "]" and before.split(" = ")[0].strip() in ("value", "when"):
            if edit["key"] == before.split(" = ")[0].strip():
                return i
        elif group == "[" + edit["group"] + "]" and edit["key"] in ("when", "eligible"):
            return i
    raise AssertionError(f"no edit of these: {edit}")


everything = tuple(range(len(EDITS)))
new = make(everything)
named = diff(make(()), new)
assert len(named) > 20, "the edits change too little to try them on"
smallest = {}
for size in range(1, len(EDITS) + 1):
    for chosen in itertools.combinations(everything, size):
        left = diff(make(chosen), new) if chosen != everything else {}
        for case in [] if left is None else named:
            if case not in left and len(smallest.get(case, [chosen])[0]) >= size:
                smallest.setdefault(case, []).append(chosen)
    if len(smallest) == len(named):
        break
wrong = 0
for case, line in named.items():
    told = sorted(tuple(sorted(number(edit) for edit in cause)) for cause in line["edits"])
    if told != sorted(smallest[case]) or not line["smallest"]:
        print(f"{case}: told {told}, smallest are {sorted(smallest[case])}")
        wrong += 1
sizes = sorted({len(sets[0]) for sets in smallest.values()})
print(f"{len(named)} cases, smallest sets of {sizes} edits")
assert len(sizes) > 1, "all cases are explained by sets of one size: that tries too little"
sys.exit(wrong > 0)
