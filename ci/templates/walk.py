"""Does what README.md tells for GitLab CI, with the mock as the server: the steps are taken from gitlab-ci.yml, not copied.

Called by `check`. Each job runs in a checkout of its own and gets from others only what they declare as artefacts. Three
pipelines: the first without a baseline, one that changes nothing, and one against a server that got worse.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

here = pathlib.Path(__file__).parent
davproof = pathlib.Path(sys.argv[1]).resolve()
template = yaml.safe_load((here / "gitlab-ci.yml").read_text())
work = pathlib.Path(tempfile.mkdtemp(prefix="davproof-walk-"))
repository = work / "repository"

# A part of the pack that has known failures on SOGo, and that the seeded fault is seen by.
OPTIONS = "--only conditional --expect none"
FAULT = "get-without-etag"


class Mock:
    """A server that the administrator could have."""

    def __init__(self, *options):
        command = [davproof, "mock", "--listen", "127.0.0.1:0", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        first = self.process.stdout.readline()
        self.url = re.search(r"http://[^/]+/", first).group()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def commit_target(url):
    """Step 2 of README.md: davproof.yaml with the own server and accounts."""
    text = (here / "davproof.yaml").read_text()
    text = text.replace("https://mail.example.org/", url)
    for number, role in enumerate(("owner", "sharee", "stranger"), 1):
        text = text.replace(f"user: test{number},", f"user: dp-{role},")
        text = text.replace(f"test{number}@", f"dp-{role}@")
    (repository / "davproof.yaml").write_text(text)


def run_job(name, index, pipeline, artefacts):
    """Runs one job as GitLab would: its exit code, and the artefacts with those that it got."""
    job = template[name]
    folder = pathlib.Path(tempfile.mkdtemp(dir=work))
    shutil.copytree(repository, folder, dirs_exist_ok=True)
    for got in artefacts:
        shutil.copytree(got, folder, dirs_exist_ok=True)
    environment = dict(
        PATH=f"{davproof.parent}:{os.environ['PATH']}",
        HOME=str(work),
        CI_PIPELINE_ID=pipeline,
        CI_NODE_INDEX=str(index),
        CI_NODE_TOTAL=str(job.get("parallel", 1)),
        **{f"DAVPROOF_{role}_PASSWORD": f"mock-{role.lower()}" for role in ("OWNER", "SHAREE", "STRANGER")},
        **template["variables"],
    )
    environment["DAVPROOF_OPTIONS"] = OPTIONS
    code = shell(job["script"], folder, environment)
    shell(job.get("after_script", []), folder, environment)
    kept = pathlib.Path(tempfile.mkdtemp(dir=work))
    for path in job["artifacts"]["paths"]:
        source = folder / path
        assert source.exists(), f"{name} declares {path} and has not made it"
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, kept / path)
    for path in job["artifacts"].get("reports", {}).values():
        assert (folder / path).is_file(), f"{name} declares the report {path} and has not made it"
    return code, kept


def shell(script, folder, environment):
    """The lines of a script in one shell, which stops at the first that fails, as the runner does it."""
    lines = "\n".join(["set -e", *script])
    return subprocess.run(["sh", "-c", lines], cwd=folder, env=environment).returncode


def pipeline(number):
    """Exit code and artefacts of the gate."""
    print(f"\n-- pipeline {number}", flush=True)
    shards = []
    for index in range(1, template["davproof"]["parallel"] + 1):
        code, kept = run_job("davproof", index, number, [])
        assert code == 0, f"shard {index} ended with {code}"
        shards.append(kept)
    return run_job("gate", 1, number, shards)


def main():
    repository.mkdir()
    with Mock("--profile", "sogo-5.8") as mock:
        commit_target(mock.url)
        code, kept = pipeline("1")
        assert code == 10, f"SOGo has failures, and without a baseline they count: {code}"
        # Step 5 of README.md: what was becomes the baseline.
        shutil.copy(kept / "davproof-report" / "results.json", repository / template["variables"]["DAVPROOF_BASELINE"])
        code, kept = pipeline("2")
        assert code == 0, f"nothing has changed, and the gate ends with {code}"
        verify = [davproof, "bundle", "verify", kept / "davproof-bundle.zip"]
        subprocess.run(verify, check=True)
    with Mock("--profile", "sogo-5.8", "--fault", FAULT) as mock:
        commit_target(mock.url)
        code, _ = pipeline("3")
        assert code == 10, f"the server got worse, and the gate ends with {code}"
    print("\nThe steps of gitlab-ci.yml do what README.md says.")


try:
    main()
finally:
    shutil.rmtree(work)
