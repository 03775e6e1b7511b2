#!/usr/bin/env python3
"""Hold the program to the instructions of bench/budgets.txt: check_budgets.py --kept PROGRAM [--write]

Each line of the file is a name, the most instructions that callgrind may count, and the arguments of kept, run in the
root of the tree. Counts differ a little between processors (the C library chooses its code by them), so a budget stands
a quarter above what was counted; --write sets them so. Without valgrind it is skipped (status 77).
"""
import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUDGETS = ROOT / "bench/budgets.txt"
SKIPPED, ROOM = 77, 1.25


def parse(text: str) -> list:
    """[(name, budget, arguments)] of the lines that are no comments."""
    rows = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, budget, *arguments = line.split()
        rows.append((name, int(budget.replace(",", "")), arguments))
    return rows


def instructions(kept: str, arguments: list) -> int:
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", kept, *arguments],
                             cwd=ROOT, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not found:
        sys.exit(f"check_budgets: kept {' '.join(arguments)} failed under valgrind: {run.stderr[-500:]}")
    return int(found[1])


def verdict(name: str, budget: int, counted: int) -> str:
    """What is wrong, or an empty string."""
    return "" if counted <= budget else f"{name}: {counted:,} instructions, {budget:,} allowed; make it cheaper, or " \
                                         "raise the budget in a commit that says why"


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--kept", required=True)
    p.add_argument("--write", action="store_true")
    a = p.parse_args()
    if shutil.which("valgrind") is None:
        print("skipped: no valgrind")
        sys.exit(SKIPPED)
    kept = str(Path(a.kept).resolve())
    text, failed = BUDGETS.read_text(encoding="utf-8"), False
    for name, budget, arguments in parse(text):
        counted = instructions(kept, arguments)
        wrong = verdict(name, budget, counted)
        print(wrong or f"{name}: {counted:,} of {budget:,} instructions")
        failed = failed or bool(wrong)
        if a.write:
            text = re.sub(rf"^({re.escape(name)}\s+)[0-9,]+", rf"\g<1>{round(counted * ROOM, -5):,.0f}", text, flags=re.M)
    if a.write:
        BUDGETS.write_text(text, encoding="utf-8")
    sys.exit(1 if failed and not a.write else 0)


if __name__ == "__main__":
    main()
