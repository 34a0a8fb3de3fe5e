"""Takes the rules and cases out of doc/cookbook.md and holds each recipe against what the page promises: the rule loads on top of the shipped
ones, nothing is found about its file, and of its two cases each gets what it expects, which without the rule the first does not.

usage: cookbook.py ROUTECTL SOURCE-TREE DOCUMENT. Prints TAP."""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROUTECTL, SOURCE, DOCUMENT = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
VENDOR = str(SOURCE / "rules.d")


def routectl(verb, site, *arguments):
    return subprocess.run([ROUTECTL, verb, "--rules-dir", VENDOR, *(["--rules-dir", str(site)] if site else []), *arguments],
                          capture_output=True, text=True, env={"LC_ALL": "C"}, check=False)


def recipe_fails(bases, rule, cases, folder):
    """What is wrong with a recipe, or nothing."""
    site = folder / "site.d"
    (site / "tests").mkdir(parents=True)
    (site / "70-recipe.rules").write_text(rule, encoding="utf-8")
    (site / "tests" / "recipe.json").write_text(cases, encoding="utf-8")
    (site / "tests" / "bases.json").write_text(bases, encoding="utf-8")
    if len(json.loads(cases)) != 2:
        return "a recipe has two cases"
    found = routectl("check", site)
    about = [line for line in (found.stdout + found.stderr).splitlines() if "70-recipe.rules" in line]
    if about:
        return "\n".join(about)
    done = routectl("test", site, str(site / "tests"))
    if done.returncode != 0:
        return done.stdout + done.stderr
    without = routectl("test", None, str(site / "tests"))
    if without.returncode == 0:
        return "the cases are as expected without the rule too"
    return ""


page = DOCUMENT.read_text(encoding="utf-8")
bases = re.search(r"^```json bases\n(.*?)^```$", page, re.S | re.M).group(1)
recipes = re.findall(r"^## (\d+)\. (.*?)\n(.*?)(?=^## |\Z)", page, re.S | re.M)
print(f"1..{len(recipes) + 1}")
print("ok 1 - thirty recipes, numbered" if [int(number) for number, _, _ in recipes] == list(range(1, 31)) else "not ok 1 - thirty recipes, numbered")
for number, title, text in recipes:
    parts = re.findall(r"^```(?:ini rule|json cases)\n(.*?)^```$", text, re.S | re.M)
    with tempfile.TemporaryDirectory() as folder:
        wrong = recipe_fails(bases, *parts, Path(folder)) if len(parts) == 2 else "a recipe is a rule and its cases"
    print(f"{'not ok' if wrong else 'ok'} {int(number) + 1} - {title}")
    for line in wrong.splitlines():
        print(f"# {line}")
