#!/usr/bin/env python3
"""Measure loading of IATI files: script/bench load [--megabytes 100,400] [--rounds N] [--collection FOLDER]

In one run and in turn, on the same files and cores: `kept load` into a new ledger on disk, pugixml parsing the same
slices by as many threads and doing nothing else, and a streaming pass by lxml, one core. Printed are medians, the
ratios to both, the peak memory, and how far time is from linear between the smallest and largest file. A line for each
file is added to bench/results/load.tsv.

The files are made by ../shared/bench/concat_iati.py of ../shared/data/iati (--collection names another place for both);
without it there is nothing to measure. Python's lxml and zstandard are needed for that: $KEPT_BENCH_PYTHON names a Python
that has them. --large adds one file of that many megabytes, made in the system's temporary folder and removed again.
"""
import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench/results/load.tsv"
GROUPS = ("usaid-2025", "dportal-bulk-2021")


def timed(command: list) -> tuple:
    """(seconds, peak megabytes) of a command."""
    run = subprocess.run(["/usr/bin/time", "-f", "\n@@ %e %M", *map(str, command)], stdout=subprocess.DEVNULL,
                         stderr=subprocess.PIPE, text=True)
    found = re.search(r"@@ ([0-9.]+) ([0-9]+)", run.stderr)
    if run.returncode != 0 or not found:
        sys.exit(f"{command[0]} failed: {run.stderr[-500:]}")
    return float(found[1]), int(found[2]) / 1024


def measure(kept: Path, pugixml: Path, peer: list, file: Path, threads: int, rounds: int) -> dict:
    megabytes = file.stat().st_size / 1e6
    loads, parses, passes, memory = [], [], [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        for i in range(rounds):
            ledger = Path(folder) / f"{i}.duckdb"
            took, peak = timed([kept, "load", file, "--ledger", ledger])
            loads.append(took)
            memory = max(memory, peak)
            ledger.unlink()
            if megabytes <= 1000:  # held in memory by that program
                run = subprocess.run([pugixml, str(threads), file], capture_output=True, text=True, check=True)
                parses.append(float(run.stdout.split()[0]))
            if i == 0 and peer and megabytes <= 150:
                passes.append(timed([*peer, file])[0])
    return {"megabytes": megabytes, "load": statistics.median(loads), "best": min(loads), "memory": memory,
            "pugixml": statistics.median(parses) if parses else None, "lxml": statistics.median(passes) if passes else None}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--megabytes", default="100,400")
    p.add_argument("--large", type=int, default=0, metavar="MEGABYTES")
    p.add_argument("--rounds", type=int, default=5)
    p.add_argument("--collection", type=Path, default=ROOT / "../shared")
    a = p.parse_args()
    python = os.environ.get("KEPT_BENCH_PYTHON", sys.executable)
    concat = a.collection / "bench/concat_iati.py"
    if not concat.exists():
        print(f"skipped: no {concat}")
        return
    peer = [python, a.collection / "bench/lxml_transactions.py"]
    kept, pugixml = ROOT / "build/release/kept", ROOT / "build/release/iati_bench"
    threads = os.cpu_count() or 1
    folder = ROOT / "build/bench/load"
    folder.mkdir(parents=True, exist_ok=True)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    lines = []
    for group in GROUPS:
        files = sorted(str(f) for f in (a.collection / "data/iati" / group).glob("*.xml*"))
        results = []
        for size in [*(int(m) for m in a.megabytes.split(",")), *([a.large] if a.large else [])]:
            kept_file = size <= 1000
            file = (folder if kept_file else Path(tempfile.gettempdir())) / f"{group}-{size}.xml"
            if not file.exists():
                subprocess.run([python, concat, str(size), file, *files], check=True, stdout=subprocess.DEVNULL)
            rounds = a.rounds if kept_file else 1
            result = measure(kept, pugixml, peer, file, threads, rounds)
            results.append(result)
            if not kept_file:
                file.unlink()
            speed = result["megabytes"] / result["load"]
            parts = [f"{group} {size} MB: {result['load']:.2f} s (best {result['best']:.2f}), {speed:.0f} MB/s, {result['memory']:.0f} MB"]
            if result["pugixml"]:
                parts.append(f"{100 * result['pugixml'] / result['load']:.0f} % of pugixml ({result['pugixml']:.3f} s, {threads} threads)")
            if result["lxml"]:
                parts.append(f"{result['lxml'] / result['load']:.1f} times lxml ({result['lxml']:.1f} s)")
            print("; ".join(parts), flush=True)
            lines.append("\t".join([commit, f"{group}-{size}", f"{result['load']:.3f}", f"{result['best']:.3f}", f"{result['memory']:.0f}",
                                    f"{result['pugixml']:.4f}" if result["pugixml"] else "-", f"{result['lxml']:.2f}" if result["lxml"] else "-"]))
        small, large = results[0], results[-1]
        if large is not small:
            per = (large["load"] / large["megabytes"]) / (small["load"] / small["megabytes"])
            print(f"{group}: a megabyte of the largest file takes {per:.2f} times that of the smallest")
    RESULTS.parent.mkdir(exist_ok=True)
    if not RESULTS.exists():
        RESULTS.write_text("commit\tfile\tseconds\tbest_seconds\tmegabytes_memory\tpugixml_seconds\tlxml_seconds\n")
    with RESULTS.open("a") as out:
        out.write("".join(line + "\n" for line in lines))


if __name__ == "__main__":
    main()
