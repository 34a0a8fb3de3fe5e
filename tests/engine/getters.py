"""The getters of an advice say what its JSON says, and what is asked wrongly is refused: no crash, a critical, and nothing back.

usage: getters.py SOURCE-TREE BUILD-TREE; prints TAP."""
import ctypes
import json
import sys
from pathlib import Path

SOURCE, BUILD = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
lib = ctypes.CDLL(str(BUILD / "libroute/.libs/libroute.so"))
glib = ctypes.CDLL("libglib-2.0.so.0")
glib.g_free.argtypes = glib.g_strfreev.argtypes = [ctypes.c_void_p]
glib.g_free.restype = glib.g_strfreev.restype = None
number, criticals = 0, []
LOG = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)
on_log = LOG(lambda domain, level, message, data: criticals.append(message))
glib.g_log_set_default_handler(on_log, None)


def check(name, wrong):
    global number
    number += 1
    print("not ok" if wrong else "ok", number, "-", name)
    for line in wrong[:10]:
        print("#", line)


def call(name, *arguments):
    """a getter's answer; what kind it is, its name tells: dup_ gives what must be given back, a list where it says many"""
    function = getattr(lib, "route_" + name)
    turned = [a if isinstance(a, (ctypes.c_void_p, type(None))) or not isinstance(a, (int, str)) else
              ctypes.c_uint(a) if isinstance(a, int) else ctypes.c_char_p(a.encode()) for a in arguments]
    if name in LISTS:
        function.restype = ctypes.POINTER(ctypes.c_char_p)
        told = function(*turned)
        found, i = [], 0
        while told and told[i] is not None:
            found.append(told[i].decode())
            i += 1
        glib.g_strfreev(told)
        return found if told else None
    if name in NUMBERS or "_n_" in name or "_is_" in name:
        function.restype = ctypes.c_int
        return function(*turned)
    function.restype = ctypes.c_void_p
    told = function(*turned)
    text = ctypes.string_at(told).decode() if told else None
    if "_dup_" in name or "_to_" in name:
        glib.g_free(told)
    return text


LISTS = {"advice_dup_alternative_needs", "advice_dup_third_parties", "advice_dup_criterion_evidence", "advice_dup_criterion_missing",
         "advice_dup_participant_reasons", "advice_dup_agenda"}
NUMBERS = {"advice_get_eligible", "advice_get_criterion_state", "advice_get_attendance"}
STATES = {"no": 0, "unknown": 1, "yes": 2, "not-met": 0, "met": 2}
# of each list of the JSON: where it is, how many there are, and what each item says (getter: key, or what to make of the item)
LANGUAGE = "@"
ITEMS = [
    ("routing.because", "advice_get_n_because", {"advice_get_because": lambda i: i}),
    ("routing.alternatives", "advice_get_n_alternatives", {"advice_get_alternative": "suggestion", "advice_dup_alternative_needs": "needs"}),
    ("flags", "advice_get_n_flags", {"advice_get_flag": lambda i: i}),
    ("approaches", "advice_get_n_approaches", {"advice_get_approach": "id", "advice_get_eligible": lambda i: STATES[i["eligible"]]}),
    ("participants", "advice_get_n_participants",
     {"advice_get_participant": "party", "advice_get_attendance": lambda i: 2 if i["attendance"] == "invite" else 1, "advice_get_participant_role": "role",
      "advice_get_participant_part": "part", "advice_dup_participant_reasons": "because",
      "advice_get_participant_contribution@": "contribution", "advice_get_participant_basis@": "basis"}),
    ("not_invited", "advice_get_n_not_invited", {"advice_get_not_invited": "party", "advice_dup_not_invited_because": "because"}),
    ("coordinator", "advice_get_n_coordinators", {"advice_get_coordinator": "party"}),
    ("meeting.themes", "advice_get_n_themes", {"advice_get_theme@": "title"}),
    ("meeting.decisions", "advice_get_n_decisions", {"advice_get_decision@": "title"}),
    ("weighing", "advice_get_n_questions", {"advice_get_question_party": "party", "advice_get_question@": "question"}),
    ("ask_next", "advice_get_n_ask_next", {"advice_dup_ask_next_path": "path", "advice_dup_ask_next_question@": "question"}),
    ("disclosure", "advice_get_n_disclosures", {"advice_get_disclosure_party": "party"}),
    ("signals", "advice_get_n_signals",
     {"advice_get_signal": "pattern", "advice_is_signal_negated": "negated", "advice_is_signal_hedged": "hedged"}),
    ("degraded", "advice_get_n_degraded", {"advice_get_degraded": "what", "advice_get_degraded_why@": "why"}),
]
CRITERION = {"advice_dup_criterion": "id", "advice_get_criterion_title@": "title", "advice_get_criterion_state": lambda c: STATES[c["state"]],
             "advice_dup_criterion_evidence": lambda c: [e["path"] for e in c["evidence"]], "advice_dup_criterion_missing": "missing", "advice_dup_criterion_origin": "origin",
             "advice_get_criterion_basis@": "basis"}
