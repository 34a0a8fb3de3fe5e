"""Hostile plugins beside those of the vendor: the command lives, says of all others what it says without them, and names each fault.

usage: bar.py SOURCE-TREE BUILD-TREE; prints TAP."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE, BUILD = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
MADE, LINKED, VENDOR = BUILD / "tests/hostile/made", BUILD / "tests/hostile/.libs", BUILD / "plugins/.libs"
SANITIZED = bool(re.search(r"^SAN_CFLAGS = .*-fsanitize=\S*(?:address|thread)", (BUILD / "Makefile").read_text(encoding="utf-8"), re.M))
HARMS = {party: fault for party, fault in re.findall(r'^HARM \("([^"]+)", \w+, \w+, "([^"]*)"\)', (SOURCE / "tests/hostile/harms.def").read_text(encoding="utf-8"), re.M)}
LATE = ("resolver", "huge")  # found out only when they are linked
# these take all the time that starting may take: tests/host/test-isolate.c waits for them, each alone
SLOW = ("loop-in-constructor", "loop-in-open", "outlast-in-constructor")
for slow in SLOW:
    del HARMS[slow]
number = 0


def check(name, wrong):
    global number
    number += 1
    print("not ok" if wrong else "ok", number, "-", name)
    for line in wrong[:20]:
        print("#", line)


def run(*arguments, rules=()):
    command = [str(BUILD / "routectl/routectl"), "--rules-dir", str(SOURCE / "rules.d")]
    for directory in rules:
        command += ["--rules-dir", str(directory)]
    done = subprocess.run(command + list(arguments), capture_output=True, timeout=300, check=False)
    return done.returncode, done.stdout


def put(directory, name, data, mode=0o644):
    path = directory / name
    path.write_bytes(data)
    path.chmod(mode)
    return path


def changed(data, at, *values):
    return data[:at] + bytes(values) + data[at + len(values):]


def segments(data, kind):
    """where the program headers of a kind begin"""
    headers, n = int.from_bytes(data[32:40], "little"), int.from_bytes(data[56:58], "little")
    return [at for at in range(headers, headers + 56 * n, 56) if int.from_bytes(data[at:at + 4], "little") == kind]


def behind_the_end(data):
    """what it needs, and where to look for that, behind the end that the header gives of the dynamic table; the linker reads on"""
    at = segments(data, 2)[0]
    start, size = (int.from_bytes(data[at + part:at + part + 8], "little") for part in (8, 32))
    table = [data[entry:entry + 16] for entry in range(start, start + size, 16)]
    hidden = [entry for entry in table if int.from_bytes(entry[:8], "little") in (1, 15, 29)]
    shown = [entry for entry in table if entry not in hidden and any(entry[:8])]
    data = changed(data, start, *b"".join(shown + hidden).ljust(size, b"\0"))
    return changed(data, at + 32, *(16 * len(shown)).to_bytes(8, "little") * 2)


def put_files(directory, elsewhere):
    """files that are no plugins, or that nobody may trust; returns what must be said of each"""
    good = (MADE / "never-answer.so").read_bytes()
    headers = int.from_bytes(good[32:40], "little")
    n_headers = int.from_bytes(good[56:58], "little")
    files = {
        "no-elf": (b"#!/bin/sh\nrm -rf /\n", "is no ELF file"),
        "empty": (b"", "is no ELF file"),
        "other-class": (changed(good, 4, 1), "is no 64-bit ELF file"),
        "other-order": (changed(good, 5, 2), "is of another byte order"),
        "other-machine": (changed(good, 18, 8, 0), "is for a machine whose relocations are not known here"),
        "a-program": (changed(good, 16, 2, 0), "is no shared object"),
        "many-segments": (changed(good, 56, 255, 255), "has an impossible program header table"),
        "odd-segments": (changed(good, 54, 55, 0), "has an impossible program header table"),
        "no-segments": (changed(good, 56, 0, 0), "has an impossible program header table"),
        "far-segments": (changed(good, 32, *[255] * 8), "is truncated"),
        "other-magic": (good.replace((0x52545031).to_bytes(4, "little"), b"\1\2\3\4"), "none of libroute"),
        "another-name": (good, "says it is of party never-answer"),
        "hidden-need": (behind_the_end((LINKED / "needs-library.so").read_bytes()), "it needs libg"),
        "hidden-path": (behind_the_end((LINKED / "brings-path.so").read_bytes()), "where to look for libraries"),
        "other-table": (changed(good, segments(good, 2)[0] + 16, *bytes(8)), "exports nothing"),
        "shared-page": (changed(good, segments(good, 1)[1] + 16, *bytes(8)), "has segments over each other"),
        "run-stack": (changed(good, segments(good, 0x6474E551)[0] + 4, 7), "it wants a stack that can be executed"),
        "no-stack": (changed(good, segments(good, 0x6474E551)[0], 0, 0, 0, 0), "it wants a stack that can be executed"),
        "library-name": (good.replace(b"\0hostile.so\0", b"\0libc.so.6\0\0"), "it calls itself libc.so.6"),
    }
    # cut off at the edges of every header, and in between
    edges = {4, 16, 63, 64} | {headers + 56 * i + part for i in range(n_headers) for part in (0, 55)} | {len(good) // 2}
    for edge in sorted(edges):
        files[f"cut-{edge}"] = (good[:edge], "is ")
    for name, (data, _) in files.items():
        put(directory, name + ".so", data)
    said = {name: why for name, (_, why) in files.items()}
    put(directory, "writable.so", good, 0o666)
    os.symlink(put(elsewhere, "linked.so", good), directory / "linked.so")
    os.link(put(elsewhere, "hard-linked.so", good, 0o666), directory / "hard-linked.so")
    os.mkfifo(directory / "a-pipe.so")
    (directory / "a-directory.so").mkdir()
    os.symlink("/dev/zero", directory / "a-device.so")
    put(directory, "Bad Name\n\x1b[31m\u202e.so", good)
    # not the party's own name, but another's: it may not have it
    put(directory, "stedelink.so", (LINKED / "hostile.so").read_bytes().replace(b"hostile-name-stands-here........", b"stedelink".ljust(32, b"\0")))
    huge = (LINKED / "hostile.so").read_bytes().replace(b"hostile-name-stands-here........", b"huge".ljust(32, b"\0"))
    put(directory, "huge.so", changed(huge, segments(huge, 1)[-1] + 40, *(1 << 40).to_bytes(8, "little")))
    for name in ("needs-library", "brings-path", "thief", "resolver"):
        shutil.copy(LINKED / f"{name}.so", directory)
    said.update({
        "writable": "can be written by others", "hard-linked": "can be written by others", "linked": "is a symbolic link",
        "a-device": "is a symbolic link", "a-pipe": "is no regular file", "a-directory": "is no regular file",
        "Bad Name\ufffd\ufffd[31m\ufffd": "the file's name is no party id", "thief": "stedelink is a name of vestia in the rules",
        "stedelink": "stedelink is a name of vestia in the rules", "needs-library": "it needs libg", "brings-path": "where to look for libraries",
        # what the linker says depends on who refuses it the memory: the limit of the process, or, under a sanitizer, the kernel
        "huge": f"does not load in its process: link: {'cannot' if SANITIZED else 'failed to'} map", "resolver": "crashed (signal 4) while it was loaded",
    })
    return said


def others(advice, hostile):
    """what an advice says of all others"""
    rest = dict(advice)
    rest["flags"] = [flag for flag in advice["flags"] if flag != "degraded"]
    rest["degraded"] = [entry for entry in advice["degraded"] if entry["what"].removeprefix("plugin:") not in hostile]
    rest["not_invited"] = [entry for entry in advice["not_invited"] if entry["party"] not in hostile]
    plugins = [plugin for plugin in advice["made_with"]["plugins"] if plugin["party"] not in hostile]
    rest["made_with"] = {"library": advice["made_with"]["library"], "plugins": plugins}
    return json.dumps(rest)


def is_told(fault, details):
    if fault == "" or (fault == "!" and SANITIZED):
        return not details
    return any(detail and ("tried to reach beyond its process" if fault == "!" else fault) in detail for detail in details)


def judge(folder):
    directory, elsewhere, rules = folder / "plugins", folder / "elsewhere", folder / "rules"
    shutil.copytree(MADE, directory, ignore=lambda _, names: [name for name in names if name.removesuffix(".so") in SLOW])
    elsewhere.mkdir()
    elsewhere.chmod(0o777)
    rules.mkdir()
    said = put_files(directory, elsewhere)
    # what they fail to say bears on nothing, so that the rest can be compared byte for byte
    silence = "".join(f"[reason {party}/{reason}]\ndisabled = yes\n" for party in (*HARMS, *LATE) for reason in ("adult", "thefts"))
    (rules / "90-silence.rules").write_text("[plugin all]\ntime-limit = 1500\n" + silence, encoding="utf-8")
    registrations = folder / "all.ndjson"
    with registrations.open("w", encoding="utf-8") as out:
        for path in (*sorted((SOURCE / "doc/examples").glob("*.json")), SOURCE / "tests/advice/golden/weighing.registration.json"):
            registration = json.loads(path.read_text(encoding="utf-8"))
            registration["narrative"] = registration.get("narrative", "") + " geheimwoord"
            out.write(json.dumps(registration) + "\n")
    usual = ("--plugin-dir", str(VENDOR))
    status, alone = run(*usual, "advise", "--format=json", str(registrations))
    check("without them, there are advices", [f"status {status}"] if status != 0 else [])
    both = (*usual, "--plugin-dir", str(directory))
    status, beside = run(*both, "advise", "--format=json", str(registrations), rules=[rules])
    check("with them, the command lives", [f"status {status}"] if status != 0 else [])
    hostile = {*HARMS, *said}
    before, after = ([json.loads(line) for line in text.splitlines()] for text in (alone, beside))
    check("and advises on every registration", [] if len(before) == len(after) == 4 else [f"{len(before)} before, {len(after)} after"])
    pairs = [(others(a, hostile), others(b, hostile)) for a, b in zip(before, after)]
    wrong = [f"{a[at:at + 150]} / {b[at:at + 150]}" for a, b in pairs if a != b for at in [max(0, len(os.path.commonprefix([a, b])) - 40)]]
    check("of all others it says the same, byte for byte", wrong)
    details = {}
    for entry in (entry for advice in after for entry in advice["degraded"]):
        details.setdefault(entry["what"].removeprefix("plugin:"), []).append(entry["detail"])
    check("each that does harm in use is named for it", [
        f"{party}: {details.get(party)}" for party, fault in HARMS.items() if not is_told(fault, details.get(party, []))])
    check("each that is no plugin, or not to be trusted, too", [
        f"{party}: {details.get(party)}" for party, why in said.items() if not is_told(why, details.get(party, []))])
    check("what is told of them steers no terminal, and turns no text", [
        ascii(said) for party, texts in details.items() for said in (party, *texts) if not said.isprintable()])
    apart = {plugin["party"] for advice in after for plugin in advice["made_with"]["plugins"] if "isolation" in plugin}
    check("what ran apart is told, and what held", [] if set(HARMS) <= apart and not apart & {p["party"] for p in before[0]["made_with"]["plugins"]} else [apart])
    status, listed = run(*both, "plugins", "list", "--format=json", rules=[rules])
    named = {entry["party"]: entry.get("not_loaded") for entry in json.loads(listed)}
    check("the list of plugins names each", [party for party in hostile if party not in named] + [
        f"{party}: {named[party]}" for party, why in said.items() if party in named and party not in LATE and why not in (named[party] or "")])


def judge_replacements(folder):
    """plugins that come in the place of the vendor's"""
    directory = folder / "instead"
    directory.mkdir()
    built = (LINKED / "hostile.so").read_bytes()
    put(directory, "kwadraad.so", built.replace(b"hostile-name-stands-here........", b"kwadraad".ljust(32, b"\0")))
    put(directory, "politie.so", b"no plugin")
    example = str(SOURCE / "doc/examples/huurachterstand.json")
    status, text = run("--plugin-dir", str(VENDOR), "--plugin-dir", str(directory), "advise", "--format=json", example)
    check("one that lost reasons the rules speak of costs itself, not the rules", [f"status {status}"] if status != 0 else [])
    details = {entry["what"]: entry["detail"] for entry in json.loads(text)["degraded"]} if status == 0 else {}
    check("and is named", [] if details.get("plugin:kwadraad", "").startswith("rules: there is no reason") else [details])
    check("one that is broken is not replaced by an older one, which is named", [] if "politie.so is not taken in its place" in details.get("plugin:politie", "") else [details])
    directory.chmod(0o777)
    status, text = run("--plugin-dir", str(directory), "plugins", "list", "--format=json")
    check("a directory that others can write holds no plugins", [entry for entry in json.loads(text) if "can be written by others" not in entry.get("not_loaded", "")])
    judge_sticky(folder)


