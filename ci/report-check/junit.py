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


def in_order(cases):
    """The cases of results.json in the order of junit.xml: by scenario, then as they stand."""
    return sorted(cases, key=lambda case: case["scenario"])


def place(case):
    """Class and name under which a case stands in junit.xml."""
    prefix = case["scenario"] + "/"
    name = case["id"][len(prefix):] if case["id"].startswith(prefix) else case["id"]
    return case["scenario"].replace("/", "."), name


def is_plain(text):
    """False for texts that no scenario has, and that a report shows otherwise than they are."""
    return len(text) < 500 and text.isascii() and text.isprintable() and "[[" not in text


def compare(case, read):
    """Yields in what a case of results.json and what a reader sees of it differ."""
    if is_plain(case["id"]) and (read.classname, read.name) != place(case):
        yield f"reads as {read.classname} {read.name}"
    kind, types = EXPECTED[case["verdict"]]
    told = [result for result in read.result if type(result) in (Failure, Error, Skipped)]
    if [type(result) for result in told] != ([kind] if kind else []):
        yield f"is {case['verdict']} and reads as {told}"
        return
    for result in told:
        if result.type not in types:
            yield f"has type {result.type}"
        if not result.message or not (result.text or "").strip():
            yield "has no message or no body"
    if case["verdict"] == "pass" and not read.is_passed:
        yield "passed and does not read so"


def problems(folder):
    """Yields what is wrong, in a sentence each."""
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    report = JUnitXml.fromfile(str(folder / "junit.xml"))
    found = []
    for suite in report:
        cases = list(suite)
        results_of = [result for case in cases for result in case.result]
        kinds = [sum(isinstance(result, kind) for result in results_of) for kind in (Failure, Error, Skipped)]
        counts = [suite.tests, suite.failures, suite.errors, suite.skipped]
        if counts != [len(cases), *kinds]:
            yield f"suite {suite.name} counts {counts}, and has {[len(cases), *kinds]}"
        found += cases
    expected = in_order(results["cases"])
    if not len(expected) == len(found) == report.tests:
        yield f"{report.tests} cases counted and {len(found)} there, of {len(expected)} in the result"
        return
    places = [(case.classname, case.name) for case in found]
    if len(set(places)) != len(places):
        yield "a class and name is there twice"
    for case, read in zip(expected, found):
        for difference in compare(case, read):
            yield f"{case['id']!r} {difference}"


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
