#!/usr/bin/env python3
"""Write the documents that are made from something else, or check that they are up to date.

  make_docs.py [--kept PROGRAM]           write docs/problems.md, the picture of the rooms in ARCHITECTURE.md and, with
                                          --kept, the run that README.md shows
  make_docs.py --check [--kept PROGRAM]   status 1 and a complaint for each that differs
"""
import argparse
import re
import subprocess
import sys
from pathlib import Path

import tree

ROOT = Path(__file__).resolve().parent.parent
DEMO = "check examples/*.txt --data examples/data --on 2026-08-04"


def problem_kinds(text: str) -> list:
    """[(name, meaning)] of the catalogue in src/base/problem.cpp."""
    entries = re.findall(r'ProblemKind\{\s*ProblemCode::(\w+),\s*"(\w+)",\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\}', text)
    if len(entries) != text.count("ProblemKind{ProblemCode::"):
        raise ValueError("src/base/problem.cpp: an entry of the catalogue is not of the form ProblemKind{code, name, meaning}")
    return [(name, "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', meaning))) for _, name, meaning in entries]


def cases_by_problem(root: Path, names: list) -> dict:
    """{problem: [golden case]}: a case's file `problem` names the kinds that it shows."""
    cases = {}
    for file in sorted(root.glob("golden/*/*/problem")):
        for name in file.read_text(encoding="utf-8").split():
            if name not in names:
                raise ValueError(f"{file.relative_to(root)}: there is no problem {name}")
            cases.setdefault(name, []).append(file.parent)
    return cases


def problems_page(root: Path) -> str:
    kinds = problem_kinds((root / "src/base/problem.cpp").read_text(encoding="utf-8"))
    cases = cases_by_problem(root, [name for name, _ in kinds])
    lines = ["# Problems", "",
             "Written by `tools/make_docs.py` from `src/base/problem.cpp` and the golden cases; not edited by hand.", "",
             "A problem says what is wrong, where, what was done instead and what would cure it. The name stands in JSON (`code`)",
             "and in the ledger. What a person sees is shown from the cases that show it.", ""]
    for name, meaning in kinds:
        lines += [f"## {name}", "", meaning, ""]
        for case in cases.get(name, []):
            shown = next((case / f for f in ("stderr", "stdout") if (case / f).is_file()), None)
            if shown:
                command = (case / "cmd").read_text(encoding="utf-8").strip()
                lines += ["```console", f"$ kept {command}", shown.read_text(encoding="utf-8", errors="replace").rstrip(), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def rooms_picture(root: Path) -> str:
    """The rooms from the top down: a room stands one step above the highest room that it includes."""
    layers = tree.read_layers(root / "tools/layers.txt")
    height = {}
    for room, edges in layers.items():
        height[room] = 0 if room == "base" else 1 + max((height[e] for e in edges), default=0)
    width = max(len(r) for r in layers)
    lines = []
    for level in range(max(height.values()), -1, -1):
        for room in (r for r in layers if height[r] == level):
            lines.append(f"{level}  {room:<{width}}  {'<- ' + ', '.join(layers[room]) if layers[room] else ''}".rstrip())
    return "```\n" + "\n".join(lines) + "\n```"


def between(text: str, name: str, content: str) -> str:
    """`text` with `content` between its marks <!-- NAME: begin --> and <!-- NAME: end -->."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    if text.count(begin) != 1 or text.count(end) != 1:
        raise ValueError(f"the marks {begin} and {end} must stand there once")
    return text[:text.index(begin) + len(begin)] + "\n" + content + "\n" + text[text.index(end):]


def demo_run(root: Path, kept: str) -> str:
    arguments = [word for part in DEMO.split() for word in (sorted(f"examples/{f.name}" for f in root.glob(part)) if "*" in part else [part])]
    run = subprocess.run([kept, *arguments], cwd=root, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"})
    if run.returncode != 0:
        raise ValueError(f"`kept {DEMO}` ended with status {run.returncode}: {run.stderr}")
    return f"```console\n$ kept {DEMO}\n" + run.stdout.rstrip() + "\n```"


def documents(root: Path, kept=None) -> dict:
    """{path: what its text should be}"""
    made = {"docs/problems.md": problems_page(root)}
    architecture = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    made["ARCHITECTURE.md"] = between(architecture, "rooms", rooms_picture(root))
    if kept:
        made["README.md"] = between((root / "README.md").read_text(encoding="utf-8"), "demo", demo_run(root, kept))
    return made


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--check", action="store_true")
    p.add_argument("--kept", help="a built program, for the run that README.md shows")
    a = p.parse_args()
    status = 0
    try:
        made = documents(ROOT, str(Path(a.kept).resolve()) if a.kept else None)
    except ValueError as fault:
        sys.exit(f"make_docs: {fault}")
    for name, text in made.items():
        file = ROOT / name
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        if a.check:
            print(f"{name} is not up to date; run: python3 tools/make_docs.py" + (" --kept build/release/kept" if name == "README.md" else ""))
            status = 1
        else:
            file.write_text(text, encoding="utf-8")
            print(f"written: {name}")
    sys.exit(status)


if __name__ == "__main__":
    main()
