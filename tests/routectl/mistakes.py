"""Runs `routectl check` on the cases of mistakes.txt; TAP. Also the examples of doc/findings.md: each gives its code."""
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

def check(text, name="75-site.rules"):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, name)
        with open(path, "w") as out:
            out.write(text)
        run = subprocess.run([routectl, "check", "--rules-dir", shipped, "--rules-dir", folder, "--format=json", "--notes",
                              "--today=2026-12-01"], capture_output=True, text=True)
        return json.loads(run.stdout), run

def place(finding):
    if os.path.dirname(finding["file"] or "") == shipped:
        return "%s:%s" % (finding["code"], os.path.basename(finding["file"]))
    return "%s:%s:%s" % (finding["code"], finding["line"] or 0, finding["column"] or 0)

def criterion(condition):
    return ("[criterion pad/P9]\ntitle = A\ntitle[nl] = A\nwhen = %s\nmode = shadow\nbasis = b\nowner = o\n" % condition)

def edited(edit):
    """a shipped file with one text in it changed: FILE OLD => NEW"""
    name, change = edit.split(" ", 1)
    old, new = re.split(" =>(?: |$)", change, maxsplit=1)
    text = open(os.path.join(shipped, name)).read()
    assert old in text, edit
    return text.replace(old, new, 1), name

cases = open(os.path.join(source, "tests/routectl/mistakes.txt")).read().split("\n{ ")[1:]
for case in cases:
    what, *lines = case.strip("\n").split("\n")
    said = [line[2:] for line in lines if line.startswith("~ ")]
    lines = [line for line in lines if not line.startswith("~ ")]
    body, wanted = lines[:-1], lines[-1][2:].split()
    edit = body.pop(0)[2:] if body[0].startswith("% ") else None
    name = body.pop(0)[2:] if body and body[0].startswith("@ ") else "75-site.rules"
    shadow = bool(body) and body[0].startswith("+C ")
    text = criterion("\n".join(body)[3:]) if shadow else "\n".join(body) + "\n"
    if edit:
        text, name = edited(edit)
    findings, run = check(text, name)
    found = sorted(place(f) for f in findings if f["code"] != ("W117" if shadow else "N201" if edit else None))
    misses = [text for text in said if not any(re.search(text, f["message"]) for f in findings)]
    tell(found == sorted(wanted) and not misses, what, "wanted %s %s\nfound %s\n%s" % (wanted, misses, found, json.dumps(findings, indent=1)))
tell(len(cases) >= 60, "there are sixty mistakes or more")

pages = re.split(r"\n## ", open(os.path.join(source, "doc/findings.md")).read())[1:]
codes = set(re.findall(r'"([EWN]\d{3})"', open(os.path.join(source, "libroute/rules/findings.def")).read())) | {"P001"}
tell(set(p[:4] for p in pages) == codes, "every code has its page", str(codes ^ set(p[:4] for p in pages)))
for page in pages:
    example = re.search(r"```ini(?: (\S+))?\n(.*?)```", page, re.S)
    if example is None:
        tell("No example" in page, page[:4] + " says why it has no example")
        continue
    findings, run = check(example.group(2), example.group(1) or "75-site.rules")
    tell(page[:4] in [f["code"] for f in findings], page[:4] + " comes of its example", json.dumps(findings, indent=1) + run.stderr)
print("1..%d" % n)
