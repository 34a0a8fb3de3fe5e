"""The published schema of an advice, held against the code, the rules and every golden advice.

usage: schema.py SOURCE-TREE; prints TAP, status 77 without a validator for draft 2020-12."""
import copy
import json
import re
import sys
from pathlib import Path

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit(77)

SOURCE = Path(sys.argv[1])
SCHEMA = json.loads((SOURCE / "doc/schema/advice-1.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
GOLDEN = {path.name: json.loads(path.read_text(encoding="utf-8"))
          for path in sorted((SOURCE / "tests/advice/golden").glob("*.json")) if not path.name.endswith(".registration.json")}
number = 0


def check(name, wrong):
    global number
    number += 1
    print("not ok" if wrong else "ok", number, "-", name)
    for line in wrong[:10]:
        print("#", line)


def places(node, path=""):
    """every (path, value) of a JSON tree"""
    yield path, node
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from places(value, f"{path}/{key}")


def changed(advice, path, change):
    """a copy in which change(parent, key) was done at a path"""
    other = copy.deepcopy(advice)
    parent, parts = other, path.strip("/").split("/")
    for part in parts[:-1]:
        parent = parent[int(part) if isinstance(parent, list) else part]
    change(parent, int(parts[-1]) if isinstance(parent, list) else parts[-1])
    return other


def accepted(advice, path, change):
    return VALIDATOR.is_valid(changed(advice, path, change))


def words(path, pattern):
    return re.findall(pattern, (SOURCE / path).read_text(encoding="utf-8"), re.M)


def judge_itself():
    Draft202012Validator.check_schema(SCHEMA)
    ids = [json.loads(p.read_text(encoding="utf-8"))["$id"] for p in (SOURCE / "doc/schema").glob("*.json")]
    check("schemas have absolute ids, so that every validator finds their parts", [i for i in ids if not re.match(r"[a-z]+:", i)])
    check("every object says whether other keys may be there", [
        path for path, node in places(SCHEMA) if isinstance(node, dict) and node.get("type") == "object" and "additionalProperties" not in node])


def judge_golden():
    check("there are golden advices", [] if len(GOLDEN) >= 5 else ["too few"])
    for name, advice in GOLDEN.items():
        check(f"{name} is what the schema says", [f"{e.json_path}: {e.message[:200]}" for e in VALIDATOR.iter_errors(advice)])
    plain = {name: advice for name, advice in GOLDEN.items() if "explanation" not in advice}
    judge_strictness(*max(plain.items(), key=lambda item: len(json.dumps(item[1]))), ("third_parties",))
    check("a golden advice has an agenda in parts, and one names who is no Party", [
        key for key, there in (("agenda", any("agenda" in a["meeting"] for a in plain.values())),
                               ("third_parties", any("third_parties" in a for a in plain.values()))) if not there])


def judge_strictness(name, advice, optional=()):
    first = {}  # of each kind of place one stands for all
    for path, value in places(advice):
        first.setdefault((re.sub(r"/\d+", "/*", path), type(value)), (path, value))
    kinds = list(first.values())
    objects = [path for path, value in kinds if isinstance(value, dict) and path]
    check(f"{name}: a key that is not in the schema is refused wherever it stands", [
        path for path in objects if accepted(advice, path + "/unheard-of", lambda parent, key: parent.__setitem__(key, 1))
        and not path.startswith("/made_with")])
    check(f"{name}: a key of the advice cannot be left out", [
        key for key in advice if key not in optional and accepted(advice, "/" + key, lambda parent, key: parent.__delitem__(key))])
    texts = [path for path, value in kinds if isinstance(value, str)]
    check(f"{name}: a text cannot be a number", [
        path for path in texts if accepted(advice, path, lambda parent, key: parent.__setitem__(key, 7)) and not path.endswith("/value")])
    points = [path for path, value in kinds if type(value) is int and path.split("/")[-2] in ("points", "score")]
    check(f"{name}: points are never less than none", [
        path for path in points or ["no points"] if accepted(advice, path, lambda parent, key: parent.__setitem__(key, -1))])
    named = [path for path in texts if re.search(r"/(because|missing|doubted|needs|criteria)/\d+$|/criteria/\d+/id$|/evidence/\d+/path$", path)
             and not path.startswith("/explanation")]
    check(f"{name}: what is named is a rule, a reason or a place", [
        path for path in named or ["nothing"] if accepted(advice, path, lambda parent, key: parent.__setitem__(key, ""))])


def judge_explained():
    """what --explain adds; of the long lists a few items stand for all"""
    explained = {name: advice for name, advice in GOLDEN.items() if "explanation" in advice}
    check("there are golden explanations", [] if len(explained) >= 3 else ["too few"])
    name, advice = max(explained.items(), key=lambda item: len(json.dumps(item[1])))
    short = {key: [] if isinstance(value, list) else value for key, value in advice.items()}
    told = advice["explanation"]
    short["explanation"] = {key: [i for i in value if i.get("clauses")][:4] + value[:1] if isinstance(value, list) else value for key, value in told.items()}
    judge_strictness(name, short, optional=("explanation", "third_parties"))
    check("an explanation may be left out", [] if accepted(advice, "/explanation", lambda parent, key: parent.__delitem__(key)) else ["it may not"])


def judge_words():
    routing = SCHEMA["properties"]["routing"]["properties"]
    suggestions = set(words("libroute/rules/suggestions.def", r'^SUGGESTION \("([^"]+)"'))
    check("suggestions are those of the code", sorted(suggestions ^ (set(routing["suggestion"]["enum"]) - {""})))
    flags = set(words("rules.d/70-flags.rules", r"^\[flag ([^\]]+)\]"))
    check("flags are those of the rules and the code", sorted(flags - set(SCHEMA["properties"]["flags"]["items"]["enum"])))


judge_itself()
judge_golden()
judge_explained()
judge_words()
print(f"1..{number}")