def judge_sticky(folder):
    """in a directory with the sticky bit, its owner may put others in the place of what is not his"""
    if os.geteuid() != 0:
        return
    parent, directory = folder / "sticky", folder / "sticky/plugins"
    directory.mkdir(parents=True)
    put(directory, "politie.so", (VENDOR / "politie.so").read_bytes())
    parent.chmod(0o1755)
    os.chown(parent, 65534, 65534)
    _, text = run("--plugin-dir", str(directory), "plugins", "list", "--format=json")
    check("nor does one below a sticky directory of somebody else", [entry for entry in json.loads(text) if "belongs to somebody else" not in entry.get("not_loaded", "")])


def judge_thief(folder):
    """of plugins from elsewhere, the one that takes a name that the rules give to another is out, and not that other"""
    directory = folder / "theft"
    directory.mkdir()
    for path in (VENDOR / "vestia.so", LINKED / "thief.so"):
        put(directory, path.name, path.read_bytes())
    (directory / "aaa.so").write_bytes((LINKED / "thief.so").read_bytes().replace(b"\0thief\0", b"\0aaa\0\0\0"))
    _, text = run("--plugin-dir", str(directory), "plugins", "list", "--format=json")
    faults = {entry["party"]: entry.get("not_loaded", "") for entry in json.loads(text)}
    wrong = [] if not faults["vestia"] and all("stedelink is a name of vestia in the rules" in faults[thief] for thief in ("aaa", "thief")) else [faults]
    check("who takes the alias of a partner's plugin is out, and not that plugin", wrong)


