"""Breaks the code on purpose and sees whether the suite notices: how many of the mistakes that one could make would be found?

usage: mutate.py SOURCE-TREE BUILD-TREE LAYER --compile=COMMAND --link=COMMAND --libs=LIBRARIES
                 [--count=N] [--seed=N] [--jobs=N] [--first=N] [--work=DIR]

A mutant is a comparison flipped, a condition dropped or turned round, a constant of truth changed. It counts as killed when it does
not build, or when a suite that uses its layer fails, crashes or works too long. All mutants of a sample are built at once: the body of
a function stands there once for each of its mutants, and ROUTE_MUTANT in the environment says which is taken. All else is what `make`
built, by links in the work directory, so that the build is left alone.

Survivors are listed as file:line: function: what was -> what became of it. Those that change nothing are told apart: the compiler makes
the same code of them, or a person judged so, and they stand with the reason in mutants.txt beside this file."""
import argparse
import os
import random
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# The suites that can notice, those first that find much in little time. "advices" stands for what tests/advice/golden.sh asks, in few
# calls.
ADVICES, EXPLAINED = "advices", "advices explained"
SUITES = {
    "feel": ["tests/feel/test-cases", "tests/feel/test-grid", "tests/feel/test-conformance", "tests/feel/test-bounds",
             "tests/feel/test-explain", "tests/feel/test-sizes", "tests/feel/test-findings",
             "tests/feel/test-trail", "tests/feel/test-engine", "tests/feel/test-reference", "tests/rules/test-cases",
             "tests/rules/test-compile", "tests/rules/test-facts", "tests/rules/test-limits", ADVICES,
             "tests/routectl/test-shipped.sh", "tests/feel/test-threads", "tests/feel/test-share", "tests/feel/test-patterns",
             "tests/weigh/test-prefilter", "tests/weigh/village.sh", "tests/feel/test-sieve", "tests/feel/test-unknown",
             "tests/routectl/test-feel-verb.sh", "tests/weigh/test-suppose", "tests/weigh/house.sh", "tests/weigh/test-shortcuts",
             "tests/weigh/test-many", "tests/weigh/test-leaks", "tests/routectl/test-mistakes.sh", "tests/routectl/test-sentences.sh",
             EXPLAINED],
    "weigh": ["tests/weigh/test-values", "tests/weigh/village.sh", "tests/weigh/test-many",
              "tests/routectl/test-shipped.sh", "tests/weigh/test-suppose",
              "tests/weigh/test-spots", "tests/weigh/test-state", "tests/weigh/test-shortcuts", ADVICES, "tests/weigh/house.sh",
              "tests/weigh/test-prefilter", "tests/weigh/test-leaks", "tests/advice/outside.sh", "tests/advice/membership.sh",
              "tests/advice/cases.sh", "tests/weigh/test-memory", "tests/routectl/test-top.sh",
              "tests/routectl/test-shadow.sh", "tests/routectl/test-cookbook.sh", "tests/engine/test-engine",
              "tests/routectl/test-test-verb.sh", "tests/routectl/test-diff.sh", EXPLAINED, "tests/advice/change.sh"],
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
# Test programs run in one process, which is quicker by far, but for these.
FORKS = ["tests/feel/test-threads"]
MEMORY, PATIENCE = 4096, 1800
# What is undefined could do anything, and what it should by luck: here it ends the process, and so does what is read or written beside a
# piece of memory, also one of an arena, or not given back, as where suites run with sanitizers.
MADE = ["-O1", "-fsanitize=address,undefined", "-fsanitize-undefined-trap-on-error", "-U_FORTIFY_SOURCE"]
GUARDED = {"ASAN_OPTIONS": f"malloc_context_size=0:quarantine_size_mb=1:hard_rss_limit_mb={MEMORY}"}
ARENA = "libroute/util/arena.c"


def bare(text):
    """the text with comments, literals and directives blanked, every other character in its place"""
    return LITERALS.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


class Mutant:
    def __init__(self, path, text, at, length, other):
        self.path, self.original, self.at, self.number = path, text, at, 0
        end = text.find("\n", at)
        # a whole condition is turned round, or what was found replaced
        self.text = (text[:at] + "!(" + text[at:end - 1] + ")" + text[end - 1:] if other == "!"
                     else text[:at] + other + text[at + length:])
        # the body of its function
        self.start = text.rfind("\n{\n", 0, at) + 3
        self.end = text.find("\n}\n", at) + 1

    def is_in_function(self):
        return self.start > 2 and self.original.find("\n}\n", self.start, self.at) < 0

    def body(self):
        return self.text[self.start:self.end + len(self.text) - len(self.original)]

    def change(self):
        return f"{self.line_of(self.original)} -> {self.line_of(self.text)}"

    def line_of(self, text):
        return text[text.rfind("\n", 0, self.at) + 1:text.find("\n", self.at)].strip()

    def function(self):
        return re.findall(r"^(\w+) \(", self.original[:self.at], re.M)[-1]

    def line(self):
        return self.original.count("\n", 0, self.at) + 1


def mutants(source, layer):
    for path in sorted((source / "libroute" / layer).glob("*.c")):
        text = path.read_text(encoding="utf-8")
        for match in re.finditer(r"^\t[^\n]*$", bare(text), re.M):
            if HARMLESS.search(match.group()):
                continue
            for pattern, others in CHANGES:
                for hit in re.finditer(pattern, match.group()):
                    for other in others:
                        mutant = Mutant(path, text, match.start() + hit.start(), len(hit.group()), other)
                        if mutant.is_in_function():
                            yield mutant


def all_in_one(text, chosen):
    """the text of a file with the bodies of these mutants of it"""
    for start, end in sorted({(mutant.start, mutant.end) for mutant in chosen}, reverse=True):
        bodies = "".join(f"if (rt_mutant == {mutant.number}) {{\n{mutant.body()}}} else "
                         for mutant in chosen if mutant.start == start)
        text = text[:start] + bodies + "{\n" + text[start:end] + "}\n" + text[end:]
    return "extern int rt_mutant;\n" + text


WHICH = """#include <stdlib.h>
int rt_mutant;
__attribute__ ((constructor)) static void read_mutant (void)
{
	const char *number = getenv ("ROUTE_MUTANT");
	rt_mutant = number != NULL ? atoi (number) : 0;
}
"""


def confine(seconds):
    """a process that runs wild is ended; work is counted, not time, which hangs on what else the machine does"""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def seconds_worked():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def lay(source, copy):
    """by a link, but for plugins: one that is a link is not trusted, and all that it says would be missing"""
    (shutil.copy2 if source.endswith(".so") else os.symlink)(source, copy)


class Workshop:
    """the build by links, with the programs that suites run linked anew"""

    def __init__(self, args):
        self.source, self.build, self.args = args.source.resolve(), args.build.resolve(), args
        self.top = args.work.resolve() / args.layer
        shutil.rmtree(self.top, ignore_errors=True)
        shutil.copytree(self.build, self.top, copy_function=lay, ignore=shutil.ignore_patterns("*-work", ".deps"))
        self.archives = sorted(map(str, self.top.glob("**/.libs/*.a")))
        self.objects = [self.compile("which-mutant.c", WHICH),
                        self.compile("arena.c", (self.source / ARENA).read_text(encoding="utf-8"), *MADE)]
        self.linked = set()
        self.seconds = {}  # suite -> what each of its processes may work
        self.advices = {}  # suite -> what was advised without a change
        self.preparing = threading.Lock()

    def command(self, *words):
        done = subprocess.run(words, cwd=self.build, capture_output=True, text=True, check=False, errors="replace")
        return done.returncode == 0

    def compile(self, name, text, *more):
        """the object, or None"""
        copy = self.top / "mutants" / name
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(text, encoding="utf-8")
        made = str(copy.with_suffix(".o"))
        return made if self.command(*shlex.split(self.args.compile), "-w", "-g0", *more, "-c", "-o", made, str(copy)) else None

    def add(self, path, chosen):
        """builds these mutants of a file; returns those that cannot be built"""
        name, text = path.name, chosen[0].original
        made = self.compile(name, all_in_one(text, chosen), *MADE)
        broken = [] if made else [mutant for mutant in chosen if not self.compile("one-" + name, mutant.text, "-fsyntax-only")]
        if not made:
            chosen = [mutant for mutant in chosen if mutant not in broken]
            made = self.compile(name, all_in_one(text, chosen), *MADE) or sys.exit(f"{path} cannot be built")
        self.objects.append(made)
        return broken

    def changes_nothing(self, mutant):
        name = f"one-{mutant.number}-{mutant.path.name}"
        codes = [Path(self.compile(name, text)).read_bytes() for text in (mutant.original, mutant.text)]
        return codes[0] == codes[1]

    def link(self, program):
        if program in self.linked:
            return
        path = self.top / program
        path.unlink(missing_ok=True)
        parts = [re.sub(r"\W", "_", name) for name in (program, Path(program).name)]
        objects = [str(path) for part in parts for path in (self.build / program).parent.glob(f"{part}-*.o")]
        archives = ["-Wl,--start-group", *self.archives, "-Wl,--end-group"]
        if not self.command(*shlex.split(self.args.link), "-fsanitize=address", "-o", str(path), *objects, *self.objects, *archives,
                            *shlex.split(self.args.libs)):
            sys.exit(f"{program} cannot be linked")
        self.linked.add(program)

    def run(self, suite, command, number, each_line=lambda line: False):
        """the output and the status; it ends when each_line() says so of a line, or when its time is over"""
        env = dict(os.environ, top_srcdir=str(self.source), top_builddir=str(self.top), ROUTE_CASES="24",
                   CK_FORK="yes" if suite in FORKS else "no", ROUTE_MUTANT=str(number),
                   ROUTE_PLUGIN_HOST=str(self.build / "libexec/route-plugin-host"), **GUARDED)
        with subprocess.Popen(command, cwd=self.top, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              stdin=subprocess.DEVNULL, text=True, errors="replace", env=env, start_new_session=True,
                              preexec_fn=lambda: confine(self.seconds.get(suite, PATIENCE))) as process:
            end = threading.Timer(PATIENCE, os.killpg, (process.pid, signal.SIGKILL))
            end.start()
            lines = []
            for line in process.stdout:
                lines.append(line)
                if each_line(line):
                    os.killpg(process.pid, signal.SIGKILL)
                    break
            process.wait()
            end.cancel()
        return "".join(lines), process.returncode

    def advise(self, suite, number):
        explained = suite == EXPLAINED
        examples = sorted((self.source / "doc/examples").glob("*.json"))
        more = sorted((self.source / "tests/advice/golden").glob("*.registration.json"))
        pages = (["json --lang=nl --explain"] if explained
                 else ["json --lang=en"] + [f"text --lang={language} --audience={audience}" for language in ("nl", "en")
                                            for audience in ("director", "registrant", "person")])
        given = ["--rules-dir", str(self.source / "rules.d"), "--plugin-dir", str(self.top / "plugins/.libs")]
        given += map(str, examples if explained else examples + more)
        routectl = str(self.top / "routectl/routectl")
        return (self.run(suite, [routectl, "advise", *f"--format={page}".split(), *given], number) for page in pages)

    def fails(self, suite, number):
        if suite in (ADVICES, EXPLAINED):
            self.link("routectl/routectl")
            if number == 0:
                self.advices[suite] = list(self.advise(suite, number))
                return any(status or re.search(r'"what": *"plugin:', said) for said, status in self.advices[suite])
            return any(said != known for said, known in zip(self.advise(suite, number), self.advices[suite]))
        self.link("routectl/routectl" if suite.endswith(".sh") else suite)
        command = ["bash", str(self.source / suite)] if suite.endswith(".sh") else [str(self.top / suite)]
        said, status = self.run(suite, command, number, lambda line: line.startswith("not ok"))
        return status != 0 or not re.search(r"^1\.\.\d", said, re.M)

    def prepare(self, suite):
        """a suite passes as things are; how much it works tells when it runs wild"""
        begun = seconds_worked()
        if self.fails(suite, 0):
            sys.exit(f"{suite} fails without any change")
        self.seconds[suite] = 5 + 5 * int(seconds_worked() - begun)

    def killed_by(self, mutant, suites):
        """the suite that notices, "nothing changes" or None"""
        for suite in suites:
            with self.preparing:
                if suite not in self.seconds:
                    self.prepare(suite)
            if self.fails(suite, mutant.number):
                return suite
        return "nothing changes" if self.changes_nothing(mutant) else None


def judged(here):
    """mutants, as listed -> why they change nothing"""
    lines = (here / "mutants.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.rsplit(" | ", 1) for line in lines if line and not line.startswith("#"))


def arguments():
    args = argparse.ArgumentParser()
    args.add_argument("source", type=Path)
    args.add_argument("build", type=Path)
    args.add_argument("layer", choices=sorted(SUITES))
    for name in ("compile", "link", "libs"):
        args.add_argument(f"--{name}", required=True)
    args.add_argument("--count", type=int, default=100)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--jobs", type=int, default=os.cpu_count(), help="so many are tried side by side")
    args.add_argument("--first", type=int, help="only so many suites, for a quick look")
    args.add_argument("--work", type=Path, default=Path("mutate-work"))
    return args.parse_args()


def main():
    args = arguments()
    source, suites = args.source.resolve(), SUITES[args.layer][:args.first]
    every = list(mutants(source, args.layer))
    chosen = random.Random(args.seed).sample(every, min(args.count, len(every)))
    reasons = judged(Path(__file__).parent)
    workshop = Workshop(args)
    for i, mutant in enumerate(chosen, 1):
        mutant.number = i
    broken = [mutant for path in sorted({mutant.path for mutant in chosen})
              for mutant in workshop.add(path, [mutant for mutant in chosen if mutant.path == path])]
    counts = {"killed": 0, "nothing changes": 0, "judged": 0, "survived": 0}
    survivors = []

    def listed(mutant):
        return f"{mutant.path.relative_to(source)}: {mutant.function()}: {mutant.change()}"

    def judge(mutant):
        """the suite that notices or what becomes of it else"""
        if listed(mutant) in reasons:
            return "judged"
        return "the compiler" if mutant in broken else workshop.killed_by(mutant, suites) or "survived"

    pool = ThreadPoolExecutor(args.jobs)
    for mutant, by in zip(chosen, pool.map(judge, chosen)):
        file = mutant.path.relative_to(source)
        verdict = by if by in counts else "killed"
        counts[verdict] += 1
        if by == "survived":
            by = by.upper()
            survivors.append(f"{file}:{mutant.line()}: {mutant.function()}: {mutant.change()}")
        print(f"{mutant.number}/{len(chosen)} {by}: {file}:{mutant.line()}: {mutant.change()}", flush=True)
    print("\n".join(survivors))
    counted = counts["killed"] + counts["survived"]
    print(f"{args.layer}, seed {args.seed}: {counts['killed']} of {counted} mutants killed "
          f"({100 * counts['killed'] / max(1, counted):.0f} %); of {counts['nothing changes']} the compiler makes the same code, "
          f"{counts['judged']} are judged to change nothing; {len(every)} possible")


main()
