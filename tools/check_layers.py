#!/usr/bin/env python3
"""Does the tree keep to its rooms? check_layers.py [--build DIR] [--headers]

Fails on: an include that tools/layers.txt does not allow; a cycle of files; an edge of the table that nobody uses; a
header or name of tools/bans.tsv; a type defined twice under one name; with --build, a source file that no target of that build compiles; with --headers
also, a header that does not compile alone (remembered by content in DIR/headers-alone, so only changed ones cost).
"""
import argparse
import concurrent.futures
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import tree


def room_of(file: Path):
    """The room of src/ROOM/FILE; None for a file beside the rooms (src/main.cpp, fuzz/)."""
    return file.parts[1] if file.parts[0] == "src" and len(file.parts) > 2 else None


def is_test(file: Path) -> bool:
    return file.stem == "testing" or file.stem.endswith(("_test", "_bench", "_fuzz"))


def read_bans(file: Path) -> list:
    """[(kind, pattern, rooms where it is allowed, replacement)]"""
    bans = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 4 or fields[0] not in ("include", "name"):
            raise ValueError(f"{file.name}:{number}: not of the form 'include|name TAB pattern TAB rooms or - TAB replacement'")
        kind, pattern, allowed, instead = fields
        # A name stands alone: not part of a longer one, not a member of ours (x.exit), not another namespace's.
        expression = re.compile(pattern) if kind == "include" else re.compile(
            rf"(?<![A-Za-z0-9_.:>])(?:{pattern})(?![A-Za-z0-9_])" + (r"(?=\s*\()" if pattern in CALLS else ""))
        bans.append((kind, expression, set() if allowed == "-" else set(allowed.split(",")), instead))
    return bans


# Words that are also plain English: banned as calls only.
CALLS = {"(std::)?system", "(std::)?(exit|quick_exit|_exit|abort)", "(std::)?(rand|srand|random_device)"}


def check_includes(root: Path, files: list, layers: dict) -> list:
    complaints, used = [], set()
    for file in files:
        room = room_of(file)
        if room is not None and room not in layers:
            complaints.append(f"{file}: room {room} is not in tools/layers.txt")
            continue
        for line, name, quoted in tree.includes((root / file).read_text(encoding="utf-8")):
            other = room_of(Path("src", name)) if quoted else None
            if quoted and not (root / "src" / name).is_file():
                complaints.append(f'{file}:{line}: "{name}" is no file under src; a library\'s header stands in <>')
                continue
            if room is None or other is None or other == room or other == "base":
                continue
            if other in layers[room]:
                used.add((room, other))
            else:
                complaints.append(f"{file}:{line}: room {room} may not include {other} ({name}); tools/layers.txt allows it "
                                  + ", ".join(["base", *layers[room]]))
    for room, edges in layers.items():
        # A room that has no file yet uses nothing yet.
        if any(room_of(f) == room for f in files):
            complaints += [f"tools/layers.txt: nobody uses the edge {room} -> {e}; take it out" for e in edges if (room, e) not in used]
    return complaints


def check_cycles(root: Path, files: list) -> list:
    """Headers that include each other; each cycle once."""
    closures = tree.Closures(root)
    complaints, done = [], set()

    def visit(file, path):
        if file in path:
            cycle = path[path.index(file):]
            if min(cycle) == file:
                complaints.append("cycle: " + " -> ".join(str(f) for f in [*cycle, file]))
            return
        if file in done:
            return
        for other in closures.direct(file)[1]:
            visit(other, [*path, file])
        done.add(file)

    for file in files:
        visit(file, [])
    return complaints


def check_bans(root: Path, files: list, bans: list) -> list:
    complaints = []
    for file in files:
        text = (root / file).read_text(encoding="utf-8")
        room = room_of(file)
        found = tree.includes(text)
        bare = tree.blank_comments_and_strings(text)
        for kind, expression, allowed, instead in bans:
            if room in allowed or ("test" in allowed and is_test(file)):
                continue
            if kind == "include":
                complaints += [f"{file}:{line}: <{name}> is banned here; use instead: {instead}" for line, name, quoted in found
                               if not quoted and expression.fullmatch(name)]
            elif room is not None and not is_test(file):
                # Tests may read files and use doubles: what they do never reaches the program.
                complaints += [f"{file}:{bare.count(chr(10), 0, m.start()) + 1}: {m[0]} is banned here; use instead: {instead}"
                               for m in expression.finditer(bare)]
    return complaints


