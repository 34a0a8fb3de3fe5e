"""Conditions as sentences: those of sentences.txt word for word, and those of the shipped rules without a word of FEEL; TAP."""
import json, os, re, subprocess, sys, tempfile
routectl, source = sys.argv[1:3]
shipped = os.path.join(source, "rules.d")
n = 0

def tell(good, what, more=""):
    global n
    n += 1
    print("%s %d - %s" % ("ok" if good else "not ok", n, what))
    if not good:
        print("# " + more.replace("\n", "\n# "))

def conditions(rule, *more):
    """(key, condition, sentence) of a rule"""
    folders = [word for folder in (shipped, *more) for word in ("--rules-dir", folder)]
    run = subprocess.run([routectl, "rules", "show", "--format=json", *folders, rule], capture_output=True, text=True)
    if run.returncode != 0:
        return []
    return [(key["key"], key["value"], key.get("sentence") or {"en": "", "nl": ""}) for group in json.loads(run.stdout)
            for key in group["keys"] if key["key"] in ("when", "unless", "eligible")]

blocks = [block.split("\n") for block in open(os.path.join(source, "tests/routectl/sentences.txt")).read().split("\n\n")[1:]]
cases = [(lines[0], lines[1][3:], lines[2][3:]) for lines in blocks if len(lines) >= 3]
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "75-said.rules"), "w") as out:
        for i, (condition, en, nl) in enumerate(cases):
            out.write("[define said-%d]\nwhen = %s\n" % (i, condition))
    for i, (condition, en, nl) in enumerate(cases):
        said = conditions("define said-%d" % i, folder)
        found = (said[0][2]["en"], said[0][2]["nl"]) if said else ("", "")
        tell(found == (en, nl), condition, "wanted\n%s\n%s\nfound\n%s\n%s" % (en, nl, *found))
tell(len(cases) >= 70, "there are seventy conditions or more")

rules = [match.group(1) for name in sorted(os.listdir(shipped)) if name.endswith(".rules")
         for match in re.finditer(r"^\[([a-z]+ \S+)\]\n(?:(?!\[).*\n)*?(?:when|unless|eligible) = ", open(os.path.join(shipped, name)).read(), re.M)]
stiff = [(rule, key, said[language]) for rule in rules for key, condition, said in conditions(rule) or [("none", "", {"en": "", "nl": ""})]
         for language in ("en", "nl") if said[language] == "" or "`" in said[language] or re.search(r"\b[a-z]+_[a-z_]+\b|\w+\.\w+\(", said[language])]
tell(stiff == [], "every condition of the shipped rules is said in words", "\n".join(map(str, stiff)))
tell(len(rules) >= 150, "there are a hundred and fifty of them or more", str(len(rules)))
print("1..%d" % n)
