#!/usr/bin/env python3
"""Does the alarm ring? check_canary.py --sanitize SANITIZERS CANARY: runs the canary on calm and on faulty input."""
import argparse
import subprocess
import sys
import tempfile
from pathlib import Path


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--sanitize", default="", help="the sanitizers of this build, comma-separated")
    p.add_argument("canary")
    a = p.parse_args()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        def run(text):
            corpus = Path(folder, "corpus-" + (text or "empty"))
            corpus.mkdir()
            if text:
                (corpus / "input").write_text(text)
            return subprocess.run([a.canary, str(corpus)], capture_output=True, text=True)

        if run("calm").returncode != 0:
            faults.append("calm input failed")
        if run("die").returncode == 0:
            faults.append("an abort passed")
        empty = run("")
        if empty.returncode != 1 or "the corpus is empty" not in empty.stderr:
            faults.append("an empty corpus passed")
        if "address" in a.sanitize.split(","):
            over = run("over")
            if over.returncode == 0 or "heap-buffer-overflow" not in over.stderr:
                faults.append("a read beyond the input passed")
    for fault in faults:
        print(f"canary: {fault}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