FACT = {"advice_dup_disclosed_path": "path", "advice_is_disclosure_allowed": "allowed", "advice_get_disclosure_ask": "ask"}
SINGLE = {"advice_get_registration": "registration", "advice_get_suggestion": "routing.suggestion", "advice_is_stable": "routing.stable",
          "advice_get_table": "meeting.table", "advice_dup_goal@": "meeting.goal", "advice_get_rules_fingerprint": "made_with.rules"}


def at(tree, path):
    for key in path.split("."):
        tree = tree.get(key) if tree is not None else None
    return tree


def ask(getter, language, *arguments):
    return call(getter.rstrip("@"), *arguments, *([language] if getter.endswith("@") else []))


def numbers(name, *arguments, n=2):
    told = [ctypes.c_int(-1) for _ in range(n)]
    getattr(lib, "route_" + name)(*[ctypes.c_uint(a) if isinstance(a, int) else a for a in arguments], *map(ctypes.byref, told))
    return [value.value for value in told]


def differs(told, wanted):
    return bool(wanted) != bool(told) if isinstance(wanted, bool) else (told or None) != (wanted or None)


def items(advice, tree, language):
    for path, count, getters in ITEMS:
        listed = at(tree, path) or []
        if call(count, advice) != len(listed):
            yield f"{path}: {call(count, advice)} of {len(listed)}"
        for i, item in enumerate(listed):
            for getter, key in getters.items():
                wanted, told = item[key] if isinstance(key, str) else key(item), ask(getter, language, advice, i)
                if differs(told, wanted):
                    yield f"{path}/{i} {getter}: {told!r}, JSON {wanted!r}"


def inside(advice, tree, language):
    """what stands in items of items"""
    for i, approach in enumerate(tree["approaches"]):
        told = numbers("advice_get_score", advice, i, n=3)
        if told != [approach["score"][key] for key in ("low", "high", "max")]:
            yield f"score {told} {approach['score']}"
        criteria = {c["id"]: c for c in approach["criteria"]}
        for j in range(call("advice_get_n_criteria", advice, i)):
            ident = call("advice_dup_criterion", advice, i, j)
            criterion = criteria.pop(ident, None)
            if criterion is None:
                continue  # in the shadow: its own list tells it
            if numbers("advice_get_criterion_points", advice, i, j) != [criterion["points"]["low"], criterion["points"]["high"]]:
                yield f"points of {ident}"
            yield from (f"{getter} of {ident}" for getter, key in CRITERION.items()
                        if differs(ask(getter, language, advice, i, j), criterion[key] if isinstance(key, str) else key(criterion)))
        yield from (f"{ident} is not told" for ident in criteria)
    for i, party in enumerate(tree["disclosure"]):
        if call("advice_get_n_disclosed_facts", advice, i) != len(party["facts"]):
            yield f"facts of {party['party']}"
        for j, fact in enumerate(party["facts"]):
            yield from (f"{getter} of {party['party']} {j}: {ask(getter, language, advice, i, j)!r} {fact.get(key)!r}" for getter, key in FACT.items()
                        if differs(ask(getter, language, advice, i, j), fact.get(key)))
    for i, signal in enumerate(tree["signals"]):
        start, end = numbers("advice_get_signal_span", advice, i)
        if [start, end] != [signal["start"], signal["end"]]:
            yield f"span of signal {i}"
    for i, part in enumerate(at(tree, "meeting.agenda") or []):
        title = ctypes.c_char_p()
        told = call("advice_dup_agenda", advice, i, language, ctypes.byref(title))
        if told != part["parties"] or title.value.decode() != part["title"]:
            yield f"agenda {i}: {told}"


