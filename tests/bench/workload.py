"""What a registration costs on a workload of many criteria, JSON in and JSON out, explanation included.

usage: workload.py ROUTECTL DIRECTORY [--sets=A,B] [--lines=N] [--rounds=N]

DIRECTORY holds registrations in reg.ndjson and rule sets in folders route-SET, as a generator outside of this repository made them; its
README says how. Where it has reference.mjs and rules-SET.json, that program (plain JavaScript) is timed in between, and so is the floor
(floor.cc beside this file, made where there are a C++ compiler, simdjson and Hyperscan: Debian's g++, libsimdjson-dev, libhyperscan-dev), so
that ratios can be compared between machines. Both must say the same of the registrations first. Figures are processor time: (time of N lines - time of one line) / (N - 1), output thrown away. Each is a minimum,
a median and a maximum over rounds that take turns."""
import argparse
import os
import platform
import resource
import shutil
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

    def over(self, name, base):
        return f"{self.median(name) / self.median(base):9.3f}" if base in self.of else "        -"

    def row(self, name, unit, rules=""):
        values = sorted(self.of[name])
        ratios = f"{self.over(name, f'floor, {rules}')} {self.over(name, f'javascript, {rules}')}"
        print(f"{name:28} {values[0]:9.1f} {statistics.median(values):9.1f} {values[-1]:9.1f} {unit:3} {ratios}")


def rules_of(name):
    """the set that a folder holds in one form or another"""
    return name.rpartition("-")[2]


def make_floor(work):
    """the command of the floor; nothing where it cannot be made here"""
    packages = ["simdjson", "libhs", "libpcre2-8"]
    compiler, pkg_config = shutil.which("c++"), shutil.which("pkg-config")
    if not compiler or not pkg_config or subprocess.call([pkg_config, "--exists", *packages]) != 0:
        return None
    flags = subprocess.check_output([pkg_config, "--cflags", "--libs", *packages], text=True).split()
    source, program = Path(__file__).with_name("floor.cc"), work / "floor"
    subprocess.run([compiler, "-std=c++17", "-O3", "-march=native", str(source), "-o", str(program), *flags], check=True)
    return [str(program)]


def find_peers(args, work):
    """by name, the commands that take rules, registrations and an output"""
    reference, floor = args.directory / "reference.mjs", make_floor(work)
    peers = {}
    if reference.exists() and shutil.which("node"):
        peers["javascript"] = ["node", str(reference)]
    if floor:
        peers["floor"] = floor
    return peers


def compare_peers(args, work, peers, cases):
    """who is timed beside the other says the same"""
    for rules in sorted({rules_of(name) for name in args.sets}):
        said = {}
        for name, command in peers.items():
            run(command + [str(args.directory / f"rules-{rules}.json"), str(cases), str(work / "said")])
            said[name] = (work / "said").read_bytes()
        if len(set(said.values())) > 1:
            sys.exit(f"{' and '.join(said)} do not say the same of set {rules}")


def time_peers(args, peers, many, one, figures):
    for rules in sorted({rules_of(name) for name in args.sets}):
        for name, command in peers.items():
            command = command + [str(args.directory / f"rules-{rules}.json")]
            whole, cold = (run(command + [str(cases), "/dev/null"])[0] for cases in (many, one))
            figures.add(f"{name}, {rules}", (whole - cold) / (args.lines - 1) * 1e6)


def measure(args, work, figures):
    many, some, one = work / "many.ndjson", work / "some.ndjson", work / "one.ndjson"
    first_lines(args.directory / "reg.ndjson", args.lines, many)
    first_lines(args.directory / "reg.ndjson", 500, some)
    first_lines(args.directory / "reg.ndjson", 1, one)
    peers = find_peers(args, work)
    compare_peers(args, work, peers, some)
    for _ in range(args.rounds):
        for name in args.sets:
            rules = args.directory / f"route-{name}"
            whole, _, memory = run(advise(args.routectl, rules, many))
            cold, _, _ = run(advise(args.routectl, rules, one))
            figures.add(name, (whole - cold) / (args.lines - 1) * 1e6)
            figures.add(f"{name}, cold start", cold * 1e3)
            figures.add(f"{name}, memory", memory / 1024)
        time_peers(args, peers, many, one, figures)
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
    print(f"{'':28} {'min':>9} {'median':>9} {'max':>9}     over floor, over javascript")
    for name in args.sets:
        figures.row(name, "us", rules_of(name))
        figures.row(f"{name}, cold start", "ms")
        figures.row(f"{name}, memory", "MiB")
    for name in [name for name in figures.of if name.startswith(("floor, ", "javascript, "))]:
        figures.row(name, "us")
    print(f"two jobs are {figures.median('two jobs over one'):.2f} times as fast as one")
    for small, large in (("pattern-240", "pattern-2400"), ("s150", "s1500")):
        if small in figures.of and large in figures.of:
            print(f"growth from {small} to {large}: {figures.median(large) / figures.median(small):.1f} times")
    if "240" in figures.of and "pattern-240" in figures.of:
        print(f"the XPath form over the pattern form: {figures.median('240') / figures.median('pattern-240'):.2f}")


main()
