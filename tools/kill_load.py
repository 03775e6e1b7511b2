#!/usr/bin/env python3
"""Kill loads at random moments: kill_load.py --kept PROGRAM [--kills N] [--activities N] [--seed N]

A ledger with one load is loaded with a second file, and the loading process is killed (-9) at a moment drawn from a
fixed seed, or interrupted as by Ctrl-C. After each the ledger must open and hold all of the second load or nothing of
it, while a reader must always see a whole ledger. At last the load is run to its end and must be complete. The test
runs a few; --kills 50 is the long form.
"""
import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUESTION = "SELECT (SELECT count(*) FROM load), (SELECT count(*) FROM published_record), (SELECT sum(records) FROM load)"


def activities(count: int, name: str) -> str:
    """An IATI file of our own."""
    one = ('<iati-activity default-currency="EUR"><iati-identifier>XM-OWN-{n}</iati-identifier><reporting-org ref="XM-OWN"/>'
           '<title><narrative xml:lang="en">Wells of the year {n}</narrative></title><recipient-country code="UA"/>'
           + '<transaction><transaction-type code="3"/><transaction-date iso-date="2022-05-01"/><value>{n}.25</value></transaction>' * 8
           + '</iati-activity>\n')
    return f'<iati-activities version="2.03" generated-datetime="2026-01-0{name}">\n' + "".join(
        one.format(n=n) for n in range(count)) + "</iati-activities>\n"


def ask(kept: str, ledger: Path) -> tuple:
    run = subprocess.run([kept, "sql", QUESTION, "--ledger", ledger, "--format", "csv"], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"the ledger cannot be read after a kill: {run.stderr}")
    return tuple(int(cell) for cell in run.stdout.splitlines()[1].split(","))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--kept", required=True)
    p.add_argument("--kills", type=int, default=4)
    p.add_argument("--activities", type=int, default=6000)
    p.add_argument("--seed", type=int, default=7)
    a = p.parse_args()
    dice = random.Random(a.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "one.xml").write_text(activities(20, "1"))
        (folder / "two.xml").write_text(activities(a.activities, "2"))
        ledger, before = folder / "kept.duckdb", folder / "before.duckdb"
        load = [a.kept, "load", "--ledger", ledger]
        subprocess.run([*load, folder / "one.xml"], check=True, capture_output=True)
        shutil.copy(ledger, before)
        begin = time.monotonic()
        subprocess.run([*load, folder / "two.xml"], check=True, capture_output=True)
        took = time.monotonic() - begin
        nothing, everything = ask(a.kept, before), ask(a.kept, ledger)
        if everything[1] != 20 * 8 + a.activities * 8 or everything[1] != everything[2]:
            sys.exit(f"the whole load has {everything}")
        seen = {"nothing": 0, "everything": 0}
        for kill in range(a.kills):
            shutil.copy(before, ledger)
            process = subprocess.Popen([*load, folder / "two.xml"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0, took * 1.1))
            # One process reads while another loads.
            if ask(a.kept, ledger) not in (nothing, everything):
                sys.exit(f"kill {kill}: a reader saw part of a load")
            process.send_signal(signal.SIGINT if kill % 5 == 4 else signal.SIGKILL)
            process.wait()
            left = ask(a.kept, ledger)
            if left not in (nothing, everything):
                sys.exit(f"kill {kill}: the ledger has {left}, neither {nothing} nor {everything}")
            seen["nothing" if left == nothing else "everything"] += 1
        subprocess.run([*load, folder / "two.xml"], check=True, capture_output=True)
        if ask(a.kept, ledger) != everything:
            sys.exit("loading again does not complete the load")
        left_over = sorted(f.name for f in folder.iterdir() if f.name.startswith("kept.duckdb.loading"))
        if left_over:
            sys.exit(f"left over: {left_over}")
        print(f"{a.kills} kills within {took:.2f} s: {seen['nothing']} left nothing of the load, {seen['everything']} all of it")


if __name__ == "__main__":
    main()
