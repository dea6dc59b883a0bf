"""Requests per second of hurl and davproof, in alternating rounds. Called by ci/bench/run."""

import json
import os
import pathlib
import re
import statistics
import subprocess
import sys

work, port, hurl, davproof, rounds = sys.argv[1:6]
work = pathlib.Path(work)
origin = f"http://127.0.0.1:{port}"
SMALL, LARGE = 1000, 50

(work / "small.hurl").write_text(f"GET {origin}/dav/small\nHTTP 200\n\n" * SMALL)
(work / "large.hurl").write_text(
    f"""PROPFIND {origin}/dav/large/
Depth: 1
HTTP 207
[Asserts]
xpath "count(//D:response)" == 5000
xpath "count(//D:getetag)" == 4999
xpath "string(//D:response[D:href='/dav/large/event-04999.ics']//D:getetag)" == "\\"etag-04999\\""

"""
    * LARGE
)

steps_small = '      - get: "/dav/small"\n        expect: { status: 200 }\n' * SMALL
steps_large = (
    """      - propfind: { path: "/dav/large/", depth: "1", props: [D:getetag] }
        expect:
          status: 207
          members: { count: "4999", unique: false }
          each: { D:getetag: { format: strong-etag } }
          responses: { "/dav/large/event-04999.ics": { props: { D:getetag: "\\"etag-04999\\"" } } }
"""
    * LARGE
)
area = work / "pack" / "bench"
area.mkdir(parents=True)
for name, steps in (("small", steps_small), ("large", steps_large)):
    (area / f"{name}.yaml").write_text(
        f"scenario: bench/{name}\ntitle: A benchmark\ncases:\n  - id: sequence\n    title: Many requests\n    severity: info\n    steps:\n{steps}"
    )
(work / "davproof.yaml").write_text(
    f"server: {origin}/dav/\naccounts:\n  owner: {{ user: me, password: {{ env: BENCH_PASSWORD }} }}\nlimits: {{ jobs: 1 }}\n"
)
environment = dict(os.environ, BENCH_PASSWORD="bench-password", DAVPROOF_STATE_DIR=str(work / "state"))


def rate_of_hurl(name, count):
    run = subprocess.run([hurl, "--test", work / f"{name}.hurl"], capture_output=True, text=True, check=True)
    return float(re.search(r"\(([0-9.]+)/s\)", run.stderr).group(1))


def rate_of_davproof(name, count):
    command = [davproof, "run", "--target", work / "davproof.yaml", "--scenarios", work / "pack"]
    command += ["--only", f"bench/{name}", "--expect", "none", "--out", work / "out"]
    run = subprocess.run(command, capture_output=True, text=True, env=environment)
    if run.returncode != 0:
        sys.exit(run.stdout + run.stderr)
    case = json.loads((work / "out" / "results.json").read_text())["cases"][0]
    return count / (case["duration_ms"] / 1000)


for name, count, what in (("small", SMALL, "sequential requests"), ("large", LARGE, "multistatus of 5,000 responses, three assertions")):
    pairs = [(rate_of_hurl(name, count), rate_of_davproof(name, count)) for _ in range(int(rounds))]
    theirs, ours = (statistics.median(column) for column in zip(*pairs))
    print(f"{count} {what}: hurl {theirs:.1f}/s, davproof {ours:.1f}/s, ratio {ours / theirs:.2f} (medians of {rounds} rounds)")
