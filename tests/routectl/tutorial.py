"""Follows a tutorial in an empty folder: files and commands out of its blocks, and each output held against the text.

usage: tutorial.py check|update ROUTECTL SOURCE-TREE DOCUMENT. A block whose info string names a file is written there; in a `sh` block a line
that begins with "$ " is run and what follows is its output, "..." standing for any lines. `check` prints TAP; `update` puts new
outputs into the document, and leaves those alone that have a "..."."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ACTION, ROUTECTL, SOURCE, DOCUMENT = sys.argv[1], Path(sys.argv[2]).resolve(), Path(sys.argv[3]).resolve(), Path(sys.argv[4])
INSTALLED = {"/usr/share/libroute/rules.d": str(SOURCE / "rules.d")}


def blocks(lines):
    """Each fenced block as (info string, first line, behind the last line)."""
    start = None
    for number, line in enumerate(lines):
        if line.startswith("```") and start is None:
            start = number
        elif line == "```":
            yield lines[start][3:].split(), start + 1, number
            start = None


def commands(lines, first, last):
    """Each command of a block as (command, first line of its output, behind the last line)."""
    starts = [n for n in range(first, last) if lines[n].startswith("$ ")]
    for n, following in zip(starts, [*starts[1:], last]):
        yield lines[n][2:], n + 1, following


def matches(wanted, found):
    if "..." not in wanted and not any("..." in line for line in wanted):
        return wanted == found
    pattern = "".join("(?:[^\n]*\n)*" if line == "..." else re.escape(line + "\n").replace(r"\.\.\.", "[^\n]*") for line in wanted)
    return re.fullmatch(pattern, "".join(line + "\n" for line in found)) is not None


def run(command, folder):
    etc = {"/etc/libroute/rules.d": f"{folder}/etc/rules.d"}
    for place, real in {**INSTALLED, **etc}.items():
        command = command.replace(place, real)
    work = Path(folder) / "work"
    work.mkdir(exist_ok=True)
    environment = {**os.environ, "LC_ALL": "C", "PATH": f"{ROUTECTL.parent}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", command], cwd=work, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.stdout.splitlines()


def follow(folder, lines):
    """Every output as (command, first line, behind the last, wanted, found)."""
    for info, first, last in blocks(lines):
        if len(info) == 2:
            path = Path(folder) / "work" / info[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(lines[first:last]) + "\n", encoding="utf-8")
        elif info == ["sh"]:
            for command, begin, end in commands(lines, first, last):
                yield command, begin, end, lines[begin:end], run(command, folder)


def check(folder, lines):
    count = 0
    for count, (command, _, _, wanted, found) in enumerate(follow(folder, lines), 1):
        if matches(wanted, found):
            print(f"ok {count} - {command}")
        else:
            print(f"not ok {count} - {command}", *(f"# wanted: {w}" for w in wanted), *(f"# found:  {f}" for f in found[:20]), sep="\n")
    print(f"1..{count}")


def update(folder, lines):
    changes = [(begin, end, found) for _, begin, end, wanted, found in follow(folder, lines) if not matches(wanted, found)]
    for begin, end, found in reversed(changes):
        lines[begin:end] = found
    DOCUMENT.write_text("\n".join(lines) + "\n", encoding="utf-8")


with tempfile.TemporaryDirectory() as directory:
    (check if ACTION == "check" else update)(directory, DOCUMENT.read_text(encoding="utf-8").splitlines())
