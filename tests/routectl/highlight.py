"""The two grammars for editors know every group and key of rule files, and colour the shipped rules throughout.

usage: highlight.py SOURCE-TREE. Prints TAP."""
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(sys.argv[1])
EDITORS = SOURCE / "doc" / "editors"
table = (SOURCE / "libroute/rules/groups.def").read_text(encoding="utf-8")
groups = re.findall(r"^GROUP \((\w+),", table, re.M)
keys = {key: kind for key, kind in re.findall(r"^KEY \(\w+, ([\w-]+), (\w+),", table, re.M)}
conditions = {key for key, kind in re.findall(r"^KEY \(\w+, ([\w-]+), (\w+),", table, re.M) if kind == "CONDITION"}
count = 0


def check(what, wrong):
    global count
    count += 1
    print(f"{'not ok' if wrong else 'ok'} {count} - {what}")
    for item in list(wrong)[:10]:
        print(f"# {item}")


def vscode():
    package = json.loads((EDITORS / "vscode/package.json").read_text(encoding="utf-8"))
    contributed = package["contributes"]
    files = [contributed["grammars"][0]["path"], contributed["languages"][0]["configuration"]]
    check("VS Code: what the package names is there", [f for f in files if not (EDITORS / "vscode" / f).is_file()])
    json.loads((EDITORS / "vscode/language-configuration.json").read_text(encoding="utf-8"))
    grammar = json.loads((EDITORS / "vscode" / files[0]).read_text(encoding="utf-8"))
    check("VS Code: grammar and package name one language", [] if grammar["scopeName"] == contributed["grammars"][0]["scopeName"] else ["scope"])
    parts = grammar["repository"]
    heading = re.compile(parts["heading"]["match"])
    starts = {name: re.compile(parts[name]["begin"]) for name in ("condition", "pattern", "text")}
    check("VS Code: every group", [g for g in groups if not heading.match(f"[{g} id/of-it]")])
    check("VS Code: no other group", [g for g in ("criteria", "rule", "groups") if heading.match(f"[{g} id]")])
    check("VS Code: every key once", [k for k in keys if sum(bool(start.match(f"{k} = x")) for start in starts.values()) != 1])
    check("VS Code: no other key", [k for k in ("whenever", "tittle") if any(start.match(f"{k} = x") for start in starts.values())])
    check("VS Code: conditions as such", [k for k in conditions if not starts["condition"].match(f"{k} = x")])
    plain = []
    for file in sorted((SOURCE / "rules.d").glob("*.rules")):
        for line in file.read_text(encoding="utf-8").splitlines():
            known = not line or line[0] in " #\t" or heading.match(line) or any(start.match(line) for start in starts.values())
            plain += [] if known else [f"{file.name}: {line}"]
    check("VS Code: every line of the shipped rules", plain)


def vim_groups(lines):
    """The syntax group Vim gives to the first character of each line."""
    with tempfile.TemporaryDirectory() as folder:
        rules, told, script = Path(folder, "10-x.rules"), Path(folder, "told"), Path(folder, "tell.vim")
        rules.write_text("\n".join(lines) + "\n", encoding="utf-8")
        script.write_text("let g = []\nfor n in range(1, line('$'))\n  call add(g, synIDattr(synID(n, 2, 1), 'name'))\nendfor\n"
                          f"call writefile([&filetype] + g, '{told}')\nqall!\n", encoding="utf-8")
        subprocess.run(["vim", "-u", "NONE", "-es", "--not-a-term", "-c", f"set nocompatible runtimepath^={EDITORS / 'vim'}", "-c", "filetype on", "-c", "syntax on",
                        "-c", f"edit {rules}", "-S", str(script)], check=False, timeout=120, stdin=subprocess.DEVNULL, capture_output=True)
        return told.read_text(encoding="utf-8").splitlines()


def vim():
    if shutil.which("vim") is None:
        check("Vim is not here # SKIP", [])
        return
    lines = [f"[{g} id/of-it]" for g in groups] + [f"{k} = x" for k in keys] + ["[rule x]", "tittle = x"]
    kind, *found = vim_groups(lines)
    check("Vim: the file type is found", [] if kind == "routerules" else [kind])
    check("Vim: every group", [line for line, name in zip(lines, found) if line.startswith("[") and "rule " not in line and name not in ("routeKind", "routeHeading")])
    check("Vim: every key", [line for line, name in zip(lines, found) if line.split(" =")[0] in keys and name != "routeKey"])
    check("Vim: nothing else", [line for line, name in zip(lines[-2:], found[-2:]) if name in ("routeKey", "routeKind", "routeHeading")])


def vim_text():
    text = (EDITORS / "vim/syntax/routerules.vim").read_text(encoding="utf-8")
    words = set(re.findall(r"[\w-]+", text.replace("\\|", " ").replace("\\%(", " ")))
    check("Vim: names of all groups and keys stand in the file", [w for w in [*groups, *keys] if w not in words])


vscode()
vim_text()
vim()
print(f"1..{count}")
