"""Prints the server and the owner of a target file as exports for a shell. Called by `run`."""

import os
import pathlib
import shlex
import subprocess
import sys

import yaml

file = pathlib.Path(sys.argv[1])
target = yaml.safe_load(file.read_text())
owner = target["accounts"]["owner"]
match owner["password"]:
    case {"env": name}:
        password = os.environ[name]
    case {"file": path}:
        password = (file.parent / path).read_text().rstrip("\n")
    case {"command": command}:
        password = subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip("\n")

environment = {"INTEROP_URL": target["server"], "INTEROP_USER": owner["user"], "INTEROP_PASSWORD": password}
if "trust" in target:
    environment["INTEROP_CA"] = str((file.parent / target["trust"]).resolve())
for name, value in environment.items():
    print(f"export {name}={shlex.quote(value)}")
