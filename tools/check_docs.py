#!/usr/bin/env python3
"""Do the documents tell all and only what is there? check_docs.py lists

  - a link of a document to a file that is not in the tree,
  - a room of tools/layers.txt, a script or a top folder that ARCHITECTURE.md, CONTRIBUTING.md do not name,
  - a library that CMake looks for, or a package that script/bootstrap installs, without a line in docs/dependencies.md,
  - a problem that no golden case or test shows,
  - a decision that docs/decisions/README.md does not list,
  - a path of somebody's own machine in any document or script.
"""
import argparse
import re
import subprocess
import sys
from pathlib import Path

import make_docs
import tree

# What CMake calls a library, where docs/dependencies.md calls it otherwise.
NAMES = {"LibXml2": "libxml2", "GTest": "GoogleTest", "nlohmann_json": "nlohmann-json", "LibArchive": "libarchive", "EXPAT": "expat",
         "Boost": "Boost.Multiprecision", "Threads": None, "Python3": "Python"}


def links(root: Path, documents: list) -> list:
    complaints = []
    for document in documents:
        text = re.sub(r"```.*?```", "", (root / document).read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            if not re.match(r"[a-z]+:", target) and not (root / document).parent.joinpath(target).exists():
                complaints.append(f"{document}: links to {target}, which is not there")
    return complaints


def unnamed(text: str, document: str, what: str, names: list) -> list:
    return [f"{document}: does not name the {what} {n}" for n in names if not re.search(rf"(?<![\w/-]){re.escape(n)}(?![\w-])", text)]


def dependencies(root: Path) -> list:
    text = (root / "docs/dependencies.md").read_text(encoding="utf-8")
    cmake = "".join(f.read_text(encoding="utf-8") for f in [root / "CMakeLists.txt", *sorted((root / "cmake").glob("*.cmake"))])
    libraries = [NAMES.get(n, n) for n in re.findall(r"find_package\((\w+)", cmake)]
    bootstrap = (root / "script/bootstrap").read_text(encoding="utf-8")
    packages = " ".join(re.findall(r"packages\+?=\(([^)]*)\)", bootstrap)).split()
    return unnamed(text, "docs/dependencies.md", "library", [n for n in libraries if n]) + unnamed(text, "docs/dependencies.md", "package", packages)


def problems(root: Path) -> list:
    kinds = [name for name, _ in make_docs.problem_kinds((root / "src/base/problem.cpp").read_text(encoding="utf-8"))]
    shown = set(make_docs.cases_by_problem(root, kinds))
    tests = "".join(f.read_text(encoding="utf-8") for f in (root / "src").glob("*/*_test.cpp"))
    # A fault of our own that we knew an input for would be repaired instead.
    return [f"docs/problems.md: no golden case and no test shows {n}" for n in kinds
            if n != "internal" and n not in shown and not re.search(rf"\b{n}\b", tests)]


def decisions(root: Path) -> list:
    folder = root / "docs/decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    return [f"docs/decisions/README.md: does not list {f.name}" for f in sorted(folder.glob("[0-9]*.md")) if f.name not in index]


def own_paths(root: Path, files: list) -> list:
    own = re.compile(r"(?<![\w.])/(?:work/|root/|home/(?!user\b))\w+")
    return [f"{f}: names a path of one machine: {m[0]}" for f in files if f.suffix in (".md", ".txt", ".cmake", ".py", "") and (root / f).is_file()
            for m in own.finditer((root / f).read_text(encoding="utf-8", errors="replace")) if "golden/" not in str(f)]


def complaints_of(root: Path) -> list:
    tracked = [Path(n) for n in subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()]
    documents = [f for f in tracked if f.suffix == ".md" and "golden/" not in str(f) and "examples/" not in str(f)]
    architecture = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    contributing = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    folders = sorted({f.parts[0] for f in tracked if len(f.parts) > 1 and not f.parts[0].startswith(".")})
    scripts = sorted(f.name for f in tracked if f.parts[0] == "script" and not f.suffix)
    return (links(root, documents)
            + unnamed(architecture, "ARCHITECTURE.md", "room", list(tree.read_layers(root / "tools/layers.txt")))
            + [f"ARCHITECTURE.md: does not name the folder {n}/" for n in folders if f"{n}/" not in architecture]
            + [f"CONTRIBUTING.md: does not name script/{n}" for n in scripts if f"script/{n}" not in contributing]
            + dependencies(root) + problems(root) + decisions(root) + own_paths(root, tracked))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    a = p.parse_args()
    complaints = complaints_of(a.root)
    print("\n".join(complaints) if complaints else "documents: nothing undocumented, no broken link")
    sys.exit(bool(complaints))


if __name__ == "__main__":
    main()
