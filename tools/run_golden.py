#!/usr/bin/env python3
"""Run golden cases: run_golden.py --kept PROGRAM CASE_FOLDER...

A case is a folder golden/COMMAND/CASE with
  cmd      the arguments of `kept`, one line, quoted as for a shell
  input/   files to start with, copied to the (temporary) working folder; optional
  setup    a bash script run there first, with $KEPT and $EXAMPLES; optional. Status 77: the case is skipped here.
           What it leaves running is ended after the case.
  run      a bash script run in place of `kept`, with the arguments of `cmd` as "$@"; optional
  stdout, stderr   what is expected; an absent one is empty
  status   the expected exit status; absent: 0
UPDATE=1 rewrites the expectations instead of comparing. Status: 0 all as expected, 1 not, 77 every case was skipped.
"""
import argparse
import difflib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT_SECONDS = 120
SKIPPED = 77


class Skipped(Exception):
    pass


def environment(kept: str, folder: Path) -> dict:
    """A plain environment: nothing of the user's settings reaches a case, the sanitizers' options do."""
    kept_options = {k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")}
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(folder.parent / "home"), "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "TMPDIR": str(folder.parent), "KEPT": kept, "EXAMPLES": str(ROOT / "examples"), **kept_options}


def execute(command: list, folder: Path, env: dict):
    """The command's (stdout, stderr, status). Output goes to files, so that what it leaves running cannot hold us up."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                   start_new_session=True)
        try:
            status = process.wait(TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            status = f"still running after {TIMEOUT_SECONDS} s"
        out.seek(0)
        err.seek(0)
        return out.read(), err.read(), status, process.pid


def run_case(case: Path, kept: str) -> dict:
    """What the case gives: {"stdout": bytes, "stderr": bytes, "status": bytes}."""
    with tempfile.TemporaryDirectory(prefix="golden-") as base:
        folder = Path(base, "work")
        if (case / "input").is_dir():
            shutil.copytree(case / "input", folder)
        else:
            folder.mkdir()
        Path(base, "home").mkdir()
        env = environment(kept, folder)
        groups = []
        try:
            if (case / "setup").is_file():
                out, err, status, group = execute(["bash", "-eu", str(case / "setup")], folder, env)
                groups.append(group)
                if status == SKIPPED:
                    raise Skipped(err.decode(errors="replace").strip())
                if status != 0:
                    sys.exit(f"{case}: setup failed with status {status}: {(out + err).decode(errors='replace')}")
            arguments = shlex.split((case / "cmd").read_text(encoding="utf-8"))
            command = ["bash", "-eu", str(case / "run"), *arguments] if (case / "run").is_file() else [kept, *arguments]
            out, err, status, group = execute(command, folder, env)
            groups.append(group)
            return {"stdout": out, "stderr": err, "status": f"{status}\n".encode()}
        finally:
            for group in groups:
                try:
                    os.killpg(group, signal.SIGKILL)
                except ProcessLookupError:
                    pass


def expected(case: Path) -> dict:
    absent = {"stdout": b"", "stderr": b"", "status": b"0\n"}
    return {name: (case / name).read_bytes() if (case / name).is_file() else empty for name, empty in absent.items()}


def update(case: Path, got: dict):
    absent = {"stdout": b"", "stderr": b"", "status": b"0\n"}
    for name, content in got.items():
        if content == absent[name]:
            (case / name).unlink(missing_ok=True)
        else:
            (case / name).write_bytes(content)


def differences(case: Path, want: dict, got: dict) -> list:
    lines = []
    for name in ("status", "stdout", "stderr"):
        if want[name] != got[name]:
            lines += difflib.unified_diff(want[name].decode(errors="backslashreplace").splitlines(),
                                          got[name].decode(errors="backslashreplace").splitlines(),
                                          f"{case.name}/{name} expected", f"{case.name}/{name} got", lineterm="")
    return lines


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--kept", required=True, help="the program under test")
    p.add_argument("cases", nargs="+", type=Path)
    a = p.parse_args()
    kept = str(Path(a.kept).resolve())
    failed = skipped = 0
    for case in (c.resolve() for c in a.cases):
        if not (case / "cmd").is_file():
            sys.exit(f"{case}: no file cmd; a case needs one")
        try:
            got = run_case(case, kept)
        except Skipped as reason:
            print(f"skipped: {case.name}: {reason}")
            skipped += 1
            continue
        if os.environ.get("UPDATE") == "1":
            update(case, got)
            continue
        lines = differences(case, expected(case), got)
        if lines:
            failed += 1
            print("\n".join(lines))
            print(f"{case}: not as expected; UPDATE=1 rewrites the expectations for review")
    sys.exit(1 if failed else SKIPPED if skipped == len(a.cases) else 0)


if __name__ == "__main__":
    main()
