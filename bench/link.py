#!/usr/bin/env python3
"""Measure linking: bench/link.py [--data DIR] [--peers DIR] [--python PYTHON] [--threads N] [--rounds N] [--large]

Kept's engine and Splink's published models, on the same files and threads, in turn within one run. Splink's seconds are
those that its runner counts (from opening the files to the last prediction: imports and scoring excluded); Kept's are of
its whole process. Of --rounds runs the quickest counts for either. F1 is at the threshold that Kept chose by itself,
and at the best threshold of all, found by looking at the truth, for Splink. --python names an interpreter that has
splink; else one is made below the folder for temporary files, from PyPI. --large adds 1,000,000 x 1,000,000 payments
made from the data: 23 copies in the same months, with other names and amounts.

DIR of --data holds the files of --peers' runners (default ../shared/data/linkage); where it is not there, nothing is
measured. Lines are added to bench/results/link.tsv.
"""
import argparse
import csv
import gzip
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "build/release/link_tables_bench"
RESULTS = ROOT / "bench/results/link.tsv"
COLUMNS = ["commit", "data", "rows", "threads", "seconds", "peak_mib", "precision", "recall", "f1", "precision_expected",
           "splink_seconds", "splink_f1", "times_faster"]
SPLINK = "splink==5.0.0"
LARGE_ROWS = 1_000_000


def whole(identifier: str) -> str:
    return identifier


def person(identifier: str) -> str:
    """rec-12-org and rec-12-dup-0 are one person."""
    return "-".join(identifier.split("-")[:2])


JOBS = {
    "transactions": ("transactions_origin.csv.gz", "transactions_destination.csv.gz", "unique_id", whole),
    "febrl4": ("febrl4a.csv.gz", "febrl4b.csv.gz", "rec_id", person),
}


def run_kept(spec: Path, left: Path, right: Path, identifier: str, threads: int, output: Path) -> dict:
    """Seconds, peak memory and what the engine says of its links."""
    begin = time.perf_counter()
    with output.open("wb") as out, tempfile.TemporaryFile() as told:
        process = subprocess.Popen([PROGRAM, spec, left, right, identifier, str(threads)], stdout=out, stderr=told)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - begin
        told.seek(0)
        text = told.read().decode()
    if process.returncode:
        sys.exit(f"bench: {text}")
    return {"seconds": seconds, "peak_mib": usage.ru_maxrss // 1024, **json.loads(text.splitlines()[-1])}


def scored(output: Path, truth, true_pairs: int) -> dict:
    hits = links = 0
    with output.open(newline="") as stream:
        for row in csv.DictReader(stream):
            links += 1
            hits += truth(row["left_id"]) == truth(row["right_id"])
    precision, recall = hits / max(links, 1), hits / true_pairs
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(precision + recall, 1e-9)}


def run_splink(python: Path, runner: Path, data: Path, threads: int) -> dict:
    run = subprocess.run([python, runner, "--data", data, "--threads", str(threads)], capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"bench: {runner}: {run.stderr[-2000:]}")
    return json.loads(run.stdout.splitlines()[-1])


def python_with_splink(given) -> Path:
    if given:
        return Path(given)
    folder = Path(tempfile.gettempdir()) / "kept-bench-splink"
    python = folder / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", SPLINK], check=True)
    return python


def rows_of(path: Path) -> int:
    with gzip.open(path, "rt", newline="") as stream:
        return sum(1 for _ in csv.reader(stream)) - 1


def turned(text: str, letters: int) -> str:
    """Each Latin letter moved on in the alphabet: other names of the same build."""
    def move(c: str) -> str:
        first = ord("A") if c.isupper() else ord("a")
        return chr((ord(c) - first + letters) % 26 + first) if c.isascii() and c.isalpha() else c
    return "".join(map(move, text))


def enlarged(source: Path, target: Path, rows: int):
    """Copies of the payments in the same months: other payers (letters moved on) and other amounts (a share more)."""
    with gzip.open(source, "rt", newline="") as stream:
        payments = list(csv.DictReader(stream))
    with target.open("w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["memo", "transaction_date", "amount", "unique_id"])
        copies = ((copy, p) for copy in itertools.count() for p in payments)
        for copy, p in itertools.islice(copies, rows):
            writer.writerow([turned(p["memo"], copy), p["transaction_date"], f"{float(p['amount']) * (1 + copy / 50):.2f}",
                             f"{p['unique_id']}-{copy}"])


def print_and_keep(line: dict):
    line["commit"] = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    cells = {k: f"{v:.4f}" if isinstance(v, float) else v for k, v in line.items()}
    print("  ".join(f"{c} {cells[c]}" for c in COLUMNS if c in cells), flush=True)
    RESULTS.parent.mkdir(exist_ok=True)
    new = not RESULTS.exists()
    with RESULTS.open("a", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n", restval="-", extrasaction="ignore")
        if new:
            writer.writeheader()
        writer.writerow(cells)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", default=ROOT / "../shared/data/linkage", type=Path)
    p.add_argument("--peers", default=ROOT / "../shared/bench", type=Path)
    p.add_argument("--python")
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--large", action="store_true")
    a = p.parse_args()
    if not a.data.exists():
        sys.exit(f"bench: no data in {a.data}; name its folder with --data")
    python = python_with_splink(a.python)
    with tempfile.TemporaryDirectory() as folder:
        links = Path(folder) / "links.csv"
        for name, (left, right, identifier, truth) in JOBS.items():
            ours, theirs = [], []
            for _ in range(a.rounds):
                ours.append(run_kept(ROOT / f"bench/link/{name}.tsv", a.data / left, a.data / right, identifier, a.threads, links))
                theirs.append(run_splink(python, a.peers / f"splink_{name}.py", a.data, a.threads))
            best, peer = min(ours, key=lambda r: r["seconds"]), min(theirs, key=lambda r: r["seconds"])
            rows = rows_of(a.data / left)
            print_and_keep({"data": name, "rows": rows, "threads": a.threads, **best, **scored(links, truth, rows),
                            "splink_seconds": peer["seconds"], "splink_f1": peer["F1"], "times_faster": peer["seconds"] / best["seconds"]})
        if a.large:
            left, right = Path(folder) / "left.csv", Path(folder) / "right.csv"
            enlarged(a.data / JOBS["transactions"][0], left, LARGE_ROWS)
            enlarged(a.data / JOBS["transactions"][1], right, LARGE_ROWS)
            large = run_kept(ROOT / "bench/link/transactions.tsv", left, right, "unique_id", os.cpu_count() or 1, links)
            print_and_keep({"data": "transactions, 23 copies", "rows": LARGE_ROWS, "threads": os.cpu_count() or 1, **large,
                            **scored(links, whole, LARGE_ROWS)})


if __name__ == "__main__":
    main()
