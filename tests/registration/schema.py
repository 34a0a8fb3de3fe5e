"""Does the published JSON Schema judge as the reader does? Over the cases, and over every kind of value in every place.

usage: schema.py SCHEMA CASES-DIRECTORY JUDGEMENTS; prints TAP. Exit status 77: there is no validator for draft 2020-12."""
import json
import sys
from pathlib import Path

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit(77)

SMALLEST = '{"id":"x","received":"2026-11-20","registered_by":"politie",%s}'
# what a schema cannot say: see $comment in it
BEYOND = "/sharing/0/fields/"


def document(text):
    return json.loads(SMALLEST % text[1:] if text.startswith("+") else text)


def cases(path):
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]


def pointer(path):
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def places(validator, value):
    """Pointers of all errors; of a key that does not belong, that of the key."""
    found = set()
    for error in validator.iter_errors(value):
        at = pointer(error.absolute_path)
        found.add(at)
        if error.validator == "additionalProperties":
            found.update(at + pointer([key]) for key in error.instance if key not in error.schema["properties"])
    return found


def accepted(validator, folder):
    for line in cases(folder / "accepted.txt"):
        for place in places(validator, document(line)):
            yield f"accepted by the reader, refused at {place}: {line}"


def refused(validator, folder):
    for line in cases(folder / "refused.txt"):
        judge, code, place, _, text = line.split("|", 4)
        if code == "json":
            continue
        found = places(validator, document(text))
        if judge == "both" and place not in found:
            yield f"not refused at {place}, but {sorted(found)}: {line}"
        if judge == "reader" and found:
            yield f"the schema can say this, mark it `both`: {line}"


def judged(validator, judgements):
    lines = Path(judgements).read_text(encoding="utf-8").splitlines()
    if len(lines) < 2000:
        yield f"only {len(lines)} judgements"
    for line in lines:
        verdict, place, text = line.split("\t")
        if place.startswith(BEYOND):
            continue
        if validator.is_valid(json.loads(text)) != (verdict == "accepted"):
            yield f"the reader says {verdict}: {text}"


def main(schema_path, folder, judgements):
    schema = json.loads(Path(schema_path).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    parts = [("what the reader accepts", accepted(validator, Path(folder))),
             ("what the reader refuses, at the same place", refused(validator, Path(folder))),
             ("every kind of value in every place", judged(validator, judgements))]
    print(f"1..{len(parts)}")
    for number, (name, findings) in enumerate(parts, 1):
        findings = list(findings)
        print(f"{'not ok' if findings else 'ok'} {number} - reader and schema agree on {name}")
        for finding in findings[:20]:
            print("# " + finding)


main(*sys.argv[1:])
