"""Breaks the code on purpose and sees whether the suite notices: how many of the mistakes that one could make would be found?

usage: mutate.py SOURCE-TREE LAYER [--count=N] [--seed=N] [--survivors=FILE] [--build=DIR]

One mutant at a time: a comparison flipped, a condition dropped or turned round, a constant of truth changed. It counts as killed when it
does not build, or when a suite of its layer fails, crashes or runs too long. Survivors are listed as file:line, what was and what became of
it; those a person judged to change nothing stand with the reason in mutants.txt beside this file and are told apart."""
import argparse
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

# the suites that must notice, fastest first
SUITES = {
    "feel": ["tests/feel/test-cases", "tests/feel/test-engine", "tests/feel/test-unknown", "tests/feel/test-conformance",
             "tests/rules/test-facts", "tests/rules/test-cases"],
    "weigh": ["tests/advice/golden.sh", "tests/advice/outside.sh", "tests/routectl/test-shipped.sh", "tests/weigh/test-prefilter"],
}
# what is looked for in code without comments and literals, and what may stand in its place
CHANGES = [
    (r"(?<![<>=!+\-*/&|])==(?!=)", ["!="]), (r"!=", ["=="]),
    (r"(?<![<\-])<=(?!=)", ["<"]), (r"(?<![>\-])>=(?!=)", [">"]),
    (r"(?<= )<(?= )", ["<=", ">="]), (r"(?<= )>(?= )", [">=", "<="]),
    (r"&&", ["||"]), (r"\|\|", ["&&"]),
    (r"\bTRUE\b", ["FALSE"]), (r"\bFALSE\b", ["TRUE"]),
    (r"(?<=\bif \()(?=[^)]*\)$)", ["!"]),
    (r"(?<= )\+(?= )", ["-"]), (r"(?<= )-(?= )", ["+"]),
]
# how a container is made or freed: another choice there costs memory at most
HARMLESS = re.compile(r"\bg_(?:ptr_)?(?:array|string|byte_array)_(?:sized_)?(?:new|free)\b")
LITERALS = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|^[ \t]*#[^\n]*', re.S | re.M)


def bare(text):
    """the text with comments, literals and directives blanked, every other character in its place"""
    return LITERALS.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def mutants(source, layer):
    for path in sorted((source / "libroute" / layer).glob("*.c")):
        text = path.read_text(encoding="utf-8")
        # inside functions only: a line that begins with a tab
        for match in re.finditer(r"^\t[^\n]*$", bare(text), re.M):
            if HARMLESS.search(match.group()):
                continue
            for pattern, others in CHANGES:
                for hit in re.finditer(pattern, match.group()):
                    at = match.start() + hit.start()
                    for other in others:
                        if other == "!":
                            # turn the whole condition round
                            end = match.end() - 1
                            yield path, text, at, text[:at] + "!(" + text[at:end] + ")" + text[end:]
                        else:
                            yield path, text, at, text[:at] + other + text[at + len(hit.group()):]


class Tree:
    """a copy of the source and a build of it, in which one file at a time is changed"""

    def __init__(self, source, work, suites):
        self.source, self.top, self.build = source, work / "source", work / "build"
        self.suites = suites
        if not (self.build / "Makefile").exists():
            shutil.copytree(source, self.top, ignore=shutil.ignore_patterns(".git", "build", "build-ci*", "*-work"), dirs_exist_ok=True)
            self.build.mkdir(parents=True, exist_ok=True)
            self.run(["autoreconf", "-i"], cwd=self.top)
            self.run([str(self.top / "configure"), "CFLAGS=-O0", "--disable-hardening"])
        made = self.make()
        if made.returncode:
            sys.exit(made.stdout + made.stderr)

    def run(self, command, cwd=None, seconds=600, env=None):
        return subprocess.run(command, cwd=cwd or self.build, capture_output=True, text=True, timeout=seconds, check=False, env=env,
                              errors="replace")

    def make(self):
        programs = [suite for suite in self.suites if not suite.endswith(".sh")]
        made = self.run(["make", "-s", f"-j{os.cpu_count()}", "all"])
        return made if made.returncode or not programs else self.run(["make", "-s", f"-j{os.cpu_count()}", *programs])

    def fails(self, suite):
        env = dict(os.environ, top_srcdir=str(self.top), top_builddir=str(self.build), ROUTE_CASES="40", CK_DEFAULT_TIMEOUT="10")
        path = self.top / suite if suite.endswith(".sh") else self.build / suite
        try:
            done = self.run(["bash", str(path)] if suite.endswith(".sh") else [str(path)], seconds=90, env=env)
        except subprocess.TimeoutExpired:
            return "hangs"
        if done.returncode or re.search(r"^not ok", done.stdout, re.M) or not re.search(r"^1\.\.\d", done.stdout, re.M):
            return suite
        return None

    def killed_by(self, path, text, mutant):
        inside = self.top / path.relative_to(self.source)
        inside.write_text(mutant, encoding="utf-8")
        try:
            if self.make().returncode:
                return "the compiler"
            return next((by for suite in self.suites if (by := self.fails(suite))), None)
        finally:
            inside.write_text(text, encoding="utf-8")


def judged(here):
    """file and changed line, as listed -> why it changes nothing"""
    path = here / "mutants.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return dict(line.split(" | ", 1) for line in lines if line and not line.startswith("#"))


def line_of(text, at):
    return text[text.rfind("\n", 0, at) + 1:text.find("\n", at)].strip()


def main():
    args = argparse.ArgumentParser()
    args.add_argument("source", type=Path)
    args.add_argument("layer", choices=sorted(SUITES))
    args.add_argument("--count", type=int, default=100)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--build", type=Path, default=Path("mutate-work"))
    args.add_argument("--survivors", type=Path)
    args = args.parse_args()
    source = args.source.resolve()
    tree = Tree(source, args.build.resolve(), SUITES[args.layer])
    for suite in tree.suites:
        if tree.fails(suite):
            sys.exit(f"{suite} fails without any change")
    every = list(mutants(source, args.layer))
    chosen = random.Random(args.seed).sample(every, min(args.count, len(every)))
    reasons = judged(Path(__file__).parent)
    killed, harmless, survivors = 0, 0, []
    for i, (path, text, at, mutant) in enumerate(chosen, 1):
        name = f"{path.relative_to(source)}: {line_of(text, at)} -> {line_of(mutant, at)}"
        by = tree.killed_by(path, text, mutant)
        killed += by is not None
        harmless += by is None and name in reasons
        if by is None and name not in reasons:
            survivors.append(f"{path.relative_to(source)}:{text.count(chr(10), 0, at) + 1}: {line_of(text, at)} -> {line_of(mutant, at)}")
        print(f"{i}/{len(chosen)} {by or 'SURVIVED'}: {name}", flush=True)
    if args.survivors:
        args.survivors.write_text("".join(line + "\n" for line in survivors), encoding="utf-8")
    print("\n".join(survivors))
    counted = len(chosen) - harmless
    print(f"{args.layer}: {killed} of {counted} mutants killed ({100 * killed / max(1, counted):.0f} %), "
          f"{harmless} judged to change nothing, {len(every)} possible")


main()
