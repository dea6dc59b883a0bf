"""Reads junit.xml with junitparser and compares every case with results.json.

Usage: junit.py FOLDER
"""

import json
import sys
from pathlib import Path

from junitparser import Error, Failure, JUnitXml, Skipped

# What a reader must see for each verdict: the kind of result, and its `type` (None: any of our own).
EXPECTED = {
    "pass": (None, None),
    "fail": (Failure, {"MUST", "SHOULD", "assertion"}),
    "unexpected-pass": (Failure, {"unexpected-pass"}),
    "error": (Error, {"transport"}),
    "blocked": (Error, {"setup"}),
    "not-applicable": (Skipped, {"not-applicable"}),
    "known-fail": (Skipped, {"known-failure"}),
    "flaky": (Skipped, {"flaky"}),
}


def key(case):
    """Suite, class and name under which a case of results.json stands in junit.xml."""
    line = " ".join
    scenario = line(case["scenario"].split())
    prefix = case["scenario"] + "/"
    name = case["id"][len(prefix):] if case["id"].startswith(prefix) else case["id"]
    return scenario, scenario.replace("/", "."), line(name.split())


def problems(folder):
    """Yields what is wrong, in a sentence each."""
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    report = JUnitXml.fromfile(str(folder / "junit.xml"))
    found = {}
    for suite in report:
        kinds = {Failure: 0, Error: 0, Skipped: 0}
        number = 0
        for case in suite:
            number += 1
            place = (suite.name, case.classname, case.name)
            if place in found:
                yield f"{place} is there twice"
            found[place] = case
            for result in case.result:
                if type(result) in kinds:
                    kinds[type(result)] += 1
        counts = (suite.tests, suite.failures, suite.errors, suite.skipped)
        if counts != (number, kinds[Failure], kinds[Error], kinds[Skipped]):
            yield f"suite {suite.name} counts {counts}, and has {number} cases with {kinds}"
    if report.tests != len(results["cases"]):
        yield f"the report counts {report.tests} cases, the result has {len(results['cases'])}"
    for case in results["cases"]:
        read = found.pop(key(case), None)
        if read is None:
            yield f"{case['id']} is missing"
            continue
        kind, types = EXPECTED[case["verdict"]]
        told = [result for result in read.result if type(result) in (Failure, Error, Skipped)]
        if [type(result) for result in told] != ([kind] if kind else []):
            yield f"{case['id']} is {case['verdict']} and reads as {told}"
            continue
        for result in told:
            if result.type not in types:
                yield f"{case['id']} has type {result.type}"
            if not result.message or not (result.text or "").strip():
                yield f"{case['id']} has no message or no body"
        if case["verdict"] == "pass" and not read.is_passed:
            yield f"{case['id']} passed and does not read so"
    for place in found:
        yield f"{place} is in no result"


def main():
    folder = Path(sys.argv[1])
    found = list(problems(folder))
    for problem in found:
        print(f"junit.xml: {problem}", file=sys.stderr)
    if not found:
        print("junit.xml: every case reads as in results.json")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