SCOPES = re.compile(r"\bnamespace\s*([A-Za-z_0-9:]*)\s*\{|\b(?:enum\s+class|struct|class|union|enum)\s+([A-Za-z_0-9]+)\s*(?:final\s*)?(?::(?!:)[^;{]*)?\{|[{}]")


def types_of(text: str) -> list:
    """[(line, full name)] of the types that a file defines in namespaces that have a name."""
    found, scopes = [], []  # of each open brace its namespace; None where it is no namespace or has no name
    bare = tree.blank_comments_and_strings(text)
    for m in SCOPES.finditer(bare):
        if m[0] == "}":
            del scopes[-1:]
            continue
        if m[2] and None not in scopes:
            found.append((bare.count("\n", 0, m.start()) + 1, "::".join([*scopes, m[2]])))
        scopes.append(m[1] or None)
    return found


def check_types(root: Path, files: list) -> list:
    """Two types under one name are one type to the linker, which keeps one of their functions (the One Definition Rule)."""
    complaints, first = [], {}
    for file in files:
        for line, name in types_of((root / file).read_text(encoding="utf-8")):
            if name in first:
                complaints.append(f"{file}:{line}: {name} is also defined in {first[name]}; give one another name")
            first.setdefault(name, f"{file}:{line}")
    return complaints


def check_built(root: Path, files: list, build: Path) -> list:
    compiled = {Path(c["file"]).resolve() for c in json.loads((build / "compile_commands.json").read_text())}
    return [f"{f}: no target builds it" for f in files
            if f.suffix == ".cpp" and not f.stem.endswith("_bench") and (root / f).resolve() not in compiled]


def check_headers(root: Path, files: list, build: Path) -> list:
    """Compiles each header alone, with the flags of the build's first command; good ones are remembered by content."""
    command = json.loads((build / "compile_commands.json").read_text())[0]["command"]
    words = [w for w in shlex.split(command) if not w.endswith("ccache")]
    flags = [w for i, w in enumerate(words[1:], 1) if w.startswith(("-I", "-D", "-std", "-W")) or words[i - 1] == "-isystem" or w == "-isystem"]
    # Every library's folder, whatever room the first command is of.
    duckdb = os.environ.get("DUCKDB_DIR", str(root / ".deps/duckdb"))
    compiler = [words[0], *flags, "-isystem", duckdb, f"-I{root / 'src'}", "-fsyntax-only", "-x", "c++"]
    closures, memory = tree.Closures(root), build / "headers-alone"
    memory.mkdir(exist_ok=True)

    def check(file):
        mark = memory / closures.hash(file, *compiler)
        if mark.exists():
            return None
        # Included from an empty file, as a user would: '#pragma once' in a main file is warned of.
        run = subprocess.run([*compiler, "-"], input=f'#include "{file.relative_to("src")}"\n', capture_output=True, text=True, cwd=root)
        if run.returncode == 0:
            mark.touch()
            return None
        return f"{file}: does not compile alone: " + next((s for s in run.stderr.splitlines() if "error" in s), run.stderr[:200])

    headers = [f for f in files if f.suffix == ".hpp" and f.parts[0] == "src"]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return [c for c in pool.map(check, headers) if c]


def complaints_of(root: Path, build=None, headers=False) -> list:
    try:
        layers = tree.read_layers(root / "tools/layers.txt")
        bans = read_bans(root / "tools/bans.tsv")
    except ValueError as fault:
        return [f"tools/{fault}"]
    files = tree.source_files(root)
    complaints = check_includes(root, files, layers) + check_cycles(root, files)
    complaints += check_bans(root, files, bans) + check_types(root, files)
    if build:
        complaints += check_built(root, files, build)
        if headers:
            complaints += check_headers(root, files, build)
    return complaints


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    p.add_argument("--build", type=Path, help="a configured build folder")
    p.add_argument("--headers", action="store_true", help="also compile each header alone; needs --build")
    a = p.parse_args()
    complaints = complaints_of(a.root, a.build, a.headers)
    print("\n".join(complaints) if complaints else "layers: as the table says")
    sys.exit(bool(complaints))


if __name__ == "__main__":
    main()
