"""Time and memory of `davproof compare` on many cases. Called by ci/bench/compare.

    compare.py DAVPROOF RESULTS CASES

RESULTS is a results.json; its cases are repeated under new ids until there are CASES of them, and every hundredth one of
the new run fails in place of passing or the other way round.
"""

import json
import os
import pathlib
import sys
import tempfile
import time

davproof, results, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
run = json.loads(pathlib.Path(results).read_text())
originals = [case for case in run["cases"] if case["verdict"] in ("pass", "fail")]
CHECK = {"id": "bench.status", "outcome": "fail", "expected": "status 200", "actual": "status 500", "source": "bench.yaml:1", "exchange": None}


def cases(changed):
    for index in range(count):
        case = dict(originals[index % len(originals)], id=f"bench/scenario-{index // 100:04}/case-{index:06}")
        if changed and index % 100 == 0:
            fails = case["verdict"] == "pass"
            case["verdict"] = "fail" if fails else "pass"
            kept = [check for check in case["checks"] if check["outcome"] != "fail"]
            case["checks"] = kept + ([CHECK] if fails else [])
        yield case


def write(path, changed):
    with open(path, "w") as out:
        head = json.dumps(dict(run, cases=[]))
        out.write(head[: head.rindex("[]}")] + "[")
        for index, case in enumerate(cases(changed)):
            out.write((",\n" if index else "") + json.dumps(case))
        out.write("]}\n")


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    write(folder / "before.json", False)
    write(folder / "now.json", True)
    size = (folder / "now.json").stat().st_size / 1e6
    for label, arguments in (("to the terminal", []), ("with reports", ["--out", str(folder / "out")])):
        begin = time.monotonic()
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.execv(davproof, [davproof, "compare", str(folder / "before.json"), str(folder / "now.json"), *arguments])
        _, status, usage = os.wait4(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code != 10:
            sys.exit(f"compare ended with {code}")
        seconds = time.monotonic() - begin
        print(f"{count} cases, two files of {size:.0f} MB, {label}: {seconds:.1f} s, {usage.ru_maxrss / 1024:.0f} MB")
