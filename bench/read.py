#!/usr/bin/env python3
"""Measure reading: script/bench read [--megabytes N] [--texts FOLDER...] [--node-path FOLDER] [--rounds N]

For each language the texts `LANG-*.txt` and `*.LANG.txt` of the folders (../shared/gold and
../shared/data/texts/parallel; without them the program's own, bench/texts) are repeated to one text of so many
megabytes, whose claims are counted before any timing. Then `kept read --format jsonl` reads it on one core. Printed are
the best of the rounds in megabytes (10^6 bytes) a second, the claims, the peak memory; and how long a start takes: the
best of many runs on one short text.

With --node-path (a folder whose node_modules hold @microsoft/recognizers-text-suite) npm Recognizers-Text reads a part
of the same texts in the same run (../shared/bench/peer_recognizers.mjs), and the ratio is printed. A line for each
language is added to bench/results/read.tsv.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench/results/read.tsv"
SHARED = ROOT / "../shared"
LANGUAGES = ("en", "uk", "ja")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=。)|\n+")


def texts_of(language: str, folders: list) -> str:
    files = [f for folder in folders for f in sorted(Path(folder).glob("*.txt"))
             if f.name.startswith(language + "-") or f.name == language + ".txt" or f.name.endswith(f".{language}.txt")]
    return "\n\n".join(f.read_text(encoding="utf-8").strip() for f in files) + "\n\n"


def timed(command: list) -> tuple:
    """(seconds, peak megabytes, lines printed) of a command."""
    with tempfile.TemporaryFile() as out:
        begin = time.perf_counter()
        process = subprocess.Popen([str(c) for c in command], stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - begin
        if status != 0:
            sys.exit(f"bench: {command[0]} failed")
        out.seek(0)
        return took, usage.ru_maxrss / 1024, sum(chunk.count(b"\n") for chunk in iter(lambda: out.read(1 << 20), b""))


def start_milliseconds(kept: Path, runs: int = 40) -> float:
    example = ROOT / "examples/canada-2025.txt"
    return 1000 * min(timed([kept, "read", example, "--format", "json"])[0] for _ in range(runs))


def peer_speeds(node_path: str, texts: dict) -> dict:
    """Megabytes a second of the peer in English and Japanese, on the first 100 kB of each."""
    script = SHARED / "bench/peer_recognizers.mjs"
    if not node_path or not script.exists():
        return {}
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", "ja"):
            part = texts[language].encode()[:100_000].decode(errors="ignore")
            sentences = [s.strip() for s in SENTENCE_END.split(part) if s and s.strip()]
            (Path(folder) / f"{language}.txt").write_text("\n".join(sentences), encoding="utf-8")
        run = subprocess.run(["node", script, "--speed", folder], capture_output=True, text=True, check=True,
                             env={**os.environ, "NODE_PATH": node_path})
    speed = json.loads(run.stdout.splitlines()[-1])["speed"]
    # Kept reads amounts, numbers and dates in one go: so the peer's models in turn.
    return {language: 1 / sum(1 / speed[f"{language}/{model}"] for model in ("currency", "number", "datetime"))
            for language in ("en", "ja")}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--megabytes", type=float, default=100)
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--texts", nargs="*", default=[SHARED / "gold", SHARED / "data/texts/parallel"])
    p.add_argument("--node-path", default=os.environ.get("NODE_PATH", ""))
    p.add_argument("--kept", type=Path, default=ROOT / "build/release/kept")
    a = p.parse_args()
    folders = [f for f in a.texts if Path(f).is_dir()] or [ROOT / "bench/texts"]
    texts = {language: texts_of(language, folders) for language in LANGUAGES}
    peers = peer_speeds(a.node_path, texts)
    start = start_milliseconds(a.kept)
    rows = []
    for language, text in texts.items():
        once = text.encode()
        if len(once) < 1000:
            print(f"{language}: no texts in {', '.join(map(str, folders))}")
            continue
        with tempfile.NamedTemporaryFile(suffix=f".{language}.txt") as file:
            for _ in range(max(1, round(a.megabytes * 1e6 / len(once)))):
                file.write(once)
            file.flush()
            size = file.tell() / 1e6
            command = ["taskset", "-c", "0", a.kept, "read", "--format", "jsonl", file.name]
            claims = timed(command)[2] - 1
            runs = [timed(command) for _ in range(a.rounds)]
        speed = size / min(r[0] for r in runs)
        memory = max(r[1] for r in runs)
        peer_speed = peers.get(language)
        ratio = f"{speed / peer_speed:.0f}" if peer_speed else "-"
        print(f"{language}: {speed:.1f} MB/s of {size:.0f} MB, {claims} claims, {memory:.0f} MB of memory"
              + (f"; {ratio} times npm Recognizers-Text ({peer_speed:.4f} MB/s)" if peer_speed else ""))
        rows.append(f"{time.strftime('%Y-%m-%d')}\t{language}\t{size:.0f}\t{claims}\t{speed:.1f}\t{memory:.0f}\t"
                    f"{f'{peer_speed:.4f}' if peer_speed else '-'}\t{ratio}\t{start:.1f}")
    print(f"start: {start:.1f} ms")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    if not RESULTS.exists():
        RESULTS.write_text("date\tlanguage\tmegabytes\tclaims\tmegabytes_per_second\tmemory_megabytes\t"
                           "peer_megabytes_per_second\tratio\tstart_milliseconds\n")
    with RESULTS.open("a") as out:
        out.write("".join(row + "\n" for row in rows))


if __name__ == "__main__":
    main()
