#!/usr/bin/env python3
"""Measure the main job: bench/run.py [--against COMMIT] [--rounds N] [--no-instructions]

Instructions (callgrind, one thread) barely jitter, so they decide: a change of up to 2 % is nothing, 10 % more is a
regression (status 1). Time is for people: old and new run in turn, the order swapped each round; printed are the
median ratio and the half-width of its 95 % interval. Without --against, the present build alone is measured and its
instructions are compared with the last line of bench/results/JOB.tsv of this kind of machine; a clean work tree adds
its own line there.
"""
import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench/results"
EXAMPLES = sorted(str(f) for f in (ROOT / "examples").glob("*.txt"))
JOBS = {
    "check": ["check", *EXAMPLES, "--data", str(ROOT / "examples/data"), "--on", "2026-08-04", "--threads", "1", "--format", "json"],
    "read": ["read", *EXAMPLES, "--format", "json"],
}
NOTHING, REGRESSION = 0.02, 0.10


def git(*arguments) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def build_of(commit: str) -> Path:
    """The program of `commit`, built in build/bench beside the present one."""
    tree = ROOT / "build/bench" / git("rev-parse", "--short", commit)
    if not tree.exists():
        git("worktree", "add", "--detach", str(tree), commit)
    environment = {"DUCKDB_DIR": str(ROOT / ".deps/duckdb"), **os.environ}
    for step in (["cmake", "--preset", "release"], ["cmake", "--build", "--preset", "release", "--target", "kept"]):
        subprocess.run(step, cwd=tree, env=environment, check=True, stdout=subprocess.DEVNULL)
    return tree / "build/release/kept"


def seconds(program: Path, job: list) -> float:
    begin = time.perf_counter()
    subprocess.run([program, *job], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def instructions(program: Path, job: list) -> int:
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", program, *job],
                             capture_output=True, text=True, check=True)
    return int(re.search(r"Collected : (\d+)", run.stderr)[1])


def machine() -> str:
    """What instruction counts may be compared on: libraries choose their code by the processor."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return model[1].strip() if model else platform.machine()


def verdict_of(ratio: float) -> str:
    change = ratio - 1
    return "nothing" if abs(change) <= NOTHING else "REGRESSION" if change >= REGRESSION else "slower" if change > 0 else "faster"


def compare(old: Path, new: Path, rounds: int, counting: bool) -> int:
    status = 0
    for name, job in JOBS.items():
        ratios = []
        for i in range(rounds):
            order = [old, new] if i % 2 == 0 else [new, old]
            took = {program: seconds(program, job) for program in order}
            ratios.append(took[new] / took[old])
        spread = 1.96 * statistics.stdev(ratios) / len(ratios) ** 0.5 if len(ratios) > 1 else 0
        print(f"{name}: time new/old {statistics.median(ratios):.3f} ± {spread:.3f} ({rounds} rounds)")
        if counting:
            before, after = instructions(old, job), instructions(new, job)
            print(f"{name}: instructions {before} -> {after}, {after / before:.3f}: {verdict_of(after / before)}")
            status |= verdict_of(after / before) == "REGRESSION"
    return status


def record(program: Path, rounds: int, counting: bool) -> int:
    status = 0
    clean = not git("status", "--porcelain", "--untracked-files=no")
    for name, job in JOBS.items():
        file = RESULTS / f"{name}.tsv"
        took = statistics.median(seconds(program, job) for _ in range(rounds))
        print(f"{name}: {took * 1000:.0f} ms, the median of {rounds} runs")
        if not counting:
            continue
        count = instructions(program, job)
        lines = [line.split("\t") for line in file.read_text().splitlines()[1:]] if file.exists() else []
        last = next((fields for fields in reversed(lines) if fields[1] == machine()), None)
        if last:
            ratio = count / int(last[2])
            print(f"{name}: instructions {count}, {ratio:.3f} of {last[0]}'s: {verdict_of(ratio)}")
            status |= verdict_of(ratio) == "REGRESSION"
        else:
            print(f"{name}: instructions {count}; the first measurement on this kind of machine")
        if clean:
            if not file.exists():
                file.write_text("commit\tmachine\tinstructions\tmilliseconds\n")
            with file.open("a") as out:
                out.write(f"{git('rev-parse', '--short', 'HEAD')}\t{machine()}\t{count}\t{took * 1000:.0f}\n")
    return status


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--against", metavar="COMMIT")
    p.add_argument("--rounds", type=int, default=20)
    p.add_argument("--no-instructions", action="store_true")
    a = p.parse_args()
    RESULTS.mkdir(exist_ok=True)
    program = ROOT / "build/release/kept"
    counting = not a.no_instructions
    sys.exit(compare(build_of(a.against), program, a.rounds, counting) if a.against else record(program, a.rounds, counting))


if __name__ == "__main__":
    main()