def judge_unknown(folder):
    """what parties would have said whose plugins do not load is unknown, never no"""
    directory = folder / "broken"
    directory.mkdir()
    for path in VENDOR.glob("*.so"):
        put(directory, path.name, b"no plugin")
    example = str(SOURCE / "doc/examples/psychose-woonoverlast.json")
    states = []
    for plugins in (VENDOR, directory):
        advice = json.loads(run("--plugin-dir", str(plugins), "advise", "--format=json", example)[1])
        states += [c["state"] for a in advice["approaches"] for c in a["criteria"] if c["id"] == "complex-0-100/K2"] + [advice["routing"]["suggestion"]]
    check("without the plugins that made it so, a criterion is unknown and not unmet", [] if states[0] == "met" and states[2] == "unknown" and states[3] != "not-eligible" else [states])


def helpers_of(plugin):
    """processes that were started for this file"""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found += [path.parent] if os.fsencode(plugin) in path.read_bytes().split(b"\0") else []
        except OSError:
            continue
    return found


def wait_until(is_so):
    """longer than anything here takes"""
    for _ in range(600):
        if is_so():
            return True
        time.sleep(0.1)
    return False


def judge_spoken_of(folder):
    """rules that speak of a partner's plugin load without it too"""
    directory, rules = folder / "spoken-of", folder / "speaking"
    directory.mkdir()
    rules.mkdir()
    put(directory, "broken.so", b"no plugin")
    put(directory, "aaa.so", (LINKED / "thief.so").read_bytes().replace(b"\0thief\0", b"\0aaa\0\0\0"))
    (rules / "90-speaking.rules").write_text("[reason broken/adult]\npoints = 3\n[reason aaa/adult]\npoints = 3\n", encoding="utf-8")
    both = ("--plugin-dir", str(VENDOR), "--plugin-dir", str(directory))
    status, text = run(*both, "advise", "--format=json", str(SOURCE / "doc/examples/huurachterstand.json"), rules=[rules])
    named = {entry["what"] for entry in json.loads(text)["degraded"]} if status == 0 else {f"status {status}"}
    check("rules that re-weigh what a plugin says load when it does not, and it is named", sorted({"plugin:broken", "plugin:aaa"} ^ named))


def judge_left_alone(folder, name):
    """a helper ends by itself when nobody is left to end it, also one that keeps its clock from doing so"""
    directory = folder / f"left-alone-{name}"
    directory.mkdir()
    plugin = directory / f"{name}.so"
    put(directory, plugin.name, (MADE / plugin.name).read_bytes())
    with subprocess.Popen([str(BUILD / "routectl/routectl"), "--rules-dir", str(SOURCE / "rules.d"), "--plugin-dir", str(directory), "plugins", "list"],
                          stdout=subprocess.DEVNULL) as command:
        began = wait_until(lambda: helpers_of(plugin))
        command.kill()
    check(f"a process apart begins: {name}", [] if began else ["none"])
    check("and ends when whoever began it is gone", [] if wait_until(lambda: not helpers_of(plugin)) else ["it is there still"])


with tempfile.TemporaryDirectory() as scratch:
    judge(Path(scratch))
    judge_replacements(Path(scratch))
    judge_thief(Path(scratch))
    judge_unknown(Path(scratch))
    judge_spoken_of(Path(scratch))
    judge_left_alone(Path(scratch), "loop-in-constructor")
    judge_left_alone(Path(scratch), "outlast-in-constructor")
print(f"1..{number}")
