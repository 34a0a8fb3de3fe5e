"""What a registration costs on a workload of many criteria, JSON in and JSON out, explanation included.

usage: workload.py ROUTECTL DIRECTORY [--sets=A,B] [--lines=N] [--rounds=N]

DIRECTORY holds registrations in reg.ndjson and rule sets in folders route-SET, as a generator outside of this repository made them; its
README says how. Where it has reference.mjs and rules-240.json, that program (plain JavaScript) is timed in between, so that ratios can be
compared between machines. Figures are processor time: (time of N lines - time of one line) / (N - 1), output thrown away. Each is a minimum,
a median and a maximum over rounds that take turns."""
import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SETS = ["pattern-240", "240", "s150", "24", "pattern-2400", "s1500"]


def first_lines(source, n, to):
    with open(source, "rb") as lines, open(to, "wb") as out:
        for _, line in zip(range(n), lines):
            out.write(line)


def run(command):
    """processor seconds, seconds on the clock, and the most memory of one process in KiB (never less than this interpreter has itself)"""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}: {said.strip() or process.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.monotonic() - begun, used.ru_maxrss


def advise(routectl, rules, cases, jobs=1):
    return [routectl, "advise", "--format=json", "--no-plugins", f"--jobs={jobs}", "--rules-dir", str(rules), "--output=/dev/null", str(cases)]


class Figures:
    def __init__(self):
        self.of = {}

    def add(self, name, value):
        self.of.setdefault(name, []).append(value)

    def median(self, name):
        return statistics.median(self.of[name])

    def row(self, name, unit, base=None):
        values = sorted(self.of[name])
        ratio = f"{self.median(name) / self.median(base):8.3f}" if base in self.of else "       -"
        print(f"{name:28} {values[0]:9.1f} {statistics.median(values):9.1f} {values[-1]:9.1f} {unit:3} {ratio}")


def measure(args, work, figures):
    many, one = work / "many.ndjson", work / "one.ndjson"
    first_lines(args.directory / "reg.ndjson", args.lines, many)
    first_lines(args.directory / "reg.ndjson", 1, one)
    reference = args.directory / "reference.mjs"
    for _ in range(args.rounds):
        for name in args.sets:
            rules = args.directory / f"route-{name}"
            whole, _, memory = run(advise(args.routectl, rules, many))
            cold, _, _ = run(advise(args.routectl, rules, one))
            figures.add(name, (whole - cold) / (args.lines - 1) * 1e6)
            figures.add(f"{name}, cold start", cold * 1e3)
            figures.add(f"{name}, memory", memory / 1024)
        if reference.exists():
            command = ["node", str(reference), str(args.directory / "rules-240.json")]
            whole, cold = run(command + [str(many), "/dev/null"])[0], run(command + [str(one), "/dev/null"])[0]
            figures.add("javascript, 240", (whole - cold) / (args.lines - 1) * 1e6)
        rules = args.directory / f"route-{args.sets[0]}"
        figures.add("two jobs over one", run(advise(args.routectl, rules, many, 1))[1] / run(advise(args.routectl, rules, many, 2))[1])


def main():
    args = argparse.ArgumentParser()
    args.add_argument("routectl")
    args.add_argument("directory", type=Path)
    args.add_argument("--sets", type=lambda text: text.split(","), default=SETS)
    args.add_argument("--lines", type=int, default=10000)
    args.add_argument("--rounds", type=int, default=5)
    args = args.parse_args()
    args.sets = [name for name in args.sets if (args.directory / f"route-{name}").is_dir()]
    if not args.sets or args.lines < 2:
        sys.exit(f"{args.directory} holds none of these sets, or too few lines are asked for")
    figures = Figures()
    with tempfile.TemporaryDirectory() as work:
        measure(args, Path(work), figures)
    print(f"{platform.machine()}, {os.cpu_count()} cores, {args.lines} lines, {args.rounds} rounds")
    print(f"{'':28} {'min':>9} {'median':>9} {'max':>9}     over javascript")
    for name in args.sets:
        figures.row(name, "us", "javascript, 240")
        figures.row(f"{name}, cold start", "ms")
        figures.row(f"{name}, memory", "MiB")
    if "javascript, 240" in figures.of:
        figures.row("javascript, 240", "us")
    print(f"two jobs are {figures.median('two jobs over one'):.2f} times as fast as one")
    for small, large in (("pattern-240", "pattern-2400"), ("s150", "s1500")):
        if small in figures.of and large in figures.of:
            print(f"growth from {small} to {large}: {figures.median(large) / figures.median(small):.1f} times")
    if "240" in figures.of and "pattern-240" in figures.of:
        print(f"the XPath form over the pattern form: {figures.median('240') / figures.median('pattern-240'):.2f}")


main()
