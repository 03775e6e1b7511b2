#!/usr/bin/env python3
"""Load mutated files: mutate_load.py --kept PROGRAM [--count N] [--seed N] [--batch N] [--megabytes N] FILE...

Makes N files out of the given ones (.zst and .gz are expanded by the programs of those names): bytes flipped, pieces cut
out, doubled, or put in from another file, drawn from a fixed seed. Loads them in batches. A crash, more than 10 seconds
for one file, or more memory than --megabytes fails, and the file is kept and named. What no XML parser would take must
be said.
"""
import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import xml.parsers.expat
from pathlib import Path

SECONDS_A_FILE = 10


def content(path: str) -> bytes:
    for suffix, program in ((".zst", "zstd"), (".gz", "gzip")):
        if path.endswith(suffix):
            return subprocess.run([program, "-dc", path], capture_output=True, check=True).stdout
    return Path(path).read_bytes()


def mutated(data: bytes, other: bytes, dice: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(out)) if out else 0
        kind = dice.randrange(5)
        if kind == 0:
            for _ in range(dice.randint(1, 8)):
                if out:
                    out[dice.randrange(len(out))] = dice.randrange(256)
        elif kind == 1:
            del out[at:at + dice.randint(1, 2000)]
        elif kind == 2:
            out[at:at] = out[at:at + dice.randint(1, 2000)]
        elif kind == 3:
            begin = dice.randrange(len(other)) if other else 0
            out[at:at] = other[begin:begin + dice.randint(1, 2000)]
        else:
            del out[dice.randrange(len(out)) if out else 0:]
    return bytes(out)


def well_formed(data: bytes) -> bool:
    try:
        xml.parsers.expat.ParserCreate(namespace_separator="\n").Parse(data, True)
        return True
    except xml.parsers.expat.ExpatError:
        return False


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--kept", required=True)
    p.add_argument("--count", type=int, default=60)
    p.add_argument("--seed", type=int, default=11)
    p.add_argument("--batch", type=int, default=20)
    p.add_argument("--megabytes", type=int, default=400)
    p.add_argument("files", nargs="+")
    a = p.parse_args()
    dice = random.Random(a.seed)
    originals = [content(f) for f in a.files]
    broken = said = made = 0
    while made < a.count:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "in"
            folder.mkdir()
            bad = set()
            for _ in range(min(a.batch, a.count - made)):
                data = mutated(dice.choice(originals), dice.choice(originals), dice)
                file = folder / f"m{made:05}.xml"
                file.write_bytes(data)
                made += 1
                # A file without any of the elements that tell it is left out, which is said too.
                if b"<iati-activit" in data[:65536] and not well_formed(data):
                    bad.add(file.name)
            ledger = Path(name) / "kept.duckdb"
            try:
                run = subprocess.run([a.kept, "load", folder, "--ledger", ledger], capture_output=True, text=True,
                                     timeout=SECONDS_A_FILE * a.batch)
            except subprocess.TimeoutExpired:
                run = None
            if run is None or run.returncode not in (0, 1, 2):
                kept = Path(tempfile.mkdtemp(prefix="kept-mutated-"))
                shutil.copytree(folder, kept / "in")
                sys.exit(f"status {run and run.returncode} for files in {kept}: {run and run.stderr[-500:]}")
            broken += len(bad)
            answer = subprocess.run([a.kept, "sql", "SELECT DISTINCT file FROM problem WHERE code IN ('xml_broken', 'xml_refused',"
                                     " 'limit_reached', 'text_not_utf8')", "--ledger", ledger, "--format", "csv"], capture_output=True, text=True)
            named = {line.rsplit("/", 1)[-1] for line in answer.stdout.splitlines()} | {w.rstrip(":").rsplit("/", 1)[-1] for w in run.stderr.split()}
            unsaid = sorted(bad - named)
            said += len(bad) - len(unsaid)
            if unsaid:
                kept = Path(tempfile.mkdtemp(prefix="kept-mutated-"))
                for file in unsaid:
                    shutil.copy(folder / file, kept)
                print(f"no problem is said of {unsaid}, kept in {kept}", file=sys.stderr)
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{made} mutated files: no crash; of {broken} that are no XML a problem is said of {said}; at most {megabytes} MB")
    if megabytes > a.megabytes or said < broken:
        sys.exit(1)


if __name__ == "__main__":
    main()
