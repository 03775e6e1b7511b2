#!/usr/bin/env python3
"""Run clang-tidy over every source file that changed: run_tidy.py --build DIR [--fix] [FILE...]

A file that passed is remembered by its content, that of every file of the tree that it includes, .clang-tidy and its
compile command (in DIR/../tidy), so a second run costs only what changed. --fix lets clang-tidy repair what it can,
one file at a time. Status 1: there are findings.
"""
import argparse
import concurrent.futures
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import tree

ROOT = Path(__file__).resolve().parent.parent
TIDY = "clang-tidy-19"
# Of a test, includes and what the analyzer sees are checked; the rest is for what ships.
TEST_CHECKS = "-*,misc-include-cleaner,bugprone-use-after-move,clang-analyzer-core.*,clang-analyzer-cplusplus.*"
# g++'s own switches stand in the compile commands; clang need not know them.
EXTRA = ["--extra-arg=-Wno-unknown-warning-option"]


def findings_of(output: str) -> list:
    """The findings of one run, each with its notes and source lines."""
    blocks, current = [], None
    for line in output.splitlines():
        if ": error: " in line or ": warning: " in line or line.startswith("error: "):
            current = [line]
            blocks.append(current)
        elif current is not None and not line.endswith(" generated.") and not line.startswith("Suppressed "):
            current.append(line)
    return ["\n".join(b) for b in blocks]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--build", type=Path, required=True, help="a configured build folder")
    p.add_argument("--fix", action="store_true")
    p.add_argument("files", nargs="*", type=Path, help="only these; all when none is named")
    a = p.parse_args()
    try:
        version = subprocess.run([TIDY, "--version"], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        sys.exit(f"{TIDY} is missing; run script/bootstrap --checks")
    commands = {Path(c["file"]).resolve(): c["command"] for c in json.loads((a.build / "compile_commands.json").read_text())}
    wanted = {f.resolve() for f in a.files}
    files = [f for f in tree.source_files(ROOT) if (ROOT / f) in commands and (not wanted or (ROOT / f) in wanted)]
    closures, memory, config = tree.Closures(ROOT), a.build.parent / "tidy", (ROOT / ".clang-tidy").read_text()
    memory.mkdir(exist_ok=True)
    marks = {f: memory / closures.hash(f, version, config, TEST_CHECKS, commands[ROOT / f]) for f in files}
    todo = [f for f in files if a.fix or not marks[f].exists()]
    seen, lock, bad = set(), threading.Lock(), 0

    def run(file):
        checks = [f"--checks={TEST_CHECKS}"] if file.stem.endswith("_test") else []
        command = [TIDY, "-p", str(a.build), "--quiet", *checks, *EXTRA, *(["--fix", "--fix-errors"] if a.fix else []), str(file)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        return file, done.returncode, done.stdout, done.stderr

    # Repairs touch shared headers: one at a time.
    with concurrent.futures.ThreadPoolExecutor(1 if a.fix else os.cpu_count()) as pool:
        for file, status, out, err in pool.map(run, sorted(todo, key=lambda f: -(ROOT / f).stat().st_size)):
            if status == 0:
                if not a.fix:
                    marks[file].touch()
                continue
            bad += 1
            with lock:
                # A finding in a header comes up once for each file that includes it.
                for finding in findings_of(out) or [f"{file}: {TIDY} ended with status {status}\n{err[-800:]}"]:
                    if finding.splitlines()[0] not in seen:
                        seen.add(finding.splitlines()[0])
                        print(finding)
    print(f"clang-tidy: {len(files)} files, {len(files) - len(todo)} unchanged since they passed, {bad} with findings, {len(seen)} findings")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