def wrong(advice, tree, language):
    for getter, path in SINGLE.items():
        if differs(ask(getter, language, advice), at(tree, path)):
            yield f"{getter}: {ask(getter, language, advice)!r}, JSON {at(tree, path)!r}"
    if [f"third:{slug}" for slug in call("advice_dup_third_parties", advice)] != tree.get("third_parties", []):
        yield "third parties"
    yield from items(advice, tree, language)
    yield from inside(advice, tree, language)


def refuses(getter, *arguments):
    """asked wrongly: a critical, and nothing back"""
    criticals.clear()
    told = ask(getter, "en", *arguments)
    if told and getter not in ("advice_get_attendance", "advice_get_eligible", "advice_get_criterion_state"):
        yield f"{getter}{arguments[1:]} answers {told!r}"
    if not criticals:
        yield f"{getter}{arguments[1:]} says nothing"


def misused(advice):
    nobody = ctypes.c_void_p(None)
    for getter in [*SINGLE, "advice_dup_third_parties"]:
        yield from refuses(getter, nobody)
    for _, count, getters in ITEMS:
        yield from refuses(count, nobody)
        for getter in getters:
            yield from refuses(getter, nobody, 0)
            yield from refuses(getter, advice, 100000)
    for getter in [*CRITERION, *FACT]:
        yield from refuses(getter, nobody, 0, 0)
        yield from refuses(getter, advice, 100000, 0)
        yield from refuses(getter, advice, 0, 100000)
    for getter in ("advice_get_n_criteria", "advice_get_n_disclosed_facts"):
        yield from refuses(getter, nobody, 0)
        yield from refuses(getter, advice, 100000)
    for getter, n in (("advice_get_score", 3), ("advice_get_signal_span", 2)):
        for arguments in ((nobody, 0), (advice, 100000)):
            criticals.clear()
            if numbers(getter, *arguments, n=n) != [-1] * n or not criticals:
                yield f"{getter} answers"
    for arguments in ((nobody, 0, 0), (advice, 100000, 0), (advice, 0, 100000)):
        criticals.clear()
        if numbers("advice_get_criterion_points", *arguments) != [-1, -1] or not criticals:
            yield "advice_get_criterion_points answers"
    if call("advice_dup_agenda", advice, 100000, "en", None) is not None:
        yield "there is no such part of the agenda"


def words(*texts):
    return (ctypes.c_char_p * (len(texts) + 1))(*[t.encode() for t in texts], None)


def pointer(name, *arguments):
    function = getattr(lib, "route_" + name)
    function.restype = ctypes.c_void_p
    return ctypes.c_void_p(function(*arguments))


engine = pointer("engine_new_for_dirs", words(str(SOURCE / "rules.d")), words(str(BUILD / "plugins/.libs")), None)
parties = [call("engine_get_party", engine, i) for i in range(call("engine_get_n_parties", engine))]
check("the engine tells its parties", [] if "politie" in parties and len(set(parties)) == len(parties) >= 30 else parties)
check("and that nothing was found wrong with its rules", [] if call("engine_get_n_findings", engine) == 0 else [call("engine_get_finding", engine, 0)])
check("a party that is not there is refused", [*refuses("engine_get_party", engine, 100000), *refuses("engine_get_n_parties", ctypes.c_void_p(None)),
                                               *refuses("engine_get_finding", engine, 0), *refuses("engine_get_n_findings", ctypes.c_void_p(None))])
for path in sorted([*(SOURCE / "doc/examples").glob("*.json"), *(SOURCE / "tests/advice/golden").glob("*.registration.json")]):
    text = path.read_bytes()
    registration = pointer("registration_new_from_json", text, ctypes.c_ssize_t(len(text)), None)
    advice = pointer("engine_advise", engine, registration, None)
    for language in ("en", "nl"):
        check(f"{path.name} in {language}", [*wrong(advice, json.loads(call("advice_to_json", advice, 0, language)), language)])
    same = pointer("advice_ref", advice)
    lib.route_advice_unref(same)
    check(f"{path.name}, asked wrongly", [*misused(advice)])
    lib.route_advice_unref(advice)
    lib.route_registration_unref(registration)
lib.route_engine_unref(engine)
print(f"1..{number}")
